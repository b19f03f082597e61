import { createHash } from 'node:crypto';
import type { Adapter, DatabaseSession, DatabaseUser } from 'lucia';
import type { Account } from '../domain/account.ts';
import { teachesExpression, toAccount } from './accounts.ts';
import { compileOnce } from './compile-once.ts';
import type { Db } from './database.ts';

/** Lucia keeps an account's data under `attributes`; ours is the account itself. */
declare module 'lucia' {
  interface Register {
    UserId: string;
    DatabaseUserAttributes: Account;
    DatabaseSessionAttributes: { createdAt: Date };
  }
}

const findSession = compileOnce((db) =>
  db
    .selectFrom('session')
    .innerJoin('account', 'account.id', 'session.account_id')
    .select([
      'session.account_id',
      'session.created_at',
      'session.expires_at',
      'account.name',
      'account.email',
      'account.email_confirmed_at',
      'account.is_admin',
      'account.locale',
      'account.text_size',
      'account.quiz_layout',
      teachesExpression.as('teaches'),
    ])
    .where('session.id', '=', '')
    .where('account.disabled_at', 'is', null),
);

/**
 * Lucia's storage on our tables. Session ids are stored as their SHA-256, so that a copy of the
 * database signs nobody in; a disabled account has no session.
 */
export function sessionAdapter(db: Db): Adapter {
  return {
    async getSessionAndUser(sessionId) {
      const [row] = await findSession(db, [digest(sessionId)]);
      if (row === undefined) return [null, null];
      const session: DatabaseSession = {
        id: sessionId,
        userId: row.account_id,
        expiresAt: new Date(row.expires_at),
        attributes: { createdAt: new Date(row.created_at) },
      };
      const user: DatabaseUser = { id: row.account_id, attributes: toAccount(row) };
      return [session, user];
    },
    async getUserSessions(userId) {
      const rows = await db
        .selectFrom('session')
        .selectAll()
        .where('account_id', '=', userId)
        .execute();
      return rows.map((row) => ({
        id: row.id,
        userId: row.account_id,
        expiresAt: new Date(row.expires_at),
        attributes: { createdAt: new Date(row.created_at) },
      }));
    },
    async setSession(session) {
      await db
        .insertInto('session')
        .values({
          id: digest(session.id),
          account_id: session.userId,
          created_at: session.attributes.createdAt.toISOString(),
          expires_at: session.expiresAt.toISOString(),
        })
        .execute();
    },
    async updateSessionExpiration(sessionId, expiresAt) {
      await db
        .updateTable('session')
        .set({ expires_at: expiresAt.toISOString() })
        .where('id', '=', digest(sessionId))
        .execute();
    },
    async deleteSession(sessionId) {
      await db.deleteFrom('session').where('id', '=', digest(sessionId)).execute();
    },
    async deleteUserSessions(userId) {
      await deleteSessionsOf(db, userId);
    },
    async deleteExpiredSessions() {
      await deleteEndedSessions(db, new Date());
    },
  };
}

/** Signs an account out everywhere; takes a transaction where the reason is written with it. */
export async function deleteSessionsOf(db: Db, accountId: string): Promise<void> {
  await db.deleteFrom('session').where('account_id', '=', accountId).execute();
}

/** Forgets the sessions that ended by `now`. */
export async function deleteEndedSessions(db: Db, now: Date): Promise<void> {
  await db.deleteFrom('session').where('expires_at', '<=', now.toISOString()).execute();
}

function digest(sessionId: string): string {
  return createHash('sha256').update(sessionId).digest('hex');
}
