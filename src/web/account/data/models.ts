import type { Html } from '../../../domain/item.ts';

/** A word of ours that stands for a state or a kind; pages say it by its message. */
export interface Coded {
  readonly value: string;
  /** Message key. */
  readonly key: string;
  readonly parameters?: Readonly<Record<string, string>>;
}

/** Something of the course: as it is stored, and as a reader sees it. */
export interface Shown {
  readonly stored: unknown;
  readonly html: Html;
}

/** Instants are shown in the reader's calendar; in the JSON file they are ISO-8601 UTC. */
export type Cell = string | number | boolean | null | Date | Coded | Shown;

/** What is told of the person in rows; each has a heading `data.section.<name>`. */
export const SECTIONS = [
  'account',
  'sessions',
  'memberships',
  'accommodations',
  'progress',
  'objectives',
  'reviewCards',
  'reviewAnswers',
  'disputes',
  'markChanges',
  'drafts',
  'publications',
  'certificates',
  'mails',
  'subscriptions',
  'invitations',
  'tokens',
  'looks',
  'namesShown',
  'pseudonyms',
  'erasure',
  'events',
] as const;
export type SectionName = (typeof SECTIONS)[number];

/** The fields of all sections; each has a heading `data.field.<name>`. */
export const FIELDS = [
  'id',
  'name',
  'email',
  'language',
  'textSize',
  'quizLayout',
  'admin',
  'createdAt',
  'disabledAt',
  'confirmedAt',
  'pendingEmail',
  'begunAt',
  'endsAt',
  'cohort',
  'role',
  'joinedAt',
  'quiz',
  'timeFactor',
  'extraAttempts',
  'opensAt',
  'closesAt',
  'lesson',
  'state',
  'sectionsRead',
  'bestShare',
  'attempts',
  'changedAt',
  'objective',
  'level',
  'question',
  'dueAt',
  'intervalDays',
  'stability',
  'difficulty',
  'repetitions',
  'lapses',
  'answeredAt',
  'answer',
  'certainty',
  'share',
  'text',
  'reply',
  'attempt',
  'decidedAt',
  'before',
  'after',
  'reason',
  'at',
  'file',
  'message',
  'who',
  'what',
  'times',
  'sentAt',
  'code',
  'acceptedAt',
  'scopes',
  'lastUsed',
  'revokedAt',
  'by',
] as const;
export type Field = (typeof FIELDS)[number];

export type Row = Readonly<Partial<Record<Field, Cell>>>;

/** One section: its rows come as they are read. */
export interface Section {
  readonly name: SectionName;
  readonly rows: () => AsyncIterable<Row> | Iterable<Row> | Promise<readonly Row[]>;
}
