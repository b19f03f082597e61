import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAILY_LIMIT } from '../../src/domain/review-queue.ts';
import { hiddenFields } from '../support/quiz-run.ts';
import { createSite, type Browser, type Site } from '../support/site.ts';
import { SMALL_COURSE, catalogueOf } from '../support/small-site-course.ts';

const START = new Date('2026-01-01T10:00:00Z');
/** When everything answered right, or wrong, at the start has come due. */
const LATER = new Date('2026-01-04T10:00:00Z');

let site: Site;
let ada: Browser;
let now: Date;
beforeEach(async () => {
  now = START;
  site = await createSite({ now: () => now });
  await site.cohort('Class', { Ada: 'student', Ben: 'student' });
  ada = await site.signIn('Ada');
});
afterEach(async () => await site.close());

/** Takes the quiz of a lesson with these fields, all questions on one page. */
async function takeQuiz(lesson: string, fields: Record<string, string>, questions: number) {
  const attempt = (await ada.post(`/en/lessons/${lesson}/attempts`)).headers.location ?? '';
  const question = Array.from({ length: questions }, (_, index) => String(index + 1));
  await ada.post(`${attempt}/responses`, { question, ...fields, go: 'review' });
  await ada.post(`${attempt}/submission`, { key: 'key-12345678' });
}

async function takeBeta() {
  await takeQuiz('beta', { q1: 'red', q2: 'true' }, 2);
}

/** Answers to the nine questions of alpha, none of them blank. */
const ALPHA = {
  q1: 'red',
  q2: 'true',
  q3: 'sun',
  q4: 'lighthouse',
  q5: '8471',
  'q6.thing': 'light',
  'q6.time': 'night',
  'q7.cat': 'meow',
  'q7.dog': 'bark',
  'q8.wake': '1',
  'q8.eat': '2',
  'q8.sleep': '3',
  q9: 'first',
};

/** The right answer to whichever question of beta the form asks. */
function rightAnswer(hidden: Record<string, string>): Record<string, string> {
  return { ...hidden, q1: hidden['item'] === 'beta/pick' ? 'red' : 'true', go: 'answer' };
}

async function nextForm(): Promise<Record<string, string>> {
  return hiddenFields((await ada.get('/en/reviews/next')).body);
}

describe('the page of reviews', () => {
  it('says calmly that there is nothing, then when the next is due, then how many', async () => {
    const empty = await ada.get('/en/reviews');
    expect(empty.statusCode).toBe(200);
    expect(empty.body).toContain('Reviews begin after your first quiz');
    await takeBeta();
    const planned = await ada.get('/en/reviews');
    expect(planned.body).toContain('Nothing to review just now');
    expect(planned.body).toMatch(/next review is due <bdi>4 Jan 2026/);
    expect(planned.body).not.toContain('/en/reviews/next"');
    now = LATER;
    const due = await ada.get('/en/reviews');
    expect(due.body).toContain('<bdi>2</bdi> questions are ready');
    expect(due.body).toContain('href="/en/reviews/next"');
  });

  it('speaks every language', async () => {
    await takeBeta();
    now = LATER;
    expect((await ada.get('/fr/reviews')).body).toContain('<bdi>2</bdi> questions sont prêtes');
    expect((await ada.get('/ar/reviews')).body).toContain('سؤالان جاهزان');
    expect((await ada.get('/ar/reviews/next')).statusCode).toBe(200);
  });

  it('leaves what is over the limit of the day for tomorrow', async () => {
    // Three lessons of nine items: 27 cards at once.
    const files = new Map(SMALL_COURSE);
    const alpha = files.get('first-module/alpha.yaml') ?? '';
    const course = files.get('course.yaml') ?? '';
    files.set('course.yaml', course.replace('[alpha, beta]', '[alpha, beta, gamma, delta]'));
    for (const id of ['gamma', 'delta']) {
      files.set(`first-module/${id}.yaml`, alpha.replace('id: alpha', `id: ${id}`));
    }
    site.serve(catalogueOf(files));
    for (const lesson of ['alpha', 'gamma', 'delta']) await takeQuiz(lesson, ALPHA, 9);
    now = LATER;
    const page = await ada.get('/en/reviews');
    expect(page.body).toContain(`<bdi>${DAILY_LIMIT}</bdi> questions are ready`);
    expect(page.body).toContain('<bdi>7</bdi> more are due and can wait until tomorrow');
  });

  it('is in the menu of those who are signed in, and closed to others', async () => {
    expect((await ada.get('/en/')).body).toContain('href="/en/reviews"');
    const stranger = site.anonymous();
    expect((await stranger.get('/en/')).body).not.toContain('href="/en/reviews"');
    for (const path of ['/en/reviews', '/en/reviews/next', '/en/reviews/answers/any']) {
      const response = await stranger.get(path);
      expect(response.statusCode).toBe(303);
      expect(response.headers.location).toMatch(/^\/en\/sign-in/);
    }
  });
});

