import type { CodeRefusal } from '../../domain/join-code.ts';
import type { Cohort, Member } from '../../store/cohorts.ts';
import type { Pager } from '../admin/models.ts';
import type { FormErrors } from '../forms.ts';

/** The join code of a cohort, with the form that limits it. */
export interface JoinCodeSection {
  readonly code: string;
  /** The address that fills the code in. */
  readonly url: string;
  readonly state: 'open' | 'archived' | CodeRefusal;
  readonly expiresAt: Date | null;
  readonly cap: number | null;
  readonly joins: number;
  /** The form's fields, as they hold or as they were typed. */
  readonly expires: string;
  readonly places: string;
  readonly errors: FormErrors;
}

/** Who is in a cohort, and how others come in. */
export interface CohortPeopleModel {
  readonly cohort: Cohort;
  readonly joinCode: JoinCodeSection;
  readonly learners: readonly Member[];
  readonly pager: Pager;
  readonly instructors: readonly Member[];
}
