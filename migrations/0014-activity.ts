import type { Kysely } from 'kysely';

/** The columns that this migration reads and writes; the tables have more. */
interface Tables {
  lesson_progress: {
    account_id: string;
    lesson_id: string;
    state: string;
    best_share: number | null;
    passed_at: string | null;
  };
  attempt: {
    account_id: string;
    quiz_id: string;
    state: string;
    score: number | null;
    max_score: number;
    submitted_at: string | null;
  };
}

/** Sums of points that are equal on paper may differ by this much. */
const TOLERANCE = 1e-9;

/**
 * When a learner last read on in a lesson, and when they passed it; and the indexes by which the
 * newest of what a learner did is found without reading the rest.
 */
export async function up(db: Kysely<Tables>): Promise<void> {
  for (const column of ['read_at', 'passed_at']) {
    await db.schema.alterTable('lesson_progress').addColumn(column, 'text').execute();
  }
  await datePasses(db);
  await db.schema
    .createIndex('attempt_started')
    .on('attempt')
    .columns(['account_id', 'started_at', 'id'])
    .execute();
  await db.schema
    .createIndex('dispute_account')
    .on('dispute')
    .columns(['account_id', 'created_at'])
    .execute();
}

/** By the first result that was as good as the best: what was passed was passed by then. */
async function datePasses(db: Kysely<Tables>): Promise<void> {
  await db
    .updateTable('lesson_progress')
    .set((eb) => ({
      passed_at: eb
        .selectFrom('attempt')
        .select((inner) => inner.fn.min('submitted_at').as('at'))
        .whereRef('attempt.account_id', '=', 'lesson_progress.account_id')
        .whereRef('attempt.quiz_id', '=', 'lesson_progress.lesson_id')
        .where('attempt.state', '=', 'graded')
        .whereRef('attempt.score', '>=', (inner) =>
          inner(
            inner('lesson_progress.best_share', '*', inner.ref('attempt.max_score')),
            '-',
            TOLERANCE,
          ),
        ),
    }))
    .where('lesson_progress.state', '=', 'passed')
    .execute();
}
