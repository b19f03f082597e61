import type { Selectable } from 'kysely';
import type { Phrase } from '../domain/language.ts';
import type { CredentialTable } from './credential-tables.ts';
import type { Db, Tx } from './database.ts';

/** A certificate as it was issued. */
export interface Credential {
  readonly id: string;
  readonly accountId: string;
  /** By which others look it up. */
  readonly code: string;
  /** The learner's name as it was at issue. */
  readonly name: string;
  /** The course's title as it was at issue, by locale. */
  readonly titles: Readonly<Record<string, Phrase>>;
  /** The signed credential. */
  readonly jwt: string;
  readonly issuedAt: Date;
  readonly revokedAt: Date | null;
  readonly revokedReason: string | null;
  /** Whether its learner may be given another one after this was revoked. */
  readonly replaceable: boolean;
}

export async function insertCredential(
  db: Tx,
  credential: Omit<Credential, 'revokedAt' | 'revokedReason' | 'replaceable'>,
): Promise<void> {
  await db
    .insertInto('credential')
    .values({
      id: credential.id,
      account_id: credential.accountId,
      kind: 'course',
      code: credential.code,
      name: credential.name,
      titles: JSON.stringify(credential.titles),
      jwt: credential.jwt,
      issued_at: credential.issuedAt.toISOString(),
      revoked_at: null,
      revoked_reason: null,
      replaceable: 0,
    })
    .execute();
}

/** The learner's latest certificate, in force or revoked. */
export async function findCredentialOf(db: Db, accountId: string): Promise<Credential | undefined> {
  const row = await db
    .selectFrom('credential')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && toCredential(row);
}

export async function findCredentialByCode(db: Db, code: string): Promise<Credential | undefined> {
  const row = await db
    .selectFrom('credential')
    .selectAll()
    .where('code', '=', code)
    .executeTakeFirst();
  return row && toCredential(row);
}

export async function findCredential(db: Db, id: string): Promise<Credential | undefined> {
  const row = await db.selectFrom('credential').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toCredential(row);
}

/** Newest first; those issued before the one of this id, where one is given. */
export async function listCredentials(
  db: Db,
  limit: number,
  before: string | null,
): Promise<Credential[]> {
  const rows = await db
    .selectFrom('credential')
    .selectAll()
    .$if(before !== null, (query) => query.where('id', '<', before ?? ''))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toCredential);
}

/** Revokes the certificate, or changes what is said of one that is revoked already. */
export async function setRevoked(
  db: Tx,
  id: string,
  revocation: { readonly at: Date; readonly reason: string; readonly replaceable: boolean },
): Promise<void> {
  await db
    .updateTable('credential')
    .set({
      revoked_at: revocation.at.toISOString(),
      revoked_reason: revocation.reason,
      replaceable: revocation.replaceable ? 1 : 0,
    })
    .where('id', '=', id)
    .execute();
}

function toCredential(row: Selectable<CredentialTable>): Credential {
  return {
    id: row.id,
    accountId: row.account_id,
    code: row.code,
    name: row.name,
    titles: JSON.parse(row.titles) as Record<string, Phrase>,
    jwt: row.jwt,
    issuedAt: new Date(row.issued_at),
    revokedAt: row.revoked_at === null ? null : new Date(row.revoked_at),
    revokedReason: row.revoked_reason,
    replaceable: row.replaceable === 1,
  };
}
