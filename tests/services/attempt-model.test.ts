import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { saveAnswers } from '../../src/services/saving.ts';
import { expireIfOverdue, submitAttempt, sweepOverdue } from '../../src/services/submitting.ts';
import type { Db } from '../../src/store/database.ts';
import {
  answerRow,
  attemptRow,
  BEGINNING,
  CERTAINTIES,
  CHOICES,
  end,
  isLate,
  last,
  LIMIT,
  running,
  type Answer,
  type Model,
} from '../support/attempt-model.ts';
import { assignmentOf, createPerson, createStore, startRun } from '../support/store.ts';

/** Enough that ten thousand learners take every way through an attempt that has a few steps. */
const RUNS = 10_000;
const beta = assignmentOf('beta', { timeLimit: LIMIT, certainty: true });
const unit = () => beta.unit;

interface Real {
  readonly db: Db;
  readonly account: string;
  readonly ids: string[];
}

type Step = fc.AsyncCommand<Model, Real>;

const idOf = (real: Real) => real.ids.at(-1) ?? '';
const at = (model: Model) => new Date(model.now);

const start = async (model: Model, { db, account }: Real) =>
  await startRun(db, account, beta, 5, at(model));
const save = async (model: Model, real: Real, { choice, certainty }: Answer, revision: number) => {
  const fields = new Map([['', [choice]]]);
  const answer = { ref: 'beta/pick', fields, revision, flagged: false, certainty };
  return (await saveAnswers(real.db, real.account, idOf(real), [answer], at(model))).kind;
};
const submit = async (model: Model, real: Real, key: string) => {
  const submission = { attemptId: idOf(real), key };
  return (await submitAttempt(real.db, real.account, submission, unit, at(model))).kind;
};

/** The rows must be the model's, whatever was done. */
async function compare(model: Model, { db, account, ids }: Real): Promise<void> {
  const attempts = await db
    .selectFrom('attempt')
    .select(['id', 'number', 'state', 'score', 'certainty_score', 'submission_key'])
    .select(['ended_by', 'in_grace', 'submitted_at'])
    .where('account_id', '=', account)
    .orderBy('number')
    .execute();
  expect(attempts).toEqual(
    model.attempts.map((attempt, index) => attemptRow(attempt, ids[index], index + 1)),
  );
  const answers = await db
    .selectFrom('response')
    .innerJoin('attempt', 'attempt.id', 'response.attempt_id')
    .select(['attempt.number', 'response.body', 'response.revision', 'response.certainty'])
    .where('attempt.account_id', '=', account)
    .where('item_ref', '=', 'beta/pick')
    .execute();
  const stored = new Map(answers.map(({ number, ...row }) => [number, row]));
  for (const [index, attempt] of model.attempts.entries()) {
    const nothing = { body: null, revision: 0, certainty: null };
    expect(stored.get(index + 1) ?? nothing).toEqual(answerRow(attempt));
  }
}

/** A step that always may be taken; it does its part on both sides, then they are compared. */
function step(name: string, run: (model: Model, real: Real) => Promise<void>): Step {
  return {
    check: () => true,
    run: async (model, real) => {
      await run(model, real);
      await compare(model, real);
    },
    toString: () => name,
  };
}

function begin(model: Model, real: Real, id: string): void {
  // One that is overdue runs until somebody notices.
  if (running(model) !== undefined) return expect(id).toBe(idOf(real));
  expect(real.ids).not.toContain(id);
  real.ids.push(id);
  const answer = { choice: '', certainty: null, revision: 0 } as const;
  model.attempts.push({ ...answer, startedAt: model.now, ended: null });
  return undefined;
}

const starting = step('start', async (model, real) => begin(model, real, await start(model, real)));

const startingAtOnce = step('start three times at once', async (model, real) => {
  const begun = [start(model, real), start(model, real), start(model, real)];
  const [id = '', ...others] = await Promise.all(begun);
  expect(others).toEqual([id, id]);
  begin(model, real, id);
});

const waiting = (milliseconds: number): Step =>
  step(`wait ${milliseconds / 1000} s`, async (model) => {
    model.now += milliseconds;
  });

/** `behind` 0 is the revision that the page shows when it is fresh. */
const saving = (answer: Answer, behind: number): Step =>
  step(`save ${answer.choice || 'nothing'}, ${behind} behind`, async (model, real) => {
    const attempt = last(model);
    const outcome = await save(model, real, answer, (attempt?.revision ?? 0) - behind);
    if (attempt === undefined) return expect(outcome).toBe('missing');
    if (attempt.ended !== null || isLate(attempt, model)) return expect(outcome).toBe('closed');
    const changed = answer.choice !== attempt.choice;
    if (changed && behind !== 0) return expect(outcome).toBe('stale');
    expect(outcome).toBe('saved');
    Object.assign(attempt, answer, { revision: attempt.revision + Number(changed) });
    return undefined;
  });

