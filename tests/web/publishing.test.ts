import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lessonFolder } from '../../src/content/lesson-folder.ts';
import { textDigest } from '../../src/services/text-digest.ts';
import { BETA_FILE, editedText, editFile, publishDraft } from '../support/editing.ts';
import { memoryFolder } from '../support/memory-folder.ts';
import { hiddenFields } from '../support/quiz-run.ts';
import { createSite, type Browser, type Site } from '../support/site.ts';
import { SMALL_COURSE } from '../support/small-site-course.ts';

const BETA_PATH = 'first-module/beta.yaml';
const betaText = SMALL_COURSE.get(BETA_PATH) ?? '';
const titled = (title: string) => (text: string) => text.replace(/^title: .*$/m, `title: ${title}`);

const broken = (text: string) => text.replace('correct: true', 'correct: perhaps');

let dir: string;
let site: Site;
let ines: Browser;
let omar: Browser;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'manara-publishing-'));
  for (const [path, text] of SMALL_COURSE) {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), text);
  }
  site = await createSite({ folder: lessonFolder(dir) });
  await site.cohort('Class', { Ada: 'student', Ines: 'instructor', Omar: 'instructor' });
  ines = await site.signIn('Ines');
  omar = await site.signIn('Omar');
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

describe('publishing', () => {
  it('writes the file, records the revision and serves it at once', async () => {
    await editFile(ines, BETA_FILE, titled('Better'), 'publish');
    const published = await publishDraft(ines, BETA_FILE);
    expect(published.statusCode).toBe(303);
    expect(await onDisk()).toBe(titled('Better')(betaText));
    expect(await readdir(join(dir, 'first-module'))).toEqual(['alpha.yaml', 'beta.yaml']);
    const ada = await site.signIn('Ada');
    expect((await ada.get('/en/lessons/beta')).body).toContain('>Better</h1>');
    const [found, own] = await revisions();
    expect(found).toMatchObject({ author_id: null, digest_before: null, text: betaText });
    expect(own).toMatchObject({
      digest_before: textDigest(betaText),
      digest_after: textDigest(titled('Better')(betaText)),
      text: titled('Better')(betaText),
      message: 'Say it better',
    });
    const page = await ines.get(published.headers.location ?? '');
    expect(page.body).toContain('The change is published.');
    expect(page.body).toContain('Say it better');
    expect(await site.db.selectFrom('draft').selectAll().execute()).toEqual([]);
    const events = await site.db
      .selectFrom('audit_event')
      .select(['action', 'subject'])
      .where('action', '=', 'file-published')
      .execute();
    expect(events).toEqual([{ action: 'file-published', subject: BETA_PATH }]);
  });

  it('asks what was changed, and keeps what was written there', async () => {
    await editFile(ines, BETA_FILE, titled('Better'));
    const blank = await publishDraft(ines, BETA_FILE, { message: ' ' });
    expect(blank.statusCode).toBe(422);
    expect(blank.body).toContain('Say in a few words what you changed');
    const long = await publishDraft(ines, BETA_FILE, { message: 'm'.repeat(201) });
    expect(long.statusCode).toBe(422);
    expect(long.body).toContain('m'.repeat(201));
    expect(await onDisk()).toBe(betaText);
  });

  it('refuses errors with their places, here and in other files', async () => {
    await editFile(ines, BETA_FILE, broken);
    const page = await ines.get(`${BETA_FILE}/publications/new`);
    expect(page.body).not.toContain('name="message"');
    const [base, shown] = [textDigest(betaText), textDigest(broken(betaText))];
    const forced = { message: 'Anyhow', base, shown };
    const refused = await ines.post(`${BETA_FILE}/publications`, forced);
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toMatch(/first-module\/beta\.yaml:\d+:\d+/);
    const glossary = '/en/teach/files/glossary.yaml';
    await editFile(ines, glossary, (text) => text.replace('id: lighthouse', 'id: beacon'));
    const elsewhere = await ines.get(`${glossary}/publications/new`);
    expect(elsewhere.body).toContain('first-module/alpha.yaml:');
    expect(elsewhere.body).not.toContain('name="message"');
    expect(await onDisk()).toBe(betaText);
    expect(editedText((await ines.get(`${BETA_FILE}/edit`)).body)).toBe(broken(betaText));
  });

  it('does not let the errors of another file stand in the way', async () => {
    await writeFile(join(dir, 'first-module/alpha.yaml'), 'id: [\n');
    await editFile(ines, BETA_FILE, titled('Better'));
    expect((await publishDraft(ines, BETA_FILE)).statusCode).toBe(303);
    expect(await onDisk()).toBe(titled('Better')(betaText));
  });

  it('publishes a lesson that is new, once course.yaml lists it', async () => {
    const gamma = '/en/teach/files/first-module~gamma.yaml';
    await editFile(ines, gamma, () => betaText.replaceAll('beta', 'gamma'));
    expect((await publishDraft(ines, gamma)).statusCode).toBe(303);
    const ada = await site.signIn('Ada');
    expect((await ada.get('/en/lessons/gamma')).statusCode).toBe(404);
    const course = '/en/teach/files/course.yaml';
    await editFile(ines, course, (text) => text.replace('[alpha, beta]', '[alpha, beta, gamma]'));
    expect((await publishDraft(ines, course)).statusCode).toBe(303);
    expect((await ada.get('/en/lessons/gamma')).statusCode).toBe(200);
  });

  it('publishes what was seen, not what another window saved since', async () => {
    await editFile(ines, BETA_FILE, titled('Seen'));
    const { body } = await ines.get(`${BETA_FILE}/publications/new`);
    await editFile(ines, BETA_FILE, titled('Unseen'));
    const form = { ...hiddenFields(body), message: 'Publish' };
    const refused = await ines.post(`${BETA_FILE}/publications`, form);
    expect(refused.statusCode).toBe(409);
    expect(refused.body).toContain('Unseen');
    expect(await onDisk()).toBe(betaText);
  });

  it('does nothing where the text is the same', async () => {
    await editFile(ines, BETA_FILE, (text) => text);
    const form = { message: 'Nothing', base: textDigest(betaText), shown: textDigest(betaText) };
    const answer = await ines.post(`${BETA_FILE}/publications`, form);
    expect(answer.headers.location).toBe(`${BETA_FILE}/history`);
    expect(await revisions()).toHaveLength(1);
  });

  it('writes nothing through a folder that is a link', async () => {
    const outside = await mkdtemp(join(tmpdir(), 'manara-outside-'));
    await symlink(outside, join(dir, 'linked'));
    await expect(lessonFolder(dir).write('linked/lesson.yaml', 'x\n')).rejects.toThrow('a link');
    for (const path of ['../x.yaml', 'a/../../x.yaml', '/x.yaml', 'a/b/c.yaml', '.x.yaml', 'x']) {
      await expect(lessonFolder(dir).write(path, 'x\n'), path).rejects.toThrow('no path');
    }
    expect(await readdir(outside)).toEqual([]);
    await rm(outside, { recursive: true });
  });
});

