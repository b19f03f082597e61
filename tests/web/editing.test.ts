import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ALPHA_FILE, BETA_FILE, editedText, editFile } from '../support/editing.ts';
import { memoryFolder } from '../support/memory-folder.ts';
import { hiddenFields } from '../support/quiz-run.ts';
import { createSite, type Browser, type Site } from '../support/site.ts';
import { SMALL_COURSE } from '../support/small-site-course.ts';

let site: Site;
let ines: Browser;

async function open(folder = memoryFolder(SMALL_COURSE)) {
  site = await createSite({ folder });
  await site.cohort('Class', { Ada: 'student', Ines: 'instructor', Omar: 'instructor' });
  ines = await site.signIn('Ines');
}
beforeEach(async () => await open());
afterEach(async () => await site.close());

const betaText = SMALL_COURSE.get('first-module/beta.yaml') ?? '';
const broken = (text: string) => text.replace('article:part.1', 'article:part.9');
const without = (text: string) => text.replace('id: lighthouse', 'id: beacon');
const outdated = (text: string) => text.replace(/( {2}title:) \S+/, '$1 deadbeef');
const retitle = (text: string) => text.replace('Lesson beta', 'A new title');

describe('the list of files', () => {
  it('leads to every file of the course', async () => {
    const { body } = await ines.get('/en/teach/files');
    for (const path of SMALL_COURSE.keys()) {
      expect(body).toContain(`href="/en/teach/files/${path.replace('/', '~')}/edit"`);
    }
  });

  it('begins new files by the rule for names, and refuses all other names', async () => {
    const begin = async (module: string, name: string) =>
      await ines.post('/en/teach/files', { module, name });
    const begun = await begin('first-module', 'gamma.fr');
    expect(begun.headers.location).toBe('/en/teach/files/first-module~gamma.fr.yaml/edit');
    const { body } = await ines.get(begun.headers.location ?? '');
    expect(body).toContain('This file is not there yet');
    for (const name of ['../evil', 'a/b', 'Upper', '.hidden', 'a..b', 'a b', '', 'a\0b', '-x']) {
      const refused = await begin('first-module', name);
      expect(refused.statusCode, name).toBe(422);
      expect(refused.body).toContain('<title>Error:');
    }
    expect((await begin('../..', 'passwd')).statusCode).toBe(422);
    expect((await begin('', 'anything')).statusCode).toBe(422);
  });

  it('leads from a lesson to its file', async () => {
    const edit = await ines.get('/en/teach/lessons/beta/edit');
    expect(edit.headers.location).toBe(`${BETA_FILE}/edit`);
    const history = await ines.get('/en/teach/lessons/beta/history');
    expect(history.headers.location).toBe(`${BETA_FILE}/history`);
    expect((await ines.get('/en/teach/lessons/none/edit')).statusCode).toBe(404);
  });
});

describe('an address of a file', () => {
  it.each([
    '..~..~etc~passwd',
    '..%2f..%2fetc%2fpasswd',
    '%2e%2e~course.yaml',
    'first-module~..~course.yaml',
    '.hidden.yaml',
    'course.yml',
    'a~b~c.yaml',
    'none.yaml',
    '__proto__',
    'first-module%5calpha.yaml',
    'course.yaml%00',
  ])('that is none answers 404: %s', async (id) => {
    for (const part of ['edit', 'draft', 'preview', 'history']) {
      expect((await ines.get(`/en/teach/files/${id}/${part}`)).statusCode, part).toBe(404);
    }
    const posted = await ines.post(`/en/teach/files/${id}/draft`, { text: 'x', go: 'save' });
    expect(posted.statusCode).toBe(404);
  });
});

