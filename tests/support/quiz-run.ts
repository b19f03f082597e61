import type { Browser, Site } from './site.ts';

/** An answer by question number; of a control with one value. */
export type Answers = Readonly<Record<number, string>>;

/** Begins the quiz of a lesson and gives the address of the attempt. */
export async function beginQuiz(browser: Browser, lesson: string): Promise<string> {
  const started = await browser.post(`/en/lessons/${lesson}/attempts`);
  if (started.statusCode !== 303) throw new Error('The quiz could not be begun.');
  return started.headers.location ?? '';
}

/** Saves answers, which have not been saved before. */
export async function saveQuiz(browser: Browser, attempt: string, answers: Answers): Promise<void> {
  const numbers = Object.keys(answers);
  const fields: Record<string, string | string[]> = { question: numbers, go: 'all' };
  for (const [number, answer] of Object.entries(answers)) {
    fields[`revision.q${number}`] = '0';
    fields[`q${number}`] = answer;
  }
  const saved = await browser.post(`${attempt}/responses`, fields);
  if (saved.statusCode !== 303) throw new Error('The answers could not be saved.');
}

/** Takes a quiz from start to submission and gives the address of the attempt. */
export async function takeQuiz(
  browser: Browser,
  lesson: string,
  answers: Answers,
): Promise<string> {
  const attempt = await beginQuiz(browser, lesson);
  await saveQuiz(browser, attempt, answers);
  await browser.post(`${attempt}/submission`, { key: 'key-12345678' });
  return attempt;
}

/** Refs of the items of an attempt in the order that it asks them. */
export async function orderOf({ db }: Site, attempt: string): Promise<string[]> {
  const { plan } = await db
    .selectFrom('attempt')
    .select('plan')
    .where('id', '=', idOf(attempt))
    .executeTakeFirstOrThrow();
  return (JSON.parse(plan) as { ref: string }[]).map(({ ref }) => ref);
}

/** The id at the end of an attempt's address. */
export function idOf(attempt: string): string {
  return attempt.split('/').at(-1) ?? '';
}

/** The hidden fields of a page's form. */
export function hiddenFields(body: string): Record<string, string> {
  const inputs = body.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g);
  return Object.fromEntries([...inputs].map(([, name = '', value = '']) => [name, value]));
}
