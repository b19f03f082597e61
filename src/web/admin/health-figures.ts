import type { Context } from '../../context.ts';
import { judge, judgeSweep, worst, type HealthFigures } from '../../domain/health.ts';
import { readRoom, sizeOf } from '../../services/disk-room.ts';
import { readDatabaseState } from '../../store/database-state.ts';
import { countMail } from '../../store/mail.ts';
import { MIGRATION_NAMES } from '../../store/migrations.ts';
import { backupState } from './backups.ts';
import type { SiteHealth } from './health-models.ts';

/** Looks at everything that tells how the site is. */
export async function readHealth(context: Context): Promise<SiteHealth> {
  const now = context.now();
  const figures = await readFigures(context);
  const since = new Date(now.getTime() - process.uptime() * 1000);
  const verdicts = judge(figures, now);
  const sweeps = context.sweeper.reports().map((report) => ({
    ...report,
    verdict: judgeSweep(report, since, now),
  }));
  const all = [...Object.values(verdicts), ...sweeps.map(({ verdict }) => verdict)];
  return { figures, verdicts, sweeps, since, worst: worst(all) };
}

async function readFigures(context: Context): Promise<HealthFigures> {
  const { config, db, gate, library, pulse } = context;
  const state = await readDatabaseState(db);
  const room = await readRoom(config.databaseFile);
  const log = (await sizeOf(`${config.databaseFile}-wal`)) ?? 0;
  const { queued, failed } = await countMail(db);
  const errors = library.diagnostics().filter(({ severity }) => severity === 'error').length;
  return {
    database: room && { ...room, log },
    journalMode: state.journalMode,
    synchronous: state.synchronous,
    schema: { applied: state.migration, known: MIGRATION_NAMES.at(-1) ?? '' },
    backup: await readBackups(context),
    lessons: { errors },
    mail: { queued, failed, stays: config.production && config.mail.server === null },
    gate: { waiting: gate.waiting() },
    pulse: pulse.read(),
  };
}

async function readBackups({ backups, config }: Context): Promise<HealthFigures['backup']> {
  const [newest] = await backups.list();
  return {
    newest: newest ? { madeAt: newest.madeAt, state: backupState(newest) } : null,
    daily: config.backupAt !== null,
    failed: backups.lastFailure() !== null,
  };
}
