import { idOf, takeQuiz } from './quiz-run.ts';
import type { Browser, Site } from './site.ts';

export const REASONS = 'The article says so\r\nin its second paragraph.';

/** Ada's attempt at beta: question 1 right, question 2 (true or false) answered with false. */
export async function wrongAttempt(
  site: Site,
  name = 'Ada',
): Promise<{ browser: Browser; attempt: string }> {
  const browser = await site.signIn(name);
  return { browser, attempt: await takeQuiz(browser, 'beta', { 1: 'red', 2: 'false' }) };
}

export async function openDispute(
  site: Site,
  browser: Browser,
  attempt: string,
  number = 2,
): Promise<string> {
  const posted = await browser.post(`${attempt}/questions/${number}/dispute`, {
    'dispute-text': REASONS,
    passage: 'article:part.1',
  });
  if (posted.statusCode !== 303) throw new Error('The dispute could not be opened.');
  const row = await site.db
    .selectFrom('dispute')
    .select('id')
    .where('attempt_id', '=', idOf(attempt))
    .executeTakeFirstOrThrow();
  return `/en/teach/disputes/${row.id}`;
}

export async function scoreOf(site: Site, attempt: string) {
  return await site.db
    .selectFrom('attempt')
    .select(['score', 'max_score', 'certainty_score'])
    .where('id', '=', idOf(attempt))
    .executeTakeFirstOrThrow();
}

export async function progressOf(site: Site, name: string, lesson: string) {
  return await site.db
    .selectFrom('lesson_progress')
    .innerJoin('account', 'account.id', 'lesson_progress.account_id')
    .select(['state', 'best_share', 'attempts', 'updated_at'])
    .where('account.name', '=', name)
    .where('lesson_id', '=', lesson)
    .executeTakeFirstOrThrow();
}

export async function levelOf(site: Site, name: string, objective: string) {
  return await site.db
    .selectFrom('objective_progress')
    .innerJoin('account', 'account.id', 'objective_progress.account_id')
    .select(['level', 'share'])
    .where('account.name', '=', name)
    .where('lesson_id', '=', 'beta')
    .where('objective_id', '=', objective)
    .executeTakeFirstOrThrow();
}
