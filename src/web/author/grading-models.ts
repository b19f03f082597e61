import type { Criterion, EssayItem, Html } from '../../domain/item.ts';
import type { ChosenLevels } from '../../domain/items/essay.ts';
import type { Phrase } from '../../domain/language.ts';
import type { WaitingEssay } from '../../store/essay-grades.ts';
import type { FormErrors } from '../forms.ts';

/** The essays that wait for this instructor, the longest waiting first. */
export interface GradingQueueModel {
  readonly total: number;
  readonly quizzes: readonly { readonly quizTitle: Phrase; readonly essays: number }[];
  /** As many as fit a page. */
  readonly essays: readonly (Omit<WaitingEssay, 'quizTitle'> & { readonly quizTitle: Phrase })[];
}

/** One essay with the form that grades it. */
export interface EssayModel {
  readonly attemptId: string;
  /** When it was graded; null while it waits. */
  readonly gradedAt: Date | null;
  /** Place in the attempt, from 1. */
  readonly number: number;
  /** Essays that wait, this one too. */
  readonly waiting: number;
  readonly quizTitle: Phrase;
  /** Null where the quiz is graded without names. */
  readonly learner: string | null;
  readonly submittedAt: Date | null;
  /** Language of the item's texts. */
  readonly language: string;
  readonly prompt: Html;
  readonly explanation: Html;
  readonly points: number;
  readonly text: string;
  /** Words of the text. */
  readonly length: number;
  readonly words: EssayItem['words'];
  readonly rubric: readonly Criterion[];
  readonly values: GradingValues;
  readonly errors: FormErrors;
  /** The next essay to grade, for those who leave this one for later; null when there is none. */
  readonly skip: { readonly attemptId: string; readonly number: number } | null;
}

/** What the form of an essay holds. */
export interface GradingValues {
  readonly levels: ChosenLevels;
  readonly comment: string;
}
