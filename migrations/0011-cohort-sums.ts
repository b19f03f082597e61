import { sql, type Kysely } from 'kysely';

/** The columns that this migration reads and writes; the tables have more. */
interface Tables {
  lesson_progress: { account_id: string };
  standing: { account_id: string; stale: number };
}

/**
 * What the pages of a cohort need of each learner, so that they read no attempts. Everybody who has
 * done something is marked as stale: the server works their rows out, some at a time.
 */
export async function up(db: Kysely<Tables>): Promise<void> {
  for (const column of ['time_ms', 'failures']) {
    await db.schema
      .alterTable('lesson_progress')
      .addColumn(column, 'integer', (definition) => definition.notNull().defaultTo(0))
      .execute();
  }
  await createStandings(db);
  await db.schema
    .createIndex('standing_stale')
    .on('standing')
    .column('account_id')
    .where(sql.ref('stale'), '=', sql.lit(1))
    .execute();
  await db
    .insertInto('standing')
    .columns(['account_id', 'stale'])
    .expression((eb) =>
      eb
        .selectFrom('lesson_progress')
        .select(['account_id', sql.lit(1).as('stale')])
        .distinct(),
    )
    .execute();
  await createFindings(db);
}

async function createStandings(db: Kysely<Tables>): Promise<void> {
  await db.schema
    .createTable('standing')
    .addColumn('account_id', 'text', (column) =>
      column.primaryKey().references('account.id').onDelete('cascade'),
    )
    .addColumn('stale', 'integer', (column) => column.notNull().check(sql`stale in (0, 1)`))
    // Digest of the list of lessons and quizzes that it was worked out with.
    .addColumn('course', 'text')
    .addColumn('last_active_at', 'text')
    .addColumn('started', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('done', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('passed', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('course_passed', 'integer', (column) =>
      column
        .notNull()
        .defaultTo(0)
        .check(sql`course_passed in (0, 1)`),
    )
    .addColumn('mastery', 'double precision')
    .addColumn('time_ms', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('stopped_at', 'text')
    .addColumn('stuck_quiz', 'text')
    .addColumn('failures', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('certain_wrong', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('certain_of', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('fast_runs', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('fast_of', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('fast_share', 'double precision')
    .addColumn('needs_hand', 'integer', (column) =>
      column
        .notNull()
        .defaultTo(0)
        .check(sql`needs_hand in (0, 1)`),
    )
    .addColumn('calibration', 'text', (column) => column.notNull().defaultTo('[]'))
    .execute();
}

/** The figures and flags of item versions, as they follow from the tallies of their quiz. */
async function createFindings(db: Kysely<Tables>): Promise<void> {
  await db.schema
    .createTable('item_finding')
    .addColumn('quiz_id', 'text', (column) => column.notNull())
    .addColumn('item_hash', 'text', (column) => column.notNull().references('item_version.hash'))
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('facility', 'double precision', (column) => column.notNull())
    .addColumn('discrimination', 'double precision')
    .addColumn('flags', 'text', (column) => column.notNull())
    .addColumn('urgency', 'double precision', (column) => column.notNull())
    .addPrimaryKeyConstraint('item_finding_key', ['quiz_id', 'item_hash'])
    .execute();
  // Quizzes whose tallies have changed since their findings were worked out.
  await db.schema
    .createTable('stale_finding')
    .addColumn('quiz_id', 'text', (column) => column.primaryKey())
    .execute();
  await sql`insert into stale_finding (quiz_id) select distinct quiz_id from total_tally`.execute(
    db,
  );
}
