import * as fc from 'fast-check';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { insertAccount } from '../../src/store/accounts.ts';
import { addMember, insertCohort } from '../../src/store/cohorts.ts';
import { listCohortResults, type ResultPlace } from '../../src/store/cohort-results.ts';
import type { Db } from '../../src/store/database.ts';
import { migrateToLatest } from '../../src/store/migrations.ts';
import { openDatabase } from '../../src/store/open.ts';

const NOW = new Date('2031-05-06T07:08:09Z');
const LEARNERS = 4;

let db: Db;
let cohort: string;
let accounts: string[];
beforeEach(async () => {
  db = openDatabase(':memory:');
  await migrateToLatest(db);
  cohort = await insertCohort(db, { name: 'One', code: 'ONE' }, NOW);
  accounts = [];
  for (let index = 0; index <= LEARNERS; index += 1) {
    const person = { name: 'n', passwordHash: '', isAdmin: false, locale: 'en' as const };
    const id = await insertAccount(db, { ...person, email: `n${index}@example.org` }, NOW);
    accounts.push(id);
    // The last is in no cohort.
    if (index === LEARNERS) continue;
    await db.transaction().execute(async (tx) => addMember(tx, cohort, id, 'student', NOW));
  }
});
afterEach(async () => await db.destroy());

/** A submission of a learner in a second of the minute; null for one still running. */
interface Run {
  readonly learner: number;
  readonly second: number | null;
}

async function insertRuns(runs: readonly Run[]): Promise<void> {
  await db.deleteFrom('attempt').execute();
  for (const [index, { learner, second }] of runs.entries()) {
    const at = `2031-05-06T07:08:${String(second ?? 0).padStart(2, '0')}.000Z`;
    await db
      .insertInto('attempt')
      .values({
        id: `a${String(index).padStart(4, '0')}`,
        account_id: accounts[learner] ?? '',
        quiz_id: `quiz-${index}`,
        quiz_hash: '',
        quiz_title: '',
        settings: '{}',
        number: 1,
        state: second === null ? 'in-progress' : 'graded',
        seed: 1,
        plan: '[]',
        started_at: at,
        submitted_at: second === null ? null : at,
        in_grace: 0,
        score: null,
        max_score: 1,
        certainty_score: null,
        marks_from: null,
        deadline_at: null,
        ended_by: null,
        submission_key: null,
      })
      .execute();
  }
}

/** All pages of `limit` results, one after the other. */
async function readAll(limit: number): Promise<string[]> {
  const found: string[] = [];
  let after: ResultPlace = { at: '', id: '' };
  for (;;) {
    const page = await listCohortResults(db, cohort, after, limit);
    const last = page.at(-1)?.attempt;
    if (last === undefined) return found;
    found.push(...page.map(({ attempt }) => attempt.id));
    after = { at: last.submittedAt?.toISOString() ?? '', id: last.id };
  }
}

it('gives each submission of a learner once, in order, however it is paged', async () => {
  const run = fc.record({
    learner: fc.integer({ min: 0, max: LEARNERS }),
    second: fc.option(fc.integer({ min: 0, max: 9 })),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(run, { maxLength: 40 }),
      fc.integer({ min: 1, max: 12 }),
      async (runs, limit) => {
        await insertRuns(runs);
        const wanted = runs
          .map((one, index) => ({ ...one, id: `a${String(index).padStart(4, '0')}` }))
          .filter(({ learner, second }) => learner < LEARNERS && second !== null)
          .toSorted((a, b) => (a.second ?? 0) - (b.second ?? 0) || (a.id < b.id ? -1 : 1));
        expect(await readAll(limit)).toEqual(wanted.map(({ id }) => id));
      },
    ),
    { numRuns: 40 },
  );
});

it('looks up places in an index alone', async () => {
  const { rows } = await sql<{ detail: string }>`explain query plan
    select submitted_at, id from attempt
    where account_id = '' and submitted_at is not null and (submitted_at, id) > ('', '')
    order by submitted_at, id limit 4`.execute(db);
  expect(rows.map(({ detail }) => detail)).toEqual([
    expect.stringContaining('COVERING INDEX attempt_submitted'),
  ]);
});
