import { afterEach, beforeEach, expect, it } from 'vitest';
import { beginQuiz, idOf } from '../support/quiz-run.ts';
import { createSite, type Browser, type Site } from '../support/site.ts';
import { catalogueOf, SMALL_COURSE } from '../support/small-site-course.ts';

const START = new Date('2026-06-01T08:00:00Z');
const NOTHING = {
  'accommodation-quiz': '',
  'accommodation-factor': '',
  'accommodation-attempts': '',
  'accommodation-opens': '',
  'accommodation-closes': '',
};

let site: Site;
let cohort: string;
let ada: string;
let instructor: Browser;
let now: Date;

beforeEach(async () => {
  now = START;
  site = await createSite({ catalogue: timedCourse(), now: () => now });
  ada = await site.person('Ada');
  cohort = await site.cohort('Class', { Ada: 'student', Ben: 'student', Ines: 'instructor' });
  instructor = await site.signIn('Ines');
});
afterEach(async () => await site.close());

/** The quiz of beta has a limit of 20 minutes and allows one attempt. */
function timedCourse() {
  const beta = SMALL_COURSE.get('first-module/beta.yaml') ?? '';
  const timed = beta.replace('pass: 60', 'pass: 60\n  time-limit: 20\n  attempts: 1');
  return catalogueOf(new Map([...SMALL_COURSE, ['first-module/beta.yaml', timed]]));
}

const cohortPage = () => `/en/teach/cohorts/${cohort}`;
const learnerPage = () => `${cohortPage()}/learners/${ada}`;

async function give(page: string, fields: Readonly<Record<string, string>>) {
  return await instructor.post(`${page}/accommodations`, { ...NOTHING, ...fields });
}

async function deadlineOf(attempt: string): Promise<string | null> {
  const row = await site.db
    .selectFrom('attempt')
    .select('deadline_at')
    .where('id', '=', idOf(attempt))
    .executeTakeFirstOrThrow();
  return row.deadline_at;
}

async function onlyAccommodation() {
  return await site.db.selectFrom('accommodation').selectAll().executeTakeFirstOrThrow();
}

it('gives a learner more time, with a decimal comma, and shows it on their page', async () => {
  const given = await give(learnerPage(), {
    'accommodation-quiz': 'beta',
    'accommodation-factor': '1,5',
  });
  expect(given.statusCode).toBe(303);
  expect(await onlyAccommodation()).toMatchObject({
    account_id: ada,
    cohort_id: null,
    quiz_id: 'beta',
    time_factor: 1.5,
  });
  const page = await instructor.get(learnerPage());
  expect(page.body).toContain('<bdi>1.5</bdi> times the time');
  const lesson = await (await site.signIn('Ada')).get('/en/lessons/beta');
  expect(lesson.body).toContain('time limit <bdi>30</bdi> minutes');
});

it('reads the window as local time of the site', async () => {
  await give(cohortPage(), {
    'accommodation-opens': '2026-06-01T09:30',
    'accommodation-closes': '2026-06-02T18:00',
  });
  // Casablanca is an hour ahead of UTC in June.
  expect(await onlyAccommodation()).toMatchObject({
    cohort_id: cohort,
    quiz_id: null,
    opens_at: '2026-06-01T08:30:00.000Z',
    closes_at: '2026-06-02T17:00:00.000Z',
  });
});

it('lets a learner with extra attempts begin again', async () => {
  const browser = await site.signIn('Ada');
  const attempt = await beginQuiz(browser, 'beta');
  await browser.post(`${attempt}/submission`, { key: 'key-12345678' });
  expect((await browser.get('/en/lessons/beta')).body).toContain('You have used all attempts');
  await give(learnerPage(), { 'accommodation-attempts': '1' });
  expect(await beginQuiz(browser, 'beta')).not.toBe(attempt);
});

