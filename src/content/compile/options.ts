import type { Choice, Html, Option } from '../../domain/item.ts';
import type { Path } from '../diagnostic.ts';
import { POLICIES } from '../markdown/context.ts';
import type { AuthoredChoice, AuthoredOption } from '../schema/items.ts';
import type { Desk } from './texts.ts';
import { inline } from './texts.ts';

/** Things that can be ticked, with their texts rendered. */
export function options(
  desk: Desk,
  authored: readonly AuthoredOption[],
  path: Path,
): readonly Option[] {
  return authored.map((one, index) => {
    const here = [...path, index];
    return {
      id: one.id,
      text: label(desk, one.text, [...here, 'text']),
      correct: one.correct ?? false,
      feedback: feedback(desk, one.feedback, here),
    };
  });
}

/** Options with the share of the points that each earns. */
export function choices(
  desk: Desk,
  authored: readonly AuthoredChoice[],
  path: Path,
): readonly Choice[] {
  return options(desk, authored, path).map((option, index) => {
    const credit = option.correct ? 1 : (authored[index]?.credit ?? 0);
    return { ...option, credit };
  });
}

/** A text that stands in the label of a control. */
export function label(desk: Desk, text: string, path: Path): Html {
  return inline(desk, POLICIES.label, text, path);
}

/** The `feedback` under a path; null where there is none. */
export function feedback(desk: Desk, text: string | undefined, path: Path): Html | null {
  return text === undefined ? null : inline(desk, POLICIES.line, text, [...path, 'feedback']);
}
