import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { saveAnswers } from '../../src/services/saving.ts';
import { submitAttempt } from '../../src/services/submitting.ts';
import type { Db } from '../../src/store/database.ts';
import { assignmentOf, createPerson, createStore, startRun } from '../support/store.ts';

/** Enough that a thousand learners take every way through an attempt that has a few steps. */
const RUNS = 10_000;
const NOW = new Date('2030-01-01T12:00:00Z');
const beta = assignmentOf('beta');
const CHOICES = ['', 'red', 'green', 'blue'] as const;

interface ModelAttempt {
  choice: string;
  revision: number;
  key: string | null;
}

/** What an attempt at the one question `pick` should be, in as few words as possible. */
interface Model {
  readonly attempts: ModelAttempt[];
}

interface Real {
  readonly db: Db;
  readonly account: string;
  readonly ids: string[];
}

type Step = fc.AsyncCommand<Model, Real>;

const running = (model: Model) => model.attempts.find((attempt) => attempt.key === null);
const last = (model: Model) => model.attempts.at(-1);
const idOf = (real: Real) => real.ids.at(-1) ?? '';

const start = async ({ db, account }: Real) => await startRun(db, account, beta, 5, NOW);
const save = async (real: Real, choice: string, revision: number) => {
  const fields = new Map([['', [choice]]]);
  const answer = { ref: 'beta/pick', fields, revision, flagged: false, certainty: null };
  return (await saveAnswers(real.db, real.account, idOf(real), [answer], NOW)).kind;
};
const submit = async (real: Real, key: string) => {
  const submission = { attemptId: idOf(real), key };
  return (await submitAttempt(real.db, real.account, submission, () => beta.unit, NOW)).kind;
};

/** The rows must be the model's, whatever was done. */
async function compare(model: Model, real: Real): Promise<void> {
  const { db, account } = real;
  const attempts = await db
    .selectFrom('attempt')
    .select(['id', 'number', 'state', 'score', 'submission_key as key'])
    .where('account_id', '=', account)
    .orderBy('number')
    .execute();
  expect(attempts).toEqual(
    model.attempts.map(({ choice, key }, index) => ({
      id: real.ids[index],
      number: index + 1,
      state: key === null ? 'in-progress' : 'graded',
      score: key === null ? null : Number(choice === 'red'),
      key,
    })),
  );
  for (const [index, { id }] of attempts.entries()) {
    const row = await db
      .selectFrom('response')
      .select(['body', 'revision'])
      .where('attempt_id', '=', id)
      .where('item_ref', '=', 'beta/pick')
      .executeTakeFirst();
    const wanted = model.attempts[index];
    const body = row?.body ?? null;
    const choice = body === null ? '' : (JSON.parse(body) as { choice: string }).choice;
    expect({ choice, revision: row?.revision ?? 0 }).toEqual({
      choice: wanted?.choice,
      revision: wanted?.revision,
    });
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
  if (running(model) !== undefined) return expect(id).toBe(idOf(real));
  expect(real.ids).not.toContain(id);
  real.ids.push(id);
  model.attempts.push({ choice: '', revision: 0, key: null });
}

const starting = step('start', async (model, real) => begin(model, real, await start(real)));

const startingAtOnce = step('start three times at once', async (model, real) => {
  const [id, ...others] = await Promise.all([start(real), start(real), start(real)]);
  expect(others).toEqual([id, id]);
  begin(model, real, id);
});

/** `behind` 0 is the revision that the page shows when it is fresh. */
const saving = (choice: string, behind: number): Step =>
  step(`save ${choice || 'nothing'}, ${behind} behind`, async (model, real) => {
    const attempt = last(model);
    const outcome = await save(real, choice, (attempt?.revision ?? 0) - behind);
    if (attempt === undefined) return expect(outcome).toBe('missing');
    if (attempt.key !== null) return expect(outcome).toBe('closed');
    if (choice === attempt.choice) return expect(outcome).toBe('saved');
    if (behind !== 0) return expect(outcome).toBe('stale');
    expect(outcome).toBe('saved');
    attempt.choice = choice;
    attempt.revision += 1;
    return undefined;
  });

const savingAtOnce = step('save two things at once', async (model, real) => {
  const attempt = running(model);
  const others = ['red', 'green', 'blue'].filter((choice) => choice !== attempt?.choice);
  const [one = '', other = ''] = others;
  const revision = attempt?.revision ?? 0;
  const outcomes = await Promise.all([save(real, one, revision), save(real, other, revision)]);
  if (attempt === undefined) return expect(new Set(outcomes).size).toBe(1);
  expect(outcomes.toSorted()).toEqual(['saved', 'stale']);
  attempt.choice = outcomes[0] === 'saved' ? one : other;
  attempt.revision += 1;
  return undefined;
});

const forging = step('save a choice that there is not', async (model, real) => {
  const closed = last(model) === undefined ? 'missing' : 'closed';
  const wanted = running(model) === undefined ? closed : 'forged';
  expect(await save(real, '__proto__', running(model)?.revision ?? 0)).toBe(wanted);
});

function close(model: Model, key: string): string {
  const attempt = last(model);
  if (attempt === undefined) return 'missing';
  attempt.key ??= key;
  return attempt.key === key ? 'submitted' : 'closed';
}

const submitting = (key: string): Step =>
  step(`submit with ${key}`, async (model, real) => {
    expect(await submit(real, key)).toBe(close(model, key));
  });

const submittingAtOnce = step('submit with two keys at once', async (model, real) => {
  const outcomes = await Promise.all([submit(real, 'key-one'), submit(real, 'key-two')]);
  const attempt = running(model);
  const first = outcomes[0] === 'submitted' ? 'key-one' : 'key-two';
  if (attempt !== undefined) attempt.key = first;
  expect(outcomes).toEqual([close(model, 'key-one'), close(model, 'key-two')]);
});

const steps = [
  fc.constant(starting),
  fc.constant(startingAtOnce),
  fc
    .tuple(fc.constantFrom(...CHOICES), fc.constantFrom(0, 0, 1, -1))
    .map((sent) => saving(...sent)),
  fc.constant(savingAtOnce),
  fc.constant(forging),
  fc.constantFrom('key-one', 'key-two').map(submitting),
  fc.constant(submittingAtOnce),
];

let db: Db;
beforeAll(async () => {
  db = await createStore();
});
afterAll(async () => await db.destroy());

it('holds to the model of an attempt, whatever learners do in whatever order', async () => {
  let learners = 0;
  await fc.assert(
    fc.asyncProperty(fc.commands(steps, { maxCommands: 12 }), async (commands) => {
      learners += 1;
      const account = await createPerson(db, `learner-${learners}`);
      const model: Model = { attempts: [] };
      await fc.asyncModelRun(() => ({ model, real: { db, account, ids: [] } }), commands);
    }),
    { numRuns: RUNS },
  );
  expect(learners).toBeGreaterThanOrEqual(RUNS);
}, 60_000);
