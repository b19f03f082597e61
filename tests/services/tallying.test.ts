import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Item } from '../../src/domain/item.ts';
import { readQuizReport } from '../../src/services/analysing.ts';
import { reviseMarks } from '../../src/services/regrading.ts';
import { saveAnswers } from '../../src/services/saving.ts';
import { submitAttempt } from '../../src/services/submitting.ts';
import { sweepTallies, tallyAttempts } from '../../src/services/tallying.ts';
import type { Db } from '../../src/store/database.ts';
import { ALPHA_RIGHT, ALPHA_WRONG } from '../support/answers.ts';
import { plainItemFigures, plainQuizFigures } from '../support/plain-statistics.ts';
import { assignmentOf, createPerson, createStore, startRun } from '../support/store.ts';

const NOW = new Date('2030-01-01T12:00:00.000Z');
const ALPHA = assignmentOf('alpha');
const ITEMS = ALPHA.quiz.bank;
/** Partial marks in points, as a grader or an accepted answer may leave them. */
const MARKS = [0, 1 / 3, 0.5, 2 / 3, 1] as const;

let db: Db;
let people: number;
beforeEach(async () => {
  db = await createStore();
  people = 0;
});
afterEach(async () => await db.destroy());

/** Something that happens at a school. */
type Event =
  /** A learner, new or one who comes again, answers each question right, wrong or not at all. */
  | { readonly kind: 'attempt'; readonly again: boolean; readonly answers: readonly number[] }
  | { readonly kind: 'tally'; readonly limit: number }
  | {
      readonly kind: 'regrade';
      readonly attempt: number;
      readonly item: number;
      readonly to: number;
    };

const event: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('attempt' as const),
      again: fc.nat(4).map((chance) => chance === 0),
      answers: fc.array(fc.nat(2), { minLength: 9, maxLength: 9 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('tally' as const),
      limit: fc.integer({ min: 1, max: 4 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('regrade' as const),
      attempt: fc.nat(20),
      item: fc.nat(8),
      to: fc.nat(MARKS.length - 1),
    }),
  },
);

async function take(accountId: string, answers: readonly number[]): Promise<void> {
  const attemptId = await startRun(db, accountId, ALPHA, 1, NOW);
  const posted = answers.flatMap((manner, at) => {
    const answer = (manner === 1 ? ALPHA_RIGHT : ALPHA_WRONG)[at];
    if (manner === 0 || answer === undefined) return [];
    const fields = new Map(Object.entries(answer).map(([part, value]) => [part, [value].flat()]));
    return { ref: itemAt(at).ref, fields, revision: 0, flagged: false, certainty: null };
  });
  expect(await saveAnswers(db, accountId, attemptId, posted, NOW)).toEqual({ kind: 'saved' });
  const submission = { attemptId, key: 'key-12345678' };
  await submitAttempt(db, accountId, submission, () => ALPHA.unit, NOW);
}

function itemAt(place: number): Item {
  const item = ITEMS[place];
  if (item === undefined) throw new Error(`There is no item ${place}.`);
  return item;
}

async function regrade(attempt: number, item: Item, newScore: number): Promise<void> {
  const rows = await db
    .selectFrom('response')
    .innerJoin('attempt', 'attempt.id', 'response.attempt_id')
    .select(['attempt.id', 'attempt.account_id', 'response.score'])
    .where('item_hash', '=', item.hash)
    .orderBy('attempt.id')
    .execute();
  const row = rows[attempt % Math.max(1, rows.length)];
  if (row === undefined) return;
  const { id: attemptId, account_id: accountId, score } = row;
  const revision = { attemptId, accountId, itemRef: item.ref, oldScore: score ?? 0, newScore };
  const actorId = await createPerson(db, `Reader${(people += 1)}`);
  const cause = {
    item,
    reason: 'essay-regraded',
    disputeId: null,
    revisionId: null,
    actorId,
  } as const;
  await db
    .transaction()
    .execute(async (tx) => reviseMarks(tx, [revision], cause, () => ALPHA.unit, NOW));
}

