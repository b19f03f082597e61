import type { Catalogue } from '../../domain/course.ts';
import type { LessonState } from '../../domain/progress.ts';
import type { Phrase } from '../../domain/language.ts';
import type { Cohort } from '../../store/cohorts.ts';
import type { LearnerProgress, UnitProgress } from '../../store/progress.ts';

/** One learner in one lesson. */
export interface GridCell {
  readonly state: LessonState;
  /** Best share of the points, 0 to 1; null before the first submission. */
  readonly bestShare: number | null;
  /** Step of the heat scale; 0 without a share. */
  readonly shade: 0 | 1 | 2 | 3 | 4;
}

/** The learner × lesson grid of `views/partials/cohort-grid.eta`. */
export interface GridModel {
  readonly cohort: Cohort;
  readonly lessons: readonly {
    readonly id: string;
    readonly number: number;
    readonly title: Phrase;
    /** Learners who passed. */
    readonly passed: number;
  }[];
  readonly learners: readonly {
    readonly id: string;
    readonly name: string;
    readonly cells: readonly GridCell[];
    /** Lessons passed. */
    readonly passed: number;
    readonly lastActiveAt: Date | null;
  }[];
}

/** The learner × lesson grid of these learners, in their order; lessons in the course's. */
export function gridModel(
  course: Catalogue,
  cohort: Cohort,
  everybody: readonly LearnerProgress[],
): GridModel {
  const lessons = [...course.lessons.values()];
  // What was done in lessons that have left the course counts nowhere.
  const learners = everybody.map((learner) => ({
    ...learner,
    lessons: new Map([...learner.lessons].filter(([id]) => course.lessons.has(id))),
  }));
  return {
    cohort,
    lessons: lessons.map(({ id, number, title }) => ({
      id,
      number,
      title,
      passed: learners.filter((learner) => hasPassed(learner, id)).length,
    })),
    learners: learners.map((learner) => ({
      id: learner.accountId,
      name: learner.name,
      cells: lessons.map((lesson) => gridCell(learner.lessons.get(lesson.id))),
      passed: lessons.filter((lesson) => hasPassed(learner, lesson.id)).length,
      lastActiveAt: learner.lastActiveAt,
    })),
  };
}

function hasPassed(learner: LearnerProgress, lessonId: string): boolean {
  return learner.lessons.get(lessonId)?.state === 'passed';
}

function gridCell(progress: UnitProgress | undefined): GridCell {
  const bestShare = progress?.bestShare ?? null;
  return { state: progress?.state ?? 'not-started', bestShare, shade: shadeOf(bestShare) };
}

/** Shades of the mock-up's heat scale: under 40, 40–59, 60–79, 80 and over. */
function shadeOf(share: number | null): GridCell['shade'] {
  if (share === null) return 0;
  if (share < 0.4) return 1;
  if (share < 0.6) return 2;
  return share < 0.8 ? 3 : 4;
}
