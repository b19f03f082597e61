import type { Context } from './context.ts';
import { createBackups } from './services/backups.ts';
import { createPulse } from './services/pulse.ts';
import { createSweeper } from './services/sweeping.ts';
import { listSweeps } from './sweeps.ts';

/** What a context is made of: all that differs between a server, a command and a test. */
type Ground = Omit<Context, 'backups' | 'pulse' | 'sweeper'>;

/** The whole context, its sweeps not started; `onFailure` hears of each run of one that failed. */
export function completeContext(
  ground: Ground,
  onFailure: (sweep: string, error: unknown) => void = () => {},
): Context {
  const backups = createBackups(ground.db, ground.config);
  const whole = { ...ground, backups, pulse: createPulse() };
  return { ...whole, sweeper: createSweeper(listSweeps(whole), ground.now, onFailure) };
}
