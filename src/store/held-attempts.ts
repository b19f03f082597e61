import { toAttempt, type Attempt } from './attempts.ts';
import { compileOnce } from './compile-once.ts';
import type { Db } from './database.ts';

const selectHeld = compileOnce((db) =>
  db.selectFrom('attempt').selectAll().where('account_id', '=', '').where('marks_from', '>', ''),
);

/** A learner's submitted attempts whose marks they may not know at `now`. Nearly always none. */
export async function listHeldAttempts(db: Db, accountId: string, now: Date): Promise<Attempt[]> {
  const rows = await selectHeld(db, [accountId, now.toISOString()]);
  return rows.map(toAttempt);
}
