import type { MailMatter } from '../services/mail-matter.ts';
import type { CohortWeek } from '../store/cohort-weeks.ts';
import type { Letter, Part } from './letter.ts';
import type { Writer } from './writer.ts';

/** What a mail of each kind says. */
type Letters = {
  readonly [Kind in MailMatter['kind']]: (
    writer: Writer,
    matter: Extract<MailMatter, { readonly kind: Kind }>,
  ) => Letter;
};

const letters: Letters = {
  erasure: (writer, { name, asked, dueAt }) => {
    const { text, link, day, paths } = writer;
    return letter(
      writer,
      ['mail.erasure.subject', 'mail.erasure.reason'],
      [
        text('mail.greeting', { name }),
        text(`mail.erasure.text.${asked}`, { when: day(dueAt) }),
        text(asked === 'admin' ? 'erasure.askAdmin' : 'mail.erasure.keep'),
        link('mail.erasure.link', paths.erasure),
        text('mail.erasure.data'),
      ],
    );
  },
  invitation: (writer, { token, invitation }) => {
    const { name, inviter, cohort, role } = invitation;
    const { text, link, paths } = writer;
    return letter(
      writer,
      ['mail.invitation.subject', 'mail.invitation.reason'],
      [
        text('mail.greeting', { name }),
        ...(inviter === null ? [] : [text('mail.invitation.by', { inviter })]),
        text(`mail.invitation.text.${role}`, { cohort }),
        link('mail.invitation.link', paths.invitation(token)),
        text('mail.invitation.life'),
      ],
    );
  },
  'password-reset': (writer, { name, token }) => {
    const { text, link, paths } = writer;
    return letter(
      writer,
      ['mail.reset.subject', 'mail.reset.reason'],
      [
        text('mail.greeting', { name }),
        text('mail.reset.text'),
        link('mail.reset.link', paths.passwordResetBy(token)),
        text('mail.reset.life'),
      ],
    );
  },
  'password-changed': (writer, { name }) => {
    const { text, link, paths } = writer;
    return letter(
      writer,
      ['mail.passwordChanged.subject', 'mail.passwordChanged.reason'],
      [
        text('mail.greeting', { name }),
        text('mail.passwordChanged.text'),
        link('mail.passwordChanged.link', paths.passwordReset),
      ],
    );
  },
  'address-confirmation': (writer, { email, name, token }) => {
    const { text, link, paths } = writer;
    return letter(
      writer,
      ['mail.confirmation.subject', 'mail.confirmation.reason'],
      [
        text('mail.greeting', { name }),
        text('mail.confirmation.text', { email }),
        link('mail.confirmation.link', paths.confirmation(token)),
        text('mail.confirmation.life'),
      ],
    );
  },
  'address-change': (writer, { name, next }) => {
    const { text, link, paths } = writer;
    return letter(
      writer,
      ['mail.addressChange.subject', 'mail.addressChange.reason'],
      [
        text('mail.greeting', { name }),
        text('mail.addressChange.text', { email: next }),
        text('mail.addressChange.stop'),
        link('mail.addressChange.link', paths.account),
      ],
    );
  },
  'weekly-summary': (writer, { cohorts, name, token }) => {
    const { text } = writer;
    const parts = cohorts.flatMap((cohort) => cohortParts(writer, cohort));
    const greeting = [text('mail.greeting', { name }), text('mail.summary.text')];
    return letter(
      writer,
      ['mail.summary.subject', 'mail.summary.reason'],
      [...greeting, ...parts],
      token,
    );
  },
  'review-reminder': (writer, { due, name, token }) => {
    const { text, link, paths } = writer;
    const parts = [
      text('mail.greeting', { name }),
      text('mail.reminder.text', { count: due }),
      link('mail.reminder.link', paths.reviews),
    ];
    return letter(writer, ['mail.reminder.subject', 'mail.reminder.reason'], parts, token);
  },
};

function cohortParts({ figures, heading, link, paths }: Writer, cohort: CohortWeek): Part[] {
  return [
    heading(cohort.name),
    figures([
      ['mail.summary.learners', cohort.learners],
      ['mail.summary.active', cohort.active],
      ['mail.summary.submissions', cohort.submissions],
      ['mail.summary.essays', cohort.essays],
      ['mail.summary.disputes', cohort.disputes],
    ]),
    link('mail.summary.link', paths.teachCohort(cohort.id)),
  ];
}

/** `keys` are those of subject and reason; with a token where such mails can be stopped. */
function letter(
  { href, paths, words }: Writer,
  [subject, reason]: readonly [string, string],
  parts: readonly Part[],
  token: string | null = null,
): Letter {
  return {
    subject: words(subject),
    parts,
    reason: words(reason),
    unsubscribe: token === null ? null : href(paths.unsubscription(token)),
  };
}

/** Writes the letter of a mail. */
export function writeLetter(writer: Writer, matter: MailMatter): Letter {
  // One entry for each kind; that it is the one of this kind, the compiler cannot follow.
  const write = letters[matter.kind] as (writer: Writer, matter: MailMatter) => Letter;
  return write(writer, matter);
}
