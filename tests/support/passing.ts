import { ALPHA_RIGHT, quizForm } from './answers.ts';
import { beginQuiz, takeQuiz } from './quiz-run.ts';
import type { Browser } from './site.ts';

/** Passes both lessons of the small course. */
export async function passSmallCourse(browser: Browser): Promise<void> {
  await passAlpha(browser);
  await takeQuiz(browser, 'beta', { 1: 'red', 2: 'true' });
}

/** Passes the lesson alpha, whose quiz has every type of question. */
export async function passAlpha(browser: Browser): Promise<void> {
  const attempt = await beginQuiz(browser, 'alpha');
  await browser.post(`${attempt}/responses`, quizForm(ALPHA_RIGHT));
  await browser.post(`${attempt}/submission`, { key: 'key-12345678' });
}
