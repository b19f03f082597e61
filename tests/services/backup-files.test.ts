import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  backupName,
  backupTime,
  listBackups,
  pruneBackups,
  recordCheck,
} from '../../src/services/backup-files.ts';
import { lastDue } from '../../src/services/backup-schedule.ts';

const NOW = new Date('2030-05-01T12:00:00.000Z');

describe('the name of a backup', () => {
  it('tells when it was made, to the second and in UTC', () => {
    const name = backupName(new Date('2026-11-23T03:30:05.900Z'));
    expect(name).toBe('manara-2026-11-23T03-30-05Z.db');
    expect(backupTime(name)).toEqual(new Date('2026-11-23T03:30:05.000Z'));
  });

  it('is nothing else’s name', () => {
    const others = [
      'manara.db',
      '../manara-2026-11-23T03-30-05Z.db',
      'manara-2026-11-23T03-30Z.db',
    ];
    others.push('manara-2026-13-23T03-30-05Z.db', 'manara-2026-11-23T03-30-05Z.db.part', '');
    expect(others.map(backupTime)).toEqual(others.map(() => null));
  });

  it('sorts as the times do', () => {
    const times = fc.date({
      min: new Date('2000-01-01'),
      max: new Date('2099-12-31'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(times, times, (a, b) => {
        const [first, second] = [backupTime(backupName(a)), backupTime(backupName(b))];
        return backupName(a) < backupName(b) === (first ?? a).getTime() < (second ?? b).getTime();
      }),
    );
  });
});

describe('the folder of backups', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'manara-backups-'));
  });
  afterEach(async () => await rm(dir, { recursive: true, force: true }));

  const days = [1, 2, 3].map((day) => backupName(new Date(Date.UTC(2030, 3, day))));

  it('is empty where there is none', async () => {
    expect(await listBackups(join(dir, 'nowhere'))).toEqual([]);
  });

  it('loses all but the newest, with what was found of them, and nothing that is not its own', async () => {
    for (const name of days) await writeFile(join(dir, name), 'rows');
    await recordCheck(join(dir, days[0] ?? ''), EMPTY, NOW);
    await writeFile(join(dir, 'notes.txt'), 'kept');
    await mkdir(join(dir, backupName(new Date(0))));
    expect(await pruneBackups(dir, 2, NOW)).toEqual([days[0]]);
    const kept = [...days.slice(1), 'notes.txt', backupName(new Date(0))];
    expect((await readdir(dir)).toSorted()).toEqual(kept.toSorted());
  });

  it('loses copies that were never finished after a day', async () => {
    const [old, young] = days.map((name) => join(dir, `${name}.part`));
    for (const path of [old ?? '', young ?? '']) await writeFile(path, 'half');
    await utimes(old ?? '', new Date('2030-04-29'), new Date('2030-04-29'));
    await utimes(young ?? '', NOW, NOW);
    await pruneBackups(dir, 2, NOW);
    expect(await readdir(dir)).toEqual([`${days[1]}.part`]);
  });

  it('knows what was found of a backup until the file is another', async () => {
    const path = join(dir, days[0] ?? '');
    await writeFile(path, 'rows');
    await recordCheck(path, EMPTY, NOW);
    expect((await listBackups(dir))[0]?.check).toMatchObject({ ...EMPTY, at: NOW });
    await writeFile(path, 'more rows');
    expect((await listBackups(dir))[0]?.check).toBeNull();
  });
});

const EMPTY = {
  problems: [],
  counts: { account: 1, cohort: 2, attempt: 3, response: 4, audit_event: 5 },
  migration: '0001-people-and-cohorts',
  sampled: 3,
};

const due = (time: string, now: string, timeZone = 'Europe/Paris') =>
  lastDue({ backupAt: time, timeZone }, new Date(now))?.toISOString();

describe('the daily backup', () => {
  it('is due at its time of day where the site is, in summer and in winter', () => {
    expect(due('03:30', '2030-07-10T12:00:00Z')).toBe('2030-07-10T01:30:00.000Z');
    expect(due('03:30', '2030-01-10T12:00:00Z')).toBe('2030-01-10T02:30:00.000Z');
  });

  it('was due the day before until then, and is from that moment on', () => {
    expect(due('03:30', '2030-01-10T02:29:59.999Z')).toBe('2030-01-09T02:30:00.000Z');
    expect(due('03:30', '2030-01-10T02:30:00.000Z')).toBe('2030-01-10T02:30:00.000Z');
  });

  it('is never due where it is off', () => {
    expect(lastDue({ backupAt: null, timeZone: 'UTC' }, NOW)).toBeNull();
  });
});
