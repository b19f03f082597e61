import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readCatalogue } from '../../src/content/catalogue.ts';
import { ALPHA_RIGHT, ALPHA_WRONG, quizForm } from '../support/answers.ts';
import { hiddenFields, takeQuiz } from '../support/quiz-run.ts';
import { save, startQuiz, stored, submit } from '../support/quiz.ts';
import { createSite, type Browser, type Site } from '../support/site.ts';
import { catalogueOf } from '../support/small-site-course.ts';
import {
  ALPHA,
  ALPHA_FR,
  translatedCourse,
  translatedFiles,
} from '../support/translated-course.ts';
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

/** Names and values of all controls of a page, in order, without what is random. */
function controls(body: string): readonly string[] {
  const controls = body.match(/<(?:input|select|option|button|textarea)\b[^>]*>/g) ?? [];
  return controls
    .filter((control) => !control.includes('name="key"'))
    .map((control) =>
      ['name', 'value', 'id']
        .map((key) => new RegExp(` ${key}="([^"]*)"`).exec(control)?.[1])
        .join(),
    );
}

describe.each([
  ['fr', 'FR', 'ltr'],
  ['ar', 'عر', 'rtl'],
])('in %s', (locale, word, dir) => {
  const marked = `lang="${locale}" dir="${dir}"`;

  it('the course map, the lesson and the glossary are translated', async () => {
    const map = await look(`/${locale}/`);
    expect(map).toContain(`<h1 ${marked}>${word} A small course</h1>`);
    expect(map).toContain(`>1. ${word} Lesson alpha</a>`);
    const lesson = await look(`/${locale}/lessons/alpha`);
    expect(lesson).toContain(`<h1 ${marked}>${word} Lesson alpha</h1>`);
    expect(lesson).toContain(`<h2 id="one-title" ${marked}>${word} Section one</h2>`);
    expect(lesson).toContain(`<p>${word} A statement`);
    expect(lesson).toContain(`<title>${word} Lesson alpha – `);
    expect(await look(`/${locale}/glossary`)).toContain(`${word} A tower with a light.`);
    for (const body of [map, lesson])
      expect(body).not.toMatch(/<[a-z0-9]+ lang="en"[^>]*>[^<]*(?:Lesson|statement|course)/);
  });

  it('notes say the paragraph in the reader’s words, and the source in its own', async () => {
    const lesson = await look(`/${locale}/lessons/alpha`);
    const place = locale === 'fr' ? 'paragraphe 1' : 'الفقرة 1';
    expect(lesson).toContain(`<span lang="en" dir="ltr">The article, “Part”</span>, ${place}</a>`);
  });

  it('a welcome greets strangers', async () => {
    expect(await look(`/${locale}/`, site.anonymous())).toContain(`${word} A small course</h1>`);
  });

  it('questions, review and feedback are translated, and marked by the same key', async () => {
    const attempt = inLanguage(await startQuiz(ada), locale);
    const question = await look(`${attempt}/questions/1`);
    expect(question).toContain(`class="h-s prompt" ${marked}>${word} Question pick</h1>`);
    expect(question).toContain(`${word} Green</label>`);
    expect(question).toContain(`<bdi ${marked}>${word} Lesson alpha</bdi>`);
    expect(await look(`${attempt}/questions/5`)).toContain(`<bdi ${marked}>${word} metres</bdi>`);
    expect(await look(`${attempt}/questions/6`)).toContain(`>${word} night</option>`);
    await ada.post(`${attempt}/responses`, quizForm(ALPHA_RIGHT));
    expect(await look(`${attempt}/review`)).toContain(`<bdi ${marked}>${word} Question word</bdi>`);
    await submit(ada, attempt);
    const feedback = await look(attempt);
    expect(feedback).toContain(`${word} CANARY-explanation-pick`);
    expect(feedback).toContain(`<bdi ${marked}>${word} Section one</bdi>`);
    expect(await stored(site.db)).toMatchObject({
      attempts: [{ score: 9, max_score: 9, quiz_title: 'Lesson alpha' }],
    });
    expect(await look(`/${locale}/progress`)).toContain(
      `<bdi ${marked}>${word} Lesson alpha</bdi>`,
    );
  });

  it('what was wrong is told in the reader’s language', async () => {
    const attempt = inLanguage(await startQuiz(ada), locale);
    await ada.post(`${attempt}/responses`, quizForm(ALPHA_WRONG));
    await submit(ada, attempt);
    const feedback = await look(attempt);
    expect(feedback).toContain(`${word} CANARY-feedback-blue`);
    expect(feedback).toContain(`${word} CANARY-feedback-word`);
  });

  it('a mark is disputed in the reader’s language, down to the passages', async () => {
    const attempt = inLanguage(await startQuiz(ada), locale);
    await save(ada, attempt, 4, { q4: 'tower' });
    await submit(ada, attempt);
    const form = await look(`${attempt}/questions/4/dispute`);
    expect(form).toContain(`${word} Question word`);
    expect(form).toContain(locale === 'fr' ? ', paragraphe 1</bdi>' : ', الفقرة 1</bdi>');
    await ada.post(`${attempt}/questions/4/dispute`, { 'dispute-text': 'A tower is a light.' });
    const queue = await look(`/${locale}/teach/disputes`, await site.signIn('Ines'));
    expect(queue).toContain(`${word} Question word`);
    expect(queue).toContain(`<bdi ${marked}>${word} Lesson alpha</bdi>`);
  });

  it('forms have the same names, ids and values as in English', async () => {
    const attempt = await startQuiz(ada);
    const pages = [
      '/questions',
      ...Array.from({ length: 9 }, (_, index) => `/questions/${index + 1}`),
    ];
    for (const path of pages) {
      const english = controls(await look(attempt + path));
      expect(english.length).toBeGreaterThan(3);
      expect(controls(await look(inLanguage(attempt, locale) + path)), path).toEqual(english);
    }
  });

  it('a review is asked and explained in the reader’s language', async () => {
    const attempt = await startQuiz(ada, 'beta');
    await save(ada, attempt, 1, { q1: 'green' });
    await submit(ada, attempt);
    now = new Date('2030-01-04T03:04:05Z');
    const page = await look(`/${locale}/reviews/next`);
    expect(page).toContain(`${marked}>${word} Question`);
    expect(hiddenFields(page)['shown']).toBe(hiddenFields(await look('/en/reviews/next'))['shown']);
    const fields = { ...hiddenFields(page), go: 'unknown' };
    const { headers } = await ada.post(`/${locale}/reviews/answers`, fields);
    const answer = await look(headers.location ?? '');
    expect(answer).toContain(`${word} CANARY-explanation-`);
    expect(await look(`/${locale}/reviews`)).toContain(`<bdi ${marked}>${word} Question`);
  });
});

