import type { ChildProcess } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDesk, ending, run, start, type Desk, type Result } from '../support/cli.ts';

/** Milliseconds in which a server must be up. */
const PATIENCE = 20_000;

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

interface Served {
  readonly url: string;
  readonly printed: () => string;
  /** Sends the signal and waits for the end. */
  readonly stop: (signal: NodeJS.Signals) => Promise<Result>;
}

/** Starts a server on a free port and waits until it answers for itself. */
async function serve(env: Readonly<Record<string, string>>): Promise<Served> {
  const child = start(['serve'], { ...desk.env, PORT: '0', ...env });
  servers.push(child);
  const ended = ending(child);
  let printed = '';
  const url = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`No server:\n${printed}`)), PATIENCE);
    void ended.then(({ stderr }) => reject(new Error(`The server ended:\n${stderr}`)));
    child.stdout?.on('data', (text: Buffer) => {
      printed += text.toString();
      const found = /Manara is at (\S+)\n\n(?=.)|Manara is at (\S+)\n$/s.exec(printed);
      const address = found?.[1] ?? found?.[2];
      if (address === undefined) return;
      clearTimeout(timer);
      resolve(address);
    });
  });
  const stop = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    return await ended;
  };
  return { url, printed: () => printed, stop };
}

async function signIn(url: string, email: string, password: string): Promise<number> {
  const response = await fetch(`${url}/en/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams({ email, password, next: '' }),
  });
  return response.status;
}

describe('manara serve', { timeout: 60_000 }, () => {
  it('serves the demonstration on one’s own machine and says how to sign in', async () => {
    const { url, printed, stop } = await serve({});
    expect(url).toMatch(/^http:\/\/localhost:\d+$/);
    const page = await fetch(`${url}/en/sign-in`);
    expect(await page.text()).toContain('student@example.org');
    expect(await signIn(url, 'student@example.org', 'manara-demo')).toBe(303);
    expect((await fetch(`${url}/en/`)).status).toBe(200);
    const { code, stderr } = await stop('SIGTERM');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(printed()).toContain('Made a demonstration cohort of 24 learners.');
    expect(printed()).toContain('password: manara-demo');
  });

  it('keeps the demonstration’s people from start to start', async () => {
    await (await serve({})).stop('SIGTERM');
    const again = await serve({});
    await again.stop('SIGINT');
    expect(again.printed()).not.toContain('Made a demonstration');
    const { stdout } = await run(['user', 'list'], desk.env);
    expect(stdout.trim().split('\n')).toHaveLength(26);
  });

  it('has no demonstration where it is off, and says how to make the first admin', async () => {
    const { url, printed, stop } = await serve({ MANARA_DEMO: 'off' });
    expect(await (await fetch(`${url}/en/sign-in`)).text()).not.toContain('student@example.org');
    expect(await signIn(url, 'student@example.org', 'manara-demo')).toBe(422);
    expect((await stop('SIGINT')).code).toBe(0);
    expect(printed()).toContain('npx manara user add --admin');
    expect((await run(['user', 'list'], desk.env)).stdout).toBe('');
  });

  it('has no demonstration in production, even where it is asked for', async () => {
    const production = { NODE_ENV: 'production', MANARA_DEMO: 'on', HOST: '127.0.0.1' };
    const refused = await run(['serve'], { ...desk.env, ...production });
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain('BASE_URL must be set in production');
    const port = await freePort();
    const env = { ...production, BASE_URL: 'https://manara.example.org', PORT: String(port) };
    const { url, printed, stop } = await serve(env);
    expect(url).toBe('https://manara.example.org');
    const page = await fetch(`http://127.0.0.1:${port}/en/sign-in`);
    expect(page.headers.get('strict-transport-security')).toContain('max-age=');
    expect(await page.text()).not.toContain('student@example.org');
    expect((await stop('SIGTERM')).code).toBe(0);
    expect(printed()).not.toContain('manara-demo');
    expect((await run(['user', 'list'], desk.env)).stdout).toBe('');
  });

  it('tells on stderr that the port is taken, with exit code 1', async () => {
    const { url } = await serve({ MANARA_DEMO: 'off' });
    const second = await run(['serve'], {
      ...desk.env,
      MANARA_DEMO: 'off',
      PORT: new URL(url).port,
      DATABASE_URL: `file:${join(desk.folder, 'other.db')}`,
    });
    expect(second).toMatchObject({ code: 1, stdout: '' });
    expect(second.stderr).toContain('EADDRINUSE');
    expect(second.stderr).not.toContain('    at ');
  });

  it('does not start without a single lesson, nor with a wrong setting or a strange database', async () => {
    const missing = await run(['serve'], { ...desk.env, LESSONS_DIR: join(desk.folder, 'none') });
    expect(missing).toMatchObject({ code: 1, stdout: '' });
    expect(missing.stderr).toContain('error: ');
    const setting = await run(['serve'], { ...desk.env, PORT: 'many', TIME_ZONE: 'Mars/Base' });
    expect(setting).toMatchObject({ code: 1, stdout: '' });
    expect(setting.stderr).toContain('PORT: ');
    expect(setting.stderr).toContain('TIME_ZONE: is not a time zone');
    const strange = join(desk.folder, 'strange.db');
    await writeFile(strange, 'no database '.repeat(500));
    const damaged = await run(['serve'], { ...desk.env, DATABASE_URL: `file:${strange}` });
    expect(damaged).toMatchObject({ code: 1, stdout: '' });
    for (const { stderr } of [missing, setting, damaged]) expect(stderr).not.toContain('    at ');
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No port is free.');
  return address.port;
}
