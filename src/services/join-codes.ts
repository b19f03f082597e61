import { randomInt } from 'node:crypto';
import { renewedLimits, type CodeLimits } from '../domain/join-code.ts';
import { recordEvent } from '../store/audit.ts';
import type { Db } from '../store/database.ts';
import { getJoinCodeOf, replaceCode, setCodeLimits } from '../store/join-codes.ts';

/** No letters or digits that are taken for each other when read aloud or copied by hand. */
const CODE_ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
/** 31^8 is about 8.5 · 10^11: with the limit on requests, guessing takes centuries. */
const CODE_LENGTH = 8;

/** A random join code. */
export function newJoinCode(): string {
  return Array.from(
    { length: CODE_LENGTH },
    () => CODE_ALPHABET[randomInt(CODE_ALPHABET.length)],
  ).join('');
}

/**
 * Gives the cohort another join code; the old one opens nothing any more. Its limits stay, but for
 * an expiry that has passed, and nobody has joined by it yet.
 */
export async function renewCode(
  db: Db,
  actorId: string | null,
  cohortId: string,
  now: Date,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await setCodeLimits(tx, cohortId, renewedLimits(await getJoinCodeOf(tx, cohortId), now));
    await replaceCode(tx, cohortId, newJoinCode());
    await recordEvent(tx, { actorId, action: 'code-renewed', subject: cohortId }, now);
  });
}

/** Sets until when and for how many learners the code opens the cohort; those inside stay. */
export async function limitCode(
  db: Db,
  actorId: string | null,
  cohortId: string,
  limits: CodeLimits,
  now: Date,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await setCodeLimits(tx, cohortId, limits);
    const detail = {
      expiresAt: limits.expiresAt?.toISOString() ?? '',
      cap: limits.cap === null ? '' : String(limits.cap),
    };
    await recordEvent(tx, { actorId, action: 'code-limited', subject: cohortId, detail }, now);
  });
}
