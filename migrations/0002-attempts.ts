import { sql, type Kysely } from 'kysely';

/** Runs at quizzes, the item versions that they pin, and what was answered. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createAttempts(db);
  await createResponses(db);
  await createEssayGrades(db);
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
}

async function createResponses(db: Kysely<unknown>): Promise<void> {
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
    // Practice: checks that were not fully right, hints shown, the revision checked last.
    .addColumn('tries', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('hints', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('checked_revision', 'integer')
    .addColumn('settled', 'text', (column) => column.check(sql`settled in ('right', 'revealed')`))
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
