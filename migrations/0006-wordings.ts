import type { Kysely } from 'kysely';

/** The translations that items were shown in, and which of them a review was answered in. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('item_wording')
    .addColumn('hash', 'text', (column) => column.primaryKey())
    .addColumn('item_hash', 'text', (column) => column.notNull().references('item_version.hash'))
    // The item in each language, by locale.
    .addColumn('faces', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .execute();
  await db.schema.alterTable('review_answer').addColumn('wording', 'text').execute();
}
