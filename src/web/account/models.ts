import type { Preferences } from '../../domain/account.ts';
import type { SubscriptionKind } from '../../domain/subscription.ts';
import type { Erasure } from '../../store/erasures.ts';
import type { RecordedLook } from '../../store/work-views.ts';
import type { Pager } from '../admin/models.ts';
import type { FormErrors } from '../forms.ts';

export interface SignInModel {
  readonly email: string;
  readonly next: string;
  readonly errors: FormErrors;
  /** Addresses to try in the demonstration; null elsewhere. */
  readonly demo: DemoSignIns | null;
}

export interface DemoSignIns {
  readonly emails: readonly string[];
  readonly password: string;
}

export interface JoinModel {
  readonly code: string;
  readonly name: string;
  readonly email: string;
  readonly errors: FormErrors;
}

export interface AccountModel {
  readonly name: string;
  readonly email: string;
  readonly preferences: Preferences;
  readonly cohorts: readonly { readonly name: string; readonly role: string }[];
  /** Null while no erasure of the account is asked for. */
  readonly erasure: Erasure | null;
  /** The newest looks at this person's work. */
  readonly looks: readonly RecordedLook[];
  readonly isConfirmed: boolean;
  /** The address that takes the place of `email` once it is confirmed. */
  readonly pendingEmail: string | null;
  /** As typed where it was refused. */
  readonly nextEmail: string;
  /** The mails that the person may ask for, and whether they did. */
  readonly subscriptions: readonly { readonly kind: SubscriptionKind; readonly wanted: boolean }[];
  readonly errors: FormErrors;
  /** Which of the page's forms was refused. */
  readonly refused: 'preferences' | 'password' | 'join' | 'address' | 'confirmation' | null;
}

/** Who looked at the reader's work, newest first. */
export interface LooksModel {
  /** Where the reader's name is shown although names are hidden. */
  readonly lifts: readonly {
    readonly cohort: string;
    readonly by: string | null;
    readonly reason: string;
    readonly at: Date;
  }[];
  readonly looks: readonly RecordedLook[];
  readonly pager: Pager;
}

/** The page from which one's own data can be had. */
export interface MyDataModel {
  /** Attempts that the files tell of. */
  readonly attempts: number;
}

export interface ErasureModel {
  /** Null while none is asked for. */
  readonly erasure: Erasure | null;
  /** Days between asking and the erasure. */
  readonly waitDays: number;
  readonly errors: FormErrors;
}
