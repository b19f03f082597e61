import type { Item, ItemBase, TickScoring } from '../../domain/item.ts';
import { DEFAULT_PENALTY } from '../../domain/practice.ts';
import { digest } from '../digest.ts';
import type { Path } from '../diagnostic.ts';
import { POLICIES } from '../markdown/context.ts';
import { NO_HTML } from '../markdown/markup.ts';
import type { AuthoredItem, AuthoredItemOf } from '../schema/items.ts';
import { clozeGaps, clozeParts, textKey } from './cloze.ts';
import { essayParts } from './essay.ts';
import { choices, feedback, label, options } from './options.ts';
import type { Desk } from './texts.ts';
import { block, cited, inline, languageAt } from './texts.ts';

const DEFAULT_POINTS = 1;

/** An authored question, with its texts rendered and its defaults filled in. */
export function compileItem(desk: Desk, lesson: string, item: AuthoredItem, path: Path): Item {
  return { ...compileBase(desk, lesson, item, path), ...compileParts(desk, item, path) };
}

type PartsOf<I> = I extends Item ? Omit<I, keyof ItemBase> : never;

/** What an item has by its type. */
function compileParts(desk: Desk, item: AuthoredItem, path: Path): PartsOf<Item> {
  const { type } = item;
  const at = (key: string) => [...path, key];
  switch (type) {
    case 'single-choice':
      return { type, choices: choices(desk, item.choices, at('choices')) };
    case 'true-false':
      return { type, answer: item.answer, ...general(desk, item, path) };
    case 'multiple-response':
      return { type, choices: options(desk, item.choices, at('choices')), ...ticks(item) };
    case 'short-text':
      return {
        type,
        ...textKey(item.accept, item.folds, desk.voice),
        ...general(desk, item, path),
      };
    case 'numeric':
      return { type, ...numericKey(desk, item, path), ...general(desk, item, path) };
    case 'cloze':
      return { type, ...clozeParts(desk, item, path), gaps: clozeGaps(desk, item, path) };
    case 'matching':
      return { type, ...matchingParts(desk, item, path), ...general(desk, item, path) };
    case 'ordering':
      return {
        type,
        entries: labelled(desk, item.entries, at('entries')),
        scoring: item.scoring ?? 'neighbours',
        ...general(desk, item, path),
      };
    case 'hot-text':
      return { type, sentences: options(desk, item.sentences, at('sentences')), ...ticks(item) };
    case 'essay':
      return { type, ...essayParts(desk, item, path) };
  }
}

/** Feedback on the item as a whole. */
function general(desk: Desk, item: { readonly feedback: string }, path: Path) {
  return { feedback: feedback(desk, item.feedback, path) ?? NO_HTML };
}

function ticks({ scoring }: { readonly scoring?: TickScoring | undefined }) {
  return { scoring: scoring ?? ('net' as const) };
}

function compileBase(desk: Desk, lesson: string, item: AuthoredItem, path: Path): ItemBase {
  return {
    ref: `${lesson}/${item.id}`,
    id: item.id,
    lesson,
    hash: digest({ lesson, item }),
    locale: desk.voice.locale,
    objective: item.objective,
    points: item.points ?? DEFAULT_POINTS,
    prompt: block(desk, POLICIES.prompt, item.prompt, [...path, 'prompt']),
    explanation: block(desk, POLICIES.line, item.explanation, [...path, 'explanation']),
    cite: cited(desk, item.cite, [...path, 'cite']),
    tags: item.tags ?? [],
    hints: (item.hints ?? []).map((hint, index) =>
      inline(desk, POLICIES.line, hint, [...path, 'hints', index]),
    ),
    penalty: item.penalty ?? DEFAULT_PENALTY,
  };
}

function numericKey(desk: Desk, item: AuthoredItemOf<'numeric'>, path: Path) {
  const tolerance = item.tolerance ?? 0;
  const [min, max] = item.range ?? [item.answer - tolerance, item.answer + tolerance];
  const key = { min, max, value: item.answer, unit: item.unit?.trim() ?? null };
  const unitLanguage = languageAt(desk, [...path, 'unit']);
  return unitLanguage === desk.voice.locale ? key : { ...key, unitLanguage };
}

function matchingParts(desk: Desk, item: AuthoredItemOf<'matching'>, path: Path) {
  const rows = item.rows.map((row, index) => {
    const here = [...path, 'rows', index];
    return {
      id: row.id,
      text: label(desk, row.text, [...here, 'text']),
      match: row.match,
      feedback: feedback(desk, row.feedback, here),
    };
  });
  return { rows, targets: labelled(desk, item.targets, [...path, 'targets']) };
}

function labelled(desk: Desk, entries: readonly { id: string; text: string }[], path: Path) {
  return entries.map(({ id, text }, index) => ({
    id,
    text: label(desk, text, [...path, index, 'text']),
  }));
}
