import type { ClozeItem, ClozePart, Fold, Gap, Html, TextKey } from '../../domain/item.ts';
import type { Path } from '../diagnostic.ts';
import { POLICIES } from '../markdown/context.ts';
import { splitAtGaps } from '../markdown/gaps.ts';
import { NO_HTML } from '../markdown/markup.ts';
import type { AuthoredAccept, AuthoredGap, AuthoredItemOf } from '../schema/items.ts';
import { feedback, options } from './options.ts';
import type { Desk } from './texts.ts';
import type { Voice } from './texts.ts';
import { languageAt, unmarked } from './texts.ts';

/** Set aside in every typed answer. */
const ALWAYS: readonly Fold[] = ['case', 'punctuation'];
/** Set aside unless the author says otherwise. */
const BY_DEFAULT: readonly Fold[] = ['accents', 'arabic'];

/**
 * What a typed answer is compared with, defaults filled in. Answers of all languages count; those
 * of the reader's come first, then the base's.
 */
export function textKey(
  accept: AuthoredAccept,
  folds: readonly Fold[] | undefined,
  { locale, base }: Voice,
): TextKey {
  const lists = Array.isArray(accept) ? { [base]: accept } : accept;
  const languages = [...new Set([locale, base, ...Object.keys(lists)])].filter((language) =>
    Object.hasOwn(lists, language),
  );
  const answers = languages.flatMap((language) => lists[language] ?? []);
  const [language = locale] = languages;
  return {
    accept: [...new Set(answers.map((one) => one.trim()))],
    folds: [...new Set([...ALWAYS, ...(folds ?? BY_DEFAULT)])],
    ...(language === locale ? {} : { language }),
  };
}

/** A cloze text cut into runs of HTML and places of gaps. */
export function clozeParts(
  desk: Desk,
  item: AuthoredItemOf<'cloze'>,
  path: Path,
): Pick<ClozeItem, 'parts' | 'partsLanguage'> {
  const here = [...path, 'text'];
  const gaps = new Set(item.gaps.map((gap) => gap.id));
  const rendered = unmarked(desk, POLICIES.label, item.text, here, { gaps });
  const parts = splitAtGaps(rendered).flatMap((piece, index): ClozePart[] => {
    if (index % 2 === 1) return [{ gap: piece }];
    return piece === '' ? [] : [{ html: piece as Html }];
  });
  const language = languageAt(desk, here);
  return language === desk.voice.locale ? { parts } : { parts, partsLanguage: language };
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
  const key = textKey(gap.accept ?? [], gap.folds, desk.voice);
  return {
    id: gap.id,
    kind: 'text',
    ...key,
    feedback: feedback(desk, gap.feedback, path) ?? NO_HTML,
  };
}