describe('a review question', () => {
  it('leads back to the page of reviews when nothing is due', async () => {
    const response = await ada.get('/en/reviews/next');
    expect(response.statusCode).toBe(303);
    expect(response.headers.location).toBe('/en/reviews');
  });

  it('asks how sure the learner is', async () => {
    await takeBeta();
    now = LATER;
    const { body } = await ada.get('/en/reviews/next');
    expect(body.match(/name="sure\.q1"/g)).toHaveLength(3);
    expect(body).not.toContain('checked');
  });

  it('never holds a key, whatever its type', async () => {
    await takeQuiz('alpha', ALPHA, 9);
    now = LATER;
    const seen = new Set<string>();
    for (let question = 1; question <= 9; question += 1) {
      const response = await ada.get('/en/reviews/next');
      expect(response.statusCode).toBe(200);
      const everything = JSON.stringify(response.headers) + response.body;
      expect(everything).not.toContain('CANARY');
      expect(everything).not.toContain('8471');
      const hidden = hiddenFields(response.body);
      seen.add(hidden['item'] ?? '');
      await ada.post('/en/reviews/answers', { ...hidden, go: 'unknown' });
    }
    expect(seen.size).toBe(9);
  });

  it('keeps its key when the form is refused', async () => {
    await takeBeta();
    now = LATER;
    const hidden = await nextForm();
    const response = await ada.post('/en/reviews/answers', { ...hidden, 'sure.q1': '3' });
    expect(response.statusCode).toBe(422);
    expect(response.body).toContain('Answer the question, or press');
    expect(response.body).toContain('<title>Error:');
    expect(response.body).toMatch(/name="sure\.q1" value="3" checked/);
    expect(response.body).not.toContain('CANARY');
    expect(hiddenFields(response.body)).toMatchObject({
      item: hidden['item'],
      due: hidden['due'],
      order: hidden['order'],
    });
  });

  it('keeps what was typed beside what is wrong with it', async () => {
    await takeQuiz('alpha', { q5: '8471' }, 9);
    now = LATER;
    const hidden = await nextForm();
    const response = await ada.post('/en/reviews/answers', { ...hidden, q1: 'many', go: 'answer' });
    expect(response.statusCode).toBe(422);
    expect(response.body).toContain('value="many"');
    expect(response.body).toContain('Write a number in digits');
    expect(response.body).not.toContain('8471');
  });

  it('refuses what no page of ours sends', async () => {
    await takeBeta();
    now = LATER;
    const hidden = await nextForm();
    const send = async (fields: Record<string, string>) =>
      (await ada.post('/en/reviews/answers', { ...rightAnswer(hidden), ...fields })).statusCode;
    expect(await send({ due: 'soon' })).toBe(400);
    expect(await send({ q1: 'purple' })).toBe(400);
    expect(await send({ 'sure.q1': '4' })).toBe(400);
    expect(await send({ item: 'beta/none' })).toBe(404);
    expect((await ada.post('/en/reviews/answers')).statusCode).toBe(400);
  });
});

