import { sql, type Kysely } from 'kysely';

/** Limits of join codes, and what a cohort is set with its dates. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await limitCodes(db);
  await createAssignments(db);
}

async function limitCodes(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('cohort').addColumn('code_expires_at', 'text').execute();
  await db.schema
    .alterTable('cohort')
    .addColumn('code_cap', 'integer', (column) => column.check(sql`code_cap > 0`))
    .execute();
  // How many have joined by the code that the cohort has now.
  await db.schema
    .alterTable('cohort')
    .addColumn('code_joins', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
}

async function createAssignments(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('assignment')
    .addColumn('cohort_id', 'text', (column) =>
      column.notNull().references('cohort.id').onDelete('cascade'),
    )
    // A lesson, or a quiz of a module or of the course.
    .addColumn('unit_id', 'text', (column) => column.notNull())
    .addColumn('opens_at', 'text')
    .addColumn('due_at', 'text')
    .addPrimaryKeyConstraint('assignment_key', ['cohort_id', 'unit_id'])
    .addCheckConstraint(
      'assignment_says_something',
      sql`opens_at is not null or due_at is not null`,
    )
    .execute();
}
