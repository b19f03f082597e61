import type { Db, Tx } from './database.ts';
import { newId } from './ids.ts';

/** One published (or found) text of a course file. */
export interface RevisionSummary {
  readonly id: string;
  readonly path: string;
  /** Digests of the whole text; `digestBefore` is null where there was no file. */
  readonly digestBefore: string | null;
  readonly digestAfter: string;
  /** Null where the file was changed outside, by no account. */
  readonly authorId: string | null;
  /** Name of the author; null where there is none, or none any more. */
  readonly author: string | null;
  readonly message: string;
  readonly at: Date;
}

export interface Revision extends RevisionSummary {
  readonly text: string;
}

const SUMMARY = [
  'revision.id',
  'revision.path',
  'revision.digest_before',
  'revision.digest_after',
  'revision.author_id',
  'revision.message',
  'revision.at',
  'account.name as author',
] as const;

function select(db: Db) {
  return db
    .selectFrom('revision')
    .leftJoin('account', 'account.id', 'revision.author_id')
    .select(SUMMARY);
}

/** Adds a revision; ids are made in order, so that the last is the newest. */
export async function insertRevision(
  db: Tx,
  revision: Omit<Revision, 'id' | 'author' | 'at'>,
  now: Date,
): Promise<string> {
  const id = newId();
  await db
    .insertInto('revision')
    .values({
      id,
      path: revision.path,
      digest_before: revision.digestBefore,
      digest_after: revision.digestAfter,
      text: revision.text,
      author_id: revision.authorId,
      message: revision.message,
      at: now.toISOString(),
    })
    .execute();
  return id;
}

/** The revisions of a file, newest first. */
export async function listRevisions(
  db: Db,
  path: string,
  limit: number,
): Promise<RevisionSummary[]> {
  const rows = await select(db)
    .where('revision.path', '=', path)
    .orderBy('revision.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toSummary);
}

/** A revision of this file. */
export async function findRevision(
  db: Db,
  path: string,
  id: string,
): Promise<Revision | undefined> {
  const row = await select(db)
    .select('revision.text')
    .where('revision.path', '=', path)
    .where('revision.id', '=', id)
    .executeTakeFirst();
  return row && { ...toSummary(row), text: row.text };
}

/** The text that had this digest, if some revision holds it. */
export async function findRevisionText(
  db: Db,
  path: string,
  digest: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('revision')
    .select('text')
    .where('path', '=', path)
    .where('digest_after', '=', digest)
    .limit(1)
    .executeTakeFirst();
  return row?.text;
}

/** Digest of the newest revision of each file, by path. */
export async function listLatestDigests(db: Db): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('revision')
    .select(['path', 'digest_after'])
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('revision')
        .select((one) => one.fn.max('id').as('id'))
        .groupBy('path'),
    )
    .execute();
  return new Map(rows.map((row) => [row.path, row.digest_after]));
}

function toSummary(row: {
  id: string;
  path: string;
  digest_before: string | null;
  digest_after: string;
  author_id: string | null;
  author: string | null;
  message: string;
  at: string;
}): RevisionSummary {
  return {
    id: row.id,
    path: row.path,
    digestBefore: row.digest_before,
    digestAfter: row.digest_after,
    authorId: row.author_id,
    author: row.author,
    message: row.message,
    at: new Date(row.at),
  };
}
