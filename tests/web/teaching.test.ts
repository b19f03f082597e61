import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/content/diagnostic.ts';
import { putLessonProgress } from '../../src/store/progress.ts';
import { markStale } from '../../src/store/standings.ts';
import type { LessonState } from '../../src/domain/progress.ts';
import { RIGHT, save, startQuiz, submit } from '../support/quiz.ts';
import { createSite, type Browser, type Site } from '../support/site.ts';
import { catalogueOf, SMALL_COURSE } from '../support/small-site-course.ts';

let site: Site;
let cohort: string;
let ines: Browser;
let ids: ReadonlyMap<string, string>;

beforeEach(async () => {
  site = await createSite({ now: () => new Date('2030-01-02T03:04:05Z') });
  cohort = await site.cohort('Class', {
    Ada: 'student',
    Bob: 'student',
    Cem: 'student',
    Dua: 'student',
    Ines: 'instructor',
  });
  const rows = await site.db.selectFrom('account').select(['id', 'name']).execute();
  ids = new Map(rows.map((row) => [row.name, row.id]));
  ines = await site.signIn('Ines');
});
afterEach(async () => await site.close());

const idOf = (name: string): string => ids.get(name) ?? '';

async function put(name: string, lessonId: string, state: LessonState, best: number | null) {
  const progress = { lessonId, state, sectionsRead: [], lastSection: null, bestShare: best };
  await site.db.transaction().execute(async (tx) => {
    const row = { ...progress, attempts: best === null ? 0 : 1 };
    await putLessonProgress(tx, idOf(name), row, new Date('2030-01-01T00:00:00Z'));
    await markStale(tx, idOf(name));
  });
}

const words = (html: string): string =>
  html
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** The page of the cohort: head figures, rows of the grid, foot. */
async function grid() {
  const { body } = await ines.get(`/en/teach/cohorts/${cohort}`);
  const figures = [...body.matchAll(/<li><b><bdi>([^<]*)<\/bdi><\/b><span>/g)].map(([, n]) => n);
  const rows = [...body.matchAll(/<tr><th scope="row"><a.*?<\/tr>/gs)].map(([row]) => words(row));
  const foot = words(/<tfoot>.*?<\/tfoot>/s.exec(body)?.[0] ?? '');
  const shades = [...body.matchAll(/<td class="c(\d)">/g)].map(([, shade]) => Number(shade));
  return { figures, rows, foot, shades };
}

describe('the grid of a cohort', () => {
  it('shows each learner in each lesson with figures that add up', async () => {
    await put('Ada', 'alpha', 'passed', 0.9);
    await put('Ada', 'beta', 'completed', 0.5);
    await put('Bob', 'alpha', 'in-progress', 0.3);
    await put('Cem', 'alpha', 'in-progress', null);
    expect(await grid()).toEqual({
      // Three began; nobody needs a hand; the median of Ada's 70 % and Bob's 30 % is 50 %.
      figures: ['3', '0', '50%'],
      rows: [
        'Ada Lesson 1: 90% . Passed 90 ✓ Lesson 2: 50% . Completed 50 1',
        'Bob Lesson 1: 30% . In progress 30 Lesson 2: Not started – 0',
        'Cem Lesson 1: In progress … Lesson 2: Not started – 0',
        'Dua Lesson 1: Not started – Lesson 2: Not started – 0',
      ],
      foot: 'Learners who passed 1 0',
      shades: [4, 2, 1, 0, 0, 0, 0, 0],
    });
  });

  it('takes the middle learner where their number is odd, and rounds down', async () => {
    await put('Ada', 'alpha', 'passed', 0.999);
    await put('Bob', 'alpha', 'passed', 2 / 3);
    await put('Cem', 'alpha', 'completed', 0.1);
    const { figures, rows, shades } = await grid();
    expect(figures).toEqual(['3', '0', '66%']);
    expect(rows[0]).toContain('Ada Lesson 1: 99% . Passed 99');
    expect(shades.filter((_, index) => index % 2 === 0)).toEqual([4, 3, 1, 0]);
  });

  it('says nothing of a median before the first quiz', async () => {
    expect(await grid()).toMatchObject({ figures: ['0', '0', '–'] });
  });

  it('leaves out lessons that have left the course', async () => {
    await put('Ada', 'alpha', 'passed', 0.9);
    await put('Ada', 'gone', 'passed', 0.1);
    await put('Bob', 'gone', 'passed', 1);
    expect(await grid()).toMatchObject({
      figures: ['2', '0', '90%'],
      foot: 'Learners who passed 1 0',
    });
  });

  it('counts what learners do as they do it', async () => {
    const ada = await site.signIn('Ada');
    const attempt = await startQuiz(ada);
    for (const [index, fields] of RIGHT.slice(0, 6).entries()) {
      await save(ada, attempt, index + 1, fields);
    }
    await submit(ada, attempt);
    // Six of nine points.
    expect((await grid()).rows[0]).toBe(
      'Ada Lesson 1: 66% . Passed 66 ✓ Lesson 2: Not started – 1',
    );
  });
});

