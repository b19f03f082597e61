import { afterEach, describe, expect, it } from 'vitest';
import { rawRequests } from '../support/raw.ts';
import { createSite, type Site } from '../support/site.ts';

const sites: Site[] = [];
afterEach(async () => {
  for (const site of sites.splice(0)) await site.close();
});

async function arrange() {
  const site = await createSite();
  sites.push(site);
  await site.cohort('Class', { Ada: 'student' });
  return { site, browser: await site.signIn('Ada') };
}

describe('tricks with paths', () => {
  /** Files of the project, with words that stand in each. */
  const FILES: readonly (readonly [path: string, words: string])[] = [
    ['package.json', '"better-sqlite3"'],
    ['lessons/course.yaml', 'modules:'],
    ['data/manara.db', 'SQLite format 3'],
    ['views/layout.eta', '<%'],
  ];
  const CLIMBS = ['', '../', '../../'];
  const BASES = ['/', '/assets/', '/assets/x/../', '/en/lessons/', '/en/attempts/'];

  /** Ways to write the same path so that a check may not know it again. */
  const DISGUISES: readonly ((path: string) => string)[] = [
    (path) => path,
    (path) => path.replaceAll('..', '%2e%2e'),
    (path) => path.replaceAll('..', '.%2E'),
    (path) => path.replaceAll('..', '%252e%252e'),
    (path) => path.replaceAll('/', '%2f'),
    (path) => path.replaceAll('/', '%2F').replaceAll('..', '%2e%2e'),
    (path) => path.replaceAll('/', '%5c'),
    (path) => path.replaceAll('/', '//'),
    (path) => path.replaceAll('../', '....//'),
    (path) => path.replaceAll('../', '..;/'),
    (path) => path.replaceAll(/[pls]/g, (c) => `%${c.charCodeAt(0).toString(16)}`),
    (path) => path.replaceAll('.', '%c0%ae'),
    (path) => `${path}%00.css`,
    (path) => `${path}?.css`,
  ];

  it('give no file of the project to anybody', async () => {
    const { browser, site } = await arrange();
    const raw = await rawRequests(site);
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const tricks = FILES.flatMap(([file, words]) =>
      CLIMBS.flatMap((climb) =>
        DISGUISES.flatMap((disguise) =>
          BASES.map((base) => [base + disguise(climb + file), words] as const),
        ),
      ),
    );
    for (const [path, words] of new Map(tricks)) {
      const { body, status } = await raw(path, { cookie });
      expect([400, 403, 404], path).toContain(status);
      expect(body.includes(words), path).toBe(false);
    }
    expect(new Map(tricks).size).toBeGreaterThan(500);
  });

  it('are tried on files that are there: the same way does give a style sheet', async () => {
    const { browser, site } = await arrange();
    const raw = await rawRequests(site);
    const [, style = ''] =
      /href="(\/assets\/app[^"]*\.css)"/.exec((await browser.get('/en/')).body) ?? [];
    const disguised = style.replaceAll('p', '%70');
    expect((await raw(disguised)).status).toBe(200);
    expect((await raw(disguised)).body).toBe((await browser.get(style)).body);
  });
});
