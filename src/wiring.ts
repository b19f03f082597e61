import type { Context } from './context.ts';
import { createBackups } from './services/backups.ts';
import { createSweeper } from './services/sweeping.ts';
import { listSweeps } from './sweeps.ts';

/** What a context is made of: all that differs between a server, a command and a test. */
type Ground = Omit<Context, 'backups' | 'sweeper'>;

/** The whole context, its sweeps not started; `onFailure` hears of each run of one that failed. */
export function completeContext(
  ground: Ground,
  onFailure: (sweep: string, error: unknown) => void = () => {},
): Context {
  const whole = { ...ground, backups: createBackups(ground.db, ground.config) };
  return { ...whole, sweeper: createSweeper(listSweeps(whole), ground.now, onFailure) };
}
