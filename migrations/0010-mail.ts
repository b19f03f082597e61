import { sql, type Kysely } from 'kysely';

/** Mail: what is to be sent, invitations, links for one account, and who asked for which mails. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createMail(db);
  await createInvitations(db);
  await createAccountTokens(db);
  await createSubscriptions(db);
  await addAddressState(db);
}

async function createMail(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('mail')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('kind', 'text', (column) => column.notNull())
    // Null where it goes to somebody who has no account, or may have none.
    .addColumn('account_id', 'text', (column) =>
      column.references('account.id').onDelete('cascade'),
    )
    .addColumn('recipient', 'text', (column) => column.notNull())
    .addColumn('recipient_key', 'text', (column) => column.notNull())
    .addColumn('locale', 'text', (column) => column.notNull())
    .addColumn('params', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) =>
      column.notNull().check(sql`state in ('queued', 'sent', 'failed')`),
    )
    .addColumn('tries', 'integer', (column) => column.notNull())
    .addColumn('next_try_at', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('sent_at', 'text')
    .addColumn('error', 'text')
    .execute();
  await db.schema.createIndex('mail_due').on('mail').columns(['state', 'next_try_at']).execute();
  await db.schema.createIndex('mail_account').on('mail').column('account_id').execute();
  await db.schema.createIndex('mail_recipient').on('mail').column('recipient_key').execute();
}

async function createInvitations(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('invitation')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('cohort_id', 'text', (column) =>
      column.notNull().references('cohort.id').onDelete('cascade'),
    )
    .addColumn('email', 'text', (column) => column.notNull())
    .addColumn('email_key', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('role', 'text', (column) =>
      column.notNull().check(sql`role in ('student', 'instructor')`),
    )
    .addColumn('locale', 'text', (column) => column.notNull())
    .addColumn('invited_by', 'text', (column) =>
      column.references('account.id').onDelete('set null'),
    )
    // Null until the mail is written.
    .addColumn('token_hash', 'text', (column) => column.unique())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .addColumn('accepted_at', 'text')
    .addUniqueConstraint('invitation_person', ['cohort_id', 'email_key'])
    .execute();
  await db.schema.createIndex('invitation_email').on('invitation').column('email_key').execute();
}

async function createAccountTokens(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('account_token')
    .addColumn('hash', 'text', (column) => column.primaryKey())
    .addColumn('account_id', 'text', (column) =>
      column.notNull().references('account.id').onDelete('cascade'),
    )
    .addColumn('purpose', 'text', (column) => column.notNull())
    // The address that it was sent to.
    .addColumn('email_key', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('account_token_account')
    .on('account_token')
    .columns(['account_id', 'purpose'])
    .execute();
  await db.schema
    .createIndex('account_token_expiry')
    .on('account_token')
    .column('expires_at')
    .execute();
}

async function createSubscriptions(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('mail_subscription')
    .addColumn('account_id', 'text', (column) =>
      column.notNull().references('account.id').onDelete('cascade'),
    )
    .addColumn('kind', 'text', (column) =>
      column.notNull().check(sql`kind in ('weekly-summary', 'review-reminder')`),
    )
    // The day or week (by its first day) that was served last.
    .addColumn('last_period', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('mail_subscription_key', ['account_id', 'kind'])
    .execute();
  await db.schema
    .createIndex('mail_subscription_due')
    .on('mail_subscription')
    .columns(['kind', 'last_period'])
    .execute();
}

async function addAddressState(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('account').addColumn('email_confirmed_at', 'text').execute();
  await db.schema.alterTable('account').addColumn('pending_email', 'text').execute();
  // Accounts from before are taken at their word.
  await sql`update account set email_confirmed_at = created_at`.execute(db);
}
