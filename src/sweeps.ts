import type { Context } from './context.ts';
import { unitOf } from './domain/progress.ts';
import { sweepFindings } from './services/finding.ts';
import { sweepStandings } from './services/standings.ts';
import { sweepOverdue } from './services/submitting.ts';
import { createSweeper, type Sweep } from './services/sweeping.ts';
import { sweepTallies } from './services/tallying.ts';
import { deleteEndedSessions } from './store/sessions.ts';

const HALF_A_MINUTE = 30_000;
const HOUR = 60 * 60_000;

/** What sweeps may work with. */
type SweepGround = Omit<Context, 'sweeper'>;

/** The context with its sweeps, not started; `onFailure` hears of each run that failed. */
export function withSweeper(
  ground: SweepGround,
  onFailure: (name: string, error: unknown) => void = () => {},
): Context {
  return { ...ground, sweeper: createSweeper(listSweeps(ground), ground.now, onFailure) };
}

/**
 * All that a site does by itself. Each must be safe to run in two processes at once, and do a
 * bounded amount of work: what is left follows in the next run.
 */
function listSweeps({ db, library }: SweepGround): readonly Sweep[] {
  return [
    {
      // Submits what was saved of attempts whose time is up and whose learners did not come back.
      name: 'attempts',
      interval: HALF_A_MINUTE,
      run: (now) => sweepOverdue(db, (quizId) => unitOf(library.catalogue(), quizId), now),
    },
    { name: 'tallies', interval: HALF_A_MINUTE, run: () => sweepTallies(db) },
    {
      name: 'findings',
      interval: HALF_A_MINUTE,
      run: () => sweepFindings(db, library.catalogue()),
    },
    {
      // Works out where learners stand who have done something since.
      name: 'standings',
      interval: HALF_A_MINUTE,
      run: () => sweepStandings(db, library.catalogue()),
    },
    { name: 'sessions', interval: HOUR, run: (now) => deleteEndedSessions(db, now) },
  ];
}
