import type { Context } from '../../../context.ts';
import { emailKey, type Account } from '../../../domain/account.ts';
import {
  listOwnCredentials,
  listOwnInvitations,
  listOwnMails,
  listOwnSubscriptions,
  listOwnTokens,
} from '../../../store/personal-data.ts';
import { coded, instant } from './cells.ts';
import type { Section } from './models.ts';

/** Certificates, mails, invitations and tokens for programs. */
export function messageSections({ db }: Context, { id, email }: Account): readonly Section[] {
  const key = emailKey(email);
  return [
    {
      name: 'certificates',
      rows: async () =>
        (await listOwnCredentials(db, id)).map((row) => ({
          name: row.name,
          code: row.code,
          at: instant(row.issued_at),
          text: row.jwt,
          revokedAt: instant(row.revoked_at),
          reason: row.revoked_reason,
        })),
    },
    {
      name: 'mails',
      rows: async () =>
        (await listOwnMails(db, id, key)).map((row) => ({
          what: row.kind,
          at: instant(row.created_at),
          sentAt: instant(row.sent_at),
        })),
    },
    {
      name: 'subscriptions',
      rows: async () =>
        (await listOwnSubscriptions(db, id)).map(({ kind, created_at: at }) => {
          return { what: kind, at: instant(at) };
        }),
    },
    {
      name: 'invitations',
      rows: async () =>
        (await listOwnInvitations(db, key)).map((row) => ({
          cohort: row.cohort,
          role: coded('role.', row.role),
          name: row.name,
          by: row.by,
          at: instant(row.created_at),
          acceptedAt: instant(row.accepted_at),
        })),
    },
    {
      name: 'tokens',
      rows: async () =>
        (await listOwnTokens(db, id)).map((row) => ({
          name: row.name,
          scopes: (JSON.parse(row.scopes) as string[]).join(', '),
          createdAt: instant(row.created_at),
          endsAt: instant(row.expires_at),
          lastUsed: row.last_used_on,
          revokedAt: instant(row.revoked_at),
        })),
    },
  ];
}
