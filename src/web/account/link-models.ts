import type { SubscriptionKind } from '../../domain/subscription.ts';
import type { FormErrors } from '../forms.ts';

/** A link from a mail that opens nothing any more, or never did. */
export interface LinkOverModel {
  readonly kind: 'invitation' | 'reset' | 'confirmation' | 'taken' | 'unsubscription';
}

/** The form that asks for the mail with the link. */
export interface ResetModel {
  readonly email: string;
  readonly errors: FormErrors;
}

/** The form that the link opens. */
export interface NewPasswordModel {
  /** Whose password is set. */
  readonly email: string;
  readonly href: string;
  readonly errors: FormErrors;
}

export interface ConfirmationModel {
  /** The address that is to be confirmed; null where the link is for another account. */
  readonly email: string | null;
  readonly href: string;
}

export interface UnsubscriptionModel {
  readonly kind: SubscriptionKind;
  readonly href: string;
  readonly done: boolean;
}
