import type { FastifyInstance } from 'fastify';
import type { Context } from '../../context.ts';
import { countAccounts } from '../../store/accounts.ts';
import { countOpenCohorts } from '../../store/cohorts.ts';
import { countSignedIn } from '../../store/signed-in.ts';
import { page } from '../views.ts';
import { readHealth } from './health-figures.ts';

/** Where admins arrive, and the settings. */
export function adminHomeRoutes(app: FastifyInstance, context: Context): void {
  const config = { policy: 'admin' as const };
  const { db, now } = context;
  app.get('/:locale/admin', { config }, async (_request, reply) => {
    const { figures, worst } = await readHealth(context);
    return page(reply, 'admin/overview', {
      health: worst,
      people: await countAccounts(db),
      signedIn: await countSignedIn(db, now()),
      cohorts: await countOpenCohorts(db),
      failedMails: figures.mail.failed,
      lastBackup: figures.backup.newest?.madeAt ?? null,
    });
  });
  app.get('/:locale/admin/settings', { config }, async (_request, reply) =>
    page(reply, 'admin/settings', { settings: context.config.settings }),
  );
}
