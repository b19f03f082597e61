import { createHmac, randomBytes } from 'node:crypto';
import type { Db, Tx } from './database.ts';

/** Who looks. Where names are hidden from all, admins see them: they answer for the data. */
export interface NameViewer {
  readonly id: string;
  readonly isAdmin: boolean;
}

/** Bytes of a cohort's secret, and of the digest that a pseudonym is made from. */
const SECRET_BYTES = 32;
const DIGEST_BYTES = 6;

/** What a pseudonym is made from: the same for a person in a cohort, telling nothing of the person. */
export function pseudonymDigest(secret: string, accountId: string): number {
  return createHmac('sha256', Buffer.from(secret, 'hex'))
    .update(accountId)
    .digest()
    .readUIntBE(0, DIGEST_BYTES);
}

/** The learners whose names are hidden from a viewer, in one cohort or in all: each with its cohort's secret. */
export async function listHidden(
  db: Db,
  viewer: NameViewer,
  cohortId: string | null,
): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('pseudonymity')
    .innerJoin('membership', 'membership.cohort_id', 'pseudonymity.cohort_id')
    .leftJoin('pseudonymity_choice as choice', (join) =>
      join
        .onRef('choice.cohort_id', '=', 'pseudonymity.cohort_id')
        .on('choice.account_id', '=', viewer.id),
    )
    .leftJoin('pseudonym_lift as lift', (join) =>
      join
        .onRef('lift.cohort_id', '=', 'pseudonymity.cohort_id')
        .onRef('lift.account_id', '=', 'membership.account_id'),
    )
    .select(['membership.account_id', 'pseudonymity.secret'])
    .where('membership.role', '=', 'student')
    .where('lift.account_id', 'is', null)
    .where((eb) =>
      eb.or([
        eb('choice.account_id', 'is not', null),
        ...(viewer.isAdmin ? [] : [eb('pseudonymity.for_all', '=', 1)]),
      ]),
    )
    .$if(cohortId !== null, (query) => query.where('pseudonymity.cohort_id', '=', cohortId))
    .orderBy('pseudonymity.cohort_id', 'desc')
    .execute();
  return new Map(rows.map((row) => [row.account_id, row.secret]));
}

/** Whether names are hidden in a cohort: from all its instructors, and from this viewer by choice. */
export async function readHiding(
  db: Db,
  cohortId: string,
  accountId: string,
): Promise<{ readonly forAll: boolean; readonly own: boolean }> {
  const row = await db
    .selectFrom('pseudonymity')
    .leftJoin('pseudonymity_choice as choice', (join) =>
      join
        .onRef('choice.cohort_id', '=', 'pseudonymity.cohort_id')
        .on('choice.account_id', '=', accountId),
    )
    .select(['pseudonymity.for_all', 'choice.account_id'])
    .where('pseudonymity.cohort_id', '=', cohortId)
    .executeTakeFirst();
  return { forAll: row?.for_all === 1, own: row !== undefined && row.account_id !== null };
}

/** Hides names from all instructors of a cohort, or shows them; the secret stays, so do pseudonyms. */
export async function setHiddenFromAll(tx: Tx, cohortId: string, hidden: boolean): Promise<void> {
  await keepSecret(tx, cohortId);
  await tx
    .updateTable('pseudonymity')
    .set({ for_all: hidden ? 1 : 0 })
    .where('cohort_id', '=', cohortId)
    .execute();
}

/** Hides names in a cohort from one person who chose so, or shows them. */
export async function setHiddenFromOne(
  tx: Tx,
  cohortId: string,
  accountId: string,
  hidden: boolean,
): Promise<void> {
  await keepSecret(tx, cohortId);
  if (hidden) {
    await tx
      .insertInto('pseudonymity_choice')
      .values({ cohort_id: cohortId, account_id: accountId })
      .onConflict((conflict) => conflict.columns(['account_id', 'cohort_id']).doNothing())
      .execute();
    return;
  }
  await tx
    .deleteFrom('pseudonymity_choice')
    .where('cohort_id', '=', cohortId)
    .where('account_id', '=', accountId)
    .execute();
}

async function keepSecret(tx: Tx, cohortId: string): Promise<void> {
  const secret = randomBytes(SECRET_BYTES).toString('hex');
  await tx
    .insertInto('pseudonymity')
    .values({ cohort_id: cohortId, secret, for_all: 0 })
    .onConflict((conflict) => conflict.column('cohort_id').doNothing())
    .execute();
}

/** A learner whose name is shown although names are hidden. */
export interface Lift {
  readonly accountId: string;
  readonly name: string;
  readonly reason: string;
  readonly at: Date;
}

/** Shows a learner's name in a cohort; an earlier reason gives way. */
export async function putLift(
  tx: Tx,
  lift: { readonly cohortId: string; readonly accountId: string; readonly reason: string },
  liftedBy: string,
  now: Date,
): Promise<void> {
  const values = { reason: lift.reason, lifted_by: liftedBy, lifted_at: now.toISOString() };
  await tx
    .insertInto('pseudonym_lift')
    .values({ account_id: lift.accountId, cohort_id: lift.cohortId, ...values })
    .onConflict((conflict) => conflict.columns(['account_id', 'cohort_id']).doUpdateSet(values))
    .execute();
}

/** Hides the name again; false where it was hidden. */
export async function deleteLift(tx: Tx, cohortId: string, accountId: string): Promise<boolean> {
  const result = await tx
    .deleteFrom('pseudonym_lift')
    .where('cohort_id', '=', cohortId)
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  return result.numDeletedRows === 1n;
}

/** The learners of a cohort whose names are shown, by name. */
export async function listLifts(db: Db, cohortId: string): Promise<Lift[]> {
  const rows = await db
    .selectFrom('pseudonym_lift')
    .innerJoin('account', 'account.id', 'pseudonym_lift.account_id')
    .select(['account.id', 'account.name', 'pseudonym_lift.reason', 'pseudonym_lift.lifted_at'])
    .where('pseudonym_lift.cohort_id', '=', cohortId)
    .orderBy('account.name')
    .execute();
  return rows.map(({ id, name, reason, lifted_at: at }) => {
    return { accountId: id, name, reason, at: new Date(at) };
  });
}
