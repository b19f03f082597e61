import type { Browser as Client, Site } from '../support/site.ts';
import { certifyPeople } from './certificate-pages.ts';
import { draftFiles } from './editor-pages.ts';
import { giveLinks } from '../support/given-links.ts';
import { LINK_OWNER } from './mail-pages.ts';
import type { Places } from './pages.ts';
import { idIn, MIXED, save, start, submit, takeAlphaTogether, type Fields } from './runs.ts';

/** The items of lesson alpha in the order of its quiz, which is not shuffled. */
export const ITEMS = [
  'pick',
  'truth',
  'several',
  'word',
  'figure',
  'blanks',
  'pairs',
  'steps',
  'evidence',
] as const;

const DAY = 24 * 60 * 60_000;
const REASONS = 'The article says so too,\nin its second paragraph.';

/** Certain of what is wrong, too; enough of one certainty to be counted. */
const SURE: Fields = Object.fromEntries(
  [3, 3, 2, 3, 3, 2, 3, 1, 3].map((certainty, index) => [`sure.q${index + 1}`, `${certainty}`]),
);

/** Sets the site's clock to so many days before now; without any, to now. */
export type SetClock = (daysAgo?: number) => void;

/** Weeks of work of Ada, what Ines did about it, and a quiz that Root has just taken. */
export async function furnish(
  site: Site,
  setClock: SetClock,
  { cohort, student }: Pick<Places, 'cohort' | 'student'>,
): Promise<Places> {
  const ada = await site.signIn('Ada');
  const ines = await site.signIn('Ines');
  const history = await studyForWeeks(ada, setClock);
  const special = await takeSpecialQuizzes(ada, ines, setClock);
  await takeBeta(await site.signIn('Root'));
  const versions = await takeAlphaTogether(site);
  const disputes = await disputeAnswers(site, ada, ines, history.failed);
  await giveTime(ines, `/en/teach/cohorts/${cohort}`, 'timed');
  await giveTime(ines, `/en/teach/cohorts/${cohort}/learners/${student}`, 'beta');
  return {
    ...history,
    ...(await beginQuizzes(ada)),
    cohort,
    student,
    lesson: 'alpha',
    module: 'first-module',
    items: ITEMS,
    reviewAnswer: await answerReview(ada),
    special: {
      ...special,
      ...disputes,
      versions,
      revisions: await draftFiles(site, ines),
      certificate: await certifyPeople(site, student),
      links: await mailPeople(site, cohort, student),
    },
  };
}

/** Mails to a guest and to the student; the address of the instructor is not confirmed yet. */
async function mailPeople(site: Site, cohort: string, student: string) {
  const { id } = await site.db
    .selectFrom('account')
    .select('id')
    .where('name', '=', 'Ines')
    .executeTakeFirstOrThrow();
  await site.db
    .updateTable('account')
    .set({ email_confirmed_at: null })
    .where('id', '=', id)
    .execute();
  return await giveLinks(site, [LINK_OWNER], { cohort, a1: student, iA: id });
}

async function studyForWeeks(ada: Client, setClock: SetClock) {
  setClock(24);
  await ada.post('/en/lessons/alpha/readings', { section: 'one' });
  const begun = await start(ada, 'lessons/beta');
  await save(ada, begun, { q1: 'green', q2: 'true' }, 2);
  await submit(ada, begun);
  setClock(21);
  const passed = await takeBeta(ada);
  setClock(16);
  const failed = await start(ada, 'lessons/alpha');
  await save(ada, failed, MIXED, 8);
  await submit(ada, failed);
  setClock();
  return { failed, passed };
}

async function takeBeta(client: Client): Promise<string> {
  const passed = await start(client, 'lessons/beta');
  await save(client, passed, { q1: 'red', q2: 'true' }, 2);
  await submit(client, passed);
  return passed;
}

/** Runs that go on: at a quiz of every interaction type. */
async function beginQuizzes(ada: Client) {
  const attempt = await start(ada, 'lessons/alpha');
  await save(ada, attempt, { q1: 'red', 'q6.thing': 'light', 'flag.q2': 'on' }, 6);
  return {
    attempt,
    questions: ITEMS.map((name, index) => ({ name, number: index + 1 })),
    choiceNumber: 1,
    figureNumber: 5,
  };
}

