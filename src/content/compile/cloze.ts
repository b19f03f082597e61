import type { ClozePart, Fold, Gap, Html, TextKey } from '../../domain/item.ts';
import type { Path } from '../diagnostic.ts';
import { POLICIES } from '../markdown/context.ts';
import { splitAtGaps } from '../markdown/gaps.ts';
import { NO_HTML } from '../markdown/markup.ts';
import type { AuthoredGap, AuthoredItemOf } from '../schema/items.ts';
import { feedback, options } from './options.ts';
import type { Desk } from './texts.ts';
import { inline } from './texts.ts';

/** Set aside in every typed answer. */
const ALWAYS: readonly Fold[] = ['case', 'punctuation'];
/** Set aside unless the author says otherwise. */
const BY_DEFAULT: readonly Fold[] = ['accents', 'arabic'];

/** What a typed answer is compared with, defaults filled in. */
export function textKey(accept: readonly string[], folds: readonly Fold[] | undefined): TextKey {
  return {
    accept: accept.map((one) => one.trim()),
    folds: [...new Set([...ALWAYS, ...(folds ?? BY_DEFAULT)])],
  };
}

/** A cloze text cut into runs of HTML and places of gaps. */
export function clozeParts(
  desk: Desk,
  item: AuthoredItemOf<'cloze'>,
  path: Path,
): readonly ClozePart[] {
  const gaps = new Set(item.gaps.map((gap) => gap.id));
  const rendered = inline(desk, POLICIES.label, item.text, [...path, 'text'], { gaps });
  return splitAtGaps(rendered).flatMap((piece, index): ClozePart[] => {
    if (index % 2 === 1) return [{ gap: piece }];
    return piece === '' ? [] : [{ html: piece as Html }];
  });
}

/** The gaps of a cloze item: a list to choose from, or a box to type in. */
export function clozeGaps(desk: Desk, item: AuthoredItemOf<'cloze'>, path: Path): readonly Gap[] {
  return item.gaps.map((gap, index) => clozeGap(desk, gap, [...path, 'gaps', index]));
}

function clozeGap(desk: Desk, gap: AuthoredGap, path: Path): Gap {
  if (gap.choices) {
    return {
      id: gap.id,
      kind: 'select',
      choices: options(desk, gap.choices, [...path, 'choices']),
    };
  }
  const key = textKey(gap.accept ?? [], gap.folds);
  return {
    id: gap.id,
    kind: 'text',
    ...key,
    feedback: feedback(desk, gap.feedback, path) ?? NO_HTML,
  };
}
