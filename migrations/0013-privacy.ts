import { sql, type Kysely } from 'kysely';

/** Who looked at whose work, accounts that wait to be erased, cohorts shown without names. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createWorkViews(db);
  await createErasures(db);
  await createPseudonyms(db);
  await indexAudit(db);
}

async function createWorkViews(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('work_view')
    // A learner, or a cohort whose list was seen: the id of either, as in the audit log.
    .addColumn('subject_id', 'text', (column) => column.notNull())
    .addColumn('viewer_id', 'text', (column) =>
      column.notNull().references('account.id').onDelete('cascade'),
    )
    .addColumn('what', 'text', (column) => column.notNull())
    // Of the first look that day, in UTC: YYYY-MM-DD.
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('times', 'integer', (column) => column.notNull())
    .addColumn('last_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('work_view_key', ['subject_id', 'day', 'viewer_id', 'what'])
    .execute();
  await db.schema.createIndex('work_view_day').on('work_view').column('day').execute();
  await db.schema.createIndex('work_view_viewer').on('work_view').column('viewer_id').execute();
}

async function createErasures(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('erasure')
    .addColumn('account_id', 'text', (column) =>
      column.primaryKey().references('account.id').onDelete('cascade'),
    )
    .addColumn('kind', 'text', (column) =>
      column.notNull().check(sql`kind in ('own', 'admin', 'inactive')`),
    )
    // What the admin wrote; null where nobody was asked for one.
    .addColumn('reason', 'text')
    .addColumn('asked_at', 'text', (column) => column.notNull())
    .addColumn('due_at', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('erasure_due').on('erasure').column('due_at').execute();
}

async function createPseudonyms(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('pseudonymity')
    .addColumn('cohort_id', 'text', (column) =>
      column.primaryKey().references('cohort.id').onDelete('cascade'),
    )
    // Pseudonyms are made with it: who has it can tell whose they are.
    .addColumn('secret', 'text', (column) => column.notNull())
    .addColumn('for_all', 'integer', (column) => column.notNull().check(sql`for_all in (0, 1)`))
    .execute();
  await db.schema
    .createTable('pseudonymity_choice')
    .addColumn('cohort_id', 'text', (column) =>
      column.notNull().references('pseudonymity.cohort_id').onDelete('cascade'),
    )
    .addColumn('account_id', 'text', (column) =>
      column.notNull().references('account.id').onDelete('cascade'),
    )
    .addPrimaryKeyConstraint('pseudonymity_choice_key', ['account_id', 'cohort_id'])
    .execute();
  await db.schema
    .createTable('pseudonym_lift')
    .addColumn('account_id', 'text', (column) =>
      column.notNull().references('account.id').onDelete('cascade'),
    )
    .addColumn('cohort_id', 'text', (column) =>
      column.notNull().references('cohort.id').onDelete('cascade'),
    )
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('lifted_by', 'text', (column) =>
      column.references('account.id').onDelete('set null'),
    )
    .addColumn('lifted_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('pseudonym_lift_key', ['account_id', 'cohort_id'])
    .execute();
}

/** The log is asked by time, and by action, author or subject within it. */
async function indexAudit(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropIndex('audit_event_at').execute();
  const columns = ['action', 'actor_id', 'subject'] as const;
  for (const column of columns) {
    await db.schema
      .createIndex(`audit_event_${column}`)
      .on('audit_event')
      .columns([column, 'at', 'id'])
      .execute();
  }
  await db.schema.createIndex('audit_event_at').on('audit_event').columns(['at', 'id']).execute();
}