describe('a text whose translation does not fit', () => {
  it('is shown in the base language, which the page says', async () => {
    const files = replaced(
      translatedFiles(),
      ALPHA,
      'prompt: Question pick',
      'prompt: Another question',
    );
    site.serve(catalogueOf(replaced(files, ALPHA, 'title: Section one', 'title: Section first')));
    const attempt = inLanguage(await startQuiz(ada), 'ar');
    const question = await look(`${attempt}/questions/1`);
    expect(question).toContain('<span lang="en" dir="ltr">Another question</span></h1>');
    expect(question).toContain('عر Green</label>');
    const lesson = await look('/ar/lessons/alpha');
    expect(lesson).toContain('<h2 id="one-title" lang="en" dir="ltr">Section first</h2>');
    expect(lesson).toContain('<h2 id="two-title" lang="ar" dir="rtl">عر Section two</h2>');
  });

  it('keeps its language in lists and options, which hold no elements', async () => {
    const left = {
      'items.pick.prompt': null,
      'items.pairs.targets.moo.text': null,
      'items.blanks.text': null,
    };
    // A mapping of options must be whole: here the text is in error instead.
    const files = translatedFiles({ ...left, 'items.pairs.targets.moo.text': '[@article:part.1]' });
    const { catalogue } = readCatalogue(files);
    if (catalogue === null) throw new Error('There is no catalogue.');
    site.serve(catalogue);
    const attempt = inLanguage(await startQuiz(ada), 'fr');
    expect(await look(`${attempt}/review`)).toContain(
      '<bdi lang="en" dir="ltr">Question pick</bdi>',
    );
    expect(await look(`${attempt}/questions/7`)).toContain(
      '<option value="moo" lang="en" dir="ltr">Moo</option>',
    );
    const cloze = await look(`${attempt}/questions/6`);
    expect(cloze).toContain('<p class="cloze" lang="en" dir="ltr">');
    expect(cloze).toMatch(/<select class="gap"[^>]* lang="fr" dir="ltr">/);
  });

  it('is every text of a course without that language, and the page says so once', async () => {
    site.serve(
      catalogueOf(
        new Map(
          [...translatedFiles()]
            .filter(([path]) => !path.endsWith('.ar.yaml'))
            .map(([path, text]) => [
              path,
              text.replace('locales: [en, fr, ar]', 'locales: [en, fr]'),
            ]),
        ),
      ),
    );
    const lesson = await look('/ar/lessons/alpha');
    expect(lesson).toContain('<h1 lang="en" dir="ltr">Lesson alpha</h1>');
    expect(lesson).toContain('هذه الدورة بالإنجليزية');
    expect(await look('/fr/lessons/alpha')).not.toContain('lang="en" dir="ltr">Lesson');
  });
});

