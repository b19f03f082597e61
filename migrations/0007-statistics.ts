import { sql, type Kysely } from 'kysely';

/**
 * How often each mark, total and choice came, by quiz and item version: what statistics are
 * reckoned from. Attempts that are there already are tallied by the server, some at a time.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('attempt')
    .addColumn('tallied', 'integer', (column) =>
      column
        .notNull()
        .defaultTo(0)
        .check(sql`tallied in (0, 1)`),
    )
    .execute();
  // What is still to be tallied is found at once, however many attempts there are.
  await db.schema
    .createIndex('attempt_untallied')
    .on('attempt')
    .columns(['quiz_id', 'id'])
    .where(sql.ref('tallied'), '=', sql.lit(0))
    .where(sql.ref('number'), '=', sql.lit(1))
    .where(sql.ref('state'), '=', sql.lit('graded'))
    .execute();
  await createMarkTallies(db);
  await createTotalTallies(db);
  await createChoiceTallies(db);
}

async function createMarkTallies(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('mark_tally')
    .addColumn('quiz_id', 'text', (column) => column.notNull())
    .addColumn('item_hash', 'text', (column) => column.notNull().references('item_version.hash'))
    .addColumn('mark', 'double precision', (column) => column.notNull())
    .addColumn('total', 'double precision', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('mark_tally_key', ['quiz_id', 'item_hash', 'mark', 'total'])
    .execute();
}

async function createTotalTallies(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('total_tally')
    .addColumn('quiz_id', 'text', (column) => column.notNull())
    .addColumn('total', 'double precision', (column) => column.notNull())
    .addColumn('max_total', 'double precision', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('total_tally_key', ['quiz_id', 'total', 'max_total'])
    .execute();
}

async function createChoiceTallies(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('choice_tally')
    .addColumn('quiz_id', 'text', (column) => column.notNull())
    .addColumn('item_hash', 'text', (column) => column.notNull().references('item_version.hash'))
    .addColumn('part', 'text', (column) => column.notNull())
    .addColumn('choice', 'text', (column) => column.notNull())
    .addColumn('bin', 'integer', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('choice_tally_key', ['quiz_id', 'item_hash', 'part', 'choice', 'bin'])
    .execute();
}
