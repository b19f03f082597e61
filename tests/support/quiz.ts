import type { LightMyRequestResponse } from 'fastify';
import type { Db } from '../../src/store/database.ts';
import type { Browser } from './site.ts';

/** Fields of a posted form. */
export type PostedFields = Readonly<Record<string, string | readonly string[]>>;

/** A key as the review page makes them. */
export const KEY = 'key-12345678';

/** Starts a run at the lesson's quiz and gives the attempt's path. */
export async function startQuiz(browser: Browser, lesson = 'alpha'): Promise<string> {
  const response = await browser.post(`/en/lessons/${lesson}/attempts`);
  const path = response.headers.location;
  if (response.statusCode !== 303 || path === undefined) throw new Error('No attempt was started.');
  return path;
}

/** Saves one question as its page does, on the revision given. */
export async function save(
  browser: Browser,
  attempt: string,
  number: number,
  fields: PostedFields,
  revision = 0,
): Promise<LightMyRequestResponse> {
  return await browser.post(`${attempt}/responses`, {
    question: String(number),
    [`revision.q${number}`]: String(revision),
    go: 'next',
    ...fields,
  });
}

/** Submits the attempt. */
export async function submit(
  browser: Browser,
  attempt: string,
  key = KEY,
): Promise<LightMyRequestResponse> {
  return await browser.post(`${attempt}/submission`, { key });
}

/** Everything in the database that a learner's requests may write. */
export async function stored(db: Db): Promise<unknown> {
  return {
    attempts: await db.selectFrom('attempt').selectAll().orderBy('id').execute(),
    responses: await db
      .selectFrom('response')
      .selectAll()
      .orderBy('attempt_id')
      .orderBy('item_ref')
      .execute(),
    lessons: await db.selectFrom('lesson_progress').selectAll().orderBy('lesson_id').execute(),
    objectives: await db
      .selectFrom('objective_progress')
      .selectAll()
      .orderBy('objective_id')
      .execute(),
    audit: await db.selectFrom('audit_event').selectAll().orderBy('id').execute(),
  };
}

/** Stored answers by item id, as parsed JSON. */
export async function answers(db: Db): Promise<Record<string, unknown>> {
  const rows = await db.selectFrom('response').select(['item_ref', 'body']).execute();
  return Object.fromEntries(
    rows.map(({ item_ref: ref, body }) => [ref, body === null ? null : JSON.parse(body)]),
  );
}

/** Right answers to the lesson `alpha` of the small course, by question number. */
export const RIGHT: readonly PostedFields[] = [
  { q1: 'red' },
  { q2: 'true' },
  { q3: ['lamp', 'sun'] },
  { q4: 'Lighthouse' },
  { q5: '8472' },
  { 'q6.thing': 'light', 'q6.time': 'night' },
  { 'q7.cat': 'meow', 'q7.dog': 'bark' },
  { 'q8.wake': '1', 'q8.eat': '2', 'q8.sleep': '3' },
  { q9: 'first' },
];
