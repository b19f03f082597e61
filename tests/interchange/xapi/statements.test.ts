import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Item } from '../../../src/domain/item.ts';
import { keyOf, type ItemResponse } from '../../../src/domain/items/registry.ts';
import { RELEASED_PARTS } from '../../../src/domain/release.ts';
import {
  statementsOf,
  type Run,
  type RunAnswer,
  type Statement,
} from '../../../src/interchange/xapi/statements.ts';
import { oneOfEach } from '../../domain/items/builders.ts';
import { xapiProblems } from '../../support/xapi-rules.ts';

const BASE = 'https://manara.example.org';
const EVERYTHING = new Set(RELEASED_PARTS);

const RUN: Run = {
  id: '0197f3b2-7c1e-7a3b-8c4d-5e6f70819203',
  actor: '0197f3b2-0000-7a3b-8c4d-5e6f70819203',
  quizId: 'alpha',
  quizTitle: 'Lesson alpha',
  language: 'en',
  startedAt: new Date('2031-05-06T07:00:00.000Z'),
  submittedAt: new Date('2031-05-06T07:01:02.345Z'),
  score: 3,
  maxScore: 4,
  pass: 0.6,
  answers: [],
  released: EVERYTHING,
};

function answer(item: Item, response: ItemResponse | null, score: number | null = 1): RunAnswer {
  return { item, response, score, points: item.points, dropped: false };
}

function verbsOf(statements: readonly Statement[]): string[] {
  return statements.map(({ verb }) => verb.id.replace('http://adlnet.gov/expapi/verbs/', ''));
}

/** The statement about this one answer. */
function told(item: Item, response: ItemResponse): Statement {
  const [, said] = statementsOf({ ...RUN, answers: [answer(item, response)] }, BASE);
  if (said === undefined) throw new Error('Nothing was said of the answer.');
  return said;
}

/** An essay's key is null; it has words instead. */
function rightResponse(item: Item): ItemResponse {
  return keyOf(item) ?? { text: 'Because.' };
}

const items: readonly Item[] = Object.values(oneOfEach);

const anyAnswer = fc
  .record({
    item: fc.constantFrom(...items),
    isBlank: fc.boolean(),
    share: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    dropped: fc.boolean(),
  })
  .map(({ item, isBlank, share, dropped }): RunAnswer => ({
    item,
    response: isBlank ? null : rightResponse(item),
    score: share === null ? null : share * item.points,
    points: item.points,
    dropped,
  }));

const anyRun = fc
  .record({
    id: fc.uuid({ version: 7 }),
    answers: fc.uniqueArray(anyAnswer, { selector: ({ item }) => item.ref, maxLength: 10 }),
    maxScore: fc.integer({ min: 0, max: 20 }),
    share: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    milliseconds: fc.integer({ min: -5000, max: 100_000_000 }),
    released: fc.subarray([...RELEASED_PARTS]),
  })
  .map(({ id, answers, maxScore, share, milliseconds, released }): Run => ({
    ...RUN,
    id,
    answers,
    maxScore,
    score: share === null ? null : share * maxScore,
    submittedAt: new Date(RUN.startedAt.getTime() + milliseconds),
    released: new Set(released),
  }));

describe('the statements of any run', () => {
  it('are as the specification wants them', () => {
    fc.assert(
      fc.property(anyRun, (run) => {
        for (const statement of statementsOf(run, BASE)) {
          expect(xapiProblems(JSON.parse(JSON.stringify(statement)))).toEqual([]);
        }
      }),
    );
  });

  it('are the same when they are said again, and no two have one id', () => {
    fc.assert(
      fc.property(anyRun, (run) => {
        const said = statementsOf(run, BASE);
        expect(statementsOf(run, BASE)).toEqual(said);
        expect(new Set(said.map(({ id }) => id)).size).toBe(said.length);
      }),
    );
  });

  it('tell no mark and no answer before marks are released, and no key before keys are', () => {
    fc.assert(
      fc.property(anyRun, (run) => {
        const said = JSON.stringify(statementsOf(run, BASE));
        if (!run.released.has('marks')) expect(said).not.toMatch(/"(score|success|response)"/);
        if (!run.released.has('right-answers')) expect(said).not.toContain('correctResponses');
      }),
    );
  });
});

