import type { Report } from '../diagnostic.ts';
import { foldWording } from '../language/fold.ts';
import { ABSOLUTE, CATCH_ALL, NOT_ABSOLUTE } from '../language/choosing.ts';
import { allPhrases, wholeText, wholeWords } from '../language/phrases.ts';
import type { ChoiceList } from './choice-lists.ts';
import { countWords } from './words.ts';

/** Most words of a choice: more is read slowly, and hides what tells the choices apart. */
const MAX_WORDS = 25;

const CATCH_ALL_TEXT = wholeText(CATCH_ALL);
const ABSOLUTE_WORD = wholeWords(allPhrases(ABSOLUTE));
const NOT_ABSOLUTE_PHRASE = wholeWords(allPhrases(NOT_ABSOLUTE));

/**
 * Checks the wording of choices for what lets people guess without knowing (T. M. Haladyna, S. M.
 * Downing & M. C. Rodriguez, A review of multiple-choice item-writing guidelines for classroom
 * assessment, Applied Measurement in Education 15, 2002).
 */
export function checkChoiceWording(report: Report, list: ChoiceList): void {
  checkCatchAll(report, list);
  checkAbsolutes(report, list);
  checkLengths(report, list);
}

function checkCatchAll(report: Report, { options, path }: ChoiceList): void {
  options.forEach(({ text }, index) => {
    if (!CATCH_ALL_TEXT.test(foldWording(text))) return;
    report({
      path: [...path, index, 'text'],
      rule: 'catch-all-choice',
      message: 'this choice is about the other choices, so it can be judged without the question',
      suggestion: 'write a choice of its own, or ask with `multiple-response`',
    });
  });
}

function checkAbsolutes(report: Report, { options, path }: ChoiceList): void {
  const right = options.filter((one) => one.correct);
  const allowed = new Set(right.flatMap(absolutesIn).map(foldWording));
  options.forEach((option, index) => {
    if (option.correct) return;
    const word = absolutesIn(option).find((one) => !allowed.has(foldWording(one)));
    if (word === undefined) return;
    const message = `“${word}” stands in a wrong choice and in no right one, and gives it away as wrong`;
    report({ path: [...path, index, 'text'], rule: 'absolute-word', message, needle: word });
  });
}

/** The absolute words of a choice; one that is nothing else, such as “Nobody”, is an answer like others. */
function absolutesIn({ text }: { readonly text: string }): readonly string[] {
  const words = text.replaceAll(NOT_ABSOLUTE_PHRASE, ' ').match(ABSOLUTE_WORD) ?? [];
  return words.filter((word) => foldWording(word) !== foldWording(text));
}

function checkLengths(report: Report, { options, path }: ChoiceList): void {
  options.forEach(({ text }, index) => {
    const words = countWords(text);
    if (words <= MAX_WORDS) return;
    const message = `this choice has ${words} words; up to ${MAX_WORDS} can be compared well`;
    report({ path: [...path, index, 'text'], rule: 'choice-length', message });
  });
}
