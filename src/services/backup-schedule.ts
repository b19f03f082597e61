import { Cron } from 'croner';
import type { Backups } from './backups.ts';

/** When the site backs itself up: a time of day (`HH:MM`) in a time zone; null for never. */
export interface BackupSchedule {
  readonly backupAt: string | null;
  readonly timeZone: string;
}

/** The moment of the last backup that should be there by `now`; null without a schedule. */
export function lastDue({ backupAt, timeZone }: BackupSchedule, now: Date): Date | null {
  if (backupAt === null) return null;
  const [hour, minute] = backupAt.split(':').map(Number);
  const daily = new Cron(`${minute} ${hour} * * *`, { timezone: timeZone, paused: true });
  // Runs before a moment do not count the moment itself.
  return daily.previousRuns(1, new Date(now.getTime() + 1))[0] ?? null;
}

/** Makes the backup of the day unless it is there. A site that was off at its hour makes up for it. */
export async function backUpWhenDue(
  backups: Backups,
  schedule: BackupSchedule,
  now: Date,
): Promise<void> {
  const due = lastDue(schedule, now);
  if (due === null) return;
  const [newest] = await backups.list();
  if (newest === undefined || newest.madeAt < due) await backups.make(null, now);
}
