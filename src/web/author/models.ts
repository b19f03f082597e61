import type { TranslationState } from '../../domain/course.ts';
import type { Html } from '../../domain/item.ts';
import type { Phrase } from '../../domain/language.ts';
import type { Cohort } from '../../store/cohorts.ts';
import type { WrongAnswer } from './item-feedback.ts';
import type { FeedbackModel, MarkedItem } from '../learner/feedback-models.ts';
import type { QuestionView } from '../learner/models.ts';

export interface TeachModel {
  readonly cohorts: readonly Cohort[];
}

export interface LearnerAttemptModel {
  readonly cohort: Cohort;
  readonly learner: { readonly id: string; readonly name: string };
  readonly startedAt: Date;
  readonly quizTitle: Phrase;
  readonly number: number;
  /** Null while the attempt is in progress. */
  readonly feedback: FeedbackModel | null;
  readonly answered: number;
  readonly total: number;
}

/** A finding of the linter, as shown on a page. */
export interface Finding {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly severity: 'error' | 'warning' | 'note';
  readonly rule: string;
  readonly message: string;
  readonly suggestion: string | null;
}

export interface AuthorLesson {
  readonly id: string;
  readonly number: number;
  readonly title: Phrase;
  readonly file: string;
  readonly items: number;
  readonly errors: number;
  readonly warnings: number;
}

export interface LessonsModel {
  /** Formats in which the questions of a lesson can be had. */
  readonly formats: readonly string[];
  readonly modules: readonly {
    readonly title: Phrase;
    readonly lessons: readonly AuthorLesson[];
  }[];
  readonly findings: readonly Finding[];
  readonly errors: number;
}

/** How far a lesson is translated into one language. */
export interface LessonTranslation extends TranslationState {
  /** Language that it is translated from. */
  readonly from: string;
  readonly missing: number;
  readonly stale: number;
  /** Present, but in error or not recorded, and therefore not shown. */
  readonly held: number;
}

export interface LessonPreviewModel {
  readonly id: string;
  readonly number: number;
  readonly title: Phrase;
  readonly summary: Html;
  readonly objectives: readonly { readonly text: Html }[];
  readonly sections: readonly {
    readonly id: string;
    readonly title: Phrase;
    readonly html: Html;
    readonly recall: { readonly prompt: Html; readonly answer: Html } | null;
  }[];
  readonly notes: readonly { readonly label: string; readonly url: string; readonly ref: string }[];
  readonly items: readonly { readonly id: string; readonly type: string; readonly prompt: Html }[];
  readonly findings: readonly Finding[];
  readonly translations: readonly LessonTranslation[];
}

export interface ItemPreviewModel {
  readonly lessonId: string;
  readonly lessonTitle: Phrase;
  readonly itemId: string;
  readonly number: number;
  readonly total: number;
  readonly questions: readonly QuestionView[];
  /** Shown one by one, in practice. */
  readonly hints: readonly Html[];
  /** The item answered with its own key. */
  readonly marked: MarkedItem;
  readonly wrongAnswers: readonly WrongAnswer[];
  readonly findings: readonly Finding[];
  readonly previous: string | null;
  readonly next: string | null;
}
