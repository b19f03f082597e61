import type { Db } from './database.ts';

export interface Throttle {
  readonly failures: number;
  readonly lastFailureAt: Date;
}

export async function findThrottle(db: Db, key: string): Promise<Throttle | undefined> {
  const row = await db
    .selectFrom('throttle')
    .select(['failures', 'last_failure_at'])
    .where('key', '=', key)
    .executeTakeFirst();
  return row && { failures: row.failures, lastFailureAt: new Date(row.last_failure_at) };
}

/** Counts one more failure. */
export async function recordFailure(db: Db, key: string, now: Date): Promise<void> {
  await db
    .insertInto('throttle')
    .values({ key, failures: 1, last_failure_at: now.toISOString() })
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet((eb) => ({
        failures: eb('throttle.failures', '+', 1),
        last_failure_at: now.toISOString(),
      })),
    )
    .execute();
}

export async function clearThrottle(db: Db, key: string): Promise<void> {
  await db.deleteFrom('throttle').where('key', '=', key).execute();
}

/** Forgets failures from `until` and before. */
export async function purgeThrottles(db: Db, until: Date): Promise<void> {
  await db.deleteFrom('throttle').where('last_failure_at', '<=', until.toISOString()).execute();
}
