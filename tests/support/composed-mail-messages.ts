import type { MailKind } from '../../src/domain/mail.ts';
import { SUBSCRIPTION_KINDS } from '../../src/domain/subscription.ts';
import type { CohortRole } from '../../src/store/cohorts.ts';
import type { LinkOverModel } from '../../src/web/account/link-models.ts';

const KINDS: Readonly<Record<MailKind, true>> = {
  erasure: true,
  invitation: true,
  'password-reset': true,
  'password-changed': true,
  'address-confirmation': true,
  'address-change': true,
  'weekly-summary': true,
  'review-reminder': true,
};
const LINKS: Readonly<Record<LinkOverModel['kind'], true>> = {
  invitation: true,
  reset: true,
  confirmation: true,
  taken: true,
  unsubscription: true,
};
const ROLES: readonly CohortRole[] = ['student', 'instructor'];

/** What follows each beginning of a key that mails and the pages about them compose. */
export const MAIL_MESSAGES: Readonly<Record<string, readonly string[]>> = {
  'outbox.kinds.': Object.keys(KINDS),
  'account.subscription.': SUBSCRIPTION_KINDS,
  'unsubscription.text.': SUBSCRIPTION_KINDS,
  'unsubscription.done.': SUBSCRIPTION_KINDS,
  'invitation.text.': ROLES,
  'linkOver.': Object.keys(LINKS),
  'mail.invitation.text.': ROLES,
};
