import { resolve } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import type { BackupState } from '../../domain/health.ts';
import type { BackupFile } from '../../services/backup-files.ts';
import { readRoom } from '../../services/disk-room.ts';
import { leaveFlash, type Flash } from '../flash.ts';
import { found } from '../http-errors.ts';
import { localeOf } from '../locale.ts';
import { pathsFor } from '../paths.ts';
import { page } from '../views.ts';
import { accountOf } from '../visitor.ts';
import type { BackupRow } from './backup-models.ts';

type BackupRequest = FastifyRequest<{ Params: { backup: string } }>;

/**
 * The site's backups: which there are, whether they are whole, and making one. They are not offered
 * for download: one stolen admin session would take everybody's data along.
 */
export function backupRoutes(app: FastifyInstance, context: Context): void {
  const config = { policy: 'admin' as const };
  const path = '/:locale/admin/backups';
  app.get(path, { config }, async (_request, reply) => await showBackups(context, reply));
  app.post(path, { config }, async (request, reply) => {
    const begun = context.backups.make(accountOf(request).id, context.now());
    return answer(request, reply, begun, 'backup-begun');
  });
  app.post(`${path}/:backup/check`, { config }, async (request: BackupRequest, reply) => {
    const backup = found(await context.backups.find(request.params.backup));
    const begun = context.backups.check(backup, context.now());
    return answer(request, reply, begun, 'backup-check-begun');
  });
}

/** The work goes on by itself; the page shows how far it is. */
function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  begun: Promise<void> | undefined,
  flash: Flash,
): FastifyReply {
  begun?.catch((error: unknown) => request.log.error({ err: error }, 'backup failed'));
  leaveFlash(reply, begun === undefined ? 'backup-busy' : flash);
  return reply.redirect(pathsFor(localeOf(request)).backups, 303);
}

async function showBackups(
  { backups, config }: Context,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const files = await backups.list();
  const { backupAt, backupDir, backupKeep, databaseFile, timeZone } = config;
  return page(reply, 'admin/backups', {
    backups: files.map(toRow),
    work: backups.work(),
    failure: backups.lastFailure(),
    folder: resolve(backupDir),
    daily: backupAt === null ? null : { time: backupAt, zone: timeZone },
    kept: backupKeep,
    room: await readRoom(databaseFile),
  });
}

/** What is known of a backup. */
export function backupState({ check }: BackupFile): BackupState {
  if (check === null) return 'unchecked';
  return check.problems.length > 0 ? 'broken' : 'whole';
}

function toRow(backup: BackupFile): BackupRow {
  const { name, madeAt, size, check } = backup;
  const problems = [...new Set(check?.problems.map(({ kind }) => kind))];
  return {
    name,
    madeAt,
    size,
    state: backupState(backup),
    checkedAt: check?.at ?? null,
    problems,
    counts: check?.counts ?? null,
  };
}
