import { chmod, chown, link, mkdir, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { syncPath } from '../sync-path.ts';
import { recordEvent } from '../store/audit.ts';
import type { CopyWatch } from '../store/copy.ts';
import { checkDatabase, type DatabaseCheck } from '../store/database-check.ts';
import { migrateToLatest } from '../store/migrations.ts';
import { openDatabase } from '../store/open.ts';
import { forgetWhatWasLive } from '../store/restored.ts';
import { holdAlone } from '../store/sole-hold.ts';
import { copyWhole } from './backing-up.ts';

export type RestoreOutcome =
  /** `aside` is where the database that stood there is now; null where there was none. */
  | { readonly kind: 'restored'; readonly aside: string | null; readonly check: DatabaseCheck }
  | { readonly kind: 'refused'; readonly check: DatabaseCheck }
  /** A server, or another command, has the database open. */
  | { readonly kind: 'in-use' };

/**
 * Puts a backup in the place of the database `target`, all or nothing: checked, brought up to date,
 * with everybody signed out, and swapped in by one renaming. What stood there is kept aside.
 * @throws errors of files and of the database as they come; the old database is then as it was.
 */
export async function restoreBackup(
  backup: string,
  target: string,
  now: Date,
  watch: CopyWatch = {},
): Promise<RestoreOutcome> {
  const check = checkDatabase(backup);
  if (check.problems.length > 0) return { kind: 'refused', check };
  await mkdir(dirname(target), { recursive: true });
  // The file itself where the setting names a link to it: that is what must be replaced.
  const place = await realpath(target).catch(() => target);
  const hold = holdAlone(place);
  if (hold === undefined) return { kind: 'in-use' };
  const fresh = `${place}.restoring`;
  try {
    await removeDatabase(fresh);
    await copyWhole(backup, fresh, watch);
    await prepare(fresh, basename(backup), now);
    const aside = await swapIn(fresh, place, now);
    return { kind: 'restored', aside, check };
  } finally {
    hold.release();
    await removeDatabase(fresh);
  }
}

/** Brings the copy up to date, with nothing in it that signs anybody in. */
async function prepare(file: string, backup: string, now: Date): Promise<void> {
  const db = openDatabase(file);
  try {
    await migrateToLatest(db);
    await db.transaction().execute(async (tx) => {
      await forgetWhatWasLive(tx);
      await recordEvent(tx, { actorId: null, action: 'database-restored', subject: backup }, now);
    });
  } finally {
    await db.destroy();
  }
}

async function swapIn(fresh: string, place: string, now: Date): Promise<string | null> {
  const old = await stat(place).catch(() => null);
  let aside: string | null = null;
  if (old !== null) {
    await giveAlike(fresh, old);
    aside = `${place}.before-${now.toISOString().slice(0, 19).replaceAll(':', '-')}Z`;
    await setAside(place, aside);
  }
  await syncPath(fresh);
  await rename(fresh, place);
  await syncPath(dirname(place));
  return aside;
}

/** Rights as the old file had them; its owner, too, where this process may: the server must read it. */
async function giveAlike(
  fresh: string,
  old: { mode: number; uid: number; gid: number },
): Promise<void> {
  await chmod(fresh, old.mode & 0o777);
  if (process.getuid?.() === 0) await chown(fresh, old.uid, old.gid);
}

/**
 * A second name first, so that there is a database under the old name at every moment. A log that a
 * damaged file left behind goes along: SQLite would play it into the restored one.
 */
async function setAside(place: string, aside: string): Promise<void> {
  await rename(`${place}-wal`, `${aside}-wal`).catch(ignoreMissing);
  await rm(`${place}-shm`, { force: true });
  await rm(`${place}-journal`, { force: true });
  await link(place, aside).catch(async () => await rename(place, aside));
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}

async function removeDatabase(file: string): Promise<void> {
  for (const end of ['', '-wal', '-shm', '-journal']) await rm(file + end, { force: true });
}
