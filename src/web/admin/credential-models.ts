import type { Phrase } from '../../domain/language.ts';
import type { FormErrors } from '../forms.ts';

/** A certificate in the admin's list. */
export interface ListedCredential {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  readonly issuedAt: Date;
  readonly revokedAt: Date | null;
}

export interface CredentialsModel {
  readonly credentials: readonly ListedCredential[];
  /** Id of the last row, from which the next page goes on; null on the last page. */
  readonly next: string | null;
}

export interface AdminCredentialModel {
  readonly credential: ListedCredential & {
    readonly code: string;
    readonly title: Phrase;
    readonly checkPath: string;
    readonly revokedReason: string | null;
  };
  /** As typed, or as stored. */
  readonly reason: string;
  readonly replaceable: boolean;
  readonly errors: FormErrors;
}
