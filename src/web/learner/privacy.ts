import type { FastifyInstance } from 'fastify';
import type { Context } from '../../context.ts';
import { page } from '../views.ts';

/** What the site knows about people, in plain words, with the periods that are set. */
export function privacyRoutes(app: FastifyInstance, { config }: Context): void {
  const { auditDays, looksDays, mailDays, accountsDays } = config.retention;
  app.get('/:locale/privacy', { config: { policy: 'public' } }, async (_request, reply) =>
    page(reply, 'learner/privacy', {
      periods: [
        ['looks', looksDays],
        ['audit', auditDays],
        ['mail', mailDays],
        ['accounts', accountsDays],
      ],
    }),
  );
}
