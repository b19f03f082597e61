import type { Module, Source, Term } from '../../domain/course.ts';
import { POLICIES } from '../markdown/context.ts';
import type { AuthoredCourse, AuthoredSource, AuthoredTerm } from '../schema/course.ts';
import type { Desk } from './texts.ts';
import { cited, inline } from './texts.ts';

/** A source with its absent fields as null. */
export function compileSource(source: AuthoredSource): Source {
  return {
    id: source.id,
    title: source.title.trim(),
    author: source.author?.trim() ?? null,
    publisher: source.publisher?.trim() ?? null,
    year: source.year ?? null,
    url: source.url,
    licence: source.licence?.trim() ?? null,
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
    term: term.term.trim(),
    names: term.names ?? {},
    definition: inline(desk, POLICIES.glossary, term.definition, [...path, 'definition']),
    cite: cited(desk, term.cite ?? [], [...path, 'cite']),
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
    title: module.title.trim(),
    summary: inline(desk, POLICIES.line, module.summary, ['modules', index, 'summary']),
    lessons: [...new Set(module.lessons)].filter((id) => served.has(id)),
  };
}
