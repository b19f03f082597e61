import type { Tx, Db } from './database.ts';

/** The last set of content files that was whole, by path; empty before the first. */
export async function listGoodFiles(db: Db): Promise<Map<string, string>> {
  const rows = await db.selectFrom('good_file').selectAll().execute();
  return new Map(rows.map((row) => [row.path, row.text]));
}

/** Replaces the set. */
export async function replaceGoodFiles(db: Tx, files: ReadonlyMap<string, string>): Promise<void> {
  await db.deleteFrom('good_file').execute();
  for (const [path, text] of files) {
    await db.insertInto('good_file').values({ path, text }).execute();
  }
}
