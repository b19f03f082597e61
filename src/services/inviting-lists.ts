import { emailKey, type Locale } from '../domain/account.ts';
import type { CohortRole } from '../store/cohorts.ts';
import type { Db } from '../store/database.ts';
import { listKnownPeople, type KnownPeople } from '../store/known-people.ts';
import { invite } from './inviting.ts';

/** Somebody of a list. */
export interface ListedPerson {
  readonly row: number;
  readonly name: string;
  readonly email: string;
  readonly role: CohortRole;
}

/**
 * What a row would do: `invite`; `renew` an invitation that nobody has accepted yet; nothing for a
 * `member`, nor for one in `another-role`, which a list does not change; `not-yours` is refused:
 * only admins say who teaches.
 */
export const ROW_PLANS = ['invite', 'renew', 'member', 'another-role', 'not-yours'] as const;
export type RowPlan = (typeof ROW_PLANS)[number];

export interface PlannedPerson extends ListedPerson {
  readonly plan: RowPlan;
}

/** What a list would do in a cohort; nothing is done. */
export async function planInvitations(
  db: Db,
  cohortId: string,
  people: readonly ListedPerson[],
  mayAppoint: boolean,
): Promise<PlannedPerson[]> {
  const known = await listKnownPeople(db, cohortId);
  return people.map((person) => ({ ...person, plan: planOf(person, known, mayAppoint) }));
}

function planOf(
  { email, role }: ListedPerson,
  { members, invited }: KnownPeople,
  mayAppoint: boolean,
): RowPlan {
  const held = members.get(emailKey(email));
  if (held !== undefined) return held === role ? 'member' : 'another-role';
  if (role === 'instructor' && !mayAppoint) return 'not-yours';
  return invited.has(emailKey(email)) ? 'renew' : 'invite';
}

/** Whom and by whom. */
export interface InvitedList {
  readonly cohortId: string;
  readonly people: readonly ListedPerson[];
  /** Language of the mails. */
  readonly locale: Locale;
  readonly invitedBy: string | null;
  readonly mayAppoint: boolean;
}

/**
 * Invites everybody of a list, all or nobody. `onProgress` hears how many are done.
 * @returns how many were invited; members are left as they are. Null, with nobody invited, when the
 *   list has somebody whom the inviter may not invite.
 */
export async function inviteList(
  db: Db,
  { cohortId, people, locale, invitedBy, mayAppoint }: InvitedList,
  now: Date,
  onProgress: (done: number) => void = () => undefined,
): Promise<number | null> {
  return await db.transaction().execute(async (tx) => {
    const planned = await planInvitations(tx, cohortId, people, mayAppoint);
    if (planned.some(({ plan }) => plan === 'not-yours')) return null;
    let done = 0;
    let invited = 0;
    for (const { plan, email, name, role } of planned) {
      if (plan === 'invite' || plan === 'renew') {
        await invite(tx, { cohortId, email, name, role, locale, invitedBy }, now);
        invited += 1;
      }
      done += 1;
      onProgress(done);
    }
    return invited;
  });
}
