import type { Catalogue } from '../domain/course.ts';
import { unitOf, type FindUnit } from '../domain/progress.ts';
import { recordEvent } from '../store/audit.ts';
import type { Db, Tx } from '../store/database.ts';
import { deleteDraft } from '../store/drafts.ts';
import { insertRevision, listLatestDigests } from '../store/revisions.ts';
import { areDecided, listConsequences, type Decisions } from './consequences.ts';
import { applyDecisions, endRulingsOfServed, type RulingAct, type RulingEffect } from './ruling.ts';
import { fileDigest, textDigest } from './text-digest.ts';

/** What publishing asks of the lessons folder and of the linter. */
export interface Press {
  /** The course files as they are now, by path. */
  readonly read: () => Promise<ReadonlyMap<string, string>>;
  /** Writes a file whole or not at all. */
  readonly write: (path: string, text: string) => Promise<void>;
  readonly remove: (path: string) => Promise<void>;
  /** Checks the course with a text in the place of a file. */
  readonly prove: (files: ReadonlyMap<string, string>, path: string, text: string) => Verdict;
  /** Makes what is on disk the course that is served. */
  readonly serve: () => Promise<unknown>;
}

/** What the linter makes of a text: the course that is served, and the one it would be. */
export interface Verdict {
  readonly sound: boolean;
  readonly before: Catalogue | null;
  readonly after: Catalogue | null;
}

/** A text that is to take the place of a file. */
export interface Manuscript {
  readonly path: string;
  readonly text: string;
  /** Digest of the file that it was written from; null where there was none. */
  readonly baseDigest: string | null;
}

export interface Publication extends Manuscript {
  readonly message: string;
  readonly authorId: string;
  /** What happens to the answers to changed items. */
  readonly decisions: Decisions;
}

export type PublishOutcome =
  | { readonly kind: 'published'; readonly revisionId: string }
  /** The file is not what the text was written from. */
  | { readonly kind: 'stale' }
  /** The linter finds errors. */
  | { readonly kind: 'unsound' }
  | { readonly kind: 'unchanged' }
  /** An answered item has another key, and nobody has said what happens to the answers. */
  | { readonly kind: 'undecided' }
  /** The lessons folder takes no changes. */
  | { readonly kind: 'unwritable' };

/** How often a course that changes while it is checked is checked again. */
const MAX_TRIES = 3;
const UNWRITABLE: ReadonlySet<unknown> = new Set(['EROFS', 'EACCES', 'EPERM']);

/**
 * Puts a text in the place of its file, records the revision and serves it. Of several at once
 * exactly one wins: files are compared and written while the database is locked for writing.
 */
export async function publish(
  db: Db,
  press: Press,
  publication: Publication,
  now: Date,
): Promise<PublishOutcome> {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const files = await press.read();
    const checked = check(files, press, publication);
    if ('kind' in checked) return checked;
    const outcome = await print(db, press, publication, { files, ...checked }, now);
    if (outcome === null) continue;
    if (outcome.kind === 'published') await press.serve();
    return outcome;
  }
  return { kind: 'stale' };
}

/** The course before and after, or why there is nothing to publish. */
function check(
  files: ReadonlyMap<string, string>,
  press: Press,
  { path, text, baseDigest }: Publication,
): PublishOutcome | Omit<Verdict, 'sound'> {
  const current = files.get(path);
  if (current === text) return { kind: 'unchanged' };
  if (fileDigest(current) !== baseDigest) return { kind: 'stale' };
  const { sound, before, after } = press.prove(files, path, text);
  return sound ? { before, after } : { kind: 'unsound' };
}

/** What was checked. */
interface Proofs extends Omit<Verdict, 'sound'> {
  readonly files: ReadonlyMap<string, string>;
}

