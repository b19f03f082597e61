import type { CohortRole } from '../../store/cohorts.ts';
import type { FormErrors } from '../forms.ts';

export interface InvitationModel {
  readonly cohort: string;
  readonly role: CohortRole;
  /** Who invited; null where nobody of that account is left. */
  readonly inviter: string | null;
  /** The address that was invited. */
  readonly email: string;
  /**
   * What is to be done: make an account, sign in to the one there is, join with the one that is
   * signed in, or change to another, since the one that is signed in has another address.
   */
  readonly step: 'new' | 'sign-in' | 'join' | 'other';
  /** Where the form goes; signing in comes back to it. */
  readonly href: string;
  /** As typed, or as whoever invited wrote it. */
  readonly name: string;
  readonly errors: FormErrors;
}
