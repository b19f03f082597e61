import { differenceOf } from '../../domain/difference.ts';
import type { Manuscript } from '../../services/publishing.ts';
import type { Db } from '../../store/database.ts';
import { findRevisionText } from '../../store/revisions.ts';
import type { Conflict } from './file-models.ts';

/** What both sides have made of the text that a manuscript was begun from. */
export async function conflictOf(
  db: Db,
  { path, text, baseDigest }: Manuscript,
  current: string | undefined,
): Promise<Conflict> {
  const base = baseDigest === null ? '' : await findRevisionText(db, path, baseDigest);
  const theirs = base === undefined ? null : differenceOf(base, current ?? '');
  return { theirs, mine: differenceOf(base ?? current ?? '', text) };
}
