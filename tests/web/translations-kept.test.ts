import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hiddenFields } from '../support/quiz-run.ts';
import { save, startQuiz, submit } from '../support/quiz.ts';
import { createSite, type Browser, type Site } from '../support/site.ts';
import { catalogueOf } from '../support/small-site-course.ts';
import { ALPHA, translatedCourse, translatedFiles } from '../support/translated-course.ts';
import { replaced } from '../support/translating.ts';

let site: Site;
let ada: Browser;
let now: Date;
beforeEach(async () => {
  now = new Date('2030-01-02T03:04:05Z');
  site = await createSite({ catalogue: translatedCourse(), now: () => now });
  await site.cohort('Class', { Ada: 'student', Ines: 'instructor' });
  ada = await site.signIn('Ada');
});
afterEach(async () => await site.close());

const look = async (path: string, browser = ada): Promise<string> => (await browser.get(path)).body;

/** The same attempt's path in another language. */
const inLanguage = (path: string, locale: string) => path.replace(/^\/en\//, `/${locale}/`);

const edited = () =>
  translatedCourse({
    'items.pick.prompt': 'FR Bien mieux dit',
    'items.pick.explanation': 'FR Ainsi',
  });

describe('what was shown is kept', () => {
  it('in past attempts and in those under way, when a translation is edited', async () => {
    const past = inLanguage(await startQuiz(ada), 'fr');
    await save(ada, past, 1, { q1: 'green' });
    await submit(ada, past);
    const running = inLanguage(await startQuiz(ada), 'fr');
    const before = [await look(past), await look(`${running}/questions/1`)];
    expect(before[0]).toContain('FR CANARY-explanation-pick');
    site.serve(edited());
    expect([await look(past), await look(`${running}/questions/1`)]).toEqual(before);
    await submit(ada, running, 'another-key');
    const later = inLanguage(await startQuiz(ada), 'fr');
    expect(await look(`${later}/questions/1`)).toContain('FR Bien mieux dit');
  });

  it('in answers to reviews', async () => {
    const attempt = await startQuiz(ada);
    await save(ada, attempt, 1, { q1: 'green' });
    await submit(ada, attempt);
    now = new Date('2030-01-04T03:04:05Z');
    const fields = { ...hiddenFields(await look('/fr/reviews/next')), go: 'unknown' };
    const { headers } = await ada.post('/fr/reviews/answers', fields);
    const before = await look(headers.location ?? '');
    expect(before).toContain('FR CANARY-explanation-');
    site.serve(edited());
    expect(await look(headers.location ?? '')).toBe(before);
  });

  it('and is the same version of the item: an edited translation is no other key', async () => {
    await submit(ada, await startQuiz(ada));
    site.serve(edited());
    await startQuiz(ada);
    const count = async (table: 'item_version' | 'item_wording') =>
      (await site.db.selectFrom(table).select('hash').execute()).length;
    expect(await count('item_version')).toBe(9);
    // Only the edited item has a second wording.
    expect(await count('item_wording')).toBe(10);
  });

  it('also where it was stored before there were wordings', async () => {
    const attempt = await startQuiz(ada);
    await save(ada, attempt, 1, { q1: 'green' });
    await submit(ada, attempt);
    const { plan } = await site.db.selectFrom('attempt').select('plan').executeTakeFirstOrThrow();
    const bare = (JSON.parse(plan) as { wording?: string }[]).map(
      ({ wording: _wording, ...rest }) => rest,
    );
    await site.db
      .updateTable('attempt')
      .set({ plan: JSON.stringify(bare) })
      .execute();
    const feedback = await look(inLanguage(attempt, 'fr'));
    expect(feedback).toContain('lang="en" dir="ltr"><p>CANARY-explanation-pick');
  });

  it('titles follow the course while it has the quiz under the title it was begun under', async () => {
    const attempt = inLanguage(await startQuiz(ada), 'fr');
    await submit(ada, attempt);
    expect(await look(attempt)).toContain('<bdi lang="fr" dir="ltr">FR Lesson alpha</bdi>');
    site.serve(
      catalogueOf(replaced(translatedFiles(), ALPHA, 'title: Lesson alpha', 'title: Renamed')),
    );
    expect(await look(attempt)).toContain('<bdi lang="en" dir="ltr">Lesson alpha</bdi>');
  });
});