/** Null when a file changed since `files` were read: what was checked is no longer what is there. */
async function print(
  db: Db,
  press: Press,
  publication: Publication,
  proofs: Proofs,
  now: Date,
): Promise<PublishOutcome | null> {
  const { path, text } = publication;
  const { files, before, after } = proofs;
  try {
    return await db.transaction().execute(async (tx): Promise<PublishOutcome | null> => {
      const current = await press.read();
      if (!isSame(current, files)) return null;
      const consequences = await listConsequences(tx, before, after);
      if (!areDecided(consequences, publication.decisions)) return { kind: 'undecided' };
      const revisionId = await record(tx, publication, current, now);
      const act = actOf(publication, revisionId, after, now);
      await endRulingsOfServed(tx, before, after, act);
      await applyDecisions(tx, consequences, publication.decisions, act);
      // Last, so that nothing that fails before has touched the file.
      await press.write(path, text);
      return { kind: 'published', revisionId };
    });
  } catch (error) {
    await putBack(press, publication, files.get(path));
    if (isUnwritable(error)) return { kind: 'unwritable' };
    throw error;
  }
}

function actOf(
  { authorId: actorId }: Publication,
  revisionId: string,
  after: Catalogue | null,
  now: Date,
): RulingAct {
  const findUnit: FindUnit = (quizId) => (after === null ? undefined : unitOf(after, quizId));
  return { revisionId, actorId, findUnit, now };
}

/** Undoes a rehearsal. */
class RehearsalEnd extends Error {
  readonly effect: RulingEffect;
  constructor(effect: RulingEffect) {
    super('The rehearsal is over.');
    this.effect = effect;
  }
}

/**
 * What publishing with these decisions would do to results. It is done, in full, and then undone:
 * so the figures are those of the real thing.
 */
export async function rehearse(
  db: Db,
  publication: Publication,
  { before, after }: Omit<Verdict, 'sound'>,
  now: Date,
): Promise<RulingEffect> {
  try {
    return await db.transaction().execute(async (tx) => {
      const revisionId = await record(tx, publication, new Map(), now);
      const consequences = await listConsequences(tx, before, after);
      const act = actOf(publication, revisionId, after, now);
      throw new RehearsalEnd(await applyDecisions(tx, consequences, publication.decisions, act));
    });
  } catch (error) {
    if (error instanceof RehearsalEnd) return error.effect;
    throw error;
  }
}

async function record(
  tx: Tx,
  { path, text, baseDigest, message, authorId }: Publication,
  files: ReadonlyMap<string, string>,
  now: Date,
): Promise<string> {
  await noteOutside(tx, files, now);
  const digests = { digestBefore: baseDigest, digestAfter: textDigest(text) };
  const id = await insertRevision(tx, { path, text, ...digests, authorId, message }, now);
  await deleteDraft(tx, authorId, path);
  const detail = { revision: id, message };
  await recordEvent(
    tx,
    { actorId: authorId, action: 'file-published', subject: path, detail },
    now,
  );
  return id;
}

/** The database has kept nothing of it, so neither may the folder. */
async function putBack(
  press: Press,
  { path, text }: Manuscript,
  before: string | undefined,
): Promise<void> {
  if ((await press.read()).get(path) !== text) return;
  if (before === undefined) await press.remove(path);
  else await press.write(path, before);
}

function isSame(files: ReadonlyMap<string, string>, others: ReadonlyMap<string, string>): boolean {
  return (
    files.size === others.size && [...files].every(([path, text]) => others.get(path) === text)
  );
}

function isUnwritable(error: unknown): boolean {
  return error instanceof Error && 'code' in error && UNWRITABLE.has(error.code);
}

/**
 * Records every file whose newest revision is not what is on disk as changed outside: by hand, or
 * by a publication that was cut short between file and database. Run at start and after reloads.
 */
export async function noteOutsideChanges(
  db: Db,
  press: Pick<Press, 'read'>,
  now: Date,
): Promise<number> {
  // Read within, so that no publication comes between reading and comparing.
  return await db.transaction().execute(async (tx) => noteOutside(tx, await press.read(), now));
}

async function noteOutside(tx: Tx, files: ReadonlyMap<string, string>, now: Date): Promise<number> {
  const latest = await listLatestDigests(tx);
  let noted = 0;
  for (const [path, text] of files) {
    const digestBefore = latest.get(path) ?? null;
    const digestAfter = textDigest(text);
    if (digestBefore === digestAfter) continue;
    const found = { path, text, digestBefore, digestAfter, authorId: null, message: '' };
    await insertRevision(tx, found, now);
    noted += 1;
  }
  return noted;
}
