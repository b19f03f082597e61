import type { Kysely } from 'kysely';

/** Lists of admins in the order that they are shown in, so that no page sorts everybody. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex('account_name').on('account').columns(['name', 'id']).execute();
  await db.schema
    .createIndex('session_created')
    .on('session')
    .columns(['created_at', 'account_id'])
    .execute();
}
