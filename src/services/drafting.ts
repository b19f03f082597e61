import type { Db } from '../store/database.ts';
import { findDraft, putDraft } from '../store/drafts.ts';
import { textDigest } from './text-digest.ts';

/** What an instructor typed into the editor. */
export interface TypedDraft {
  readonly path: string;
  readonly text: string;
  /** Digest of the file that it is based on; null for a new file. */
  readonly baseDigest: string | null;
  /** Digest of the text that the editor showed when it was opened. */
  readonly shownDigest: string;
}

/** `other`: the draft was saved in another window since this one was opened; nothing was changed. */
export type SaveDraftOutcome =
  | { readonly kind: 'saved' }
  | { readonly kind: 'other'; readonly text: string };

/** Saves an instructor's draft of a file. */
export async function saveDraft(
  db: Db,
  accountId: string,
  typed: TypedDraft,
  now: Date,
): Promise<SaveDraftOutcome> {
  const { path, text, baseDigest, shownDigest } = typed;
  return await db.transaction().execute(async (tx): Promise<SaveDraftOutcome> => {
    const before = await findDraft(tx, accountId, path);
    const moved = before !== undefined && textDigest(before.text) !== shownDigest;
    if (moved && before.text !== text) return { kind: 'other', text: before.text };
    await putDraft(tx, accountId, { path, baseDigest, text }, now);
    return { kind: 'saved' };
  });
}