/** Cohorts on the teaching page. */
const names = async (browser: Browser) =>
  [...(await browser.get('/en/teach')).body.matchAll(/teach\/cohorts\/[^>]*><bdi>(\w+)/g)]
    .map(([, name]) => name)
    .toSorted();

describe('from the cohort down to an answer', () => {
  it('leads to the learner, the attempt and what was answered', async () => {
    const ada = await site.signIn('Ada');
    const attempt = await startQuiz(ada);
    await save(ada, attempt, 1, { q1: 'green' });
    const learner = `/en/teach/cohorts/${cohort}/learners/${idOf('Ada')}`;
    const own = `${learner}/attempts/${attempt.split('/').at(-1)}`;
    expect((await ines.get(`/en/teach/cohorts/${cohort}`)).body).toContain(`href="${learner}"`);
    expect((await ines.get(learner)).body).toContain(`href="${own}"`);
    const running = await ines.get(own);
    expect(words(running.body)).toContain('1 of 9 questions answered');
    expect(running.body).not.toContain('CANARY');
    await submit(ada, attempt);
    const marked = await ines.get(own);
    expect(marked.body).toContain('CANARY-feedback-green');
    expect(words(marked.body)).toContain('0 of 9 points, 0% .');
  });

  it('ends where somebody is no learner of the cohort', async () => {
    const other = await site.cohort('Other', { Eva: 'student' });
    const eva = await site.db
      .selectFrom('account')
      .select('id')
      .where('name', '=', 'Eva')
      .execute();
    const paths = [
      `/en/teach/cohorts/${other}`,
      `/en/teach/cohorts/${cohort}/learners/${eva[0]?.id}`,
      `/en/teach/cohorts/${other}/learners/${eva[0]?.id}`,
      `/en/teach/cohorts/${cohort}/learners/${idOf('Ines')}`,
      '/en/teach/cohorts/none',
    ];
    for (const path of paths) expect((await ines.get(path)).statusCode, path).toBe(404);
  });

  it('shows an attempt only beside its own learner', async () => {
    const ada = await site.signIn('Ada');
    const id = (await startQuiz(ada)).split('/').at(-1);
    const path = `/en/teach/cohorts/${cohort}/learners/${idOf('Bob')}/attempts/${id}`;
    expect((await ines.get(path)).statusCode).toBe(404);
  });

  it('lists the cohorts that one teaches, and all of them for an admin', async () => {
    await site.cohort('Other', { Eva: 'instructor' });
    await site.person('Root', { isAdmin: true });
    const root = await site.signIn('Root');
    expect(await names(ines)).toEqual(['Class']);
    expect(await names(root)).toEqual(['Class', 'Other']);
  });
});

const RULE_BY_SEVERITY = { error: 'key', warning: 'item-bank', note: 'section-length' } as const;

