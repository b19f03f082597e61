import type { Html, Item, Option } from '../item.ts';
import { answerTo } from '../items/reading.ts';
import type { ItemResponse } from '../items/registry.ts';

/** Stands for every attempt that was asked, whatever it chose; ids never look like it. */
export const ASKED = '*';
/** Stands for no choice at all. */
export const NO_CHOICE = '';

/** A choice of a part, as statistics show it; `text` null where the page has words of its own. */
export interface PartChoice {
  readonly id: string;
  readonly text: Html | null;
  readonly correct: boolean;
}

/** Something in an item that is answered by choosing. */
export interface ChoicePart {
  /** Row or gap id; empty where the item is answered as one. */
  readonly part: string;
  readonly label: Html | null;
  readonly choices: readonly PartChoice[];
  /** True where one choice shuts out the others. */
  readonly sole: boolean;
}

/** What can be chosen in an item; nothing where answers are typed or put in an order. */
export function choiceParts(item: Item): ChoicePart[] {
  switch (item.type) {
    case 'single-choice':
      return [wholePart(item.choices.map(toChoice), true)];
    case 'true-false':
      return [wholePart([truth(true, item.answer), truth(false, item.answer)], true)];
    case 'multiple-response':
      return [wholePart(item.choices.map(toChoice), false)];
    case 'hot-text':
      return [wholePart(item.sentences.map(toChoice), false)];
    case 'matching':
      return item.rows.map(({ id, text, match }) => ({
        part: id,
        label: text,
        choices: item.targets.map((target) => ({ ...target, correct: target.id === match })),
        sole: true,
      }));
    case 'cloze':
      return item.gaps.flatMap((gap) =>
        gap.kind === 'text'
          ? []
          : { part: gap.id, label: null, choices: gap.choices.map(toChoice), sole: true },
      );
    case 'short-text':
    case 'numeric':
    case 'ordering':
    case 'essay':
      return [];
  }
}

function wholePart(choices: readonly PartChoice[], sole: boolean): ChoicePart {
  return { part: '', label: null, choices, sole };
}

function toChoice({ id, text, correct }: Option): PartChoice {
  return { id, text, correct };
}

function truth(value: boolean, answer: boolean): PartChoice {
  return { id: String(value), text: null, correct: value === answer };
}

/** One choice that an attempt took. */
export interface TakenChoice {
  readonly part: string;
  readonly choice: string;
}

/**
 * What a response took of an item: for each part its choices, or {@link NO_CHOICE}; and, where there
 * is anything to choose, {@link ASKED} once.
 */
export function takenChoices(item: Item, response: ItemResponse | null): TakenChoice[] {
  const parts = choiceParts(item);
  if (parts.length === 0) return [];
  const taken = parts.flatMap(({ part, choices }) => {
    const chosen = chosenIn(response, part);
    const known = choices.filter(({ id }) => chosen.includes(id)).map(({ id }) => id);
    return (known.length === 0 ? [NO_CHOICE] : known).map((choice) => ({ part, choice }));
  });
  return [{ part: '', choice: ASKED }, ...taken];
}

/** The ids that a response of any type has for a part. */
function chosenIn(response: ItemResponse | null, part: string): readonly string[] {
  if (response === null) return [];
  if ('choice' in response) return [response.choice];
  if ('chosen' in response) return response.chosen;
  if ('answer' in response) return [String(response.answer)];
  if ('rows' in response) return ownOf(response.rows, part);
  if ('gaps' in response) return ownOf(response.gaps, part);
  return [];
}

function ownOf(answers: Readonly<Record<string, string>>, part: string): readonly string[] {
  const answer = answerTo(answers, part);
  return answer === undefined ? [] : [answer];
}
