import type { Db } from '../../src/store/database.ts';
import { createMailRenderer } from '../../src/mail/render.ts';
import { invite, issueInvitation } from '../../src/services/inviting.ts';
import { sweepMail } from '../../src/services/sending.ts';
import { findInvitationOf, type NewInvitation } from '../../src/store/invitations.ts';
import type { Site } from './site.ts';

/** A mail that a site sent. */
export interface SentMail {
  readonly kind: string;
  readonly recipient: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** Address of the page that the mail is about, without scheme and host. */
  readonly path: string;
}

/** Sends what a site has queued and is due, and gives it. */
export async function collectMail({ context, db }: Site): Promise<SentMail[]> {
  const render = createMailRenderer(context.config);
  const sent: SentMail[] = [];
  const { baseUrl } = context.config;
  await sweepMail(
    db,
    async ({ kind, locale, recipient }, matter) => {
      const { html, subject, text } = render(locale, matter);
      const [link = ''] = text.split('\n').filter((line) => line.startsWith(`${baseUrl}/`));
      sent.push({ kind, recipient, subject, html, text, path: link.replace(baseUrl, '') });
    },
    context.now,
  );
  return sent;
}

/** Invites and makes the link at once; gives its token. */
export async function inviteAndIssue(
  db: Db,
  invitation: NewInvitation,
  now: Date,
): Promise<string> {
  return await db.transaction().execute(async (tx) => {
    await invite(tx, invitation, now);
    const { id = '' } = (await findInvitationOf(tx, invitation.cohortId, invitation.email)) ?? {};
    const matter = await issueInvitation(tx, id, now);
    if (matter === null) throw new Error('The invitation cannot be accepted.');
    return matter.token;
  });
}
