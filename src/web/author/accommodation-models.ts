import type { Phrase } from '../../domain/language.ts';
import type { FormErrors } from '../forms.ts';

/** One accommodation that holds. */
export interface AccommodationRow {
  readonly id: string;
  /** Null for every quiz. */
  readonly quizTitle: Phrase | null;
  readonly timeFactor: number;
  readonly extraAttempts: number;
  readonly opensAt: Date | null;
  readonly closesAt: Date | null;
}

/** The form's fields as typed. */
export interface AccommodationValues {
  /** Quiz id; empty for all. */
  readonly quiz: string;
  readonly factor: string;
  readonly attempts: string;
  readonly opens: string;
  readonly closes: string;
}

/** The accommodations of a learner or a cohort, with the form for another. */
export interface AccommodationSection {
  /** The form is posted here, the end of a row to `<action>/<id>/end`. */
  readonly action: string;
  readonly rows: readonly AccommodationRow[];
  readonly quizzes: readonly { readonly id: string; readonly title: Phrase }[];
  readonly values: AccommodationValues;
  readonly errors: FormErrors;
}