const savingAtOnce = step('save two things at once', async (model, real) => {
  const attempt = running(model);
  const others = CHOICES.filter((choice) => choice !== '' && choice !== attempt?.choice);
  const [one = '', other = ''] = others;
  const revision = attempt?.revision ?? 0;
  const certainty = null;
  const outcomes = await Promise.all([
    save(model, real, { choice: one, certainty }, revision),
    save(model, real, { choice: other, certainty }, revision),
  ]);
  if (attempt === undefined || isLate(attempt, model)) {
    return expect(new Set(outcomes).size).toBe(1);
  }
  expect(outcomes.toSorted()).toEqual(['saved', 'stale']);
  const choice = outcomes[0] === 'saved' ? one : other;
  Object.assign(attempt, { choice, certainty, revision: revision + 1 });
  return undefined;
});

const forging = step('save a choice that there is not', async (model, real) => {
  const attempt = last(model);
  const open = attempt !== undefined && attempt.ended === null && !isLate(attempt, model);
  const wanted = attempt === undefined ? 'missing' : open ? 'forged' : 'closed';
  const answer = { choice: '__proto__', certainty: null };
  expect(await save(model, real, answer, attempt?.revision ?? 0)).toBe(wanted);
});

/** What a submission should say; ends the model's attempt where it should. */
function close(model: Model, key: string): string {
  const attempt = last(model);
  if (attempt === undefined) return 'missing';
  if (attempt.ended !== null) return attempt.ended.key === key ? 'submitted' : 'closed';
  const late = isLate(attempt, model);
  end(attempt, model, late ? null : key);
  return late ? 'expired' : 'submitted';
}

const submitting = (key: string): Step =>
  step(`submit with ${key}`, async (model, real) => {
    expect(await submit(model, real, key)).toBe(close(model, key));
  });

const submittingAtOnce = step('submit with two keys at once', async (model, real) => {
  const keys = ['key-one', 'key-two'];
  const outcomes = await Promise.all(keys.map(async (key) => await submit(model, real, key)));
  const order = outcomes[0] === 'closed' && last(model)?.ended === null ? keys.toReversed() : keys;
  const wanted = new Map(order.map((key) => [key, close(model, key)]));
  expect(outcomes).toEqual(keys.map((key) => wanted.get(key)));
});

/** True where time had run out unnoticed; then it is noticed now. */
function expire(model: Model): boolean {
  const attempt = running(model);
  if (attempt === undefined || !isLate(attempt, model)) return false;
  end(attempt, model, null);
  return true;
}

const looking = step('look at the attempt', async (model, real) => {
  const { db, account } = real;
  const expired = await expireIfOverdue(db, account, idOf(real), unit, at(model));
  expect(expired).toBe(expire(model));
});

const sweeping = step('sweep, twice at once', async (model, real) => {
  const swept = [
    sweepOverdue(real.db, unit, at(model)),
    sweepOverdue(real.db, unit, at(model)),
  ] as const;
  const [one, other] = await Promise.all(swept);
  expect(one + other).toBe(Number(expire(model)));
});

const SECOND = 1000;
const answer = fc.record({
  choice: fc.constantFrom(...CHOICES),
  certainty: fc.constantFrom(...CERTAINTIES),
});
const steps = [
  fc.constant(starting),
  fc.constant(startingAtOnce),
  // Past the deadline by a little, by more than the grace, and far.
  fc.constantFrom(5, 60, 29 * 60 + 55, 30 * 60, 30 * 60 + 10, 3600).map((s) => waiting(s * SECOND)),
  fc.tuple(answer, fc.constantFrom(0, 0, 1, -1)).map((sent) => saving(...sent)),
  fc.constant(savingAtOnce),
  fc.constant(forging),
  fc.constantFrom('key-one', 'key-two').map(submitting),
  fc.constant(submittingAtOnce),
  fc.constant(looking),
  fc.constant(sweeping),
];

let db: Db;
beforeAll(async () => {
  db = await createStore();
});
afterAll(async () => await db.destroy());

it('holds to the model of an attempt, whatever learners and the clock do in whatever order', async () => {
  let learners = 0;
  await fc.assert(
    fc.asyncProperty(fc.commands(steps, { maxCommands: 14 }), async (commands) => {
      learners += 1;
      const account = await createPerson(db, `learner-${learners}`);
      const model: Model = { attempts: [], now: BEGINNING };
      await fc.asyncModelRun(() => ({ model, real: { db, account, ids: [] } }), commands);
      // The next learner's sweep shall find nobody else.
      await db.deleteFrom('attempt').where('account_id', '=', account).execute();
    }),
    { numRuns: RUNS },
  );
  expect(learners).toBeGreaterThanOrEqual(RUNS);
}, 120_000);
