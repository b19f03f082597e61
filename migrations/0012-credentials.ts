import { sql, type Kysely } from 'kysely';

/** Certificates of the course, and the keys that they are signed with. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('site_key')
    // The key's thumbprint (RFC 7638).
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('private_jwk', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .execute();
  await createCredentials(db);
}

async function createCredentials(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('credential')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('account_id', 'text', (column) =>
      column.notNull().references('account.id').onDelete('cascade'),
    )
    .addColumn('kind', 'text', (column) => column.notNull().check(sql`kind in ('course')`))
    .addColumn('code', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    // The course's title in each language, by locale.
    .addColumn('titles', 'text', (column) => column.notNull())
    .addColumn('jwt', 'text', (column) => column.notNull())
    .addColumn('issued_at', 'text', (column) => column.notNull())
    .addColumn('revoked_at', 'text')
    .addColumn('revoked_reason', 'text')
    // Whether its learner may be given another one after this was revoked.
    .addColumn('replaceable', 'integer', (column) =>
      column
        .notNull()
        .defaultTo(0)
        .check(sql`replaceable in (0, 1)`),
    )
    .execute();
  await db.schema.createIndex('credential_code').on('credential').column('code').unique().execute();
  await db.schema
    .createIndex('credential_in_force')
    .on('credential')
    .columns(['account_id', 'kind'])
    .unique()
    .where(sql.ref('revoked_at'), 'is', null)
    .execute();
  await db.schema
    .createIndex('credential_account')
    .on('credential')
    .columns(['account_id', 'id'])
    .execute();
}
