import type { Html } from '../domain/item.ts';
import type { Context, Policy } from '../content/markdown/context.ts';
import { POLICIES } from '../content/markdown/context.ts';
import { renderBlock, renderInline } from '../content/markdown/render.ts';
import type { World } from '../content/world.ts';
import { wordsOf } from './html.ts';
import type { NoteLoss } from './outcome.ts';

/** Renders the texts of one question for export, and notes what rendering takes away. */
export class Texts {
  readonly #world: World;
  readonly note: NoteLoss;

  constructor(world: World, note: NoteLoss) {
    this.#world = world;
    this.note = note;
  }

  /** A prompt: paragraphs without citations. */
  prompt(text: string): Html {
    return this.#block(text, POLICIES.prompt);
  }

  /** An explanation: paragraphs with citations, which become links. */
  block(text: string): Html {
    return this.#block(text, POLICIES.line);
  }

  /** Feedback or a hint. */
  line(text: string): Html {
    this.#notice(text);
    return renderInline(text, this.#context(POLICIES.line, null));
  }

  /** The text of a choice, a row, a sentence. */
  label(text: string): Html {
    this.#notice(text);
    return renderInline(text, this.#context(POLICIES.label, null));
  }

  /** A cloze text; `gap` gives what stands in the place of each gap. */
  cloze(text: string, gaps: ReadonlySet<string>): Html {
    this.#notice(text);
    return renderInline(text, this.#context(POLICIES.label, gaps));
  }

  /** A label where the other side takes words only. */
  plain(text: string): string {
    const html = this.label(text);
    if (/<[a-z]/.test(html)) this.note('emphasis is lost where only plain words can stand');
    return wordsOf(html);
  }

  #block(text: string, policy: Policy): Html {
    this.#notice(text);
    return renderBlock(text, this.#context(policy, null));
  }

  #notice(text: string): void {
    if (/\[@[^[\]]*\]/.test(text)) this.note('citations inside texts become links');
    if (text.includes('](term:')) this.note('links to the glossary become plain words');
  }

  #context(policy: Policy, gaps: ReadonlySet<string> | null): Context {
    const world = this.#world;
    const language = world.locale;
    return { policy, world, language, report: () => undefined, section: null, gaps };
  }
}
