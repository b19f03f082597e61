import type { Context } from '../../context.ts';
import { differenceOf } from '../../domain/difference.ts';
import { areDecided, listConsequences } from '../../services/consequences.ts';
import { rehearse, type Publication } from '../../services/publishing.ts';
import { fileDigest, textDigest } from '../../services/text-digest.ts';
import { conflictOf } from './conflicts.ts';
import { consequenceView } from './consequence-views.ts';
import { fileHead, proofOf, toFinding, type CourseFile } from './course-files.ts';
import type { PublicationModel } from './file-models.ts';

/** What is to be published; `revision` names an older one, null stands for the draft. */
export interface Wanted extends Publication {
  readonly revision: string | null;
}

/** What the page of a publication shows: changes, findings, and what becomes of answers. */
export async function publicationModel(
  context: Context,
  file: CourseFile,
  wanted: Wanted,
): Promise<Omit<PublicationModel, 'errors'>> {
  const { current } = file;
  const { text, baseDigest, revision, message } = wanted;
  const proof = proofOf(file, text);
  const conflict = baseDigest !== fileDigest(current);
  return {
    ...fileHead(file),
    revision,
    base: baseDigest ?? '',
    shown: textDigest(text),
    rows: differenceOf(current ?? '', text),
    findings: proof.findings.map(toFinding),
    sound: proof.sound,
    writable: await context.library.folder.isWritable(),
    conflict: conflict ? await conflictOf(context.db, wanted, current) : null,
    ...(await consequencesOf(context, wanted, proof.sound ? proof.after.catalogue : null)),
    message,
  };
}

/** What is asked about answers and, once all is decided, what that would do. */
async function consequencesOf(
  { db, library, now }: Context,
  wanted: Wanted,
  after: ReturnType<Context['library']['catalogue']> | null,
): Promise<Pick<PublicationModel, 'consequences' | 'decided' | 'effect'>> {
  if (after === null) return { consequences: [], decided: true, effect: null };
  const courses = { before: library.catalogue(), after };
  const asked = await listConsequences(db, courses.before, after);
  const decided = areDecided(asked, wanted.decisions);
  return {
    consequences: asked.map((one) => consequenceView(one, wanted.decisions)),
    decided,
    effect: decided && asked.length > 0 ? await rehearse(db, wanted, courses, now()) : null,
  };
}
