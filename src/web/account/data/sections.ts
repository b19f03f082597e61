import type { Context } from '../../../context.ts';
import { emailKey, type Account, type Locale } from '../../../domain/account.ts';
import {
  getOwnAccount,
  inPages,
  listOwnAccommodations,
  listOwnDrafts,
  listOwnEvents,
  listOwnLifts,
  listOwnMemberships,
  listOwnPseudonymChoices,
  listOwnRevisions,
  listOwnSessions,
} from '../../../store/personal-data.ts';
import { findErasure } from '../../../store/erasures.ts';
import { listLooks } from '../../../store/work-views.ts';
import { coded, instant } from './cells.ts';
import { messageSections } from './message-sections.ts';
import { learningSections } from './learning-sections.ts';
import type { Row, Section } from './models.ts';

/** More looks than ten teachers leave in ten years. */
const MAX_LOOKS = 100_000;

/** What is held about a person, but the attempts: section by section, read when it is asked for. */
export function dataSections(
  context: Context,
  account: Account,
  locale: Locale,
): readonly Section[] {
  return [
    ...personSections(context, account),
    ...learningSections(context, account, locale),
    ...messageSections(context, account),
    ...recordSections(context, account),
  ];
}

function personSections({ db }: Context, { id }: Account): readonly Section[] {
  return [
    { name: 'account', rows: async () => [accountRow(await getOwnAccount(db, id))] },
    {
      name: 'sessions',
      rows: async () =>
        (await listOwnSessions(db, id)).map((row) => ({
          begunAt: instant(row.created_at),
          endsAt: instant(row.expires_at),
        })),
    },
    {
      name: 'memberships',
      rows: async () =>
        (await listOwnMemberships(db, id)).map((row) => ({
          cohort: row.name,
          role: coded('role.', row.role),
          joinedAt: instant(row.joined_at),
        })),
    },
    {
      name: 'accommodations',
      rows: async () =>
        (await listOwnAccommodations(db, id)).map((row) => ({
          quiz: row.quiz_id,
          timeFactor: row.time_factor,
          extraAttempts: row.extra_attempts,
          opensAt: instant(row.opens_at),
          closesAt: instant(row.closes_at),
          createdAt: instant(row.created_at),
        })),
    },
    {
      name: 'pseudonyms',
      rows: async () =>
        (await listOwnPseudonymChoices(db, id)).map(({ name }) => ({ cohort: name })),
    },
  ];
}

function accountRow(row: Awaited<ReturnType<typeof getOwnAccount>>): Row {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    language: row.locale,
    textSize: coded('account.textSizes.', row.text_size),
    quizLayout: coded('account.quizLayouts.', row.quiz_layout),
    admin: row.is_admin === 1,
    createdAt: instant(row.created_at),
    disabledAt: instant(row.disabled_at),
    confirmedAt: instant(row.email_confirmed_at),
    pendingEmail: row.pending_email,
  };
}

function recordSections({ db }: Context, { id, email }: Account): readonly Section[] {
  return [
    {
      name: 'drafts',
      rows: async () =>
        (await listOwnDrafts(db, id)).map(({ path, text, updated_at: changed }) => {
          return { file: path, text, changedAt: instant(changed) };
        }),
    },
    {
      name: 'publications',
      rows: async () =>
        (await listOwnRevisions(db, id)).map(({ path, message, at }) => {
          return { file: path, message, at: instant(at) };
        }),
    },
    {
      name: 'looks',
      rows: async () => {
        const looks = await listLooks(db, id, { limit: MAX_LOOKS, offset: 0 });
        return looks.map(({ viewer, what, cohort, times, lastAt }) => {
          const parameters = { who: viewer, cohort: cohort ?? '' };
          const said = { value: what, key: `looks.said.${what}`, parameters };
          return { who: viewer, what: said, cohort, times, at: lastAt };
        });
      },
    },
    {
      name: 'namesShown',
      rows: async () =>
        (await listOwnLifts(db, id)).map(({ cohort, by, reason, lifted_at: at }) => {
          return { cohort, by, reason, at: instant(at) };
        }),
    },
    {
      name: 'erasure',
      rows: async () => {
        const erasure = await findErasure(db, id);
        if (erasure === undefined) return [];
        const { kind, reason, askedAt, dueAt } = erasure;
        return [{ what: coded('erasure.kind.', kind), reason, at: askedAt, dueAt }];
      },
    },
    { name: 'events', rows: () => eventRows(db, [id, emailKey(email)]) },
  ];
}

async function* eventRows(db: Context['db'], subjects: readonly string[]): AsyncGenerator<Row> {
  const read = async (after: { id: string } | undefined, limit: number) =>
    await listOwnEvents(db, subjects, after, limit);
  for await (const row of inPages(read)) {
    yield { at: instant(row.at), what: coded('audit.', row.action), by: row.by };
  }
}
