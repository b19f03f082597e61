import type { Source, Term } from '../domain/course.ts';
import { escapeHtml } from '../domain/html.ts';
import type { Citation, Html } from '../domain/item.ts';
import { inLanguage } from '../domain/language.ts';
import { didYouMean } from './nearest.ts';
import { paragraphWords } from './words.ts';

/** What lessons point at outside themselves. */
export interface World {
  readonly sources: ReadonlyMap<string, Source>;
  /** Ids of glossary terms; null where the glossary cannot be read, and links to it go unchecked. */
  readonly terms: ReadonlySet<string> | null;
  /** Language in which citations are worded. */
  readonly locale: string;
}

/** Why a reference leads nowhere. */
export interface BrokenLink {
  readonly message: string;
  readonly suggestion?: string | undefined;
}

/** A reference's citation, or why it leads nowhere. */
export type Resolved =
  | { readonly citation: Citation }
  | { readonly citation: null; readonly problem: BrokenLink };

const REFERENCE = /^([a-z][a-z0-9-]*)(?::([a-z][a-z0-9-]*)\.([1-9][0-9]{0,3}))?$/;

/** Reads `source` or `source:section.paragraph` and looks it up; `language` is that of the words. */
export function resolveCitation(world: World, ref: string, language = world.locale): Resolved {
  const [, sourceId, sectionId, paragraph] = REFERENCE.exec(ref) ?? [];
  if (sourceId === undefined) return broken(`\`${ref}\` is not a citation`, FORM);
  const source = world.sources.get(sourceId);
  if (!source) {
    const suggestion = didYouMean(sourceId, world.sources.keys());
    return broken(`\`${sourceId}\` is not a source`, suggestion);
  }
  if (sectionId === undefined) return wholeSource(source, ref, language);
  return paragraphOf(source, ref, { sectionId, paragraph: Number(paragraph), language });
}

const FORM = 'write `source`, or `source:section.paragraph`, for example `article:principles.2`';

function broken(message: string, suggestion?: string): Resolved {
  return { citation: null, problem: { message, suggestion } };
}

function wholeSource(source: Source, ref: string, language: string): Resolved {
  if (source.sections.length > 0) {
    return broken(
      `\`${ref}\` is cited by paragraph`,
      `for example \`${source.id}:${source.sections[0]?.id}.1\``,
    );
  }
  return cite(source, ref, { own: wholeLabel(source), place: '', language });
}

function paragraphOf(
  source: Source,
  ref: string,
  {
    sectionId,
    paragraph,
    language,
  }: { readonly sectionId: string; readonly paragraph: number; readonly language: string },
): Resolved {
  if (source.sections.length === 0) {
    return broken(`\`${source.id}\` has no sections`, `write \`${source.id}\` alone`);
  }
  const section = source.sections.find((one) => one.id === sectionId);
  if (!section) {
    const ids = source.sections.map((one) => one.id);
    return broken(`\`${source.id}\` has no section \`${sectionId}\``, didYouMean(sectionId, ids));
  }
  if (paragraph > section.paragraphs) {
    return broken(
      `\`${ref}\`: section \`${sectionId}\` has ${section.paragraphs} ${section.paragraphs === 1 ? 'paragraph' : 'paragraphs'}`,
    );
  }
  const own = `${owner(source)}, “${section.title}”`;
  return cite(source, ref, { own, place: paragraphWords(paragraph, language), language });
}

/** A citation from the source's own words and the reader's words for the place in it. */
function cite(
  { language: spoken, url }: Source,
  ref: string,
  {
    own,
    place,
    language,
  }: { readonly own: string; readonly place: string; readonly language: string },
): Resolved {
  const end = place === '' ? '' : `, ${place}`;
  const words = escapeHtml(own);
  const marked = spoken === language ? words : inLanguage(words, spoken);
  const html = `${marked}${escapeHtml(end)}` as Html;
  return { citation: { ref, label: `${own}${end}`, html, url } };
}

function wholeLabel(source: Source): string {
  const by = source.author ?? source.publisher;
  return by === null ? owner(source) : `${owner(source)}, ${source.title}`;
}

function owner(source: Source): string {
  const name = source.author ?? source.publisher ?? source.title;
  return source.year === null ? name : `${name} ${source.year}`;
}

/** Checks that a glossary term exists; undefined if it does or cannot be known. */
export function missingTerm(world: World, id: string): BrokenLink | undefined {
  if (world.terms === null || world.terms.has(id)) return undefined;
  return { message: `\`${id}\` is not in the glossary`, suggestion: didYouMean(id, world.terms) };
}

/** A world with the ids of these terms, whose citations are worded in the language of `locale`. */
export function worldOf(
  sources: readonly Source[],
  terms: Iterable<Pick<Term, 'id'>> | null,
  locale: string,
): World {
  return {
    locale,
    sources: new Map(sources.map((source) => [source.id, source])),
    terms: terms === null ? null : new Set(Array.from(terms, (term) => term.id)),
  };
}
