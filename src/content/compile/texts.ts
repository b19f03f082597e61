import type { Citation, Html } from '../../domain/item.ts';
import type { Path, Report } from '../diagnostic.ts';
import type { Context, Policy, SectionContext } from '../markdown/context.ts';
import { renderBlock, renderInline } from '../markdown/render.ts';
import type { World } from '../world.ts';
import { resolveCitation } from '../world.ts';

/** What compiling a file's texts needs: what they may point at, and where problems go. */
export interface Desk {
  readonly world: World;
  readonly report: Report;
}

/** Extras that only some texts have. */
export interface Extras {
  readonly section?: SectionContext;
  readonly gaps?: ReadonlySet<string>;
}

/** Renders the Markdown at a path to paragraphs. */
export function block(desk: Desk, policy: Policy, text: string, path: Path, extras?: Extras): Html {
  return renderBlock(text, contextFor(desk, policy, path, extras));
}

/** Renders the Markdown at a path to phrasing content. */
export function inline(
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
