import type { Path, Report } from '../diagnostic.ts';
import type { AuthoredItem, AuthoredItemOf } from '../schema/items.ts';
import { LEVEL, upperTail } from './chance.ts';
import { prose } from './words.ts';

type SingleChoice = AuthoredItemOf<'single-choice'>;

/** What counts as clearly the longest: at least so many times the next, and so many characters more. */
const CLEARLY = { times: 1.25, more: 10 };
/** Share of the keys that one position may hold. */
const MAX_SHARE = 0.4;

/** Where the keys of some questions are to be judged together. */
export interface KeySample {
  readonly items: readonly AuthoredItem[];
  /** Where findings point. */
  readonly path: Path;
}

/** Checks that the right choices of single-choice items cannot be told by their length or place. */
export function checkKeys(report: Report, { items, path }: KeySample): void {
  const questions = items.filter((item) => item.type === 'single-choice');
  checkLongest(report, questions, path);
  checkPositions(report, questions, path);
}

function checkLongest(report: Report, questions: readonly SingleChoice[], path: Path): void {
  const telling = questions.flatMap((item) => {
    const longest = clearlyLongest(item);
    return longest === undefined ? [] : [{ item, isKey: longest.correct === true }];
  });
  const keys = telling.filter((one) => one.isKey).map((one) => one.item);
  const chances = telling.map(({ item }) => 1 / item.choices.length);
  const chance = upperTail(chances, keys.length);
  if (keys.length === 0 || chance > LEVEL) return;
  const message = `in ${keys.length} of the ${telling.length} questions in which one choice is clearly the longest it is the right one; chance alone gives as many in ${percent(chance)}`;
  const suggestion = `shorten the right choice or lengthen a wrong one, for example in ${list(keys)}`;
  report({ path, rule: 'key-longest', message, suggestion, onKey: true });
}

function clearlyLongest({ choices }: SingleChoice) {
  const sized = choices.map((choice) => ({ choice, length: prose(choice.text).trim().length }));
  const [first, second] = sized.sort((a, b) => b.length - a.length);
  if (!first || !second) return undefined;
  const { times, more } = CLEARLY;
  const clear = first.length >= second.length * times && first.length - second.length >= more;
  return clear ? first.choice : undefined;
}

function checkPositions(report: Report, questions: readonly SingleChoice[], path: Path): void {
  const most = Math.max(0, ...questions.map((item) => item.choices.length));
  for (let place = 0; place < most; place += 1) {
    const held = questions.filter((item) => item.choices[place]?.correct);
    const chances = questions.map(({ choices }) =>
      place < choices.length ? 1 / choices.length : 0,
    );
    // As many positions are looked at, so that each must pass a level that is so much stricter.
    const chance = Math.min(1, upperTail(chances, held.length) * most);
    if (held.length <= questions.length * MAX_SHARE || chance > LEVEL) continue;
    const message = `${held.length} of the ${questions.length} right choices stand in position ${place + 1}; chance alone gives as many in one position in ${percent(chance)}`;
    const suggestion = `move the right choice, for example in ${list(held)}`;
    report({ path, rule: 'key-position', message, suggestion, onKey: true });
  }
}

/** Most items named in a suggestion. */
const MAX_NAMED = 4;

function list(items: readonly SingleChoice[]): string {
  const names = items.slice(0, MAX_NAMED).map((item) => `\`${item.id}\``);
  return names.join(', ');
}

function percent(chance: number): string {
  const share = chance * 100;
  return share < 0.1 ? 'less than 0.1 % of cases' : `${share.toFixed(1)} % of cases`;
}
