import type { Quiz } from '../../domain/course.ts';
import { drawable } from '../../domain/attempt.ts';
import type { Path, Report } from '../diagnostic.ts';
import { didYouMean } from '../nearest.ts';

/** Checks that a quiz can be made: its window is open at some time and its draws find their items. */
export function checkQuiz(report: Report, quiz: Quiz, path: Path): void {
  const { opensAt, closesAt } = quiz.settings;
  if (opensAt !== null && closesAt !== null && opensAt >= closesAt) {
    report({ path, rule: 'quiz-window', message: 'the quiz closes before it opens' });
  }
  quiz.draw?.forEach((rule, index) => {
    const found = drawable(quiz.bank, rule).length;
    if (found >= rule.count) return;
    const asked = rule.count === 1 ? 'question' : 'questions';
    const message = `the draw asks for ${rule.count} ${asked} and finds ${found}`;
    const suggestion = suggestionFor(quiz, rule.lesson, rule.objective);
    report({ path: [...path, 'draw', index], rule: 'quiz-draw', message, suggestion });
  });
}

function suggestionFor(
  quiz: Quiz,
  lesson: string | null,
  objective: string | null,
): string | undefined {
  if (lesson !== null) return didYouMean(lesson, new Set(quiz.bank.map((item) => item.lesson)));
  if (objective === null) return undefined;
  return didYouMean(
    objective,
    new Set(quiz.bank.map((item) => `${item.lesson}/${item.objective}`)),
  );
}
