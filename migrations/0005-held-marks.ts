import type { Kysely } from 'kysely';

/** The columns that this migration reads and writes; the table has more. */
interface Tables {
  attempt: { id: string; state: string; settings: string; marks_from: string | null };
}

interface Settings {
  readonly release: { readonly marks: string };
  readonly closesAt: string | null;
}

/** When the marks of each attempt may be known: without it every page would read all settings. */
export async function up(db: Kysely<Tables>): Promise<void> {
  await db.schema.alterTable('attempt').addColumn('marks_from', 'text').execute();
  await db.schema
    .createIndex('attempt_held')
    .on('attempt')
    .columns(['account_id', 'marks_from'])
    .where('marks_from', 'is not', null)
    .execute();
  const settings = await db
    .selectFrom('attempt')
    .select('settings')
    .distinct()
    .where('state', '<>', 'in-progress')
    .execute();
  for (const { settings: text } of settings) {
    const from = marksFrom(JSON.parse(text) as Settings);
    if (from === null) continue;
    await db
      .updateTable('attempt')
      .set({ marks_from: from })
      .where('settings', '=', text)
      .where('state', '<>', 'in-progress')
      .execute();
  }
}

/** As the program had it when this migration was written. */
function marksFrom({ release, closesAt }: Settings): string | null {
  if (release.marks === 'never') return '9999-12-31T00:00:00.000Z';
  return release.marks === 'after-close' ? closesAt : null;
}
