import type { Path, Report } from '../diagnostic.ts';
import { OWNED } from '../language/owning.ts';
import { allPhrases, literally, wholeWords } from '../language/phrases.ts';
import { contestedIn } from '../markdown/render.ts';
import type { AuthoredItem } from '../schema/items.ts';
import type { AuthoredLesson } from '../schema/lesson.ts';
import type { World } from '../world.ts';
import { namesOf } from '../names.ts';
import { prose } from './words.ts';

/** What checking who owns a claim needs to know of the course. */
export interface Ownership {
  /** References to the passages that contested callouts cite. */
  readonly contested: ReadonlySet<string>;
  /** Finds words that name an owner. */
  readonly owner: RegExp;
}

/** Gathers the contested passages of all lessons, and the names of those who may own a claim. */
export function ownershipIn(
  lessons: readonly AuthoredLesson[],
  { sources, terms }: World,
): Ownership {
  const bodies = lessons.flatMap((lesson) => lesson.sections.map((section) => section.body));
  // A whole source is not a passage: it is cited for what nobody disputes as well.
  const refs = bodies.flatMap(contestedIn).filter((ref) => ref.includes(':'));
  // What the course is about is no owner, even where a source is published under its name.
  const names = [...sources.values()]
    .flatMap(namesOf)
    .filter((name) => !terms?.has(name.toLowerCase()))
    .map(literally);
  return { contested: new Set(refs), owner: wholeWords([...allPhrases(OWNED), ...names]) };
}

/** The order and the dates of events are seldom what is disputed about them. */
function asksWhen(item: AuthoredItem): boolean {
  if (item.type === 'ordering') return true;
  if (item.type !== 'matching') return false;
  return [item.rows, item.targets].some((side) => side.every(({ text }) => /\d/.test(text)));
}

/** Checks that an item about a contested passage says whose claim it asks for. */
export function checkAttribution(
  report: Report,
  item: AuthoredItem,
  path: Path,
  { contested, owner }: Ownership,
): void {
  const ref = item.cite.find((one) => contested.has(one));
  if (ref === undefined || asksWhen(item)) return;
  const asked = item.type === 'cloze' ? `${item.prompt} ${item.text}` : item.prompt;
  if (prose(asked).search(owner) >= 0) return;
  const message = `\`${ref}\` is cited as contested too, and the prompt does not say who holds this`;
  const suggestion = 'name the owner: “According to the article …”';
  report({
    path: [...path, 'prompt'],
    rule: 'unattributed-claim',
    message,
    suggestion,
    onKey: true,
  });
}