describe('the answer to a review', () => {
  it('shows own and right answer, why, the source, where to read again and when it is back', async () => {
    await takeBeta();
    now = LATER;
    const hidden = await nextForm();
    const wrong = hidden['item'] === 'beta/pick' ? 'green' : 'false';
    const sent = { ...hidden, q1: wrong, 'sure.q1': '2', go: 'answer' };
    const posted = await ada.post('/en/reviews/answers', sent);
    expect(posted.statusCode).toBe(303);
    const path = posted.headers.location ?? '';
    expect(path).toMatch(/^\/en\/reviews\/answers\/[0-9a-f-]{36}$/);
    const { body } = await ada.get(path);
    expect(body).toContain('Not right');
    expect(body).toContain('Your answer');
    expect(body).toContain('Right answer');
    expect(body).toContain('CANARY-explanation');
    expect(body).toContain('https://example.org/article');
    expect(body).toContain('href="/en/lessons/beta#one"');
    expect(body).toContain('Certainty: Fairly sure');
    expect(body).toMatch(/comes back <bdi>\d+ Jan 2026/);
    expect(body).toContain('href="/en/reviews/next"');
    expect((await ada.get(path.replace('/en/', '/ar/'))).statusCode).toBe(200);
  });

  it('goes through the day: the next question, then back to the reviews with what was done', async () => {
    await takeBeta();
    now = LATER;
    await ada.post('/en/reviews/answers', rightAnswer(await nextForm()));
    const last = await ada.post('/en/reviews/answers', {
      ...(await nextForm()),
      go: 'unknown',
    });
    const feedback = await ada.get(last.headers.location ?? '');
    expect(feedback.body).toContain('Not known yet');
    expect(feedback.body).not.toContain('href="/en/reviews/next"');
    const page = await ada.get('/en/reviews');
    expect(page.body).toContain('<bdi>2</bdi> questions answered; right: <bdi>1</bdi>.');
    expect(page.body).toContain(`href="${last.headers.location}"`);
    // Tomorrow the day is a new one.
    now = new Date('2026-01-05T00:00:00Z');
    expect((await ada.get('/en/reviews')).body).not.toContain('Done today');
  });

  it('counts once, however often it is sent', async () => {
    await takeBeta();
    now = LATER;
    const form = rightAnswer(await nextForm());
    const first = await ada.post('/en/reviews/answers', form);
    const again = await ada.post('/en/reviews/answers', { ...form, go: 'unknown' });
    expect(again.statusCode).toBe(303);
    expect(again.headers.location).toBe(first.headers.location);
    const shown = await ada.get(again.headers.location ?? '');
    expect(shown.body).toContain('You had answered this question already');
    expect(shown.body).toContain('<h1 id="verdict">Right</h1>');
    expect((await ada.get('/en/reviews')).body).toContain('<bdi>1</bdi> question answered');
  });

  it('shows the new version of a question that changed under the learner', async () => {
    await takeBeta();
    now = LATER;
    const form = rightAnswer(await nextForm());
    const files = new Map(SMALL_COURSE);
    const text = files.get('first-module/beta.yaml') ?? '';
    files.set(
      'first-module/beta.yaml',
      text.replaceAll('prompt: Question', 'prompt: New question'),
    );
    site.serve(catalogueOf(files));
    const response = await ada.post('/en/reviews/answers', form);
    expect(response.headers.location).toBe('/en/reviews/next');
    const next = await ada.get('/en/reviews/next');
    expect(next.body).toContain('has just been changed');
    expect(next.body).toContain('New question');
    expect(next.body).not.toContain('CANARY');
  });

  it('is there for its owner only', async () => {
    await takeBeta();
    now = LATER;
    const form = rightAnswer(await nextForm());
    const path = (await ada.post('/en/reviews/answers', form)).headers.location ?? '';
    const ben = await site.signIn('Ben');
    expect((await ben.get(path)).statusCode).toBe(404);
    expect((await ben.post('/en/reviews/answers', form)).statusCode).toBe(404);
    expect((await ada.get('/en/reviews/answers/none')).statusCode).toBe(404);
  });
});
