import type { FastifyInstance } from 'fastify';
import type { Context } from '../../context.ts';
import { cohortOperations } from './cohorts.ts';
import { serveOperation, type Operation } from './operations.ts';

/** Everything that other programs may read. */
export const OPERATIONS: readonly Operation[] = [...cohortOperations];

/** The read-only interface for other programs. */
export function apiRoutes(app: FastifyInstance, context: Context): void {
  for (const served of OPERATIONS) serveOperation(app, context, served);
}
