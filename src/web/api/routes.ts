import type { FastifyInstance } from 'fastify';
import type { Context } from '../../context.ts';
import { cohortOperations } from './cohorts.ts';
import { itemOperations } from './items.ts';
import { lessonOperation } from './lessons.ts';
import { serveOperation, type Operation } from './operations.ts';
import { progressOperation } from './progress.ts';
import { resultOperations } from './results.ts';

/** Everything that other programs may read. */
export const OPERATIONS: readonly Operation[] = [
  ...cohortOperations,
  progressOperation,
  ...resultOperations,
  ...itemOperations,
  lessonOperation,
];

/** The read-only interface for other programs. */
export function apiRoutes(app: FastifyInstance, context: Context): void {
  for (const served of OPERATIONS) serveOperation(app, context, served);
}