describe('a run', () => {
  it('begins, is answered, ends and passes', () => {
    const answers = [answer(oneOfEach['true-false'], { answer: true })];
    const said = statementsOf({ ...RUN, answers }, BASE);
    expect(verbsOf(said)).toEqual(['initialized', 'answered', 'completed', 'passed']);
    expect(said[0]?.timestamp).toBe('2031-05-06T07:00:00.000Z');
    expect(said[2]).toMatchObject({
      timestamp: '2031-05-06T07:01:02.345Z',
      object: { id: `${BASE}/xapi/quizzes/alpha` },
      result: {
        completion: true,
        duration: 'PT62.35S',
        score: { scaled: 0.75, raw: 3, min: 0, max: 4 },
      },
      context: { registration: RUN.id },
    });
    expect(said[3]).toMatchObject({ result: { success: true, score: { scaled: 0.75 } } });
  });

  it('fails below the mark that passes', () => {
    expect(verbsOf(statementsOf({ ...RUN, pass: 0.8 }, BASE)).at(-1)).toBe('failed');
  });

  it('neither passes nor fails while a text waits, or where nothing counts', () => {
    expect(verbsOf(statementsOf({ ...RUN, score: null }, BASE)).at(-1)).toBe('completed');
    const nothing = { ...RUN, score: 0, maxScore: 0 };
    expect(verbsOf(statementsOf(nothing, BASE)).at(-1)).toBe('completed');
  });

  it('is told under other ids when its mark has changed', () => {
    const [begun, ended, passed] = statementsOf(RUN, BASE).map(({ id }) => id);
    const changed = statementsOf({ ...RUN, score: 4 }, BASE).map(({ id }) => id);
    expect(changed[0]).toBe(begun);
    expect(changed).not.toContain(ended);
    expect(changed).not.toContain(passed);
  });
});

describe('an answer', () => {
  const cases = {
    'single-choice': ['choice', { choice: 'b' }, 'b'],
    'true-false': ['true-false', { answer: false }, 'false'],
    'multiple-response': ['choice', { chosen: ['a', 'c'] }, 'a[,]c'],
    'short-text': ['fill-in', { text: 'Fès', folds: [] }, 'Fès'],
    numeric: ['numeric', { text: '۴٬۵', value: 4.5 }, '4.5'],
    essay: ['long-fill-in', { text: 'Two\nlines.' }, 'Two\nlines.'],
  } as const;

  it.each(Object.entries(cases))('to %s is written by xAPI', (type, [kind, response, written]) => {
    const item = oneOfEach[type as keyof typeof cases];
    const { object, result } = told(item, response);
    expect(object.definition).toMatchObject({ interactionType: kind });
    expect(result?.response).toBe(written);
  });

  it('to matching is written in pairs, without what was left open', () => {
    const item = oneOfEach.matching;
    const [row, other] = item.rows;
    const [target] = item.targets;
    if (row === undefined || other === undefined || target === undefined) throw new Error('rows');
    const { result } = told(item, { rows: { [row.id]: target.id } });
    expect(result?.response).toBe(`${row.id}[.]${target.id}`);
  });

  it('to ordering is written in the learner’s order; the choices do not stand in the right one', () => {
    const item = oneOfEach.ordering;
    const ids = item.entries.map(({ id }) => id);
    const ranks = Object.fromEntries(ids.toReversed().map((id, index) => [id, index + 1]));
    const { object, result } = told(item, { ranks });
    expect(result?.response).toBe(ids.toReversed().join('[,]'));
    const { definition } = object;
    const choices = 'choices' in definition ? definition.choices?.map(({ id }) => id) : [];
    expect(choices).toEqual(ids.toSorted());
  });

  it('is a success only where it earned every point', () => {
    const item = { ...oneOfEach['multiple-response'], points: 2 };
    const run = (score: number) =>
      statementsOf({ ...RUN, answers: [answer(item, { chosen: ['a'] }, score)] }, BASE)[1]?.result;
    expect(run(1)).toMatchObject({ success: false, score: { scaled: 0.5, raw: 1, max: 2 } });
    expect(run(2)).toMatchObject({ success: true, score: { scaled: 1 } });
  });
});

/** Every response that is told as right; null where none is. */
function patternOf(item: Item): readonly string[] | null {
  const { definition } = told(item, rightResponse(item)).object;
  return 'correctResponsesPattern' in definition
    ? (definition.correctResponsesPattern ?? null)
    : null;
}

it('lists what is right only where nothing else can be', () => {
  const text = oneOfEach['short-text'];
  expect(patternOf({ ...text, accept: ['Fès', 'Fez'], folds: ['case'] })).toEqual([
    '{case_matters=false}Fès',
    '{case_matters=false}Fez',
  ]);
  expect(patternOf({ ...text, folds: ['accents'] })).toBeNull();
  expect(patternOf({ ...oneOfEach.numeric, min: 3, max: 5 })).toEqual(['3[:]5']);
  expect(patternOf({ ...oneOfEach.numeric, min: 4, max: 4 })).toEqual(['4']);
  expect(patternOf(oneOfEach.essay)).toBeNull();
  expect(patternOf(oneOfEach.cloze)).toBeNull();
});
