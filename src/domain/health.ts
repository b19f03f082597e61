/** How something is: `look` for what somebody should look at soon, `broken` for now. */
export const VERDICTS = ['fine', 'look', 'broken'] as const;
export type HealthVerdict = (typeof VERDICTS)[number];

/** What is looked at, in the order of the page. */
export const HEALTH_MATTERS = [
  'program',
  'database',
  'durability',
  'disk',
  'schema',
  'backup',
  'lessons',
  'mail',
  'gate',
  'pulse',
] as const;
export type HealthMatter = (typeof HEALTH_MATTERS)[number];

/** What the site knows of itself. Sizes are bytes, durations milliseconds. */
export interface HealthFigures {
  /** Null for a database in memory. */
  readonly database: { readonly size: number; readonly log: number; readonly free: number } | null;
  readonly journalMode: string;
  /** As SQLite numbers it: 2 is FULL. */
  readonly synchronous: number;
  /** Newest migration in the database, and in the program. */
  readonly schema: { readonly applied: string | null; readonly known: string };
  readonly backup: {
    readonly newest: { readonly madeAt: Date; readonly state: BackupState } | null;
    /** Whether the site makes one by itself every day. */
    readonly daily: boolean;
    readonly failed: boolean;
  };
  /** Findings of the linter about the lessons as they are. */
  readonly lessons: { readonly errors: number };
  readonly mail: {
    readonly queued: number;
    readonly failed: number;
    /** Mails become files instead of going out, on a site that others use. */
    readonly stays: boolean;
  };
  /** Password checks that wait for their turn. */
  readonly gate: { readonly waiting: number };
  /** How late the event loop was in a hundredth of all cases; null where it is not watched. */
  readonly pulse: { readonly p99: number; readonly max: number } | null;
}

export type BackupState = 'whole' | 'broken' | 'unchecked';

const DAY = 86_400_000;
const MEGABYTE = 1_000_000;
/** A log that stays longer than this was not folded into the database: something holds it open. */
const LONG_LOG = 256 * MEGABYTE;
/** Free room below which nothing can be written soon. */
const NO_ROOM = 200 * MEGABYTE;
/** Free room below which to look for more; at least what two backups take. */
const LITTLE_ROOM = 2000 * MEGABYTE;
/** A daily backup may be late by some hours before anybody needs to know. */
const LATE = 1.5 * DAY;
const MISSING = 4 * DAY;
/** Delays of the event loop that people begin to feel, and that they complain of. */
const SLOW = 100;
const STUCK = 1000;
/** Waiting sign-ins that people notice. */
const CROWD = 10;
/** Mails that wait: more than the queue sends in some minutes. */
const MAIL_JAM = 500;

/** What to make of each figure. */
export function judge(
  figures: HealthFigures,
  now: Date,
): Readonly<Record<HealthMatter, HealthVerdict>> {
  const { database, gate, lessons, pulse, schema } = figures;
  const durable = figures.journalMode === 'wal' && figures.synchronous === 2;
  return {
    program: 'fine',
    database: lookIf(database !== null && database.log > Math.max(LONG_LOG, database.size)),
    // In memory there is no log, and nothing to last.
    durability: durable || database === null ? 'fine' : 'broken',
    disk: judgeDisk(database),
    schema: schema.applied === schema.known ? 'fine' : 'broken',
    backup: judgeBackup(figures.backup, now),
    lessons: lookIf(lessons.errors > 0),
    mail: lookIf(figures.mail.failed > 0 || figures.mail.queued > MAIL_JAM || figures.mail.stays),
    gate: lookIf(gate.waiting > CROWD),
    pulse: pulse === null ? 'fine' : graded(pulse.p99, SLOW, STUCK),
  };
}

/** How a sweep is. */
export interface SweepFigures {
  readonly interval: number;
  readonly lastRun: Date | null;
  readonly failures: number;
}

/** Failures in a row after which a sweep is not just unlucky. */
const GIVEN_UP = 3;

/** What to make of a sweep; `since` is when the server was started. */
export function judgeSweep(
  { interval, lastRun, failures }: SweepFigures,
  since: Date,
  now: Date,
): HealthVerdict {
  if (failures >= GIVEN_UP) return 'broken';
  const silence = now.getTime() - (lastRun ?? since).getTime();
  return lookIf(failures > 0 || silence > 3 * interval);
}

/** The worst of several; `fine` for none. */
export function worst(verdicts: readonly HealthVerdict[]): HealthVerdict {
  return VERDICTS.findLast((verdict) => verdicts.includes(verdict)) ?? 'fine';
}

function judgeDisk(database: HealthFigures['database']): HealthVerdict {
  if (database === null) return 'fine';
  if (database.free < NO_ROOM) return 'broken';
  return lookIf(database.free < Math.max(LITTLE_ROOM, 2 * database.size));
}

function judgeBackup({ newest, failed, daily }: HealthFigures['backup'], now: Date): HealthVerdict {
  if (newest === null) return 'look';
  if (newest.state === 'broken') return 'broken';
  const age = now.getTime() - newest.madeAt.getTime();
  if (failed || newest.state === 'unchecked') return 'look';
  return daily ? graded(age, LATE, MISSING) : lookIf(age > MISSING);
}

function graded(value: number, look: number, broken: number): HealthVerdict {
  return value > broken ? 'broken' : lookIf(value > look);
}

function lookIf(condition: boolean): HealthVerdict {
  return condition ? 'look' : 'fine';
}
