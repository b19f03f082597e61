import type { Context } from './context.ts';
import { unitOf } from './domain/progress.ts';
import { sweepErasures } from './services/erasing.ts';
import { sweepFindings } from './services/finding.ts';
import { sweepStandings } from './services/standings.ts';
import { sweepRetention } from './services/retaining.ts';
import { sweepOverdue } from './services/submitting.ts';
import { backUpWhenDue } from './services/backup-schedule.ts';
import type { Sweep } from './services/sweeping.ts';
import { createMailing } from './mail/mailer.ts';
import { sweepMail } from './services/sending.ts';
import { sweepReminders, sweepSummaries } from './services/subscribing.ts';
import { sweepTallies } from './services/tallying.ts';
import { deleteEndedSessions } from './store/sessions.ts';

/** Whoever asked for a mail is waiting for it. */
const TEN_SECONDS = 10_000;
const HALF_A_MINUTE = 30_000;
const FIVE_MINUTES = 5 * 60_000;
const TEN_MINUTES = 10 * 60_000;
const HOUR = 60 * 60_000;

type NamedSweep = Sweep & { readonly name: (typeof SWEEPS)[number] };

/** Names of all sweeps; each has a message `sweep.<name>` for the health page. */
export const SWEEPS = [
  'attempts',
  'mail',
  'tallies',
  'erasures',
  'retention',
  'summaries',
  'reminders',
  'findings',
  'standings',
  'sessions',
  'backups',
] as const;

/** What sweeps may work with. */
type SweepGround = Omit<Context, 'sweeper'>;

/**
 * All that a site does by itself. Each must be safe to run in two processes at once, and do a
 * bounded amount of work: what is left follows in the next run.
 */
export function listSweeps({
  backups,
  config,
  db,
  library,
  now,
}: SweepGround): readonly NamedSweep[] {
  const openMailer = createMailing(config);
  return [
    {
      // Submits what was saved of attempts whose time is up and whose learners did not come back.
      name: 'attempts',
      interval: HALF_A_MINUTE,
      run: (now) => sweepOverdue(db, (quizId) => unitOf(library.catalogue(), quizId), now),
    },
    {
      name: 'mail',
      interval: TEN_SECONDS,
      run: async () => {
        const mailer = openMailer();
        await sweepMail(db, mailer.send, now).finally(mailer.close);
      },
    },
    {
      name: 'summaries',
      interval: TEN_MINUTES,
      run: (now) => sweepSummaries(db, config.timeZone, now),
    },
    {
      name: 'reminders',
      interval: TEN_MINUTES,
      run: (now) => sweepReminders(db, library.catalogue(), config.timeZone, now),
    },
    { name: 'tallies', interval: HALF_A_MINUTE, run: () => sweepTallies(db) },
    ...privacySweeps({ config, db }),
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
    {
      name: 'backups',
      interval: FIVE_MINUTES,
      run: (now) => backUpWhenDue(backups, config, now),
    },
  ];
}

/** What lets go of data. */
function privacySweeps({ config, db }: Pick<SweepGround, 'config' | 'db'>): readonly NamedSweep[] {
  return [
    {
      // Takes away what has been kept for as long as the settings say.
      name: 'retention',
      interval: HOUR,
      run: (now) => sweepRetention(db, config.retention, now),
    },
    {
      // Erases accounts whose waiting time is over.
      name: 'erasures',
      interval: HOUR,
      run: (now) => sweepErasures(db, now),
    },
  ];
}
