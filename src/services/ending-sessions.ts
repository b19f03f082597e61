import { recordEvent } from '../store/audit.ts';
import type { Db } from '../store/database.ts';
import { endSessionsOf } from '../store/signed-in.ts';

/**
 * Signs a person out everywhere, or where they signed in at `since` (ISO instant). Gives how many
 * sessions there were; where there was none nothing is recorded.
 */
export async function endSessions(
  db: Db,
  actorId: string,
  accountId: string,
  since: string | null,
  now: Date,
): Promise<number> {
  return await db.transaction().execute(async (tx) => {
    const ended = await endSessionsOf(tx, accountId, since);
    if (ended === 0) return 0;
    const detail = { sessions: String(ended) };
    await recordEvent(tx, { actorId, action: 'sessions-ended', subject: accountId, detail }, now);
    return ended;
  });
}
