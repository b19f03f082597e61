import type { Html } from '../../domain/item.ts';
import type { Phrase } from '../../domain/language.ts';
import type { MasteryLevel } from '../../domain/mastery.ts';
import type { Reason, ReasonKind } from '../../domain/standing-reasons.ts';
import type { Flag } from '../../domain/statistics/flags.ts';
import type { Cohort } from '../../store/cohorts.ts';
import type { Pager } from '../admin/models.ts';
import type { CalibrationModel } from '../learner/learning-models.ts';
import type { AccommodationSection } from './accommodation-models.ts';
import type { GridModel } from './grid-model.ts';

/** Orders of the learners in the grid. */
export const COHORT_SORTS = ['name', 'mastery', 'passed', 'active'] as const;
export type CohortSort = (typeof COHORT_SORTS)[number];

/** What the address of a cohort's page asks for; whatever it does not know is left out. */
export interface CohortFilter {
  /** Module id; null for the whole course. */
  readonly module: string | null;
  /** `any`: whoever needs a hand. */
  readonly reason: ReasonKind | 'any' | null;
  /** Part of a name. */
  readonly search: string;
  readonly sort: CohortSort;
  readonly page: number;
}

/** A place in the course: a lesson by its number, anything else by its title. */
export interface CoursePlace {
  readonly number: number | null;
  readonly title: Phrase;
}

/** Why a learner may need a hand; `place` is where they stopped or are stuck. */
export type ReasonModel = Reason & { readonly place: CoursePlace | null };

export interface NeedHandRow {
  readonly id: string;
  readonly name: string;
  /** The most pressing first; at least one. */
  readonly reasons: readonly ReasonModel[];
}

export interface FunnelStep {
  readonly kind: 'enrolled' | 'started' | 'module' | 'lesson' | 'course';
  /** The module or lesson that is done; null for the others. */
  readonly place: CoursePlace | null;
  readonly learners: number;
  /** Of all learners, 0 to 1. */
  readonly share: number;
}

export interface QuestionRow {
  readonly quizId: string;
  readonly hash: string;
  readonly quizTitle: Phrase;
  readonly prompt: Html;
  /** 0 to 1. */
  readonly facility: number;
  /** −100 to 100. */
  readonly discrimination: number | null;
  /** The most pressing. */
  readonly flag: Flag;
  /** Whether it is more than chance, see `standsOut`; these come first. */
  readonly standsOut: boolean;
}

export interface ObjectiveRow {
  readonly text: Html;
  /** Learners at each level, the highest first; together they are all. */
  readonly levels: readonly { readonly level: MasteryLevel; readonly learners: number }[];
}

/** A cohort and how it goes. The figures are those of `readCohortFigures`. */
export interface CohortPageModel {
  readonly cohort: Cohort;
  readonly learners: number;
  readonly onTrack: number;
  readonly needHand: number;
  readonly notStarted: number;
  /** Questions whose flag is more than chance. */
  readonly pressing: number;
  /** Of the module where one is chosen, 0 to 1. */
  readonly medianMastery: number | null;
  /** Whole minutes of a lesson's quiz; null where there are none. */
  readonly medianMinutes: number | null;
  readonly filter: CohortFilter;
  readonly modules: readonly { readonly id: string; readonly title: Phrase }[];
  readonly hands: readonly NeedHandRow[];
  /** How many more there are than `hands` shows. */
  readonly moreHands: number;
  /** The numbers in the words that say how this is decided, by the word's key. */
  readonly rules: Readonly<Record<string, Readonly<Record<string, number | string>>>>;
  readonly funnel: readonly FunnelStep[];
  readonly grid: GridModel;
  /** Learners that the filter leaves, on all pages. */
  readonly found: number;
  readonly pager: Pager;
  /** Query of the filter without the page, for the links to other pages. */
  readonly query: string;
  readonly questions: readonly QuestionRow[];
  /** Language of the questions. */
  readonly base: string;
  readonly objectives: readonly {
    readonly lesson: CoursePlace;
    readonly rows: readonly ObjectiveRow[];
  }[];
  readonly calibration: CalibrationModel;
  readonly accommodations: AccommodationSection;
}
