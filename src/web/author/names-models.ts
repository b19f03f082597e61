import type { Cohort } from '../../store/cohorts.ts';
import type { Lift } from '../../store/pseudonyms.ts';
import type { FormErrors } from '../forms.ts';

/** Whether the names of a cohort's learners are shown. */
export interface NamesModel {
  readonly cohort: Cohort;
  /** Hidden from all its instructors. */
  readonly forAll: boolean;
  /** Hidden from the reader, who chose so. */
  readonly own: boolean;
  readonly isAdmin: boolean;
  /** Learners who are shown by name all the same. */
  readonly lifts: readonly Lift[];
  /** All learners, for admins to choose from. */
  readonly learners: readonly { readonly accountId: string; readonly name: string }[];
  /** What was typed of a form that was refused. */
  readonly learner: string;
  readonly reason: string;
  readonly errors: FormErrors;
}
