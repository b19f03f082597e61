import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lessonFolder } from '../../src/content/lesson-folder.ts';
import { noteOutsideChanges } from '../../src/services/publishing.ts';
import { textDigest } from '../../src/services/text-digest.ts';
import { BETA_FILE, editedText, editFile, publishDraft } from '../support/editing.ts';
import { hiddenFields } from '../support/quiz-run.ts';
import { createSite, type Browser, type Site } from '../support/site.ts';
import { SMALL_COURSE } from '../support/small-site-course.ts';

const BETA_PATH = 'first-module/beta.yaml';
const betaText = SMALL_COURSE.get(BETA_PATH) ?? '';
const titled = (title: string) => (text: string) => text.replace(/^title: .*$/m, `title: ${title}`);

const without = (text: string) => text.replace('id: lighthouse', 'id: beacon');
const unlinked = (text: string) => text.replaceAll('](term:lighthouse)', '](term:beacon)');

let dir: string;
let site: Site;
let ines: Browser;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'manara-publishing-'));
  for (const [path, text] of SMALL_COURSE) {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), text);
  }
  site = await createSite({ folder: lessonFolder(dir) });
  await site.cohort('Class', { Ada: 'student', Ines: 'instructor', Omar: 'instructor' });
  ines = await site.signIn('Ines');
});
afterEach(async () => {
  await site.close();
  await rm(dir, { recursive: true, force: true });
});

const onDisk = async () => await readFile(join(dir, BETA_PATH), 'utf8');
const revisions = async (of = site) =>
  await of.db
    .selectFrom('revision')
    .selectAll()
    .where('path', '=', BETA_PATH)
    .orderBy('id')
    .execute();

async function publishTwice() {
  for (const title of ['One', 'Two']) {
    await editFile(ines, BETA_FILE, titled(title));
    await publishDraft(ines, BETA_FILE, { message: `Call it ${title}` });
  }
}

describe('a publication that was cut short', () => {
  it('between the file and the database is recorded as changed outside, once', async () => {
    await editFile(ines, BETA_FILE, titled('Better'));
    await writeFile(join(dir, BETA_PATH), titled('Cut short')(betaText));
    const { db, context } = site;
    expect(await noteOutsideChanges(db, context.library.folder, context.now())).toBe(1);
    expect(await noteOutsideChanges(db, context.library.folder, context.now())).toBe(0);
    const last = (await revisions()).at(-1);
    expect(last).toMatchObject({
      author_id: null,
      digest_before: textDigest(betaText),
      text: titled('Cut short')(betaText),
    });
    expect((await ines.get(`${BETA_FILE}/history`)).body).toContain('changed outside');
    // The draft was begun from the text before.
    expect((await publishDraft(ines, BETA_FILE, { base: textDigest(betaText) })).statusCode).toBe(
      409,
    );
  });

  it('after the file was written leaves neither file nor revision', async () => {
    const folder = lessonFolder(dir);
    const failing = {
      ...folder,
      write: async (path: string, text: string) => {
        await folder.write(path, text);
        if (text !== betaText) throw new Error('The disk is gone.');
      },
    };
    const other = await createSite({ folder: failing });
    await other.cohort('Class', { Ines: 'instructor' });
    const browser = await other.signIn('Ines');
    await editFile(browser, BETA_FILE, titled('Better'));
    expect((await publishDraft(browser, BETA_FILE)).statusCode).toBe(500);
    expect(await onDisk()).toBe(betaText);
    expect(await revisions(other)).toHaveLength(1);
    expect(editedText((await browser.get(`${BETA_FILE}/edit`)).body)).toContain('Better');
    await other.close();
  });
});

describe('the history', () => {
  it('lists revisions with author, message and time, and compares any two', async () => {
    await publishTwice();
    const { body } = await ines.get(`${BETA_FILE}/history`);
    expect(body).toContain('Call it One');
    expect(body).toContain('Call it Two');
    expect(body).toContain('<bdi>Ines</bdi>');
    const [found, , two] = await revisions();
    const query = `from=${two?.id}&to=${found?.id}`;
    const compared = await ines.get(`${BETA_FILE}/differences?${query}`);
    expect(compared.body).toContain('<del>Lesson beta</del>');
    expect(compared.body).toContain('<ins>Two</ins>');
    expect(compared.body).toContain('removed');
    expect(compared.body).toContain('−');
    for (const bad of ['', '?from=x&to=y', `?from=${found?.id}`, '?from=a&from=b&to=c']) {
      expect((await ines.get(`${BETA_FILE}/differences${bad}`)).statusCode).toBe(404);
    }
    const other = `/en/teach/files/course.yaml/revisions/${two?.id}`;
    expect((await ines.get(other)).statusCode).toBe(404);
  });

  it('goes back to an older text in one step, as a new revision', async () => {
    await publishTwice();
    const { body } = await ines.get(`${BETA_FILE}/history`);
    const [, one] = await revisions();
    const form = body
      .split('<form')
      .find((part) => part.includes(`name="revision" value="${one?.id}"`));
    const reverted = await ines.post(`${BETA_FILE}/publications`, hiddenFields(form ?? ''));
    expect(reverted.statusCode).toBe(303);
    expect(await onDisk()).toBe(titled('One')(betaText));
    const chain = await revisions();
    expect(chain).toHaveLength(4);
    expect(chain.at(-1)?.message).toMatch(/^Back to the text of /);
    // The same form again is about a file that is not there any more.
    const { length } = chain;
    const stale = await ines.post(`${BETA_FILE}/publications`, hiddenFields(form ?? ''));
    expect(stale.statusCode).toBe(303);
    expect(stale.headers.location).toBe(`${BETA_FILE}/history`);
    expect(await revisions()).toHaveLength(length);
  });

  it('checks an older text as it checks a draft', async () => {
    await publishTwice();
    for (const path of ['first-module/alpha.yaml', BETA_PATH, 'glossary.yaml']) {
      const text = await readFile(join(dir, path), 'utf8');
      await writeFile(join(dir, path), without(unlinked(text)));
    }
    const [found] = await revisions();
    const refused = await ines.post(`${BETA_FILE}/publications`, {
      revision: found?.id ?? '',
      base: textDigest(await onDisk()),
      shown: found?.digest_after ?? '',
      message: 'Back',
    });
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('The linter finds errors');
  });
});
