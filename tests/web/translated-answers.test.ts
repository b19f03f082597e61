import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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

describe('short texts', () => {
  const lists = 'accept: { en: [CANARY-accepted, lighthouse], fr: [phare], ar: [منارة] }';
  const withLists = () =>
    catalogueOf(replaced(translatedFiles(), ALPHA, 'accept: [CANARY-accepted, lighthouse]', lists));

  it.each(['lighthouse', 'phare', 'منارة', 'المنارة'])(
    'take %s in every language',
    async (typed) => {
      site.serve(withLists());
      for (const locale of ['en', 'fr', 'ar']) {
        const attempt = inLanguage(await startQuiz(ada), locale);
        await save(ada, attempt, 4, { q4: typed });
        await submit(ada, attempt);
      }
      const rows = await site.db.selectFrom('attempt').select('score').execute();
      const score = typed === 'المنارة' ? 0 : 1;
      expect(rows).toEqual([{ score }, { score }, { score }]);
    },
  );

  it('show the answer of the reader’s language as right', async () => {
    site.serve(withLists());
    const attempt = await startQuiz(ada);
    await save(ada, attempt, 4, { q4: 'tower' });
    await submit(ada, attempt);
    expect(await look(attempt)).toContain('<bdi>CANARY-accepted</bdi>');
    expect(await look(inLanguage(attempt, 'fr'))).toContain('<bdi>phare</bdi>');
    expect(await look(inLanguage(attempt, 'ar'))).toContain('<bdi>منارة</bdi>');
    // A gap has one list for all: its answer is in the course's language.
    expect(await look(inLanguage(attempt, 'ar'))).toContain(
      '<bdi lang="en" dir="ltr">CANARY-gap</bdi>',
    );
  });
});
