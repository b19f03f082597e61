import type { ChildProcess } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDesk, run, type Desk } from '../support/cli.ts';
import { startPreview, type Previewing } from '../support/previewing.ts';

const ALPHA = 'first-module/alpha.yaml';

let desk: Desk;
let servers: ChildProcess[];

beforeEach(async () => {
  desk = await createDesk();
  servers = [];
});
afterEach(async () => {
  for (const server of servers) server.kill('SIGKILL');
  await desk.clear();
});

const lessons = () => join(desk.folder, 'lessons');
const fileOf = (path: string) => join(lessons(), path);

async function edit(path: string, from: string, to: string): Promise<void> {
  const text = await readFile(fileOf(path), 'utf8');
  expect(text).toContain(from);
  await writeFile(fileOf(path), text.replace(from, to));
}

async function preview(): Promise<Previewing> {
  const previewing = await startPreview(lessons());
  servers.push(previewing.child);
  return previewing;
}

/** Listens for changes; `next` resolves when one is told that came after the last call. */
async function listen(url: string) {
  const response = await fetch(`${url}/preview/events`);
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const reader = response.body?.getReader();
  if (reader === undefined) throw new Error('The events have no body.');
  const decoder = new TextDecoder();
  let text = '';
  const next = async (): Promise<void> => {
    while (!/event: version\ndata: \d+\n\n/.test(text)) {
      const { done, value } = await reader.read();
      if (done) throw new Error('The events ended.');
      text += decoder.decode(value, { stream: true });
    }
    text = text.slice(text.indexOf('event: version') + 'event: version\n'.length);
  };
  // The version as it is comes first.
  await next();
  return { next, close: () => reader.cancel() };
}

describe('manara preview', () => {
  it('shows the course, its lessons, questions with keys and feedback, and the glossary', async () => {
    const { page, stop } = await preview();
    expect(await page('/en/')).toContain('href="/en/lessons/alpha"');
    const lesson = await page('/en/lessons/alpha');
    const [, item = ''] = /href="(\/en\/teach\/lessons\/alpha\/items\/[^"]+)"/.exec(lesson) ?? [];
    const question = await page(item);
    expect(question).toContain('<details class="card sp" open>');
    expect(question).toContain('What learners read after a wrong answer');
    expect(await page('/ar/glossary')).toContain('lighthouse');
    expect(await page('/fr/sources')).toContain('The article');
    expect((await stop()).code).toBe(0);
  });

  it('needs no database, and makes none', async () => {
    const { page } = await preview();
    await page('/en/');
    await expect(readFile(desk.databaseFile)).rejects.toThrow('ENOENT');
  });

  it('tells open pages of a change, and shows it', async () => {
    const { url, page } = await preview();
    const events = await listen(url);
    await edit(ALPHA, 'title: Lesson alpha', 'title: The renamed lesson');
    await events.next();
    expect(await page('/en/lessons/alpha')).toContain('>The renamed lesson</h1>');
    await edit(ALPHA, 'title: The renamed lesson', 'title: Renamed again');
    await events.next();
    expect(await page('/en/')).toContain('Renamed again');
    await events.close();
  });

  it('shows a broken file in its last good version, with what is wrong with it', async () => {
    const { url, page } = await preview();
    const events = await listen(url);
    await edit(ALPHA, 'title: Lesson alpha', 'title: [Lesson alpha');
    await events.next();
    const broken = await page('/en/lessons/alpha');
    expect(broken).toContain('This is its last good version.');
    expect(broken).toContain('>Lesson alpha</h1>');
    expect(broken).toMatch(/first-module\/alpha\.yaml:\d+:\d+/);
    expect(await page('/en/')).toContain('an older version');
    await edit(ALPHA, 'title: [Lesson alpha', 'title: Mended');
    await events.next();
    expect(await page('/en/lessons/alpha')).not.toContain('last good version');
    await events.close();
  });

  it('shows what is wrong beside the question that it is about', async () => {
    const { url, page } = await preview();
    const events = await listen(url);
    const before = await page('/en/lessons/alpha');
    const ids = [...before.matchAll(/items\/([^"]+)"/g)].map(([, id]) => id);
    const text = await readFile(fileOf(ALPHA), 'utf8');
    const at = text.indexOf('cite: [article:part.1]', text.indexOf(`- id: ${ids[1]}\n`));
    expect(at).toBeGreaterThan(0);
    await writeFile(
      fileOf(ALPHA),
      `${text.slice(0, at)}cite: [article:part.9]${text.slice(at + 22)}`,
    );
    await events.next();
    expect(await page(`/en/teach/lessons/alpha/items/${ids[1]}`)).toContain('unknown-citation');
    expect(await page(`/en/teach/lessons/alpha/items/${ids[0]}`)).not.toContain('unknown-citation');
    await events.close();
  });

  it('leads from a lesson that was never in order to what is wrong with it', async () => {
    await edit(ALPHA, 'cite: [article:part.1]', 'cite: [article:part.9]');
    const { url } = await preview();
    const response = await fetch(`${url}/en/lessons/alpha`, { redirect: 'manual' });
    expect(response.status).toBe(302);
    expect(response.headers.get('location')).toBe('/en/#findings');
  });

  it('shows a course that cannot be read as a list of what is in the way', async () => {
    await rm(fileOf('course.yaml'));
    const { url, page } = await preview();
    const home = await page('/en/');
    expect(home).toContain('Nothing can be shown yet.');
    expect(home).toContain('there is no course.yaml');
    expect((await fetch(`${url}/en/lessons/alpha`)).status).toBe(404);
    const events = await listen(url);
    await writeFile(fileOf('course.yaml'), COURSE);
    await events.next();
    expect(await page('/en/lessons/alpha')).toContain('>Lesson alpha</h1>');
    await events.close();
  });

  it('keeps the policy for scripts, and loads its own script only', async () => {
    const { url, page } = await preview();
    const { headers } = await fetch(`${url}/en/`);
    expect(headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(headers.get('content-security-policy')).not.toContain('unsafe');
    const home = await page('/en/');
    expect(home).toContain('<script src="/preview/reload.js" defer></script>');
    expect(home).not.toMatch(/<script(?! src=)/);
    expect(await page('/preview/reload.js')).toContain('EventSource');
  });

  it('answers to this machine’s names only', async () => {
    const { url } = await preview();
    expect(await statusAs(url, 'evil.example')).toBe(403);
    expect(await statusAs(url, 'localhost')).toBe(200);
  });

  it.each([
    ['a folder that is not there', ['no-such-folder']],
    ['a port that is none', ['.', '--port', 'http']],
    ['a port that is too high', ['.', '--port', '70000']],
  ])('exits with 2 for %s', async (_what, words) => {
    const { code, stderr } = await run(['preview', ...words]);
    expect(stderr).toContain('error: ');
    expect(code).toBe(2);
  });

  it('says that a port is taken', async () => {
    const { url } = await preview();
    const { port } = new URL(url);
    const { code, stderr } = await run(['preview', lessons(), '--port', port]);
    expect(stderr).toContain(`port ${port} is taken`);
    expect(code).toBe(2);
  });
});

const COURSE = `title: A small course
summary: For tests.
modules:
  - id: first-module
    title: First module
    summary: The only one.
    lessons: [alpha, beta]
`;

/** The answer to a request that calls the server by another name. */
async function statusAs(url: string, host: string): Promise<number | undefined> {
  return await new Promise((resolve, reject) => {
    const asked = request(`${url}/en/`, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asked.on('error', reject);
    asked.end();
  });
}
