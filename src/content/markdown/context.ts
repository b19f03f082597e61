import type { Html } from '../../domain/item.ts';
import type { Finding } from '../diagnostic.ts';
import type { World } from '../world.ts';
import type { Notes } from './notes.ts';

/** A problem inside a Markdown text; whoever asked for the rendering knows its path. */
export type MarkdownProblem = Omit<Finding, 'path' | 'onKey'>;

/** What a kind of text may hold and how it is shown. */
export interface Policy {
  /** `numbered`: notes of the lesson; `linked`: a plain link; `refused`: an error. */
  readonly citations: 'numbered' | 'linked' | 'refused';
  /** `glossary`: a link from a lesson's page; `here`: a link within the glossary; `text`: no link. */
  readonly terms: 'glossary' | 'here' | 'text';
  readonly webLinks: boolean;
}

/** Policies by kind of text; why they differ stands beside each. */
export const POLICIES = {
  section: { citations: 'numbered', terms: 'glossary', webLinks: true },
  // Shown on pages without the lesson's notes, and at addresses from which the glossary is not `../`.
  line: { citations: 'linked', terms: 'text', webLinks: true },
  glossary: { citations: 'linked', terms: 'here', webLinks: true },
  prompt: { citations: 'refused', terms: 'text', webLinks: true },
  // Inside the label of a control, where a link would be a second control.
  label: { citations: 'refused', terms: 'text', webLinks: false },
} as const satisfies Record<string, Policy>;

/** What only the body of a lesson's section has. */
export interface SectionContext {
  readonly id: string;
  readonly notes: Notes;
  /** Gathers the glossary terms that are linked to. */
  readonly terms: Set<string>;
  /** Renders a figure at its place; null if there is none of this id. */
  readonly figure: (id: string) => Html | null;
  /** Callouts rendered so far. */
  callouts: number;
}

/** Everything that rendering one text needs; stands in markdown-it's `env`. */
export interface Context {
  readonly policy: Policy;
  readonly world: World;
  /** Language of the text. */
  readonly language: string;
  readonly report: (problem: MarkdownProblem) => void;
  readonly section: SectionContext | null;
  /** Gap ids of a cloze text; null in other texts, where `{{…}}` is plain text. */
  readonly gaps: ReadonlySet<string> | null;
}

/** The context in markdown-it's `env`. */
export function contextOf(env: unknown): Context {
  return (env as { readonly context: Context }).context;
}
