import type { Phrase } from '../../domain/language.ts';
import type { CertificateView } from '../certificate-view.ts';

/** A quiz that is still to be passed. */
export interface MissingQuiz {
  readonly title: Phrase;
  readonly href: string;
}

export interface CertificateModel {
  /** Null as long as there is none. */
  readonly certificate: CertificateView | null;
  /** When and why it was revoked; null while it is in force. */
  readonly revoked: { readonly at: Date; readonly reason: string } | null;
  /** Whether the learner can have one now by asking for it. */
  readonly ready: boolean;
  readonly missing: readonly MissingQuiz[];
  /** Quizzes to be passed, all in all. */
  readonly total: number;
  /** As it would stand on the certificate. */
  readonly name: string;
}
