import { listAttemptsById, type AttemptSummary } from './attempts.ts';
import { compileOnce } from './compile-once.ts';
import type { Db } from './database.ts';

/** A place in the results of a cohort, which stand in the order of submission. */
export interface ResultPlace {
  /** ISO-8601 instant of the submission. */
  readonly at: string;
  /** Attempt id; empty for the first of that instant. */
  readonly id: string;
}

export interface ResultLearner {
  readonly accountId: string;
  readonly name: string;
  readonly email: string;
}

/** A submitted attempt of a learner of the cohort. */
export interface CohortResult {
  readonly learner: ResultLearner;
  readonly attempt: AttemptSummary;
}

/** Places read of a learner at a time: cohorts have many learners and pages few rows. */
const READ_AHEAD = 4;

const selectPlaces = compileOnce((db) =>
  db
    .selectFrom('attempt')
    .select(['submitted_at', 'id'])
    .where('account_id', '=', '')
    .where('submitted_at', 'is not', null)
    .where((eb) => eb(eb.refTuple('submitted_at', 'id'), '>', eb.tuple('', '')))
    .orderBy('submitted_at')
    .orderBy('id')
    .limit(READ_AHEAD),
);

/**
 * At most `limit` submitted attempts of those who are learners of the cohort now, in the order of
 * submission, from behind `after`. A few places of each learner are merged, so that the cost is
 * that of the learners and of the page, however many attempts there are.
 */
export async function listCohortResults(
  db: Db,
  cohortId: string,
  after: ResultPlace,
  limit: number,
): Promise<CohortResult[]> {
  const learners = await listLearners(db, cohortId);
  const ahead: Ahead[] = [];
  for (const learner of learners) ahead.push(await readAhead(db, learner, after));
  const taken: { learner: ResultLearner; id: string }[] = [];
  while (taken.length < limit) {
    const next = earliest(ahead);
    const place = next?.places.shift();
    if (next === undefined || place === undefined) break;
    taken.push({ learner: next.learner, id: place.id });
    if (next.places.length === 0 && next.more) {
      ahead[ahead.indexOf(next)] = await readAhead(db, next.learner, place);
    }
  }
  const attempts = await listAttemptsById(
    db,
    taken.map(({ id }) => id),
  );
  return taken.flatMap(({ learner, id }) => {
    const attempt = attempts.get(id);
    return attempt === undefined ? [] : [{ learner, attempt }];
  });
}

/** The next places of a learner; `more` where there may be others behind them. */
interface Ahead {
  readonly learner: ResultLearner;
  readonly places: ResultPlace[];
  readonly more: boolean;
}

async function readAhead(db: Db, learner: ResultLearner, after: ResultPlace): Promise<Ahead> {
  const rows = await selectPlaces(db, [learner.accountId, after.at, after.id, READ_AHEAD]);
  const places = rows.map((row) => ({ at: row.submitted_at ?? '', id: row.id }));
  return { learner, places, more: rows.length === READ_AHEAD };
}

function earliest(ahead: readonly Ahead[]): Ahead | undefined {
  let first: Ahead | undefined;
  for (const one of ahead) {
    const place = one.places[0];
    if (place === undefined) continue;
    if (first?.places[0] === undefined || isBefore(place, first.places[0])) first = one;
  }
  return first;
}

function isBefore(one: ResultPlace, other: ResultPlace): boolean {
  return one.at < other.at || (one.at === other.at && one.id < other.id);
}

async function listLearners(db: Db, cohortId: string): Promise<ResultLearner[]> {
  return await db
    .selectFrom('membership')
    .innerJoin('account', 'account.id', 'membership.account_id')
    .select(['account.id as accountId', 'account.name', 'account.email'])
    .where('membership.cohort_id', '=', cohortId)
    .where('membership.role', '=', 'student')
    .orderBy('account.id')
    .execute();
}
