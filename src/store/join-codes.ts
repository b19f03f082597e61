import type { CodeLimits } from '../domain/join-code.ts';
import type { Db, Tx } from './database.ts';

/** The join code of a cohort with its limits. */
export interface JoinCode extends CodeLimits {
  readonly cohortId: string;
  readonly cohort: string;
  readonly code: string;
  /** Learners who joined by it. */
  readonly joins: number;
}

function joinCodes(db: Db) {
  return db
    .selectFrom('cohort')
    .select(['id', 'name', 'code', 'code_expires_at', 'code_cap', 'code_joins']);
}

/** The code if it is that of a cohort, which may have run out; archived cohorts take nobody. */
export async function findJoinCode(db: Db, code: string): Promise<JoinCode | undefined> {
  const row = await joinCodes(db)
    .where('code', '=', code)
    .where('archived_at', 'is', null)
    .executeTakeFirst();
  return row && toJoinCode(row);
}

/** @throws when there is no such cohort. */
export async function getJoinCodeOf(db: Db, cohortId: string): Promise<JoinCode> {
  return toJoinCode(await joinCodes(db).where('id', '=', cohortId).executeTakeFirstOrThrow());
}

/**
 * Counts one more who joins by the code. @returns false, and counts nothing, when the code has run
 * out: the statement itself asks, so that of many at once no more get in than there are places.
 */
export async function takePlace(
  db: Tx,
  { cohortId, code }: Pick<JoinCode, 'cohortId' | 'code'>,
  now: Date,
): Promise<boolean> {
  const result = await db
    .updateTable('cohort')
    .set((eb) => ({ code_joins: eb('code_joins', '+', 1) }))
    .where('id', '=', cohortId)
    .where('code', '=', code)
    .where('archived_at', 'is', null)
    .where((eb) => eb.or([eb('code_cap', 'is', null), eb('code_joins', '<', eb.ref('code_cap'))]))
    .where((eb) =>
      eb.or([eb('code_expires_at', 'is', null), eb('code_expires_at', '>', now.toISOString())]),
    )
    .executeTakeFirst();
  return Number(result.numUpdatedRows) === 1;
}

export async function setCodeLimits(db: Tx, cohortId: string, limits: CodeLimits): Promise<void> {
  await db
    .updateTable('cohort')
    .set({ code_expires_at: limits.expiresAt?.toISOString() ?? null, code_cap: limits.cap })
    .where('id', '=', cohortId)
    .execute();
}

/** Another code in place of the one there was; nobody has joined by it yet. */
export async function replaceCode(db: Tx, cohortId: string, code: string): Promise<void> {
  await db.updateTable('cohort').set({ code, code_joins: 0 }).where('id', '=', cohortId).execute();
}

function toJoinCode(row: {
  id: string;
  name: string;
  code: string;
  code_expires_at: string | null;
  code_cap: number | null;
  code_joins: number;
}): JoinCode {
  return {
    cohortId: row.id,
    cohort: row.name,
    code: row.code,
    expiresAt: row.code_expires_at === null ? null : new Date(row.code_expires_at),
    cap: row.code_cap,
    joins: row.code_joins,
  };
}
