import type { Html } from '../../domain/item.ts';
import type { Phrase } from '../../domain/language.ts';
import type { MasteryLevel } from '../../domain/mastery.ts';
import type { LessonState } from '../../domain/progress.ts';
import type { Cohort } from '../../store/cohorts.ts';
import type { ActivityModel } from '../learner/activity-models.ts';
import type { PastAttempt, Standing } from '../learner/models.ts';
import type { ReasonModel } from './cohort-models.ts';
import type { AccommodationSection } from './accommodation-models.ts';

export interface LearnerModel extends Standing {
  readonly cohort: Cohort;
  /** Null for somebody who never did anything. */
  readonly lastActiveAt: Date | null;
  /** Why they may need a hand, the most pressing first. */
  readonly reasons: readonly ReasonModel[];
  /** The latest of what they did. */
  readonly activity: ActivityModel;
  readonly learner: { readonly id: string; readonly name: string; readonly email: string };
  /** Those given to this learner alone. */
  readonly accommodations: AccommodationSection;
}

export interface LearnerActivityModel {
  readonly cohort: Cohort;
  readonly learner: { readonly id: string; readonly name: string };
  readonly activity: ActivityModel;
}

/** What a learner did in one lesson. */
export interface WorkModel {
  readonly cohort: Cohort;
  readonly learner: { readonly id: string; readonly name: string };
  readonly lesson: { readonly id: string; readonly number: number; readonly title: Phrase };
  readonly state: LessonState;
  readonly sectionsRead: number;
  readonly sections: number;
  /** Best share of the points, 0 to 1; null before the first submission. */
  readonly bestShare: number | null;
  readonly objectives: readonly { readonly text: Html; readonly level: MasteryLevel }[];
  /** At the quiz of the lesson, newest first. */
  readonly attempts: readonly PastAttempt[];
  /** The lessons before and after it; null at the ends of the course. */
  readonly previous: string | null;
  readonly next: string | null;
}