describe('the editor', () => {
  it('shows the text of the file as it is', async () => {
    const { body } = await ines.get(`${BETA_FILE}/edit`);
    expect(editedText(body)).toBe(betaText);
    expect(body).toContain('This is the published text.');
    expect(body).toMatch(/<textarea[^>]* dir="auto" spellcheck="false"/);
  });

  it('keeps a draft for its author alone, and shows learners nothing of it', async () => {
    const saved = await editFile(ines, BETA_FILE, retitle);
    expect(saved.headers.location).toBe(`${BETA_FILE}/edit`);
    const mine = await ines.get(`${BETA_FILE}/edit`);
    expect(editedText(mine.body)).toBe(retitle(betaText));
    expect(mine.body).toContain('This is your draft, saved');
    const omar = await site.signIn('Omar');
    expect(editedText((await omar.get(`${BETA_FILE}/edit`)).body)).toBe(betaText);
    const ada = await site.signIn('Ada');
    expect((await ada.get('/en/lessons/beta')).body).not.toContain('A new title');
    expect((await ines.get('/en/teach/files')).body).toContain('your draft');
  });

  it('gives the draft as a file, and takes it away', async () => {
    await editFile(ines, BETA_FILE, retitle);
    const download = await ines.get(`${BETA_FILE}/draft`);
    expect(download.body).toBe(retitle(betaText));
    expect(download.headers['content-disposition']).toContain('beta.yaml');
    expect(download.headers['cache-control']).toBe('no-store');
    await ines.post(`${BETA_FILE}/draft/removal`);
    expect(editedText((await ines.get(`${BETA_FILE}/edit`)).body)).toBe(betaText);
  });

  it('checks with the linter, with the whole course around the file', async () => {
    const checked = await editFile(ines, BETA_FILE, broken, 'check');
    const { body } = await ines.get(checked.headers.location ?? '');
    expect(body).toContain('What the linter says');
    expect(body).toMatch(/first-module\/beta\.yaml:\d+:\d+/);
    expect(editedText(body)).toBe(broken(betaText));
    const data = await ines.post(`${BETA_FILE}/check`, { text: broken(betaText) });
    const { findings } = data.json<{ findings: { rule: string; severity: string }[] }>();
    expect(findings.some(({ severity }) => severity === 'error')).toBe(true);
    const clean = await ines.post(`${BETA_FILE}/check`, { text: betaText });
    expect(clean.json<{ findings: { severity: string }[] }>().findings).not.toContainEqual(
      expect.objectContaining({ severity: 'error' }),
    );
  });

  it('says what a change breaks in other files', async () => {
    const glossary = '/en/teach/files/glossary.yaml';
    const checked = await editFile(ines, glossary, without, 'check');
    const { body } = await ines.get(checked.headers.location ?? '');
    expect(body).toContain('first-module/alpha.yaml:');
    expect(body).toContain('first-module/beta.yaml:');
  });

  it('previews the draft with its questions and their keys', async () => {
    const saved = await editFile(ines, BETA_FILE, retitle, 'preview');
    const { body } = await ines.get(saved.headers.location ?? '');
    expect(body).toContain('A new title');
    expect(body).toContain('Question pick');
    expect(body).toContain('CANARY-explanation-pick');
    const frame = await ines.post(`${BETA_FILE}/preview`, { text: retitle(betaText) });
    expect(frame.body).toContain('A new title');
    const none = await ines.post(`${BETA_FILE}/preview`, { text: 'id: [\n' });
    expect(none.statusCode).toBe(200);
    expect(none.body).toContain('The text makes no lesson yet');
  });

  describe('of a translation', () => {
    const file = '/en/teach/files/first-module~beta.fr.yaml';
    const french = 'title: Leçon bêta\nsummary: Un résumé.\n';

    beforeEach(async () => {
      await site.close();
      const course = `locales: [en, fr]\n${SMALL_COURSE.get('course.yaml') ?? ''}`;
      await open(memoryFolder(new Map([...SMALL_COURSE, ['course.yaml', course]])));
    });

    it('previews the draft in its own language', async () => {
      const { body } = await ines.post(`${file}/preview`, { text: french });
      expect(body).toContain('<h1 lang="fr" dir="ltr">Leçon bêta</h1>');
      // What is not translated yet stands there as it was written, and says so.
      expect(body).toContain('<span lang="en" dir="ltr">Question pick</span>');
      expect(body).toMatch(/Question <bdi>1<\/bdi> of <bdi>\d+<\/bdi><\/p>/);
    });

    it('records by itself what new texts were made from, and changed ones when told to', async () => {
      await editFile(ines, file, () => french);
      const first = editedText((await ines.get(`${file}/edit`)).body);
      expect(first).toMatch(/^title: Leçon bêta\nsummary: Un résumé\.\nmade-from:\n {2}title: /);
      await editFile(ines, file, outdated);
      expect(editedText((await ines.get(`${file}/edit`)).body)).toContain('deadbeef');
      await editFile(ines, file, (text) => text, 'accept');
      expect(editedText((await ines.get(`${file}/edit`)).body)).toBe(first);
    });
  });

  it('keeps what was typed when it cannot be stored', async () => {
    const text = `${betaText}# \0 here\n`;
    const refused = await editFile(ines, BETA_FILE, () => text);
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('# \0 here');
    const long = `${betaText}# ${'ا'.repeat(300_000)}\n`;
    const tooLong = await editFile(ines, BETA_FILE, () => long);
    expect(tooLong.statusCode).toBe(422);
    expect(editedText(tooLong.body)).toBe(long);
    expect(await site.db.selectFrom('draft').selectAll().execute()).toEqual([]);
  });

  it('stores nothing of a second window without showing both texts', async () => {
    await editFile(ines, BETA_FILE, retitle);
    const { body } = await ines.get(`${BETA_FILE}/edit`);
    await editFile(ines, BETA_FILE, (text) => text.replace('A new title', 'First window'));
    const second = betaText.replace('Lesson beta', 'Second window');
    const typed = { ...hiddenFields(body), text: second, go: 'save' };
    const refused = await ines.post(`${BETA_FILE}/draft`, typed);
    expect(refused.statusCode).toBe(409);
    expect(editedText(refused.body)).toBe(second);
    expect(refused.body).toContain('First');
    const again = await ines.post(`${BETA_FILE}/draft`, {
      ...hiddenFields(refused.body),
      text: second,
      go: 'save',
    });
    expect(again.statusCode).toBe(303);
    expect(editedText((await ines.get(`${BETA_FILE}/edit`)).body)).toBe(second);
  });

  it('refuses forms that no page has sent', async () => {
    const forged = { text: betaText, base: 'nothing', shown: '', go: 'save' };
    expect((await ines.post(`${BETA_FILE}/draft`, forged)).statusCode).toBe(400);
  });

  it('escapes what the file says', async () => {
    const script = '<script>alert(1)</script></textarea>';
    await editFile(ines, ALPHA_FILE, (text) => `${text}# ${script}\n`);
    const { body } = await ines.get(`${ALPHA_FILE}/edit`);
    expect(body).not.toContain(script);
    expect(editedText(body)).toContain(script);
  });
});

describe('a folder that takes no changes', () => {
  it('still lets one write, check and download a draft, and offers no publishing', async () => {
    await site.close();
    await open(memoryFolder(SMALL_COURSE, { writable: false }));
    await editFile(ines, BETA_FILE, retitle);
    const { body } = await ines.get(`${BETA_FILE}/edit`);
    expect(body).toContain('The lessons folder takes no changes here.');
    expect(body).not.toContain('value="publish"');
    expect((await ines.get(`${BETA_FILE}/draft`)).body).toBe(retitle(betaText));
    const page = await ines.get(`${BETA_FILE}/publications/new`);
    expect(page.body).not.toContain('name="message"');
  });
});