it('extends running attempts of the whole cohort, from their start, and records it', async () => {
  const first = await beginQuiz(await site.signIn('Ada'), 'beta');
  now = new Date('2026-06-01T08:10:00Z');
  const second = await beginQuiz(await site.signIn('Ben'), 'beta');
  await give(cohortPage(), { 'accommodation-factor': '2' });
  expect(await deadlineOf(first)).toBe('2026-06-01T08:40:00.000Z');
  expect(await deadlineOf(second)).toBe('2026-06-01T08:50:00.000Z');
  const event = await site.db
    .selectFrom('audit_event')
    .selectAll()
    .where('action', '=', 'accommodation-given')
    .executeTakeFirstOrThrow();
  expect(event.subject).toBe(cohort);
  expect(JSON.parse(event.detail)).toMatchObject({ quiz: 'all', timeFactor: '2' });
});

it('never shortens a running attempt: not by less, not by an end', async () => {
  await give(learnerPage(), { 'accommodation-factor': '2' });
  const attempt = await beginQuiz(await site.signIn('Ada'), 'beta');
  const { id } = await onlyAccommodation();
  const ended = await instructor.post(`${learnerPage()}/accommodations/${id}/end`);
  expect(ended.statusCode).toBe(303);
  await give(learnerPage(), { 'accommodation-factor': '1.25' });
  expect(await deadlineOf(attempt)).toBe('2026-06-01T08:40:00.000Z');
});

it('leaves an attempt alone whose time was up before', async () => {
  const attempt = await beginQuiz(await site.signIn('Ada'), 'beta');
  now = new Date('2026-06-01T08:21:00Z');
  await give(learnerPage(), { 'accommodation-factor': '2' });
  expect(await deadlineOf(attempt)).toBe('2026-06-01T08:20:00.000Z');
});

it('shows a refused form again with what was typed', async () => {
  const cases: readonly (readonly [Record<string, string>, string])[] = [
    [{}, 'Give at least one thing'],
    [{ 'accommodation-factor': '1' }, 'Give at least one thing'],
    [{ 'accommodation-factor': '5.5' }, 'Enter a number from 1 to 5'],
    [{ 'accommodation-factor': 'twice' }, 'Enter a number from 1 to 5'],
    [{ 'accommodation-attempts': '21' }, 'Enter a whole number from 0 to 20'],
    [{ 'accommodation-attempts': '-1' }, 'Enter a whole number from 0 to 20'],
    [{ 'accommodation-opens': 'soon' }, 'Enter a date and a time of day'],
    [
      { 'accommodation-opens': '2026-06-02T10:00', 'accommodation-closes': '2026-06-02T10:00' },
      'The quiz must close after it opens',
    ],
  ];
  for (const page of [cohortPage(), learnerPage()]) {
    for (const [fields, message] of cases) {
      const response = await give(page, fields);
      expect(response.statusCode, message).toBe(422);
      expect(response.body).toContain(message);
      for (const value of Object.values(fields))
        expect(response.body).toContain(`value="${value}"`);
    }
  }
  expect(await site.db.selectFrom('accommodation').selectAll().execute()).toEqual([]);
  const forged = await give(cohortPage(), { 'accommodation-quiz': 'no-such' });
  expect(forged.statusCode).toBe(400);
});

it('is for instructors of that cohort, and ends what belongs to it only', async () => {
  const other = await site.cohort('Other', { Cleo: 'student', Omar: 'instructor' });
  await give(learnerPage(), { 'accommodation-factor': '2' });
  const { id } = await onlyAccommodation();
  const stranger = await site.signIn('Omar');
  for (const path of [
    `${cohortPage()}/accommodations`,
    `${learnerPage()}/accommodations`,
    `${learnerPage()}/accommodations/${id}/end`,
    `/en/teach/cohorts/${other}/learners/${ada}/accommodations/${id}/end`,
    `/en/teach/cohorts/${other}/accommodations/${id}/end`,
  ]) {
    const response = await stranger.post(path, { ...NOTHING, 'accommodation-factor': '3' });
    expect(response.statusCode, path).toBe(404);
  }
  // It is the learner's, not the cohort's.
  const wrongOwner = await instructor.post(`${cohortPage()}/accommodations/${id}/end`);
  expect(wrongOwner.statusCode).toBe(404);
  const learner = await (await site.signIn('Ada')).post(`${learnerPage()}/accommodations`);
  expect(learner.statusCode).toBe(403);
  expect(await site.db.selectFrom('accommodation').selectAll().execute()).toHaveLength(1);
});
