import { describe, expect, it } from 'vitest';
import { judge, judgeSweep, worst, type HealthFigures } from '../../src/domain/health.ts';

const NOW = new Date('2030-05-10T12:00:00.000Z');
const HOUR = 3_600_000;
const GB = 1_000_000_000;

const ago = (hours: number) => new Date(NOW.getTime() - hours * HOUR);

const WELL: HealthFigures = {
  database: { size: 5 * GB, log: 4_000_000, free: 50 * GB },
  journalMode: 'wal',
  synchronous: 2,
  schema: { applied: '0016', known: '0016' },
  backup: { newest: { madeAt: ago(8), state: 'whole' }, daily: true, failed: false },
  lessons: { errors: 0 },
  mail: { queued: 3, failed: 0, stays: false },
  gate: { waiting: 1 },
  pulse: { p99: 12, max: 80 },
};

/** What is not fine when the figures differ from those of a site that is well. */
function wrongWith(changes: Partial<HealthFigures>): Record<string, string> {
  const verdicts = Object.entries(judge({ ...WELL, ...changes }, NOW));
  return Object.fromEntries(verdicts.filter(([, verdict]) => verdict !== 'fine'));
}

const disk = (size: number, free: number) => wrongWith({ database: { size, log: 0, free } });
const log = (size: number, bytes: number) =>
  wrongWith({ database: { size, log: bytes, free: 50 * GB } });
const backup = (hours: number, state: 'whole' | 'broken' | 'unchecked', daily = true) =>
  wrongWith({ backup: { newest: { madeAt: ago(hours), state }, daily, failed: false } });
const sweep = (lastRun: Date | null, failures = 0) =>
  judgeSweep({ interval: HOUR, lastRun, failures }, ago(2), NOW);

describe('the health of a site', () => {
  it('is fine when nothing is wrong', () => {
    expect(wrongWith({})).toEqual({});
    expect(wrongWith({ database: null, pulse: null, journalMode: 'memory' })).toEqual({});
  });

  it('says when writes are not safe, or the schema is another', () => {
    expect(wrongWith({ journalMode: 'delete' })).toEqual({ durability: 'broken' });
    expect(wrongWith({ synchronous: 1 })).toEqual({ durability: 'broken' });
    expect(wrongWith({ schema: { applied: '0015', known: '0016' } })).toEqual({ schema: 'broken' });
  });

  it('asks for room for two more copies, and cries when there is next to none', () => {
    expect(disk(5 * GB, 10 * GB)).toEqual({});
    expect(disk(5 * GB, 10 * GB - 1)).toEqual({ disk: 'look' });
    expect(disk(1_000_000, 2 * GB)).toEqual({});
    expect(disk(1_000_000, 2 * GB - 1)).toEqual({ disk: 'look' });
    expect(disk(1_000_000, 0.2 * GB - 1)).toEqual({ disk: 'broken' });
  });

  it('sees a log that is never folded in', () => {
    expect(log(1_000_000, 256_000_000)).toEqual({});
    expect(log(1_000_000, 256_000_001)).toEqual({ database: 'look' });
    expect(log(GB, 0.9 * GB)).toEqual({});
  });

  it('wants a backup that is whole, of a day and a half ago at most', () => {
    expect(backup(36, 'whole')).toEqual({});
    expect(backup(36.01, 'whole')).toEqual({ backup: 'look' });
    expect(backup(96.01, 'whole')).toEqual({ backup: 'broken' });
    expect(backup(90, 'whole', false)).toEqual({});
    expect(backup(97, 'whole', false)).toEqual({ backup: 'look' });
    expect(backup(1, 'unchecked')).toEqual({ backup: 'look' });
    expect(backup(1, 'broken')).toEqual({ backup: 'broken' });
    expect(wrongWith({ backup: { ...WELL.backup, failed: true } })).toEqual({ backup: 'look' });
    expect(wrongWith({ backup: { ...WELL.backup, newest: null } })).toEqual({ backup: 'look' });
  });

  it('tells of lessons in error, mails that do not go, a crowd at the door and slowness', () => {
    expect(wrongWith({ lessons: { errors: 1 } })).toEqual({ lessons: 'look' });
    expect(wrongWith({ mail: { ...WELL.mail, failed: 1 } })).toEqual({ mail: 'look' });
    expect(wrongWith({ mail: { ...WELL.mail, queued: 501 } })).toEqual({ mail: 'look' });
    expect(wrongWith({ mail: { ...WELL.mail, stays: true } })).toEqual({ mail: 'look' });
    expect(wrongWith({ gate: { waiting: 11 } })).toEqual({ gate: 'look' });
    expect(wrongWith({ pulse: { p99: 101, max: 200 } })).toEqual({ pulse: 'look' });
    expect(wrongWith({ pulse: { p99: 1001, max: 2000 } })).toEqual({ pulse: 'broken' });
  });
});

describe('a sweep', () => {
  it('is fine until it is silent for three times its interval', () => {
    expect(sweep(null)).toBe('fine');
    expect(sweep(ago(3))).toBe('fine');
    expect(sweep(ago(3.01))).toBe('look');
    expect(judgeSweep({ interval: HOUR, lastRun: null, failures: 0 }, ago(3.01), NOW)).toBe('look');
  });

  it('wants looking at when it failed, and is broken when it fails again and again', () => {
    expect([1, 2, 3].map((failures) => sweep(ago(1), failures))).toEqual([
      'look',
      'look',
      'broken',
    ]);
  });
});

it('is as bad as the worst', () => {
  expect(worst([])).toBe('fine');
  expect(worst(['fine', 'look', 'fine'])).toBe('look');
  expect(worst(['broken', 'look', 'fine'])).toBe('broken');
});
