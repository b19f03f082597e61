import type { Catalogue, Quiz } from '../../domain/course.ts';
import type { Paths } from '../paths.ts';

/**
 * The page that a quiz is begun from: its lesson's, or its own; null when it has left the course.
 * Attempts are posted to `<page>/attempts`.
 */
export function quizPath(course: Catalogue, paths: Paths, quizId: string): string | null {
  const quiz = course.quizzes.get(quizId);
  if (quiz === undefined) return null;
  return quiz.lesson === null ? paths.quiz(quiz.id) : paths.lesson(quiz.lesson);
}

/** How many questions an attempt at the quiz has. */
export function questionsOf({ draw, bank }: Pick<Quiz, 'draw' | 'bank'>): number {
  return draw?.reduce((sum, rule) => sum + rule.count, 0) ?? bank.length;
}
