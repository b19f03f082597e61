import type { ExpressionBuilder } from 'kysely';
import type { Accommodation } from '../domain/accommodation.ts';
import { compileOnce } from './compile-once.ts';
import type { AccommodationTable, Database, Db, Tx } from './database.ts';
import { newId } from './ids.ts';

/** Whom an accommodation is for. */
export type AccommodationOwner =
  | { readonly accountId: string; readonly cohortId: null }
  | { readonly accountId: null; readonly cohortId: string };

/** Whom and what an accommodation is for. */
export type AccommodationScope = AccommodationOwner & {
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

const selectFor = compileOnce((db) =>
  db
    .selectFrom('accommodation')
    .leftJoin('membership', 'membership.cohort_id', 'accommodation.cohort_id')
    .selectAll('accommodation')
    .where((eb) =>
      eb.or([eb('accommodation.account_id', '=', ''), eb('membership.account_id', '=', '')]),
    )
    .where((eb) =>
      eb.or([eb('accommodation.quiz_id', 'is', null), eb('accommodation.quiz_id', '=', '')]),
    ),
);

/** Those that hold for a learner at a quiz: their own and their cohorts'. */
export async function listAccommodationsFor(
  db: Db,
  accountId: string,
  quizId: string,
): Promise<Accommodation[]> {
  const rows = await selectFor(db, [accountId, accountId, quizId]);
  return rows.map(toAccommodation);
}

const selectAllFor = compileOnce((db) =>
  db
    .selectFrom('accommodation')
    .leftJoin('membership', 'membership.cohort_id', 'accommodation.cohort_id')
    .selectAll('accommodation')
    .where((eb) =>
      eb.or([eb('accommodation.account_id', '=', ''), eb('membership.account_id', '=', '')]),
    ),
);

/** Those that hold for a learner at any quiz: their own and their cohorts'. */
export async function listAllAccommodationsFor(
  db: Db,
  accountId: string,
): Promise<StoredAccommodation[]> {
  return (await selectAllFor(db, [accountId, accountId])).map(toStored);
}

/** For each learner of a cohort, by account id, those that hold for them: their own and their cohorts'. */
export async function listAccommodationsOfLearners(
  db: Db,
  cohortId: string,
): Promise<{ readonly accountId: string; readonly given: StoredAccommodation }[]> {
  const learners = db
    .selectFrom('membership')
    .where('cohort_id', '=', cohortId)
    .where('role', '=', 'student');
  const named = await db
    .selectFrom('accommodation')
    .selectAll()
    .where('account_id', 'in', learners.select('account_id'))
    .execute();
  const ofCohorts = await db
    .selectFrom('accommodation')
    .innerJoin('membership', 'membership.cohort_id', 'accommodation.cohort_id')
    .selectAll('accommodation')
    .select('membership.account_id as learner_id')
    .where('membership.account_id', 'in', learners.select('account_id'))
    .execute();
  return [
    ...named.map((row) => ({ accountId: row.account_id ?? '', given: toStored(row) })),
    ...ofCohorts.map((row) => ({ accountId: row.learner_id, given: toStored(row) })),
  ];
}

/** Those given to one learner by name, or to one cohort; oldest first. */
export async function listAccommodationsOf(
  db: Db,
  owner: AccommodationOwner,
): Promise<StoredAccommodation[]> {
  const rows = await db
    .selectFrom('accommodation')
    .selectAll()
    .where((eb) => ownedBy(eb, owner))
    .orderBy('id')
    .execute();
  return rows.map(toStored);
}

/** The accommodation, if it is this learner's or this cohort's. */
export async function findAccommodationOf(
  db: Db,
  owner: AccommodationOwner,
  id: string,
): Promise<StoredAccommodation | undefined> {
  const row = await db
    .selectFrom('accommodation')
    .selectAll()
    .where('id', '=', id)
    .where((eb) => ownedBy(eb, owner))
    .executeTakeFirst();
  return row && toStored(row);
}

export async function deleteAccommodation(db: Tx, id: string): Promise<void> {
  await db.deleteFrom('accommodation').where('id', '=', id).execute();
}

function ownedBy(eb: ExpressionBuilder<Database, 'accommodation'>, owner: AccommodationOwner) {
  return owner.accountId === null
    ? eb('cohort_id', '=', owner.cohortId)
    : eb('account_id', '=', owner.accountId);
}

function toStored(row: AccommodationTable): StoredAccommodation {
  const owner = { accountId: row.account_id, cohortId: row.cohort_id } as AccommodationOwner;
  return { ...toAccommodation(row), ...owner, quizId: row.quiz_id, id: row.id };
}

function toAccommodation(row: AccommodationTable): Accommodation {
  return {
    timeFactor: row.time_factor,
    extraAttempts: row.extra_attempts,
    opensAt: row.opens_at === null ? null : new Date(row.opens_at),
    closesAt: row.closes_at === null ? null : new Date(row.closes_at),
  };
}
