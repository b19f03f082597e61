import { LOCALES, type Locale } from '../../domain/account.ts';
import type { Catalogue, Term } from '../../domain/course.ts';
import { FOLDS } from '../../domain/item.ts';
import { fold } from '../../domain/items/folding.ts';
import { writingTag } from '../../domain/language-tag.ts';
import { plain } from '../html.ts';
import { lessonLinks } from './lesson-link.ts';
import type { GlossaryModel, TermEntry, TermName } from './reference-models.ts';

/** Longest search, characters; the rest is not looked at. */
const MAX_SEARCH = 100;
/** Dictionaries put a word under its own first letter, not under that of its article. */
const ARABIC_ARTICLE = /^ال/;

/**
 * The glossary in the order of a language; with a search, only what has the searched text in a name
 * or in its definition.
 */
export function glossaryModel(course: Catalogue, locale: Locale, typed: string): GlossaryModel {
  const search = typed.slice(0, MAX_SEARCH).trim();
  const needle = fold(search, FOLDS);
  const languages = new Intl.DisplayNames(writingTag(locale), { type: 'language' });
  const all = [...course.terms.values()];
  const terms = all
    .filter((term) => needle === '' || haystackOf(term).includes(needle))
    .map((term) => entryOf(course, term, namesOf(term, locale, languages)));
  return { search, total: all.length, terms: sorted(terms, locale) };
}

function haystackOf(term: Term): string {
  const texts = [term.term.text, ...Object.values(term.names), plain(term.definition)];
  return texts.map((text) => fold(text, FOLDS)).join('\n');
}

function entryOf(course: Catalogue, term: Term, names: readonly TermName[]): TermEntry {
  const using = [...course.lessons.values()].filter((lesson) => lesson.terms.includes(term.id));
  return {
    id: term.id,
    names,
    definition: term.definition,
    cite: term.cite,
    lessons: lessonLinks(
      course,
      using.map((lesson) => lesson.id),
    ),
  };
}

/** The reader's language, then the site's others, then any that the glossary has besides. */
function namesOf(term: Term, locale: Locale, languages: Intl.DisplayNames): readonly TermName[] {
  const texts = new Map([[term.term.lang, term.term.text], ...Object.entries(term.names)]);
  return [...new Set([locale, ...LOCALES, ...texts.keys()])].flatMap((tag) => {
    const text = texts.get(tag);
    return text === undefined ? [] : [{ tag, language: languages.of(tag) ?? tag, text }];
  });
}

function sorted(terms: readonly TermEntry[], locale: Locale): readonly TermEntry[] {
  const collator = new Intl.Collator(writingTag(locale));
  return terms.toSorted((one, other) => collator.compare(sortKey(one), sortKey(other)));
}

function sortKey(term: TermEntry): string {
  return (term.names[0]?.text ?? '').replace(ARABIC_ARTICLE, '');
}
