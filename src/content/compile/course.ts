import type { Module, Source, Term } from '../../domain/course.ts';
import { POLICIES } from '../markdown/context.ts';
import type { AuthoredCourse, AuthoredSource, AuthoredTerm } from '../schema/course.ts';
import type { Desk } from './texts.ts';
import { cited, inline, phrase } from './texts.ts';

/** A source with its absent fields as null; without a language, it has the course's, `base`. */
export function compileSource(source: AuthoredSource, base: string): Source {
  return {
    id: source.id,
    title: source.title.trim(),
    author: source.author?.trim() ?? null,
    publisher: source.publisher?.trim() ?? null,
    year: source.year ?? null,
    url: source.url,
    licence: source.licence?.trim() ?? null,
    language: source.language ?? base,
    standing: source.standing,
    sections: (source.sections ?? []).map((section) => ({
      ...section,
      cover: section.cover ?? true,
    })),
  };
}

/** A glossary term with its definition rendered. */
export function compileTerm(desk: Desk, term: AuthoredTerm, index: number): Term {
  const path = ['terms', index];
  return {
    id: term.id,
    ...namesOf(desk, term),
    definition: inline(desk, POLICIES.glossary, term.definition, [...path, 'definition']),
    cite: cited(desk, term.cite ?? [], [...path, 'cite']),
  };
}

/** The term in the reader's language if it has a name in it, and its names in the others. */
function namesOf(
  { voice }: Desk,
  { term, names = {} }: AuthoredTerm,
): Pick<Term, 'term' | 'names'> {
  const { [voice.locale]: own, ...others } = names;
  const written = { text: term.trim(), lang: voice.base };
  if (own === undefined || voice.locale === voice.base) return { term: written, names };
  return {
    term: { text: own.trim(), lang: voice.locale },
    names: { [voice.base]: written.text, ...others },
  };
}

/** A module with those of its lessons that can be served. */
export function compileModule(
  desk: Desk,
  module: AuthoredCourse['modules'][number],
  index: number,
  served: ReadonlyMap<string, unknown>,
): Module {
  return {
    id: module.id,
    title: phrase(desk, module.title, ['modules', index, 'title']),
    summary: inline(desk, POLICIES.line, module.summary, ['modules', index, 'summary']),
    lessons: [...new Set(module.lessons)].filter((id) => served.has(id)),
  };
}
