import { afterEach, beforeEach, expect, it } from 'vitest';
import { orderOf, takeQuiz } from '../support/quiz-run.ts';
import { createSite, type Browser, type Site } from '../support/site.ts';
import { editedCourse } from '../support/small-site-course.ts';

const RELEASE = '  pass: 60\n  release: { own-answers: after-submission, right-answers: never }';
const KEY = ['Wake', 'Eat', 'Sleep'];

let site: Site;
let ada: Browser;
beforeEach(async () => {
  const catalogue = editedCourse('first-module/alpha.yaml', '  pass: 60', RELEASE);
  site = await createSite({ catalogue });
  await site.cohort('Class', { Ada: 'student' });
  ada = await site.signIn('Ada');
});
afterEach(async () => await site.close());

/** The entries in the order in which a page names them. */
function named(body: string): string[] {
  return [...body.matchAll(/>(Wake|Eat|Sleep)</g)].map(([, entry = '']) => entry);
}

it('shows entries to be ordered as they were asked, while the right order is held back', async () => {
  const shown: string[] = [];
  for (let run = 0; run < 6; run += 1) {
    const attempt = await takeQuiz(ada, 'alpha', { 1: 'red' });
    const number = (await orderOf(site, attempt)).indexOf('alpha/steps') + 1;
    const { body } = await ada.get(attempt);
    const { plan } = await site.db
      .selectFrom('attempt')
      .select('plan')
      .where('id', '=', attempt.split('/').at(-1) ?? '')
      .executeTakeFirstOrThrow();
    const { order } = (JSON.parse(plan) as { order: string[] }[])[number - 1] ?? { order: [] };
    expect(named(body).map((entry) => entry.toLowerCase())).toEqual(order);
    shown.push(named(body).join());
  }
  // Else this could not tell the order of the question from the order of the key.
  expect(shown.some((one) => one !== KEY.join())).toBe(true);
});
