import { noteOutsideChanges } from '../../src/services/publishing.ts';
import { textDigest } from '../../src/services/text-digest.ts';
import { insertRevision, listRevisions } from '../../src/store/revisions.ts';
import type { Form } from './answers.ts';
import type { Site } from './site.ts';
import { SMALL_COURSE } from './small-site-course.ts';

/** Two revisions of the lesson beta. */
export interface Revisions {
  /** The text of beta as it is, and another one. */
  readonly found: string;
  readonly other: string;
  /** Publishes the other one. */
  readonly form: Form;
}

/** Records the text of beta as it is, and another one by this author, and changes no file. */
export async function addRevisions({ context, db }: Site, authorId: string): Promise<Revisions> {
  const path = 'first-module/beta.yaml';
  await noteOutsideChanges(db, context.library.folder, context.now());
  const [found] = await listRevisions(db, path, 1);
  const text = (SMALL_COURSE.get(path) ?? '').replace('Lesson beta', 'Another title');
  const digestBefore = found?.digestAfter ?? '';
  const digestAfter = textDigest(text);
  const revision = { path, text, digestBefore, digestAfter, authorId, message: 'Other' };
  const other = await db
    .transaction()
    .execute(async (tx) => insertRevision(tx, revision, context.now()));
  const form = { revision: other, base: digestBefore, shown: digestAfter, message: 'Publish it' };
  return { found: found?.id ?? '', other, form };
}

/** Addresses of routes about the two revisions that say more than their path. */
export function withQuery(path: string, { found, other }: Revisions): string | undefined {
  const file = '/en/teach/files/first-module~beta.yaml';
  if (path.endsWith('/publications/new')) return `${file}/publications/new?revision=${other}`;
  if (path.endsWith('/differences')) return `${file}/differences?from=${found}&to=${other}`;
  return undefined;
}
