import type { Certainty } from '../../domain/certainty.ts';
import type { Html } from '../../domain/item.ts';
import type { MasteryLevel } from '../../domain/mastery.ts';
import type { Phrase } from '../../domain/language.ts';
import type { Standing } from './models.ts';

/** Stated certainty against the share of the answers that were right. */
export interface CalibrationModel {
  readonly rows: readonly {
    readonly certainty: Certainty;
    readonly answers: number;
    readonly right: number;
    /** Right of all, 0 to 1; null where there are too few answers to tell. */
    readonly share: number | null;
    /** Share right from which this certainty pays best, 0 to 1. */
    readonly paysFrom: number;
  }[];
  /** Null where no certainty has enough answers. */
  readonly chart: Html | null;
}

/** An answer that the learner was certain of and that earned nothing. */
export interface ConfidentlyWrong {
  readonly prompt: Html;
  /** Language of the prompt. */
  readonly lang: string;
  readonly at: Date;
  /** The quiz that asked; null for a review. */
  readonly quizTitle: Phrase | null;
  /** Where the answer is explained; null where the viewer has no page of it. */
  readonly href: string | null;
}

/** All objectives of the course, by how far they are mastered. */
export interface MasteryModel {
  readonly levels: readonly { readonly level: MasteryLevel; readonly objectives: number }[];
  readonly total: number;
  /** Null for a course without objectives. */
  readonly chart: Html | null;
}

/** Results over time, newest first in the table. */
export interface TrendModel {
  readonly rows: readonly {
    readonly at: Date;
    readonly quizTitle: Phrase;
    readonly share: number;
    readonly passedSoFar: number;
  }[];
  readonly lessons: number;
  /** Null before the first result. */
  readonly chart: Html | null;
}

/** What falls due in the next two weeks. */
export interface ForecastModel {
  readonly days: readonly { readonly day: Date; readonly cards: number }[];
  readonly total: number;
  /** Null where nothing falls due. */
  readonly chart: Html | null;
}

/** The page “My learning”. */
export interface LearningModel extends Standing {
  readonly trend: TrendModel;
  readonly forecast: ForecastModel;
}
