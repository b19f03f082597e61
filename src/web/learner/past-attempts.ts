import type { AttemptSummary } from '../../store/attempts.ts';
import type { PastAttempt } from './models.ts';

/** A line of a list of attempts. */
export function pastAttempt(attempt: AttemptSummary): PastAttempt {
  const { score, maxScore } = attempt;
  return {
    id: attempt.id,
    number: attempt.number,
    lessonTitle: attempt.lessonTitle,
    running: attempt.state === 'in-progress',
    startedAt: attempt.startedAt,
    share: score === null || maxScore === 0 ? null : score / maxScore,
  };
}
