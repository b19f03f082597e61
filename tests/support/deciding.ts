import { textDigest } from '../../src/services/text-digest.ts';
import { BETA_FILE, editFile } from './editing.ts';
import { memoryFolder } from './memory-folder.ts';
import { takeQuiz } from './quiz-run.ts';
import { createSite, type Browser, type Site } from './site.ts';
import { SMALL_COURSE } from './small-site-course.ts';

/** A site with a class: Ines teaches it, Ada and Ben answer. */
export interface Scene {
  readonly site: Site;
  readonly ines: Browser;
  readonly ada: Browser;
  readonly ben: Browser;
  /** Sets the site's clock. */
  readonly setNow: (now: Date) => void;
}

export async function openScene(): Promise<Scene> {
  let now = new Date('2026-06-01T08:00:00Z');
  const site = await createSite({ folder: memoryFolder(SMALL_COURSE), now: () => now });
  const members = { Ada: 'student', Ben: 'student', Cleo: 'student', Ines: 'instructor' } as const;
  await site.cohort('Class', members);
  const [ines, ada, ben] = [
    await site.signIn('Ines'),
    await site.signIn('Ada'),
    await site.signIn('Ben'),
  ];
  const setNow = (next: Date) => {
    now = next;
  };
  return { site, ines, ada, ben, setNow };
}

/** A change of a file's text. */
export type Edit = (text: string) => string;
/** The key of the true-or-false question, the other way round. */
export const flip: Edit = (text) =>
  text.replace(/answer: (true|false)/, (_, key) => `answer: ${key === 'true' ? 'false' : 'true'}`);
/** The true-or-false question in other words. */
export const reword: Edit = (text) => text.replace('Question truth', 'Is it so?');
/** Another choice in the place of the green one. */
export const withoutGreen: Edit = (text) => text.replace('id: green', 'id: yellow');
/** The lesson without its true-or-false question. */
export const withoutTruth: Edit = (text) => text.slice(0, text.indexOf('  - id: truth'));

/** Publishes an edit with decisions about answers, having looked at what is asked. */
export async function publishAs(
  { site, ines }: Scene,
  edit: Edit,
  decisions: Readonly<Record<string, string>> = {},
) {
  await editFile(ines, BETA_FILE, edit);
  const query = new URLSearchParams({ go: 'try', ...named(decisions) });
  const { body } = await ines.get(`${BETA_FILE}/publications/new?${query}`);
  const draft = await ines.get(`${BETA_FILE}/draft`);
  const current = (await site.context.library.folder.read()).get('first-module/beta.yaml') ?? '';
  const digests = { base: textDigest(current), shown: textDigest(draft.body) };
  const form = { ...digests, message: 'Mend it', ...named(decisions) };
  const published = await ines.post(`${BETA_FILE}/publications`, form);
  return { asked: body, published, page: published.headers.location ?? '' };
}

function named(decisions: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(decisions);
  return Object.fromEntries(entries.map(([item, one]) => [`decision.beta/${item}`, one]));
}

/** All that results are made of, without when it was written. */
export async function results({ site: { db } }: Scene) {
  const attempts = await db
    .selectFrom('attempt')
    .select(['id', 'score', 'max_score', 'state'])
    .orderBy('id')
    .execute();
  const responses = await db
    .selectFrom('response')
    .select(['attempt_id', 'item_ref', 'score', 'dropped'])
    .orderBy('attempt_id')
    .orderBy('item_ref')
    .execute();
  const progress = await db
    .selectFrom('lesson_progress')
    .selectAll()
    .orderBy('account_id')
    .execute();
  const levels = await db
    .selectFrom('objective_progress')
    .selectAll()
    .orderBy('account_id')
    .orderBy('objective_id')
    .execute();
  const cards = await db
    .selectFrom('review_card')
    .selectAll()
    .orderBy('account_id')
    .orderBy('item_ref')
    .execute();
  return { attempts, responses, progress, levels, cards };
}

/** The lines of the ledger of marks. */
export const ledger = async ({ site }: Scene) =>
  (await site.db.selectFrom('mark_change').selectAll().orderBy('id').execute()).map((row) => [
    row.old_score,
    row.new_score,
    row.reason,
  ]);

/** One learner has the old key right, the other the new one: 2 and 1 of 2 points, 60 % passes. */
export async function bothAnswer({ ada, ben }: Scene) {
  const wrong = await takeQuiz(ada, 'beta', { 1: 'red', 2: 'false' });
  const right = await takeQuiz(ben, 'beta', { 1: 'red', 2: 'true' });
  return { wrong, right };
}
