import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSweeper } from '../../src/services/sweeping.ts';

const NOON = new Date('2030-05-01T12:00:00.000Z');
const MINUTE = 60_000;

describe('a sweep', () => {
  beforeEach(() => void vi.useFakeTimers({ now: NOON }));
  afterEach(() => void vi.useRealTimers());

  it('runs whenever its interval has passed, until it is stopped', async () => {
    const runs: string[] = [];
    const sweeper = createSweeper(
      [
        { name: 'often', interval: MINUTE, run: async (now) => runs.push(now.toISOString()) },
        { name: 'seldom', interval: 3 * MINUTE, run: async () => runs.push('seldom') },
      ],
      () => new Date(),
      () => {},
    );
    sweeper.start();
    await vi.advanceTimersByTimeAsync(3 * MINUTE);
    await sweeper.stop();
    await vi.advanceTimersByTimeAsync(10 * MINUTE);
    const often = ['12:01', '12:02', '12:03'].map((at) => `2030-05-01T${at}:00.000Z`);
    expect(runs.toSorted()).toEqual([...often, 'seldom']);
  });

  it('says what became of it, and goes on after a failure', async () => {
    let broken = true;
    const failures: unknown[] = [];
    const run = async () => {
      if (broken) throw new Error('the disk is full');
    };
    const sweeper = createSweeper(
      [{ name: 'tidy', interval: MINUTE, run }],
      () => new Date(),
      (name, error) => failures.push([name, (error as Error).message]),
    );
    const at = { name: 'tidy', interval: MINUTE, lastRun: null, duration: null };
    expect(sweeper.reports()).toEqual([{ ...at, lastFailure: null, failures: 0 }]);
    sweeper.start();
    await vi.advanceTimersByTimeAsync(2 * MINUTE);
    const second = new Date(NOON.getTime() + 2 * MINUTE);
    const failed = { at: second, message: 'the disk is full' };
    expect(sweeper.reports()[0]).toMatchObject({ lastFailure: failed, failures: 2 });
    expect(failures).toEqual([
      ['tidy', 'the disk is full'],
      ['tidy', 'the disk is full'],
    ]);
    broken = false;
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(sweeper.reports()[0]).toMatchObject({ lastFailure: failed, failures: 0, duration: 0 });
    await sweeper.stop();
  });

  it('never overlaps itself, and a stop waits for it', async () => {
    const waiting: (() => void)[] = [];
    let runs = 0;
    const run = async (): Promise<void> => {
      runs += 1;
      await new Promise<void>((resolve) => waiting.push(resolve));
    };
    const sweep = { name: 'slow', interval: MINUTE, run };
    const sweeper = createSweeper(
      [sweep],
      () => new Date(),
      () => {},
    );
    sweeper.start();
    await vi.advanceTimersByTimeAsync(5 * MINUTE);
    expect(runs).toBe(1);
    expect(sweeper.reports()[0]?.duration).toBeNull();
    let stopped = false;
    const stopping = sweeper.stop().then(() => (stopped = true));
    await vi.advanceTimersByTimeAsync(0);
    expect(stopped).toBe(false);
    waiting[0]?.();
    await stopping;
    expect(sweeper.reports()[0]?.duration).toBe(5 * MINUTE - MINUTE);
  });
});

it('asks for sweeps that there are', async () => {
  const sweeper = createSweeper(
    [],
    () => new Date(),
    () => {},
  );
  await expect(sweeper.run('none')).rejects.toThrow('There is no sweep none.');
});
