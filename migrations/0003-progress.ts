import { sql, type Kysely } from 'kysely';

/** What follows from attempts: progress, mastery and reviews; and what a learner is given beyond the rules. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createProgress(db);
  await createReviews(db);
  await createAccommodations(db);
}

async function createProgress(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('lesson_progress')
    .addColumn('account_id', 'text', (column) =>
      column.notNull().references('account.id').onDelete('cascade'),
    )
    .addColumn('lesson_id', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('sections_read', 'text', (column) => column.notNull())
    .addColumn('last_section', 'text')
    .addColumn('best_share', 'double precision')
    .addColumn('attempts', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('lesson_progress_key', ['account_id', 'lesson_id'])
    .execute();
  await db.schema
    .createTable('objective_progress')
    .addColumn('account_id', 'text', (column) =>
      column.notNull().references('account.id').onDelete('cascade'),
    )
    .addColumn('lesson_id', 'text', (column) => column.notNull())
    .addColumn('objective_id', 'text', (column) => column.notNull())
    .addColumn('level', 'text', (column) => column.notNull())
    .addColumn('share', 'double precision', (column) => column.notNull())
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('objective_progress_key', ['account_id', 'lesson_id', 'objective_id'])
    .execute();
}

async function createReviews(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('review_card')
    .addColumn('account_id', 'text', (column) =>
      column.notNull().references('account.id').onDelete('cascade'),
    )
    .addColumn('item_ref', 'text', (column) => column.notNull())
    .addColumn('due_at', 'text', (column) => column.notNull())
    .addColumn('stability', 'double precision', (column) => column.notNull())
    .addColumn('difficulty', 'double precision', (column) => column.notNull())
    .addColumn('interval_days', 'integer', (column) => column.notNull())
    .addColumn('repetitions', 'integer', (column) => column.notNull())
    .addColumn('lapses', 'integer', (column) => column.notNull())
    .addColumn('last_answered_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('review_card_key', ['account_id', 'item_ref'])
    .execute();
  await db.schema
    .createIndex('review_card_due')
    .on('review_card')
    .columns(['account_id', 'due_at'])
    .execute();
  await db.schema
    .createTable('review_answer')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('account_id', 'text', (column) =>
      column.notNull().references('account.id').onDelete('cascade'),
    )
    .addColumn('item_ref', 'text', (column) => column.notNull())
    .addColumn('item_hash', 'text', (column) => column.notNull().references('item_version.hash'))
    .addColumn('due_at', 'text', (column) => column.notNull())
    .addColumn('option_order', 'text', (column) => column.notNull())
    .addColumn('body', 'text')
    .addColumn('certainty', 'integer', (column) => column.check(sql`certainty in (1, 2, 3)`))
    .addColumn('share', 'double precision', (column) => column.notNull())
    .addColumn('answered_at', 'text', (column) => column.notNull())
    .execute();
  // A due date is answered once: held by the index, whatever two tabs do.
  await db.schema
    .createIndex('review_answer_due')
    .unique()
    .on('review_answer')
    .columns(['account_id', 'item_ref', 'due_at'])
    .execute();
  await db.schema
    .createIndex('review_answer_account')
    .on('review_answer')
    .columns(['account_id', 'answered_at'])
    .execute();
}

async function createAccommodations(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('accommodation')
    .addColumn('id', 'text', (column) => column.primaryKey())
    // Of a learner or of a whole cohort, for one quiz or, null, for all.
    .addColumn('account_id', 'text', (column) =>
      column.references('account.id').onDelete('cascade'),
    )
    .addColumn('cohort_id', 'text', (column) => column.references('cohort.id').onDelete('cascade'))
    .addColumn('quiz_id', 'text')
    .addColumn('time_factor', 'double precision', (column) =>
      column.notNull().check(sql`time_factor >= 1`),
    )
    .addColumn('extra_attempts', 'integer', (column) =>
      column.notNull().check(sql`extra_attempts >= 0`),
    )
    .addColumn('opens_at', 'text')
    .addColumn('closes_at', 'text')
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addCheckConstraint('accommodation_of_one', sql`(account_id is null) <> (cohort_id is null)`)
    .execute();
  await db.schema
    .createIndex('accommodation_account')
    .on('accommodation')
    .column('account_id')
    .execute();
}
