import { emailKey } from '../domain/account.ts';
import { countAdmins, findPerson, type Person } from '../store/accounts.ts';
import { recordEvent } from '../store/audit.ts';
import type { Db, Tx } from '../store/database.ts';
import { deleteRowsOf, emptyColumnOf, forgetInAudit, hasUntalliedOf } from '../store/erasing.ts';
import {
  deleteErasure,
  findErasure,
  insertErasure,
  listDueErasures,
  type Erasure,
} from '../store/erasures.ts';
import { queueErasureMail } from './erasure-mail.ts';
import type { PasswordGate } from './hashing.ts';
import { checkOwnPassword, type OwnPasswordTry, type PasswordCheck } from './passwords.ts';
import { PERSONAL_COLUMNS } from './personal-tables.ts';
import { sweepTallies } from './tallying.ts';
import { accountThrottle } from './throttling.ts';

/** Milliseconds. */
const DAY = 86_400_000;
/** Accounts of one sweep; the rest follow in the next. */
const BATCH = 10;

/** What became of asking; `there` when it had been asked before, and nothing was changed. */
export type ErasureOutcome = 'asked' | 'there' | 'last-admin' | 'missing';
export type OwnErasureOutcome =
  | Exclude<PasswordCheck, { kind: 'right' }>
  | { readonly kind: ErasureOutcome };

/**
 * A person asks for the erasure of their account; it follows after `waitDays`, and can be withdrawn
 * until then.
 * @throws {GateFullError} when too many passwords are being hashed.
 */
export async function askErasure(
  db: Db,
  gate: PasswordGate,
  asked: OwnPasswordTry & { readonly waitDays: number },
  now: Date,
): Promise<OwnErasureOutcome> {
  const check = await checkOwnPassword(db, gate, asked, now);
  if (check.kind !== 'right') return check;
  const { accountId, waitDays } = asked;
  const erasure = { accountId, kind: 'own', reason: null, ...waiting(now, waitDays) } as const;
  return { kind: await noteErasure(db, { ...erasure, actorId: accountId }, now) };
}

/** An admin orders the erasure of a person's account, for a reason; the waiting time is the same. */
export async function orderErasure(
  db: Db,
  order: {
    readonly actorId: string;
    readonly accountId: string;
    readonly reason: string;
    readonly waitDays: number;
  },
  now: Date,
): Promise<ErasureOutcome> {
  const { waitDays, ...rest } = order;
  return await noteErasure(db, { ...rest, kind: 'admin', ...waiting(now, waitDays) }, now);
}

function waiting(now: Date, days: number): Pick<Erasure, 'askedAt' | 'dueAt'> {
  return { askedAt: now, dueAt: new Date(now.getTime() + days * DAY) };
}

async function noteErasure(
  db: Db,
  { actorId, ...erasure }: Erasure & { readonly actorId: string },
  now: Date,
): Promise<ErasureOutcome> {
  return await db.transaction().execute(async (tx): Promise<ErasureOutcome> => {
    const person = await findPerson(tx, erasure.accountId);
    if (person === undefined) return 'missing';
    if (await isLastAdmin(tx, person)) return 'last-admin';
    if (!(await insertErasure(tx, erasure))) return 'there';
    const action = erasure.kind === 'own' ? 'erasure-asked' : 'erasure-ordered';
    const detail = erasure.reason === null ? {} : { reason: erasure.reason };
    await recordEvent(tx, { actorId, action, subject: person.id, detail }, now);
    await queueErasureMail(tx, person.id, now);
    return 'asked';
  });
}

/**
 * Withdraws an erasure; false when there is none that `actorId` may withdraw. People withdraw what
 * they asked for themselves; what an admin ordered, admins (`isAdmin`) withdraw.
 */
export async function withdrawErasure(
  db: Db,
  actor: { readonly id: string; readonly isAdmin: boolean },
  accountId: string,
  now: Date,
): Promise<boolean> {
  return await db.transaction().execute(async (tx) => {
    const erasure = await findErasure(tx, accountId);
    const own = actor.id === accountId && erasure?.kind !== 'admin';
    if (erasure === undefined || !(own || actor.isAdmin)) return false;
    await deleteErasure(tx, accountId);
    const event = { actorId: actor.id, subject: accountId, action: 'erasure-withdrawn' } as const;
    await recordEvent(tx, event, now);
    return true;
  });
}

/**
 * Called when a person has signed in: true when an erasure waits, which they are then shown. One
 * that was noted because nobody used the account is withdrawn by that.
 */
export async function meetErasure(db: Db, accountId: string, now: Date): Promise<boolean> {
  const erasure = await findErasure(db, accountId);
  if (erasure?.kind !== 'inactive') return erasure !== undefined;
  await withdrawErasure(db, { id: accountId, isAdmin: false }, accountId, now);
  return false;
}

/**
 * Erases the accounts whose waiting time is over, some at a time; returns how many. Their results
 * are taken into the statistics first, which then stay as they are.
 */
export async function sweepErasures(db: Db, now: Date): Promise<number> {
  const due = await listDueErasures(db, now, BATCH);
  if (due.length === 0) return 0;
  await sweepTallies(db);
  let erased = 0;
  for (const { accountId } of due) {
    if (await eraseDue(db, accountId, now)) erased += 1;
  }
  return erased;
}

/** False where it was withdrawn meanwhile, or must wait: results to be tallied, the last admin. */
async function eraseDue(db: Db, accountId: string, now: Date): Promise<boolean> {
  return await db.transaction().execute(async (tx) => {
    const erasure = await findErasure(tx, accountId);
    const person = await findPerson(tx, accountId);
    if (erasure === undefined || person === undefined || erasure.dueAt > now) return false;
    if ((await isLastAdmin(tx, person)) || (await hasUntalliedOf(tx, accountId))) return false;
    await eraseAccount(tx, person);
    const event = { actorId: null, subject: accountId, action: 'account-erased' } as const;
    await recordEvent(tx, { ...event, detail: { kind: erasure.kind } }, now);
    return true;
  });
}

/** Follows the list of personal columns; what hangs on the account by a foreign key goes with it. */
async function eraseAccount(tx: Tx, person: Person): Promise<void> {
  await forgetInAudit(tx, person);
  for (const { table, column, holds, erasure } of PERSONAL_COLUMNS) {
    const value = holds === 'address' ? addressIn(table, person.email) : person.id;
    if (holds === 'row') continue;
    if (erasure === 'deleted') await deleteRowsOf(tx, table, column, value);
    if (erasure === 'emptied') await emptyColumnOf(tx, table, column, value);
  }
  await deleteRowsOf(tx, 'account', 'id', person.id);
}

/** How a table writes a person's address. */
function addressIn(table: string, email: string): string {
  return table === 'throttle' ? accountThrottle(email) : emailKey(email);
}

async function isLastAdmin(tx: Tx, { isAdmin, disabled }: Person): Promise<boolean> {
  return isAdmin && !disabled && (await countAdmins(tx)) === 1;
}