describe('two instructors', () => {
  it('publishing at once: one wins, the other sees all three texts and loses nothing', async () => {
    await editFile(ines, BETA_FILE, titled('By Ines'));
    await editFile(omar, BETA_FILE, titled('By Omar'));
    const answers = await Promise.all([
      publishDraft(ines, BETA_FILE),
      publishDraft(omar, BETA_FILE),
    ]);
    expect(answers.map(({ statusCode }) => String(statusCode)).toSorted()).toEqual(['303', '409']);
    const inesWon = answers[0]?.statusCode === 303;
    expect(await onDisk()).toBe(titled(inesWon ? 'By Ines' : 'By Omar')(betaText));
    expect(await revisions()).toHaveLength(2);
    const [loser, own] = inesWon ? [omar, 'By Omar'] : [ines, 'By Ines'];
    const refused = answers[inesWon ? 1 : 0]?.body ?? '';
    expect(refused).toContain('The file has changed since you began');
    // In both tables, words that differ are marked one by one.
    for (const word of ['Lesson', 'Ines', 'Omar']) expect(refused).toContain(word);
    const page = await loser.get(`${BETA_FILE}/edit`);
    expect(editedText(page.body)).toBe(titled(own)(betaText));
    expect(page.body).toContain('The file has changed since you began');
  });

  it('can go on from the newest version with their own text', async () => {
    await editFile(ines, BETA_FILE, titled('By Ines'));
    await editFile(omar, BETA_FILE, titled('By Omar'));
    await publishDraft(ines, BETA_FILE);
    const moved = await editFile(omar, BETA_FILE, (text) => text, 'rebase');
    expect(moved.statusCode).toBe(303);
    expect((await publishDraft(omar, BETA_FILE)).statusCode).toBe(303);
    expect(await onDisk()).toBe(titled('By Omar')(betaText));
  });

  it('in any order lose no text and break no chain of revisions', async () => {
    const step = fc.record({ who: fc.nat(2), what: fc.constantFrom('save', 'publish', 'both') });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 10 }), async (steps) => {
        const own = await createSite({ folder: memoryFolder(SMALL_COURSE) });
        await own.cohort('Class', { A: 'instructor', B: 'instructor', C: 'instructor' });
        const people = await Promise.all(['A', 'B', 'C'].map(async (name) => own.signIn(name)));
        const drafts = new Map<number, string>();
        let count = 0;
        const act = async (who: number, what: string) => {
          const browser = people[who];
          if (browser === undefined) return;
          if (what !== 'publish') {
            const text = titled(`By ${who}, number ${(count += 1)}`)(betaText);
            drafts.set(who, text);
            await editFile(browser, BETA_FILE, () => text);
          }
          if (what === 'save' || !drafts.has(who)) return;
          const { statusCode } = await publishDraft(browser, BETA_FILE);
          if (statusCode === 303) drafts.delete(who);
          else expect(statusCode).toBe(409);
        };
        // Those of different people go at the same time.
        while (steps.length > 0) {
          const now = steps.filter(({ who }, at) => steps.findIndex((o) => o.who === who) === at);
          steps = steps.filter((one) => !now.includes(one));
          await Promise.all(now.map(async ({ who, what }) => act(who, what)));
        }
        for (const [who, text] of drafts) {
          const page = await people[who]?.get(`${BETA_FILE}/edit`);
          expect(editedText(page?.body ?? '')).toBe(text);
        }
        const chain = await revisions(own);
        chain.forEach((revision, index) => {
          expect(revision.digest_before).toBe(chain[index - 1]?.digest_after ?? null);
        });
        const served = (await own.context.library.folder.read()).get(BETA_PATH) ?? '';
        if (chain.length > 0) expect(chain.at(-1)?.digest_after).toBe(textDigest(served));
        await own.close();
      }),
      { numRuns: 12, seed: 7 },
    );
  });
});
