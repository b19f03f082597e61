import type { Accommodation } from '../domain/accommodation.ts';
import type { AccommodationTable, Db } from './database.ts';
import { newId } from './ids.ts';

/** Whom and what an accommodation is for. */
export type AccommodationScope = (
  | { readonly accountId: string; readonly cohortId: null }
  | { readonly accountId: null; readonly cohortId: string }
) & {
  /** Null for every quiz. */
  readonly quizId: string | null;
};

export type StoredAccommodation = Accommodation & AccommodationScope & { readonly id: string };

export async function insertAccommodation(
  db: Db,
  scope: AccommodationScope,
  given: Accommodation,
  now: Date,
): Promise<string> {
  const id = newId();
  await db
    .insertInto('accommodation')
    .values({
      id,
      account_id: scope.accountId,
      cohort_id: scope.cohortId,
      quiz_id: scope.quizId,
      time_factor: given.timeFactor,
      extra_attempts: given.extraAttempts,
      opens_at: given.opensAt?.toISOString() ?? null,
      closes_at: given.closesAt?.toISOString() ?? null,
      created_at: now.toISOString(),
    })
    .execute();
  return id;
}

/** Those that hold for a learner at a quiz: their own and their cohorts'. */
export async function listAccommodationsFor(
  db: Db,
  accountId: string,
  quizId: string,
): Promise<Accommodation[]> {
  const rows = await db
    .selectFrom('accommodation')
    .leftJoin('membership', 'membership.cohort_id', 'accommodation.cohort_id')
    .selectAll('accommodation')
    .where((eb) =>
      eb.or([
        eb('accommodation.account_id', '=', accountId),
        eb('membership.account_id', '=', accountId),
      ]),
    )
    .where((eb) =>
      eb.or([eb('accommodation.quiz_id', 'is', null), eb('accommodation.quiz_id', '=', quizId)]),
    )
    .execute();
  return rows.map(toAccommodation);
}

function toAccommodation(row: AccommodationTable): Accommodation {
  return {
    timeFactor: row.time_factor,
    extraAttempts: row.extra_attempts,
    opensAt: row.opens_at === null ? null : new Date(row.opens_at),
    closesAt: row.closes_at === null ? null : new Date(row.closes_at),
  };
}
