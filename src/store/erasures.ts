import type { Db, Tx } from './database.ts';

/** Who asked: the person, an admin, or the rule for accounts that nobody uses. */
export type ErasureKind = 'own' | 'admin' | 'inactive';

/** An account that is to be erased when the waiting time is over. */
export interface Erasure {
  readonly accountId: string;
  readonly kind: ErasureKind;
  /** What the admin wrote; null where nobody was asked for a reason. */
  readonly reason: string | null;
  readonly askedAt: Date;
  readonly dueAt: Date;
}

/** Notes that an account is to be erased; false when it is noted already, which then stays as it is. */
export async function insertErasure(db: Tx, erasure: Erasure): Promise<boolean> {
  const { accountId, kind, reason, askedAt, dueAt } = erasure;
  const result = await db
    .insertInto('erasure')
    .values({
      account_id: accountId,
      kind,
      reason,
      asked_at: askedAt.toISOString(),
      due_at: dueAt.toISOString(),
    })
    .onConflict((conflict) => conflict.column('account_id').doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

export async function findErasure(db: Db, accountId: string): Promise<Erasure | undefined> {
  const row = await db
    .selectFrom('erasure')
    .selectAll()
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  return row && toErasure(row);
}

/** Withdraws it; false when there was none. */
export async function deleteErasure(db: Tx, accountId: string): Promise<boolean> {
  const result = await db
    .deleteFrom('erasure')
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  return result.numDeletedRows === 1n;
}

/** Those whose waiting time is over, the longest over first. */
export async function listDueErasures(db: Db, now: Date, limit: number): Promise<Erasure[]> {
  const rows = await db
    .selectFrom('erasure')
    .selectAll()
    .where('due_at', '<=', now.toISOString())
    .orderBy('due_at')
    .limit(limit)
    .execute();
  return rows.map(toErasure);
}

function toErasure(row: {
  account_id: string;
  kind: ErasureKind;
  reason: string | null;
  asked_at: string;
  due_at: string;
}): Erasure {
  return {
    accountId: row.account_id,
    kind: row.kind,
    reason: row.reason,
    askedAt: new Date(row.asked_at),
    dueAt: new Date(row.due_at),
  };
}
