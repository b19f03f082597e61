import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Catalogue } from '../../src/domain/course.ts';
import { unitOf } from '../../src/domain/progress.ts';
import { startAttempt } from '../../src/services/attempting.ts';
import { bytesOf } from '../support/bytes.ts';
import { orderOf } from '../support/quiz-run.ts';
import { answerTo, courseWith, quizShape, type QuizShape } from '../support/random-quiz.ts';
import { createSite, type Browser, type Site } from '../support/site.ts';

const QUIZZES = 200;
/** Each quiz happens at one moment, so that two sites may be compared to the byte. */
const START = new Date('2031-05-06T07:08:09Z').getTime();
/** Milliseconds: as long as the limits on requests look back. */
const MINUTE = 60_000;

/** A site whose learner takes one quiz after the other. */
interface Desk {
  readonly site: Site;
  readonly learner: string;
  readonly browser: Browser;
}

let desks: readonly Desk[];
let quizzes = 0;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: START });
  desks = await Promise.all([openDesk(), openDesk()]);
});
afterAll(async () => {
  for (const { site } of desks) await site.close();
  vi.useRealTimers();
});

async function openDesk(): Promise<Desk> {
  const site = await createSite();
  const learner = await site.person('Ada');
  return { site, learner, browser: await site.signIn('Ada') };
}

/** Begins the quiz of alpha under the id that all desks give to it. */
async function begin({ site, learner }: Desk, course: Catalogue, { seed }: QuizShape, id: string) {
  site.serve(course);
  await site.db.deleteFrom('attempt').execute();
  await site.db.deleteFrom('lesson_progress').execute();
  const quiz = course.quizzes.get('alpha');
  const unit = unitOf(course, 'alpha');
  if (quiz === undefined || unit === undefined) throw new Error('The quiz does not compile.');
  const started = await startAttempt(site.db, learner, { quiz, unit }, seed, new Date());
  if (started.kind === 'refused') throw new Error('The quiz could not be begun.');
  await site.db.updateTable('attempt').set({ id }).where('id', '=', started.attemptId).execute();
}

/** Every answer of the server to a learner who looks at everything, answers everything and looks again. */
async function diaryOf(desk: Desk, course: Catalogue, quiz: QuizShape, id: string) {
  await begin(desk, course, quiz, id);
  const { browser, site } = desk;
  const at = `/en/attempts/${id}`;
  const order = await orderOf(site, at);
  const diary: object[] = [];
  const look = async (path: string) => diary.push(bytesOf(await browser.get(path)));
  await look('/en/lessons/alpha');
  for (const [index, ref] of order.entries()) {
    const number = index + 1;
    const item = quiz.items[Number(ref.split('-').at(-1))];
    if (item === undefined) throw new Error(`There is no item ${ref}.`);
    await look(`${at}/questions/${number}`);
    const form = {
      question: String(number),
      [`revision.q${number}`]: '0',
      ...answerTo(item, number, quiz.answers + index),
      go: 'next',
    };
    diary.push(bytesOf(await browser.post(`${at}/responses`, form)));
    await look(`${at}/questions/${number}`);
  }
  await look(`${at}/review`);
  return diary;
}

it(`answers with the same bytes whatever the key, in ${QUIZZES} random quizzes`, async () => {
  const [one, other] = desks;
  if (one === undefined || other === undefined) throw new Error('Two desks were opened.');
  await fc.assert(
    fc.asyncProperty(quizShape, fc.nat(50_000), fc.nat(50_000), async (quiz, key, shift) => {
      quizzes += 1;
      vi.setSystemTime(START + quizzes * MINUTE);
      const id = `00000000-0000-7000-8000-${String(quizzes).padStart(12, '0')}`;
      const courses = [courseWith(quiz, key), courseWith(quiz, key + shift + 1)] as const;
      // Two keys, or the comparison would say nothing.
      expect(courses[0].hash).not.toBe(courses[1].hash);
      const diary = await diaryOf(one, courses[0], quiz, id);
      expect(await diaryOf(other, courses[1], quiz, id)).toEqual(diary);
      const said = JSON.stringify(diary);
      expect(said.includes('KEY-')).toBe(false);
      expect(/"status":[45]/.test(said)).toBe(false);
    }),
    { numRuns: QUIZZES },
  );
  expect(quizzes).toBeGreaterThanOrEqual(QUIZZES);
}, 120_000);
