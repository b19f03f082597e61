import type { Preferences } from '../../domain/account.ts';
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
  /** The newest looks at this person's work. */
  readonly looks: readonly RecordedLook[];
  readonly errors: FormErrors;
  /** Which of the page's forms was refused. */
  readonly refused: 'preferences' | 'password' | 'join' | null;
}

/** Who looked at the reader's work, newest first. */
export interface LooksModel {
  readonly looks: readonly RecordedLook[];
  readonly pager: Pager;
}
