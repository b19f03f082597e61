import { sql } from 'kysely';
import type { Db } from '../../src/store/database.ts';

/** Every row of every table, for telling whether anything was changed. */
export async function snapshotOf(db: Db): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const tables = await sql<{ name: string }>`
    select name from sqlite_master where type = 'table' order by name
  `.execute(db);
  const snapshot: Record<string, readonly unknown[]> = {};
  for (const { name } of tables.rows) {
    const { rows } = await sql`select * from ${sql.table(name)} order by 1`.execute(db);
    // Rows that are alike in their first column still have an order of their own.
    snapshot[name] = rows
      .map((row) => JSON.stringify(row))
      .toSorted()
      .map((row) => JSON.parse(row));
  }
  return snapshot;
}
