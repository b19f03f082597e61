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
  return letters[matter.kind](writer, matter);
}
