import type { Phrase } from '../../domain/language.ts';
import type { Punctuality } from '../../services/assigning.ts';
import type { Cohort } from '../../store/cohorts.ts';
import type { FormErrors } from '../forms.ts';

/** Both dates of a unit as local times, as they hold or as they were typed. */
export interface TypedWindow {
  readonly opens: string;
  readonly due: string;
}

/** A lesson, or a quiz of a module or of the course, with its dates. */
export interface AssignmentRow extends TypedWindow {
  readonly id: string;
  readonly title: Phrase;
  /** Place in the course from 1; null for a quiz that is not a lesson's. */
  readonly number: number | null;
  /** Null where nobody has dates for it. */
  readonly kept: Punctuality | null;
}

/** A plan of one lesson after the other; empty fields for none. */
export interface PlanValues {
  readonly from: string;
  readonly every: string;
  readonly days: string;
}

export interface AssignmentsModel {
  readonly cohort: Cohort;
  readonly timeZone: string;
  readonly groups: readonly {
    readonly id: string;
    /** Null for what belongs to the whole course. */
    readonly title: Phrase | null;
    readonly rows: readonly AssignmentRow[];
  }[];
  readonly plan: PlanValues;
  /** Whether the table shows a plan that is not saved yet. */
  readonly planned: boolean;
  readonly errors: FormErrors;
}
