import type { Catalogue } from './course.ts';
import { reaches } from './share.ts';

export const LESSON_STATES = ['not-started', 'in-progress', 'completed', 'passed'] as const;
export type LessonState = (typeof LESSON_STATES)[number];

/** What a lesson's state follows from. */
export interface LessonEvidence {
  readonly sectionsRead: readonly string[];
  /** Section ids of the lesson as it is now. */
  readonly sections: readonly string[];
  /** Best share of the points over submitted attempts, 0 to 1; null before the first. */
  readonly bestShare: number | null;
  readonly attemptStarted: boolean;
  /** Passed by an earlier result, which a later change of the pass mark does not take back. */
  readonly passedBefore: boolean;
  /** Share needed to pass, 0 to 1. */
  readonly pass: number;
}

/**
 * Not started → in progress → completed (all sections read and the quiz submitted) → passed (at or
 * over the pass mark; reading is not asked for, since the quiz has shown what was learnt).
 */
export function lessonState(evidence: LessonEvidence): LessonState {
  const { bestShare, sections, sectionsRead } = evidence;
  if (evidence.passedBefore) return 'passed';
  if (bestShare !== null && reaches(bestShare, evidence.pass)) return 'passed';
  const allRead = sections.every((section) => sectionsRead.includes(section));
  if (bestShare !== null && allRead) return 'completed';
  const begun = bestShare !== null || evidence.attemptStarted || sectionsRead.length > 0;
  return begun ? 'in-progress' : 'not-started';
}

/** What a state is kept of: a lesson with its quiz, or a quiz of a module or of the course. */
export interface ProgressUnit {
  /** The quiz's id, which for a lesson is the lesson's. */
  readonly id: string;
  /** Section ids; none for a quiz without a lesson. */
  readonly sections: readonly string[];
  /** Share needed to pass, 0 to 1. */
  readonly pass: number;
}

/** Finds the unit of a quiz in the course as it is now; undefined when it has left it. */
export type FindUnit = (quizId: string) => ProgressUnit | undefined;

/** The unit that a quiz belongs to; undefined when it has left the course. */
export function unitOf(course: Catalogue, quizId: string): ProgressUnit | undefined {
  const quiz = course.quizzes.get(quizId);
  if (quiz === undefined) return undefined;
  const sections = course.lessons.get(quizId)?.sections ?? [];
  return { id: quizId, sections: sections.map((section) => section.id), pass: quiz.settings.pass };
}
