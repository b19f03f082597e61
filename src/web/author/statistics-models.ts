import type { Html } from '../../domain/item.ts';
import type { Phrase } from '../../domain/language.ts';
import type { ItemAnalysis } from '../../domain/statistics/analysis.ts';
import type { QuizFigures } from '../../domain/statistics/quiz-figures.ts';

/** A quiz by its name. */
export interface NamedQuiz {
  readonly id: string;
  readonly title: Phrase;
}

export interface StatisticsModel {
  readonly quizzes: readonly (NamedQuiz & {
    /** Null for too few attempts. */
    readonly figures: QuizFigures | null;
  })[];
  /** So many attempts are needed for a figure. */
  readonly fewest: number;
}

/** A question as lists name it. */
export interface NamedItem {
  /** The item version. */
  readonly hash: string;
  readonly type: string;
  readonly prompt: Html;
  /** Language of its texts: the reader's, where they are translated into it. */
  readonly lang: string;
}

/** A question with its figures. */
export interface AnalysedItem extends NamedItem, Omit<ItemAnalysis, 'item'> {}

/** Sums of the totals T of a quiz, in points. */
export interface TotalSums {
  readonly n: number;
  readonly t: number;
  readonly tt: number;
  /** Σ var(x) of the questions; null where not every attempt was asked the same ones. */
  readonly variances: number | null;
}

export interface QuizStatisticsModel {
  readonly quiz: NamedQuiz;
  readonly fewest: number;
  /** Graded attempts that are not counted yet. */
  readonly waiting: number;
  /** Null for too few attempts. */
  readonly analysis: {
    readonly figures: QuizFigures;
    readonly sums: TotalSums;
    /** As the quiz asks them now; what needs attention first. */
    readonly items: readonly AnalysedItem[];
    /** As the quiz asked them before. */
    readonly earlier: readonly AnalysedItem[];
    /** As the quiz asks them now, with too few attempts. */
    readonly tooFew: readonly NamedItem[];
  } | null;
}

export interface ItemStatisticsModel {
  readonly quiz: NamedQuiz;
  readonly fewest: number;
  readonly item: NamedItem;
  /** Where it can be tried; null for an earlier version. */
  readonly preview: { readonly lesson: string; readonly id: string } | null;
  /** Null for too few attempts. */
  readonly analysis: AnalysedItem | null;
}
