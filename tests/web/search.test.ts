import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSite, type Browser, type Site } from '../support/site.ts';
import { SMALL_COURSE } from '../support/small-site-course.ts';

let site: Site;
let teacher: Browser;

beforeEach(async () => {
  site = await createSite();
  await site.cohort('A', { Teacher: 'instructor' });
  teacher = await site.signIn('Teacher');
});
afterEach(async () => await site.close());

async function search(words: string, locale = 'en'): Promise<string> {
  const response = await teacher.get(`/${locale}/teach/search?q=${encodeURIComponent(words)}`);
  expect(response.statusCode).toBe(200);
  return response.body;
}

/** The lines of a file that have these words, from 1. */
function linesWith(path: string, words: string): number[] {
  const lines = (SMALL_COURSE.get(path) ?? '').split('\n');
  return lines.flatMap((line, index) => (line.includes(words) ? [index + 1] : []));
}

const ALPHA = 'first-module/alpha.yaml';

describe('the search of the course', () => {
  it('asks for nothing on its first page', async () => {
    const { body, statusCode } = await teacher.get('/en/teach/search');
    expect(statusCode).toBe(200);
    expect(body).toContain('name="q"');
    expect(body).not.toContain('Type a word');
  });

  it('finds each place with its file, its line and its page', async () => {
    const body = await search('know the light');
    for (const line of linesWith(ALPHA, 'know the light')) {
      expect(body).toContain(`${ALPHA}:${line}<`);
    }
    expect(linesWith(ALPHA, 'know the light')).not.toEqual([]);
    expect(body).toContain('href="/en/teach/lessons/alpha"');
    expect(body).toContain('<mark>light</mark>');
  });

  it('finds questions with their keys and feedback, and leads to their preview', async () => {
    const body = await search('CANARY');
    expect(body).toMatch(/href="\/en\/teach\/lessons\/alpha\/items\/[a-z-]+">feedback</);
  });

  it('finds citations', async () => {
    expect(await search('article:part.1')).toMatch(/">citation</);
  });

  it('finds terms by their names in other languages, however they are written', async () => {
    const body = await search('مَنَارَه');
    expect(body).toContain('href="/en/glossary#lighthouse"');
    expect(body).toContain('glossary.yaml:4<');
  });

  it('says kindly that nothing was found, or that the search is too short', async () => {
    expect(await search('zzyzx')).toContain('Nothing found for <bdi>zzyzx</bdi>');
    expect(await search('a')).toContain('Type a word of at least two letters.');
    expect(await search('  ')).not.toContain('Type a word');
  });

  it('shows what was typed as text', async () => {
    const body = await search('<script>alert(1)</script>"');
    expect(body).not.toContain('<script>alert');
    expect(body).toContain('&lt;script&gt;');
  });

  it('takes an address that asks for several things for an empty search', async () => {
    const response = await teacher.get('/en/teach/search?q=light&q=dark');
    expect(response.statusCode).toBe(200);
  });

  it('speaks the reader’s language', async () => {
    expect(await search('light', 'fr')).toContain('passages trouvés');
    expect(await search('light', 'ar')).toContain('البحث في الدورة');
  });
});

describe('a long list of places', () => {
  it('is cut at a hundred, and says so', async () => {
    const terms = Array.from(
      { length: 120 },
      (_, n) => `  - { id: t${n}, term: beacon ${n}, definition: A light. }\n`,
    );
    await site.close();
    site = await createSite({
      files: new Map([...SMALL_COURSE, ['glossary.yaml', `terms:\n${terms.join('')}`]]),
    });
    await site.cohort('A', { Teacher: 'instructor' });
    teacher = await site.signIn('Teacher');
    const body = await search('beacon');
    expect(body).toContain('<bdi>120</bdi> places found');
    expect(body).toContain('the first <bdi>100</bdi>');
    expect(body.match(/<mark>/g)).toHaveLength(100);
  });
});
