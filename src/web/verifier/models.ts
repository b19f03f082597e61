import type { Phrase } from '../../domain/language.ts';
import type { FormErrors } from '../forms.ts';

/** What is known of a certificate that somebody asks about. */
export interface CheckedCredential {
  readonly state: 'valid' | 'revoked';
  readonly name: string;
  readonly title: Phrase;
  readonly issuedAt: Date;
  readonly revokedAt: Date | null;
  /** The check code in groups. */
  readonly code: string;
}

export interface CredentialCheckModel {
  /** Null where nothing is known; see `outcome`. */
  readonly credential: CheckedCredential | null;
  /**
   * `asked`: nothing yet; `found`: there is a certificate; `unknown`: none has this code; `forged`:
   * the text was not signed by this site, or was changed.
   */
  readonly outcome: 'asked' | 'found' | 'unknown' | 'forged';
  /** Whether a signed text was given and its signature holds. */
  readonly signed: boolean;
  readonly text: string;
  readonly errors: FormErrors;
}
