import type { Kysely } from 'kysely';

/** Keys of other programs to the read-only interface under `/api/v1`, and the order of its results. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('api_token')
    .addColumn('id', 'text', (column) => column.primaryKey())
    // SHA-256 of the token, which is shown once and kept nowhere.
    .addColumn('digest', 'text', (column) => column.notNull().unique())
    .addColumn('account_id', 'text', (column) =>
      column.notNull().references('account.id').onDelete('cascade'),
    )
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('scopes', 'text', (column) => column.notNull())
    // Null for every cohort that the owner may see.
    .addColumn('cohorts', 'text')
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .addColumn('last_used_on', 'text')
    .addColumn('revoked_at', 'text')
    .execute();
  await db.schema.createIndex('api_token_account').on('api_token').column('account_id').execute();
  // The results of a cohort in the order of submission: some of each learner, never all.
  await db.schema
    .createIndex('attempt_submitted')
    .on('attempt')
    .columns(['account_id', 'submitted_at', 'id'])
    .where('submitted_at', 'is not', null)
    .execute();
}
