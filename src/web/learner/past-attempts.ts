import { isLate, type AssignmentWindow } from '../../domain/assignment.ts';
import type { AttemptSummary } from '../../store/attempts.ts';
import { quizTitle, type CourseView } from '../course-view.ts';
import type { PastAttempt } from './models.ts';
import { isHeld, type Viewer } from '../../services/releasing.ts';

/** A line of a list of attempts, for this viewer at `now`; `window` has the learner’s dates. */
export function pastAttempt(
  course: CourseView,
  attempt: AttemptSummary,
  viewer: Viewer,
  now: Date,
  window: AssignmentWindow | undefined,
): PastAttempt {
  const { score, maxScore, state } = attempt;
  const graded = state === 'graded' && score !== null && maxScore > 0;
  const held = isHeld(attempt, viewer, now);
  return {
    id: attempt.id,
    number: attempt.number,
    quizTitle: quizTitle(course, attempt),
    running: state === 'in-progress',
    awaiting: state === 'awaiting-grading',
    held,
    startedAt: attempt.startedAt,
    late:
      window !== undefined && attempt.submittedAt !== null && isLate(window, attempt.submittedAt),
    share: graded && !held ? score / maxScore : null,
  };
}
