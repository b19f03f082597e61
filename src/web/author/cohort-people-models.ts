import type { CodeRefusal } from '../../domain/join-code.ts';
import type { Locale } from '../../domain/account.ts';
import type { RowProblem } from '../../interchange/people-csv.ts';
import type { PlannedPerson } from '../../services/inviting-lists.ts';
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
  /** Other cohorts that learners may be moved to by whoever looks. */
  readonly others: readonly Cohort[];
  /** What is wrong with the form that moves learners. */
  readonly moveErrors: FormErrors;
}

/** People to be invited, as a list. */
export interface InvitationsModel {
  readonly cohort: Cohort;
  /** The list as typed. */
  readonly text: string;
  /** Language of the mails. */
  readonly language: Locale;
  /** What each row would do; null before the list was read. */
  readonly planned: readonly PlannedPerson[] | null;
  readonly problems: readonly RowProblem[];
  /** How many would be invited. */
  readonly ready: number;
  readonly errors: FormErrors;
}
