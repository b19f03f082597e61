import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NEWEST, type ActivityKind, type ActivityPlace } from '../../src/domain/activity.ts';
import { dayNumbers } from '../../src/domain/day-numbers.ts';
import { readActivity } from '../../src/services/activity.ts';
import { createSite, type Browser, type Site } from '../support/site.ts';
import { takeQuiz } from '../support/quiz-run.ts';
import { openDispute } from '../support/disputes.ts';

const HOUR = 60 * 60_000;
let site: Site;
let ada: Browser;
let id: string;
let now: Date;

beforeEach(async () => {
  now = new Date('2030-05-01T08:00:00Z');
  site = await createSite({ now: () => now });
  id = await site.person('Ada');
  await site.cohort('Class', { Ada: 'student', Ines: 'instructor' });
  ada = await site.signIn('Ada');
});
afterEach(async () => await site.close());

const later = (hours: number): void => {
  now = new Date(now.getTime() + hours * HOUR);
};

async function read(
  kind: ActivityKind | null = null,
  before: ActivityPlace = NEWEST,
  limit = 100,
  viewer: 'learner' | 'instructor' = 'instructor',
) {
  const watched = { accountId: id, viewer, cohortId: null };
  const world = { findUnit: () => undefined, now, dayOf: dayNumbers('Africa/Casablanca') };
  return await readActivity(site.db, watched, { kind, before, limit }, world);
}

const typesOf = async (kind: ActivityKind | null = null) =>
  (await read(kind)).map(({ deed }) => deed.type);

/** Answers of reviews at these instants. */
async function answerReviews(instants: readonly Date[]): Promise<void> {
  const { hash } = await site.db
    .selectFrom('item_version')
    .select('hash')
    .limit(1)
    .executeTakeFirstOrThrow();
  const rows = instants.map((at, index) => ({
    id: `answer-${index}`,
    account_id: id,
    item_ref: `beta/${index}`,
    item_hash: hash,
    due_at: at.toISOString(),
    option_order: '[]',
    body: null,
    certainty: null,
    wording: null,
    share: 1,
    answered_at: at.toISOString(),
  }));
  for (let from = 0; from < rows.length; from += 100) {
    await site.db
      .insertInto('review_answer')
      .values(rows.slice(from, from + 100))
      .execute();
  }
}

describe('the activity of a learner', () => {
  it('tells what was done from the first day on, the latest first', async () => {
    later(1);
    await ada.post('/en/lessons/beta/readings', { section: 'one' });
    later(1);
    const attempt = await takeQuiz(ada, 'beta', { 1: 'green', 2: 'false' });
    later(1);
    await openDispute(site, ada, attempt);
    later(1);
    const ines = await site.signIn('Ines');
    const { id: dispute } = await site.db
      .selectFrom('dispute')
      .select('id')
      .executeTakeFirstOrThrow();
    await ines.post(`/en/teach/disputes/${dispute}/acceptance`);
    const types = await typesOf();
    expect(types.toSorted()).toEqual(
      [
        'dispute-accepted',
        'disputed',
        'joined',
        'mark-changed',
        'read',
        'started',
        'submitted',
      ].toSorted(),
    );
    expect(types.slice(-5)).toEqual(['disputed', 'submitted', 'started', 'read', 'joined']);
    expect(await typesOf('attempts')).toEqual(['submitted', 'started']);
    expect(await typesOf('marks')).toEqual(['mark-changed']);
    expect(await typesOf('disputes')).toEqual(['dispute-accepted', 'disputed']);
    expect(await typesOf('cohorts')).toEqual(['joined']);
    const [submitted] = await read('attempts');
    expect(submitted?.deed).toMatchObject({ byClock: false, attempt: { number: 1 } });
  });

  it('dates a pass when it is reached, and again after it was lost', async () => {
    later(1);
    const reached = now;
    await takeQuiz(ada, 'beta', { 1: 'red', 2: 'true' });
    later(1);
    await takeQuiz(ada, 'beta', { 1: 'red', 2: 'true' });
    expect((await read('lessons')).map(({ at, deed }) => [deed.type, at])).toEqual([
      ['passed', reached],
    ]);
  });

  it('gives the same in pages of any size', async () => {
    await takeQuiz(ada, 'beta', { 1: 'red', 2: 'true' });
    await takeQuiz(ada, 'beta', { 1: 'green', 2: 'false' });
    later(1);
    await answerReviews([0, 1, 2, 30, 31, 55].map((hours) => new Date(+now + hours * HOUR)));
    later(80);
    const whole = await read();
    expect(whole.map(({ deed }) => deed.type).filter((type) => type === 'reviewed')).toHaveLength(
      3,
    );
    for (const size of [1, 2, 5]) {
      const paged = [];
      for (let page = await read(null, NEWEST, size); page.length > 0;) {
        paged.push(...page);
        page = await read(null, page.at(-1), size);
      }
      expect(paged).toEqual(whole);
    }
  });

  it('counts the reviews of each day by the calendar of the site, however many', async () => {
    await takeQuiz(ada, 'beta', { 1: 'red', 2: 'true' });
    // 23:30 UTC is the next day in Casablanca; 1,200 answers are more than are read at once.
    const first = new Date('2030-05-02T23:30:00Z');
    await answerReviews([
      new Date('2030-05-02T22:30:00Z'),
      ...Array.from({ length: 1200 }, (_, index) => new Date(+first + index * 1000)),
    ]);
    const days = (await read('reviews')).map(({ at, deed }) => [at, deed]);
    expect(days).toEqual([
      [first, { type: 'reviewed', answers: 1200 }],
      [new Date('2030-05-02T22:30:00Z'), { type: 'reviewed', answers: 1 }],
    ]);
  });
});
