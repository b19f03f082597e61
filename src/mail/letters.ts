import type { MailMatter } from '../services/mail-matter.ts';
import type { Letter } from './letter.ts';
import type { Writer } from './writer.ts';

/** What a mail of each kind says. */
type Letters = {
  readonly [Kind in MailMatter['kind']]: (
    writer: Writer,
    matter: Extract<MailMatter, { readonly kind: Kind }>,
  ) => Letter;
};

const letters: Letters = {
  erasure: ({ words, text, link, day, paths }, { name, asked, dueAt }) => ({
    subject: words('mail.erasure.subject'),
    parts: [
      text('mail.greeting', { name }),
      text(`mail.erasure.text.${asked}`, { when: day(dueAt) }),
      text(asked === 'admin' ? 'erasure.askAdmin' : 'mail.erasure.keep'),
      link('mail.erasure.link', paths.erasure),
      text('mail.erasure.data'),
    ],
    reason: words('mail.erasure.reason'),
    unsubscribe: null,
  }),
  invitation: ({ words, text, link, paths }, { token, invitation }) => {
    const { name, inviter, cohort, role } = invitation;
    return {
      subject: words('mail.invitation.subject'),
      parts: [
        text('mail.greeting', { name }),
        ...(inviter === null ? [] : [text('mail.invitation.by', { inviter })]),
        text(`mail.invitation.text.${role}`, { cohort }),
        link('mail.invitation.link', paths.invitation(token)),
        text('mail.invitation.life'),
      ],
      reason: words('mail.invitation.reason'),
      unsubscribe: null,
    };
  },
};

/** Writes the letter of a mail. */
export function writeLetter(writer: Writer, matter: MailMatter): Letter {
  // One entry for each kind; that it is the one of this kind, the compiler cannot follow.
  const write = letters[matter.kind] as (writer: Writer, matter: MailMatter) => Letter;
  return write(writer, matter);
}
