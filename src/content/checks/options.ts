import type { Path, Report } from '../diagnostic.ts';
import type { AuthoredChoice, AuthoredOption } from '../schema/items.ts';
import { checkUnique, checkUniqueIds } from './duplicates.ts';

/** Checks a list of options: ids, texts, feedback for every wrong one. */
export function checkOptions(
  report: Report,
  options: readonly AuthoredOption[],
  path: Path,
  noun: string,
): void {
  checkUniqueIds(report, options, path, noun);
  const texts = options.map((option) => option.text.trim().toLowerCase());
  checkUnique(report, texts, (index) => [...path, index, 'text'], `${noun}’s text`);
  options.forEach((option, index) => {
    if (option.correct || option.feedback !== undefined) return;
    const message = `a wrong ${noun} needs \`feedback\` that says what it gets wrong`;
    report({ path: [...path, index], rule: 'missing-feedback', message });
  });
}

/** Checks that exactly one option is right. */
export function checkOneKey(
  report: Report,
  options: readonly AuthoredOption[],
  path: Path,
  noun: string,
): void {
  const keys = options.filter((option) => option.correct).length;
  if (keys === 1) return;
  const message = `exactly one ${noun} must be \`correct: true\`, not ${keys === 0 ? 'none' : keys}`;
  report({ path, rule: 'key', message, onKey: true });
}

/** Checks that some options are right. */
export function checkSomeKey(
  report: Report,
  options: readonly AuthoredOption[],
  path: Path,
  noun: string,
): void {
  if (options.some((option) => option.correct)) return;
  report({
    path,
    rule: 'key',
    message: `at least one ${noun} must be \`correct: true\``,
    onKey: true,
  });
}

/** Checks the credits of choices: the key earns everything, nothing else does. */
export function checkCredits(report: Report, choices: readonly AuthoredChoice[], path: Path): void {
  choices.forEach(({ correct, credit }, index) => {
    if (credit === undefined || (correct ? credit === 1 : credit < 1)) return;
    const message = correct
      ? 'the right choice earns all the points'
      : 'a wrong choice earns less than all';
    report({ path: [...path, index, 'credit'], rule: 'credit', message });
  });
}
