import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RIGHT, save, startQuiz, stored, submit } from '../support/quiz.ts';
import { createSite, PASSWORD, type Browser, type Site } from '../support/site.ts';

let folder: string;
let site: Site;
let ada: Browser;
let other: SqliteDatabase.Database;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'manara-busy-'));
  const databaseFile = join(folder, 'manara.db');
  site = await createSite({ databaseFile });
  await site.cohort('Class', { Ada: 'student' });
  ada = await site.signIn('Ada');
  other = new SqliteDatabase(databaseFile);
});
afterEach(async () => {
  other.close();
  await site.close();
  await rm(folder, { recursive: true, force: true });
});

describe('a busy database', { timeout: 30_000 }, () => {
  it('answers 503 to writes while another process holds the database, and reads go on', async () => {
    const attempt = await startQuiz(ada);
    await save(ada, attempt, 1, RIGHT[0] ?? {});
    const before = await stored(site.db);
    other.exec('begin immediate');
    const replies = [
      await save(ada, attempt, 2, RIGHT[1] ?? {}),
      await submit(ada, attempt),
      await site.anonymous().post('/en/sign-in', { email: 'ada@example.org', password: PASSWORD }),
    ];
    for (const { statusCode, headers, body } of replies) {
      expect(statusCode).toBe(503);
      expect(Number(headers['retry-after'])).toBeGreaterThan(0);
      expect(body).toContain('Busy just now');
      expect(body).not.toMatch(/sqlite|locked/i);
    }
    expect((await ada.get(`${attempt}/questions/1`)).statusCode).toBe(200);
    other.exec('rollback');
    expect(await stored(site.db)).toEqual(before);
  });

  it('takes the same form once the database is free again', async () => {
    const attempt = await startQuiz(ada);
    other.exec('begin exclusive');
    expect((await save(ada, attempt, 1, RIGHT[0] ?? {})).statusCode).toBe(503);
    other.exec('commit');
    expect((await save(ada, attempt, 1, RIGHT[0] ?? {})).statusCode).toBe(303);
    expect((await submit(ada, attempt)).statusCode).toBe(303);
    expect(await stored(site.db)).toMatchObject({ attempts: [{ state: 'graded', score: 1 }] });
  });
});
