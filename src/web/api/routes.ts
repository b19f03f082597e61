import type { FastifyInstance } from 'fastify';
import type { Context } from '../../context.ts';
import { activityOperation } from './activity.ts';
import { cohortOperations } from './cohorts.ts';
import { itemOperations } from './items.ts';
import { lessonOperation } from './lessons.ts';
import { describeApi } from './openapi.ts';
import { serveOperation, type Operation } from './operations.ts';
import { API_ROOT } from './problems.ts';
import { progressOperation } from './progress.ts';
import { resultOperations } from './results.ts';

/** Everything that other programs may read. */
export const OPERATIONS: readonly Operation[] = [
  ...cohortOperations,
  progressOperation,
  ...resultOperations,
  ...itemOperations,
  lessonOperation,
  activityOperation,
];

/** The read-only interface for other programs, and its description, which is no secret. */
export function apiRoutes(app: FastifyInstance, context: Context): void {
  const description = JSON.stringify(describeApi(OPERATIONS, context.config.baseUrl));
  app.get(`${API_ROOT}/openapi.json`, { config: { policy: 'public' } }, async (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(description),
  );
  for (const served of OPERATIONS) serveOperation(app, context, served);
}
