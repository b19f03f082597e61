import { sql, type Kysely } from 'kysely';

/** The schema runs unchanged on SQLite and PostgreSQL: text keys, ISO text instants, JSON as text. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createPeople(db);
  await createCohorts(db);
  await createAttempts(db);
  await createEssayGrades(db);
  await createProgress(db);
  await createReviews(db);
  await createAccommodations(db);
  await createDisputes(db);
  await createRecords(db);
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

async function createAttempts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('item_version')
    .addColumn('hash', 'text', (column) => column.primaryKey())
    .addColumn('ref', 'text', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('attempt')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('account_id', 'text', (column) =>
      column.notNull().references('account.id').onDelete('cascade'),
    )
    .addColumn('quiz_id', 'text', (column) => column.notNull())
    .addColumn('quiz_hash', 'text', (column) => column.notNull())
    .addColumn('quiz_title', 'text', (column) => column.notNull())
    .addColumn('settings', 'text', (column) => column.notNull())
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('state', 'text', (column) =>
      column.notNull().check(sql`state in ('in-progress', 'awaiting-grading', 'graded')`),
    )
    .addColumn('seed', 'integer', (column) => column.notNull())
    .addColumn('plan', 'text', (column) => column.notNull())
    .addColumn('started_at', 'text', (column) => column.notNull())
    .addColumn('deadline_at', 'text')
    .addColumn('submitted_at', 'text')
    .addColumn('ended_by', 'text', (column) =>
      column.check(sql`ended_by in ('submission', 'expiry')`),
    )
    .addColumn('in_grace', 'integer', (column) =>
      column
        .notNull()
        .defaultTo(0)
        .check(sql`in_grace in (0, 1)`),
    )
    .addColumn('submission_key', 'text')
    .addColumn('score', 'double precision', (column) =>
      column.check(sql`score is null or (score >= 0 and score <= max_score)`),
    )
    .addColumn('max_score', 'double precision', (column) => column.notNull())
    .addColumn('certainty_score', 'double precision')
    .addUniqueConstraint('attempt_number', ['account_id', 'quiz_id', 'number'])
    .execute();
  // One run at a time for each learner and quiz: held by the index, whatever the clients do.
  await db.schema
    .createIndex('attempt_in_progress')
    .unique()
    .on('attempt')
    .columns(['account_id', 'quiz_id'])
    .where(sql.ref('state'), '=', sql.lit('in-progress'))
    .execute();
  // The sweep looks for running attempts whose time is up.
  await db.schema
    .createIndex('attempt_deadline')
    .on('attempt')
    .column('deadline_at')
    .where(sql.ref('state'), '=', sql.lit('in-progress'))
    .execute();
  await db.schema
    .createTable('response')
    .addColumn('attempt_id', 'text', (column) =>
      column.notNull().references('attempt.id').onDelete('cascade'),
    )
    .addColumn('item_ref', 'text', (column) => column.notNull())
    .addColumn('item_hash', 'text', (column) => column.notNull().references('item_version.hash'))
    .addColumn('body', 'text')
    .addColumn('flagged', 'integer', (column) => column.notNull().check(sql`flagged in (0, 1)`))
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('saved_at', 'text', (column) => column.notNull())
    .addColumn('certainty', 'integer', (column) => column.check(sql`certainty in (1, 2, 3)`))
    .addColumn('score', 'double precision')
    .addPrimaryKeyConstraint('response_key', ['attempt_id', 'item_ref'])
    .execute();
  await db.schema.createIndex('response_item').on('response').column('item_hash').execute();
}

async function createEssayGrades(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('essay_grade')
    .addColumn('attempt_id', 'text', (column) =>
      column.notNull().references('attempt.id').onDelete('cascade'),
    )
    .addColumn('item_ref', 'text', (column) => column.notNull())
    .addColumn('levels', 'text', (column) => column.notNull())
    .addColumn('comment', 'text', (column) => column.notNull())
    // Grades outlive the account that gave them.
    .addColumn('grader_id', 'text', (column) =>
      column.references('account.id').onDelete('set null'),
    )
    .addColumn('score', 'double precision', (column) => column.notNull())
    .addColumn('graded_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('essay_grade_key', ['attempt_id', 'item_ref'])
    .execute();
  // The graders' queue, oldest first.
  await db.schema
    .createIndex('attempt_awaiting')
    .on('attempt')
    .column('submitted_at')
    .where(sql.ref('state'), '=', sql.lit('awaiting-grading'))
    .execute();
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
