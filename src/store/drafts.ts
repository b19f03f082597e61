import type { Db } from './database.ts';

/** What an instructor has written of a course file and not published. */
export interface Draft {
  /** Path within the lessons folder. */
  readonly path: string;
  /** Digest of the text that it was begun from; null where there was no file. */
  readonly baseDigest: string | null;
  readonly text: string;
  readonly updatedAt: Date;
}

/** The draft of this account, if it has one. */
export async function findDraft(
  db: Db,
  accountId: string,
  path: string,
): Promise<Draft | undefined> {
  const row = await db
    .selectFrom('draft')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('path', '=', path)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { base_digest: baseDigest, text, updated_at: updatedAt } = row;
  return { path, baseDigest, text, updatedAt: new Date(updatedAt) };
}

/** Paths that this account has drafts of. */
export async function listDraftPaths(db: Db, accountId: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('draft')
    .select('path')
    .where('account_id', '=', accountId)
    .execute();
  return new Set(rows.map((row) => row.path));
}

export async function putDraft(
  db: Db,
  accountId: string,
  draft: Omit<Draft, 'updatedAt'>,
  now: Date,
): Promise<void> {
  const values = {
    base_digest: draft.baseDigest,
    text: draft.text,
    updated_at: now.toISOString(),
  };
  await db
    .insertInto('draft')
    .values({ account_id: accountId, path: draft.path, ...values })
    .onConflict((conflict) => conflict.columns(['account_id', 'path']).doUpdateSet(values))
    .execute();
}

export async function deleteDraft(db: Db, accountId: string, path: string): Promise<void> {
  await db
    .deleteFrom('draft')
    .where('account_id', '=', accountId)
    .where('path', '=', path)
    .execute();
}
