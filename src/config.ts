import { dirname, join } from 'node:path';
import { z } from 'zod';
import { describeSettings, type Setting } from './settings.ts';
import { readSmtpUrl, smtpUrlProblem, type SmtpServer } from './smtp-url.ts';

const MILLISECONDS_PER_DAY = 86_400_000;

/** An address, alone or after a name; no quotes, commas or line ends, which would mean more. */
const MAIL_FROM = /^(?:[^\p{Cc}<>"@,;]+ <[^\s@<>",;]+@[^\s@<>",;]+>|[^\s@<>",;]+@[^\s@<>",;]+)$/u;

const flag = z.enum(['on', 'off']).transform((value) => value === 'on');

/** Shorter than this, a long holiday would cost learners their work. */
const MIN_UNUSED_DAYS = 180;
/** Longest period that can be set: a hundred years. */
const MAX_RETENTION_DAYS = 36_500;

/** Days for which something is kept; 0 keeps it for good. */
const retention = (days: number) =>
  z.coerce.number().int().min(0).max(MAX_RETENTION_DAYS).default(days);

const schema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  DATABASE_URL: z
    .string()
    .regex(/^file:.+/, 'must look like file:data/manara.db')
    .default('file:data/manara.db'),
  LESSONS_DIR: z.string().min(1).default('lessons'),
  BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  TRUST_PROXY: z.string().optional(),
  RATE_LIMIT: z.coerce.number().int().min(1).default(3000),
  TIME_ZONE: z.string().refine(isTimeZone, 'is not a time zone').default('Africa/Casablanca'),
  SMTP_URL: z
    .string()
    .refine((url) => smtpUrlProblem(url) === null, {
      error: ({ input }) => smtpUrlProblem(String(input)) ?? '',
    })
    .optional(),
  MAIL_FROM: z.string().regex(MAIL_FROM, 'must look like Manara <manara@example.org>').optional(),
  MAIL_OUTBOX: z.string().min(1).optional(),
  SESSION_IDLE_DAYS: z.coerce.number().int().min(1).max(365).default(14),
  SESSION_MAX_DAYS: z.coerce.number().int().min(1).max(365).default(90),
  ERASURE_WAIT_DAYS: z.coerce.number().int().min(1).max(90).default(14),
  RETENTION_AUDIT_DAYS: retention(1095),
  RETENTION_LOOKS_DAYS: retention(365),
  RETENTION_MAIL_DAYS: retention(90),
  RETENTION_ACCOUNTS_DAYS: retention(0).refine(
    (days) => days === 0 || days >= MIN_UNUSED_DAYS,
    `must be 0, or at least ${MIN_UNUSED_DAYS}`,
  ),
  BACKUP_DIR: z.string().min(1).optional(),
  BACKUP_AT: z
    .string()
    .regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|off)$/, 'must look like 03:30, or be off')
    .default('03:30'),
  BACKUP_KEEP: z.coerce.number().int().min(1).max(1000).default(14),
  MANARA_DEMO: flag.optional(),
  RELOAD_VIEWS: flag.default(false),
});

/** Every variable that is read, in the order of the README's table. */
export const SETTING_NAMES: readonly string[] = Object.keys(schema.shape);

type Values = z.infer<typeof schema>;

/** How mails leave. */
export interface MailConfig {
  /** Null where mails are put into the outbox instead. */
  readonly server: SmtpServer | null;
  /** The sender that readers see. */
  readonly from: string;
  /** Folder that takes the mail server's place. */
  readonly outbox: string;
}

/** The server's settings, checked; every one has a default that is safe on a developer's machine. */
export interface Config {
  readonly production: boolean;
  readonly host: string;
  readonly port: number;
  /** Path of the SQLite file, or `:memory:`. */
  readonly databaseFile: string;
  readonly lessonsDir: string;
  /** Scheme, host and port that visitors see; no trailing slash. */
  readonly baseUrl: string;
  readonly logLevel: string;
  /** Addresses of proxies whose `X-Forwarded-For` is believed; `false` for none. */
  readonly trustProxy: string | false;
  /** Requests of one address in a minute: a class of forty behind one router stays well under 3000. */
  readonly rateLimit: number;
  readonly timeZone: string;
  readonly mail: MailConfig;
  /** Milliseconds without a request after which a session ends. */
  readonly sessionIdle: number;
  /** Milliseconds after sign-in at which a session ends whatever happens. */
  readonly sessionMax: number;
  /** Days between asking for the erasure of an account and the erasure. */
  readonly erasureWaitDays: number;
  readonly retention: Retention;
  /** Folder of backups. */
  readonly backupDir: string;
  /** Time of day of the daily backup in the site's time zone, `HH:MM`; null for none. */
  readonly backupAt: string | null;
  /** How many backups stay. */
  readonly backupKeep: number;
  readonly demo: boolean;
  /** Read templates again at each request, for those who work on them. */
  readonly reloadViews: boolean;
  /** All of this as admins see it, without secrets. */
  readonly settings: readonly Setting[];
}

