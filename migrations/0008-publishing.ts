import { sql, type Kysely } from 'kysely';

/** Drafts of course files, the revisions of what was published, and what became of answered items. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createDrafts(db);
  await createRevisions(db);
  await createRulings(db);
}

async function createDrafts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('draft')
    .addColumn('account_id', 'text', (column) =>
      column.notNull().references('account.id').onDelete('cascade'),
    )
    .addColumn('path', 'text', (column) => column.notNull())
    // Null where the file was not there when the draft was begun.
    .addColumn('base_digest', 'text')
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('draft_key', ['account_id', 'path'])
    .execute();
}

async function createRevisions(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('revision')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('path', 'text', (column) => column.notNull())
    .addColumn('digest_before', 'text')
    .addColumn('digest_after', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    // Null where the file was changed outside.
    .addColumn('author_id', 'text')
    .addColumn('message', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('revision_path').on('revision').columns(['path', 'id']).execute();
}

async function createRulings(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('item_ruling')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('item_hash', 'text', (column) => column.notNull().references('item_version.hash'))
    .addColumn('revision_id', 'text', (column) => column.notNull().references('revision.id'))
    .addColumn('decision', 'text', (column) =>
      column.notNull().check(sql`decision in ('regrade', 'full-credit', 'drop')`),
    )
    // The version by whose key answers are marked; null where no key is asked.
    .addColumn('by_hash', 'text', (column) => column.references('item_version.hash'))
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('reversed_at', 'text')
    .execute();
  await db.schema
    .createIndex('item_ruling_item')
    .on('item_ruling')
    .columns(['item_hash', 'id'])
    .execute();
  await db.schema
    .createIndex('item_ruling_revision')
    .on('item_ruling')
    .column('revision_id')
    .execute();
  await db.schema.alterTable('mark_change').addColumn('revision_id', 'text').execute();
  await db.schema
    .alterTable('mark_change')
    .addColumn('dropped_before', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  await db.schema
    .createIndex('mark_change_revision')
    .on('mark_change')
    .column('revision_id')
    .execute();
  await db.schema
    .alterTable('response')
    .addColumn('dropped', 'integer', (column) =>
      column
        .notNull()
        .defaultTo(0)
        .check(sql`dropped in (0, 1)`),
    )
    .execute();
}
