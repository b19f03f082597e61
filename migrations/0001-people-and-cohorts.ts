import { sql, type Kysely } from 'kysely';

/**
 * Accounts with their sessions, and the cohorts that they belong to.
 * The schema runs unchanged on SQLite and PostgreSQL: text keys, ISO text instants, JSON as text.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createPeople(db);
  await createCohorts(db);
}

async function createPeople(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('account')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('email', 'text', (column) => column.notNull())
    .addColumn('email_key', 'text', (column) => column.notNull().unique())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('password_hash', 'text', (column) => column.notNull())
    .addColumn('is_admin', 'integer', (column) => column.notNull().check(sql`is_admin in (0, 1)`))
    .addColumn('disabled_at', 'text')
    .addColumn('locale', 'text', (column) => column.notNull())
    .addColumn('text_size', 'text', (column) => column.notNull())
    .addColumn('quiz_layout', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('session')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('account_id', 'text', (column) =>
      column.notNull().references('account.id').onDelete('cascade'),
    )
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('session_account').on('session').column('account_id').execute();
  await db.schema
    .createTable('throttle')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('failures', 'integer', (column) => column.notNull())
    .addColumn('last_failure_at', 'text', (column) => column.notNull())
    .execute();
}

async function createCohorts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('cohort')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('code', 'text', (column) => column.notNull().unique())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('archived_at', 'text')
    .execute();
  await db.schema
    .createTable('membership')
    .addColumn('cohort_id', 'text', (column) =>
      column.notNull().references('cohort.id').onDelete('cascade'),
    )
    .addColumn('account_id', 'text', (column) =>
      column.notNull().references('account.id').onDelete('cascade'),
    )
    .addColumn('role', 'text', (column) =>
      column.notNull().check(sql`role in ('student', 'instructor')`),
    )
    .addColumn('joined_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('membership_key', ['cohort_id', 'account_id'])
    .execute();
  await db.schema
    .createIndex('membership_account')
    .on('membership')
    .columns(['account_id', 'role'])
    .execute();
}