/** Days for which things are kept; 0 keeps them for good. */
export interface Retention {
  /** Events of the audit log. */
  readonly auditDays: number;
  /** Who looked at whose work. */
  readonly looksDays: number;
  /** E-mails that were sent or given up. */
  readonly mailDays: number;
  /** Learners' accounts since they were used last, with all work. */
  readonly accountsDays: number;
}

/**
 * Reads the settings from environment variables.
 * @throws {ConfigError} naming every variable that is wrong and why.
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given = withoutBlanks(env);
  const parsed = schema.safeParse(given);
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map(describe));
  const values = parsed.data;
  const problems = contradictions(values);
  if (problems.length > 0) throw new ConfigError(problems);
  const production = values.NODE_ENV === 'production';
  const databaseFile = values.DATABASE_URL.slice('file:'.length);
  const loopback = ['127.0.0.1', '::1', 'localhost'].includes(values.HOST);
  const config: Omit<Config, 'settings'> = {
    production,
    host: values.HOST,
    port: values.PORT,
    databaseFile,
    lessonsDir: values.LESSONS_DIR,
    baseUrl: (values.BASE_URL ?? `http://localhost:${values.PORT}`).replace(/\/+$/, ''),
    logLevel: values.LOG_LEVEL,
    trustProxy: values.TRUST_PROXY ?? false,
    rateLimit: values.RATE_LIMIT,
    timeZone: values.TIME_ZONE,
    mail: readMail(values, databaseFile),
    sessionIdle: values.SESSION_IDLE_DAYS * MILLISECONDS_PER_DAY,
    sessionMax: values.SESSION_MAX_DAYS * MILLISECONDS_PER_DAY,
    erasureWaitDays: values.ERASURE_WAIT_DAYS,
    retention: {
      auditDays: values.RETENTION_AUDIT_DAYS,
      looksDays: values.RETENTION_LOOKS_DAYS,
      mailDays: values.RETENTION_MAIL_DAYS,
      accountsDays: values.RETENTION_ACCOUNTS_DAYS,
    },
    backupDir: values.BACKUP_DIR ?? join(dirname(databaseFile), 'backups'),
    backupAt: values.BACKUP_AT === 'off' ? null : values.BACKUP_AT,
    backupKeep: values.BACKUP_KEEP,
    // The demonstration's password is public: never in production, never off this machine.
    demo: !production && loopback && (values.MANARA_DEMO ?? true),
    reloadViews: values.RELOAD_VIEWS,
  };
  return {
    ...config,
    settings: describeSettings(SETTING_NAMES, given, defaultsOf(values, config)),
  };
}

/** The values that hold where nothing is said, as they would be written in the environment. */
function defaultsOf(values: Values, config: Omit<Config, 'settings'>): Record<string, unknown> {
  return {
    ...values,
    BASE_URL: config.baseUrl,
    MAIL_FROM: config.mail.from,
    MAIL_OUTBOX: config.mail.outbox,
    BACKUP_DIR: config.backupDir,
    MANARA_DEMO: config.demo,
  };
}

/** What is wrong with settings that are each right. */
function contradictions({ NODE_ENV, BASE_URL, SMTP_URL, MAIL_FROM }: Values): string[] {
  return [
    ...(NODE_ENV === 'production' && BASE_URL === undefined
      ? ['BASE_URL must be set in production, e.g. https://manara.example.org']
      : []),
    ...(SMTP_URL !== undefined && MAIL_FROM === undefined
      ? ['MAIL_FROM must be set with SMTP_URL, e.g. Manara <manara@example.org>']
      : []),
  ];
}

function readMail({ SMTP_URL, MAIL_FROM, MAIL_OUTBOX }: Values, databaseFile: string): MailConfig {
  return {
    server: SMTP_URL === undefined ? null : readSmtpUrl(SMTP_URL),
    from: MAIL_FROM ?? 'Manara <manara@localhost>',
    outbox: MAIL_OUTBOX ?? join(dirname(databaseFile), 'outbox'),
  };
}

/** One or more settings are wrong; `problems` has a sentence for each. */
export class ConfigError extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`The configuration is not usable:\n${problems.map((line) => `  ${line}`).join('\n')}`);
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

function describe(issue: z.core.$ZodIssue): string {
  return `${issue.path.join('.')}: ${issue.message}`;
}

/** An empty variable means the default, as in a `.env` file with the value left out. */
function withoutBlanks(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );
}

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}