async function play(events: readonly Event[]): Promise<void> {
  let last: string | null = null;
  for (const one of events) {
    if (one.kind === 'tally') await tallyAttempts(db, null, one.limit);
    else if (one.kind === 'regrade') {
      await regrade(one.attempt, itemAt(one.item), MARKS[one.to] ?? 0);
    } else {
      const learner: string =
        one.again && last !== null ? last : await createPerson(db, `Learner${(people += 1)}`);
      await take(learner, one.answers);
      last = learner;
    }
  }
}

/** The marks of first attempts as they stand, straight from the rows. */
async function rawMarks() {
  const rows = await db
    .selectFrom('attempt')
    .innerJoin('response', 'response.attempt_id', 'attempt.id')
    .select(['attempt.id', 'attempt.score as total', 'response.item_ref', 'response.score'])
    .where('number', '=', 1)
    .orderBy('attempt.id')
    .execute();
  const ids = [...new Set(rows.map(({ id }) => id))];
  const totals = ids.map((id) => rows.find((row) => row.id === id)?.total ?? 0);
  const marksOf = (ref: string) =>
    rows.filter((row) => row.item_ref === ref).map(({ score }) => score ?? 0);
  return { totals, marksOf };
}

const report = async () =>
  await readQuizReport(
    db,
    ALPHA.quiz,
    () => true,
    (item) => item,
  );

function expectClose(found: object, expected: object): void {
  for (const [name, value] of Object.entries(expected)) {
    const own: unknown = (found as Record<string, unknown>)[name];
    if (typeof value !== 'number') expect(own, name).toBe(value);
    else expect(Math.abs(Number(own) - value), name).toBeLessThan(1e-9);
  }
}

describe('the tallies', () => {
  it('give what the raw marks give, in whatever order and batches they came and were changed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 12, maxLength: 30 }), async (events) => {
        await db.destroy();
        db = await createStore();
        await play(events);
        await sweepTallies(db);
        const { totals, marksOf } = await rawMarks();
        const { analysis } = await report();
        if (totals.length < 5) {
          expect(analysis).toBeNull();
          return;
        }
        const byItem = ITEMS.map(({ ref }) => marksOf(ref));
        expectClose(analysis?.figures ?? {}, plainQuizFigures(totals, ITEMS.length, byItem));
        expect(analysis?.items.length).toBe(ITEMS.length);
        for (const { item, figures } of analysis?.items ?? []) {
          expectClose(figures, plainItemFigures(marksOf(item.ref), totals, item.points));
        }
      }),
      { seed: 20300101, numRuns: 25 },
    );
  }, 120_000);

  it('hold nothing twice, whoever tallies first', async () => {
    await play([1, 0, 2, 1, 2].map((manner) => attemptOf(manner)));
    const both = await Promise.all([tallyAttempts(db, 'alpha'), sweepTallies(db)]);
    expect(both.toSorted((one, other) => one - other)).toEqual([0, 5]);
    expect((await report()).analysis?.figures.n).toBe(5);
    expect(await sweepTallies(db)).toBe(0);
  });

  it('hold first attempts only', async () => {
    await play([attemptOf(1), attemptOf(2, true), attemptOf(0), attemptOf(1), attemptOf(2)]);
    await sweepTallies(db);
    expect((await report()).analysis).toBeNull();
    await play([attemptOf(2)]);
    await sweepTallies(db);
    expect((await report()).analysis?.figures).toMatchObject({ n: 5, mean: 0.4 });
  });

  it('stay when the attempts go, with nothing in them of who it was', async () => {
    await play([1, 0, 2, 1, 2].map((manner) => attemptOf(manner)));
    await sweepTallies(db);
    const before = await report();
    await db.deleteFrom('account').execute();
    expect(await db.selectFrom('attempt').selectAll().execute()).toEqual([]);
    expect(await report()).toEqual(before);
  });

  it('keep no row of a mark that nobody has any more', async () => {
    await play([1, 0, 2, 1, 2].map((manner) => attemptOf(manner)));
    await sweepTallies(db);
    const rows = await db.selectFrom('mark_tally').selectAll().execute();
    await regrade(0, itemAt(0), 0.5);
    await regrade(0, itemAt(0), 1);
    expect(await db.selectFrom('mark_tally').selectAll().execute()).toEqual(rows);
  });
});

/** An attempt in which all is wrong or, as `manner` says, nothing answered (0) or all right (1). */
function attemptOf(manner: number, again = false): Event {
  return { kind: 'attempt', again, answers: ITEMS.map(() => manner) };
}
