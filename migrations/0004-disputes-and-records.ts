import { sql, type Kysely } from 'kysely';

/** Disputed marks with their ledger, the audit log, and the last good content files. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createDisputes(db);
  await createRegrades(db);
  await createRecords(db);
}

async function createDisputes(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('dispute')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('account_id', 'text', (column) =>
      column.notNull().references('account.id').onDelete('cascade'),
    )
    .addColumn('attempt_id', 'text', (column) =>
      column.notNull().references('attempt.id').onDelete('cascade'),
    )
    .addColumn('item_ref', 'text', (column) => column.notNull())
    .addColumn('item_hash', 'text', (column) => column.notNull().references('item_version.hash'))
    // The answer in the form that two answers are compared in.
    .addColumn('answer_key', 'text', (column) => column.notNull())
    .addColumn('cited', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) =>
      column.notNull().check(sql`state in ('open', 'accepted', 'answered')`),
    )
    .addColumn('answer', 'text')
    .addColumn('decided_by', 'text')
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('decided_at', 'text')
    .addUniqueConstraint('dispute_of_item', ['attempt_id', 'item_ref'])
    .execute();
  await db.schema
    .createIndex('dispute_state')
    .on('dispute')
    .columns(['state', 'created_at'])
    .execute();
  await db.schema
    .createIndex('dispute_item')
    .on('dispute')
    .columns(['item_hash', 'answer_key'])
    .execute();
}

async function createRegrades(db: Kysely<unknown>): Promise<void> {
  // The ledger of marks: rows are added, never changed.
  await db.schema
    .createTable('mark_change')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('attempt_id', 'text', (column) =>
      column.notNull().references('attempt.id').onDelete('cascade'),
    )
    .addColumn('item_ref', 'text', (column) => column.notNull())
    .addColumn('old_score', 'double precision', (column) => column.notNull())
    .addColumn('new_score', 'double precision', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('dispute_id', 'text')
    .addColumn('actor_id', 'text')
    .addColumn('at', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('mark_change_attempt')
    .on('mark_change')
    .columns(['attempt_id', 'item_ref'])
    .execute();
  await db.schema
    .createTable('accepted_answer')
    .addColumn('item_hash', 'text', (column) => column.notNull().references('item_version.hash'))
    .addColumn('answer_key', 'text', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('dispute_id', 'text', (column) => column.notNull())
    .addColumn('accepted_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('accepted_answer_key', ['item_hash', 'answer_key'])
    .execute();
}

async function createRecords(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('audit_event')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('actor_id', 'text')
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('detail', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('audit_event_at').on('audit_event').column('at').execute();
  await db.schema
    .createTable('good_file')
    .addColumn('path', 'text', (column) => column.primaryKey())
    .addColumn('text', 'text', (column) => column.notNull())
    .execute();
}
