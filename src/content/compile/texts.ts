import type { Citation, Html } from '../../domain/item.ts';
import { inLanguage, type Phrase } from '../../domain/language.ts';
import type { Path, Report } from '../diagnostic.ts';
import type { Context, Policy, SectionContext } from '../markdown/context.ts';
import { renderBlock, renderInline } from '../markdown/render.ts';
import type { World } from '../world.ts';
import { resolveCitation } from '../world.ts';

/** What language the texts of a file are in. */
export interface Voice {
  /** The language compiled into. */
  readonly locale: string;
  /** The language that the course is written in. */
  readonly base: string;
  /** True for the path of a text that is still in the base language. */
  readonly untranslated: (path: Path) => boolean;
}

/** The voice of the files as they were written. */
export function baseVoice(locale: string): Voice {
  return { locale, base: locale, untranslated: () => false };
}

/** What compiling a file's texts needs: what they may point at, their language, and where problems go. */
export interface Desk {
  readonly world: World;
  readonly voice: Voice;
  readonly report: Report;
}

/** The language of the text at a path. */
export function languageAt({ voice }: Desk, path: Path): string {
  return voice.untranslated(path) ? voice.base : voice.locale;
}

/** The plain text at a path. */
export function phrase(desk: Desk, text: string, path: Path): Phrase {
  return { text: text.trim(), lang: languageAt(desk, path) };
}

/** HTML of the text at a path; one that is not in the file's language says its own. */
export function marked(desk: Desk, html: Html, path: Path, kind: 'run' | 'block' = 'run'): Html {
  const language = languageAt(desk, path);
  return language === desk.voice.locale ? html : inLanguage(html, language, kind);
}

/** Extras that only some texts have. */
export interface Extras {
  readonly section?: SectionContext;
  readonly gaps?: ReadonlySet<string>;
}

/** Renders the Markdown at a path to paragraphs. */
export function block(desk: Desk, policy: Policy, text: string, path: Path, extras?: Extras): Html {
  return marked(desk, renderBlock(text, contextFor(desk, policy, path, extras)), path, 'block');
}

/** Renders the Markdown at a path to phrasing content. */
export function inline(
  desk: Desk,
  policy: Policy,
  text: string,
  path: Path,
  extras?: Extras,
): Html {
  return marked(desk, unmarked(desk, policy, text, path, extras), path);
}

/** The same where whoever asks marks the language: cut in pieces, half an element is not HTML. */
export function unmarked(
  desk: Desk,
  policy: Policy,
  text: string,
  path: Path,
  extras?: Extras,
): Html {
  return renderInline(text, contextFor(desk, policy, path, extras));
}

function contextFor(desk: Desk, policy: Policy, path: Path, extras: Extras = {}): Context {
  return {
    policy,
    world: desk.world,
    language: languageAt(desk, path),
    section: extras.section ?? null,
    gaps: extras.gaps ?? null,
    report: (problem) => desk.report({ path, ...problem }),
  };
}

/** Looks up a list of references. */
export function cited(desk: Desk, refs: readonly string[], path: Path): readonly Citation[] {
  return refs.flatMap((ref, index) => {
    const resolved = resolveCitation(desk.world, ref);
    if (resolved.citation) return [resolved.citation];
    desk.report({ path: [...path, index], rule: 'unknown-citation', ...resolved.problem });
    return [];
  });
}