/** Runs with essays, with certainty, against the clock, and at an exam that is still open. */
async function takeSpecialQuizzes(ada: Client, ines: Client, setClock: SetClock) {
  setClock(6);
  const certain = await start(ada, 'lessons/timed');
  await save(ada, certain, { ...MIXED, ...SURE, q1: 'red' }, 9);
  await submit(ada, certain);
  const graded = await writeEssay(ada, 'The keeper tends the light.\n\nThe article says so.');
  const grade = { 'level.claim': 'clear', 'level.proof': 'some', comment: 'Which paragraph?' };
  const posted = await ines.post(`/en/teach/grading/${graded}/3`, { ...grade, go: 'queue' });
  if (posted.statusCode !== 303) throw new Error(`The grade was refused: ${posted.statusCode}.`);
  setClock(4);
  const held = await start(ada, 'quizzes/exam');
  await save(ada, held, {}, 3);
  await submit(ada, held);
  setClock();
  const awaiting = await writeEssay(ada, 'Ships see the light from far away.');
  const essay = await start(ada, 'lessons/essays');
  const timed = await start(ada, 'lessons/timed');
  await save(ada, timed, { q1: 'red', 'sure.q1': '3' }, 1);
  const practice = await practise(ada);
  return { certain, graded, held, awaiting, essay, timed, practice };
}

async function practise(ada: Client): Promise<string> {
  const attempt = await start(ada, 'lessons/practice');
  const press = async (go: string, number: number, answer: Fields, revision = 0) => {
    const form = { question: `${number}`, [`revision.q${number}`]: `${revision}`, ...answer, go };
    const { statusCode } = await ada.post(`/en/attempts/${attempt}/responses`, form);
    if (statusCode !== 303) throw new Error(`“${go}” was refused: ${statusCode}.`);
  };
  await press('hint', 1, { q1: 'green', 'hints.q1': '0' });
  await press('check', 1, { q1: 'green' }, 1);
  await press('check', 2, { q2: 'true' });
  await press('reveal', 3, { q3: 'stone' });
  return attempt;
}

async function writeEssay(ada: Client, text: string): Promise<string> {
  const attempt = await start(ada, 'lessons/essays');
  await save(ada, attempt, { q1: 'red', q2: 'false', q3: text }, 3);
  await submit(ada, attempt);
  return attempt;
}

/** Three disputes, of which one is accepted, one answered and one open. */
async function disputeAnswers(site: Site, ada: Client, ines: Client, attempt: string) {
  const accepted = await dispute(site, ada, attempt, 4);
  await ines.post(`/en/teach/disputes/${accepted}/acceptance`);
  const answered = await dispute(site, ada, attempt, 3);
  const answer = 'The second paragraph is about another light.';
  await ines.post(`/en/teach/disputes/${answered}/answer`, { 'dispute-answer': answer });
  const open = await dispute(site, ada, attempt, 1);
  return { disputes: { accepted, answered, open }, disputable: 2 };
}

async function dispute(site: Site, ada: Client, attempt: string, number: number): Promise<string> {
  const fields = { 'dispute-text': REASONS, passage: 'article:part.1' };
  const path = `/en/attempts/${attempt}/questions/${number}/dispute`;
  const { statusCode } = await ada.post(path, fields);
  if (statusCode !== 303) throw new Error(`The dispute was refused with ${statusCode}.`);
  const row = await site.db
    .selectFrom('dispute')
    .select('id')
    .where('item_ref', '=', `alpha/${ITEMS[number - 1]}`)
    .executeTakeFirstOrThrow();
  return row.id;
}

/** More time and attempts, for a cohort or one of its learners. */
async function giveTime(ines: Client, page: string, quiz: string): Promise<void> {
  const { statusCode } = await ines.post(`${page}/accommodations`, {
    'accommodation-quiz': quiz,
    'accommodation-factor': '1.5',
    'accommodation-attempts': '2',
    'accommodation-opens': '',
    'accommodation-closes': '2098-05-01T18:00',
  });
  if (statusCode !== 303) throw new Error(`No time was given: ${statusCode}.`);
}

/** Answers a review, with “I do not know”, and gives the id of the answer. */
async function answerReview(ada: Client): Promise<string> {
  const { body } = await ada.get('/en/reviews/next');
  const inputs = body.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g);
  const hidden = Object.fromEntries([...inputs].map((match) => [match[1] ?? '', match[2] ?? '']));
  const { headers } = await ada.post('/en/reviews/answers', { ...hidden, go: 'unknown' });
  if (headers.location === undefined) throw new Error('No review was due.');
  return idIn(headers.location);
}

/** Milliseconds of so many days. */
export function days(count: number): number {
  return count * DAY;
}