describe('pages rendered once', () => {
  it('are made again when a translation changes', async () => {
    expect(await look('/fr/lessons/alpha')).toContain('FR Section one');
    site.serve(translatedCourse({ 'sections.one.title': 'FR Partie un' }));
    expect(await look('/fr/lessons/alpha')).toContain('FR Partie un');
  });
});

describe('an instructor', () => {
  it('sees previews in their own language', async () => {
    const ines = await site.signIn('Ines');
    expect(await look('/fr/teach/lessons', ines)).toContain('1. FR Lesson alpha</bdi>');
    expect(await look('/ar/teach/lessons/alpha/items/pick', ines)).toContain(
      'عر Question pick</h1>',
    );
  });

  it('sees how far a lesson is translated, text by text', async () => {
    const ines = await site.signIn('Ines');
    expect(await look('/en/teach/lessons/alpha', ines)).toMatch(
      /<bdi>French<\/bdi> <span class="badge ok">.*complete/,
    );
    const files = replaced(
      translatedFiles({ 'items.word.prompt': null }),
      ALPHA,
      'title: Section one',
      'title: First <b>',
    );
    const reading = readCatalogue(files);
    if (reading.catalogue === null) throw new Error('There is no catalogue.');
    site.serve(reading.catalogue, reading.diagnostics);
    const body = await look('/en/teach/lessons/alpha', ines);
    expect(body).toMatch(
      /<bdi>French<\/bdi> <span class="badge mid">.*one text missing · one text out of date/,
    );
    expect(body).toMatch(/<bdi>Arabic<\/bdi> <span class="badge mid">.*>one text out of date/);
    expect(body).toContain('<code><bdi>sections.one.title</bdi></code>');
    expect(body).toContain('<dd lang="en" dir="ltr">First &lt;b&gt;</dd>');
    expect(body).toContain('<dd lang="fr" dir="ltr">FR Section one</dd>');
    expect(body).toContain(`<bdi>${ALPHA_FR}:`);
  });
});

it('the statistics of a question are in the language of the instructor', async () => {
  const names = ['Bo', 'Cy', 'Di', 'Ed', 'Fa'];
  await site.cohort('School', Object.fromEntries(names.map((name) => [name, 'student' as const])));
  for (const name of names) {
    await takeQuiz(await site.signIn(name), 'beta', { 1: 'red', 2: 'true' });
  }
  const ines = await site.signIn('Ines');
  const quiz = await look('/fr/teach/statistics/beta', ines);
  expect(quiz).toContain('<bdi lang="fr" dir="ltr">FR Question pick</bdi>');
  const path = /href="(\/fr\/teach\/statistics\/beta\/items\/[^"]+)"/.exec(quiz)?.[1] ?? '';
  const item = await look(path, ines);
  expect(item).toContain('FR Question pick');
  expect(item).toContain('<bdi lang="fr" dir="ltr">FR Red</bdi>');
});