const finding = (file: string, severity: Diagnostic['severity'], line: number): Diagnostic => ({
  file,
  severity,
  line,
  column: 7,
  rule: RULE_BY_SEVERITY[severity],
  message: `Message <${severity}>`,
  suggestion: 'did you mean `creed`?',
});

describe('the lessons as the linter sees them', () => {
  it('are all in order where it finds nothing', async () => {
    const { body } = await ines.get('/en/teach/lessons');
    expect(body).toContain('All files are in order.');
    expect(body.match(/>in order</g)).toHaveLength(2);
    expect(body).toContain('first-module/alpha.yaml');
  });

  it('show what it found, lesson by lesson, with place and suggestion', async () => {
    site.serve(catalogueOf(SMALL_COURSE), [
      finding('first-module/alpha.yaml', 'error', 12),
      finding('first-module/alpha.yaml', 'warning', 34),
      finding('first-module/alpha.yaml', 'note', 56),
      finding('course.yaml', 'error', 78),
    ]);
    const { body } = await ines.get('/en/teach/lessons');
    expect(words(body)).toContain('2 errors in the files. Learners see the last version');
    expect(words(body)).toContain('1. Lesson alpha · 9 questions · 2 findings');
    expect(words(body)).toContain('2. Lesson beta · 2 questions · in order');
    expect(body).toContain('first-module/alpha.yaml:12:7');
    expect(body).toContain('course.yaml:78:7');
    expect(body).not.toContain('alpha.yaml:56:7');
    expect(body).toContain('Message &lt;error&gt; did you mean `creed`?');
    const alpha = await ines.get('/en/teach/lessons/alpha');
    expect(alpha.body).toContain('item-bank');
    expect(alpha.body).toContain('section-length');
    expect(alpha.body).not.toContain('course.yaml');
    expect((await ines.get('/en/teach/lessons/beta')).body).not.toContain('item-bank');
  });
});

describe('previews', () => {
  it('show the lesson with all its questions', async () => {
    const { body } = await ines.get('/en/teach/lessons/alpha');
    expect(body).toContain('A statement');
    expect(body.match(/\/teach\/lessons\/alpha\/items\//g)).toHaveLength(9);
  });

  it.each(['pick', 'truth', 'several', 'word', 'figure', 'blanks', 'pairs', 'steps', 'evidence'])(
    'show %s as learners see it, and its key folded away',
    async (item) => {
      const { statusCode, body } = await ines.get(`/en/teach/lessons/alpha/items/${item}`);
      expect(statusCode).toBe(200);
      const [question = '', rest = ''] = body.split('<details');
      const [key = ''] = rest.split('</details>');
      expect(question).toContain(`Question ${item}`);
      expect(question).not.toContain('CANARY');
      expect(key).toContain(`CANARY-explanation-${item}`);
      expect(key).toContain('class="is-ok"');
      expect(words(key)).toContain('Right answer');
      expect(key).not.toContain('class="is-no"');
      expect(key).not.toContain('Your answer');
      expect(question).not.toContain('type="submit" name="go"');
    },
  );

  it('lead from question to question and end at the last', async () => {
    const first = (await ines.get('/en/teach/lessons/beta/items/pick')).body;
    const last = (await ines.get('/en/teach/lessons/beta/items/truth')).body;
    expect(first).toContain('href="/en/teach/lessons/beta/items/truth"');
    expect(last).toContain('href="/en/teach/lessons/beta/items/pick"');
    expect(last).not.toContain('class="next"');
  });

  it('of what there is not answer 404', async () => {
    for (const path of ['gamma', 'alpha/items/none', 'alpha/items/__proto__', 'constructor']) {
      expect((await ines.get(`/en/teach/lessons/${path}`)).statusCode, path).toBe(404);
    }
  });

  it('store nothing', async () => {
    await ines.get('/en/teach/lessons/alpha/items/pick');
    expect(await site.db.selectFrom('item_version').selectAll().execute()).toEqual([]);
    expect(await site.db.selectFrom('lesson_progress').selectAll().execute()).toEqual([]);
  });
});
