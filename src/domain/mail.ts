/** What each kind of mail must be told beside who gets it; the rest is looked up when it is sent. */
export interface MailParams {
  readonly invitation: { readonly invitationId: string };
  /** An account is to be erased, as was asked at this instant (ISO 8601). */
  readonly erasure: { readonly askedAt: string };
  /** To an address that was typed: whether anybody has it is seen when the mail is to go. */
  readonly 'password-reset': Nothing;
  readonly 'password-changed': Nothing;
  /** To the address that is to be confirmed. */
  readonly 'address-confirmation': Nothing;
  /** To the address that is about to be replaced by another. */
  readonly 'address-change': { readonly next: string };
  /** From when on to count, ISO 8601. */
  readonly 'weekly-summary': { readonly since: string };
  /** Reviews that are due today. */
  readonly 'review-reminder': { readonly due: number };
}
type Nothing = Readonly<Record<string, never>>;

export type MailKind = keyof MailParams;

export const MAIL_STATES = ['queued', 'sent', 'failed'] as const;
export type MailState = (typeof MAIL_STATES)[number];

/**
 * Why a mail did not go: `refused` for good by the server of the recipient, `unreachable` where no
 * mail goes at all just now, `later` for everything else.
 */
export type MailFailure = 'refused' | 'unreachable' | 'later';

/** A mail did not go. */
export class MailError extends Error {
  override readonly name = 'MailError';
  readonly failure: MailFailure;
  constructor(failure: MailFailure, message: string) {
    super(message);
    this.failure = failure;
  }
}

const MINUTE = 60_000;
/** Minutes to wait after the first, second … try that failed: eight tries in a day and a half. */
const DELAYS = [1, 5, 15, 60, 240, 720, 1080] as const;

/** When a mail that was tried `tries` times in vain is tried again; null for never. */
export function nextTry(tries: number, now: Date): Date | null {
  const delay = DELAYS[tries - 1];
  return delay === undefined ? null : new Date(now.getTime() + delay * MINUTE);
}
