import type { QuizSettings } from '../domain/course.ts';
import type { AccommodationScope } from './accommodations.ts';
import type { Db, Tx } from './database.ts';

/** What the deadline of a running attempt follows from. */
export interface RunningAttempt {
  readonly id: string;
  readonly accountId: string;
  readonly quizId: string;
  /** The quiz's settings as they were at the start. */
  readonly settings: QuizSettings;
  readonly startedAt: Date;
  readonly deadlineAt: Date;
}

/** Running attempts with a deadline that an accommodation is about: of a learner or a cohort. */
export async function listTimedRunning(
  db: Db,
  scope: AccommodationScope,
): Promise<RunningAttempt[]> {
  const { accountId, cohortId, quizId } = scope;
  const rows = await db
    .selectFrom('attempt')
    .select(['id', 'account_id', 'quiz_id', 'settings', 'started_at', 'deadline_at'])
    .where('state', '=', 'in-progress')
    .where('deadline_at', 'is not', null)
    .$if(accountId !== null, (query) => query.where('account_id', '=', accountId))
    .$if(cohortId !== null, (query) =>
      query.where('account_id', 'in', (eb) =>
        eb.selectFrom('membership').select('account_id').where('cohort_id', '=', cohortId),
      ),
    )
    .$if(quizId !== null, (query) => query.where('quiz_id', '=', quizId))
    .execute();
  return rows.flatMap((row) =>
    row.deadline_at === null
      ? []
      : {
          id: row.id,
          accountId: row.account_id,
          quizId: row.quiz_id,
          // Written when the attempt was begun; never changed afterwards.
          settings: JSON.parse(row.settings) as QuizSettings,
          startedAt: new Date(row.started_at),
          deadlineAt: new Date(row.deadline_at),
        },
  );
}

/** Sets the deadline of an attempt that is still running; null takes it away. */
export async function setDeadline(
  db: Tx,
  attemptId: string,
  deadlineAt: Date | null,
): Promise<void> {
  await db
    .updateTable('attempt')
    .set({ deadline_at: deadlineAt?.toISOString() ?? null })
    .where('id', '=', attemptId)
    .where('state', '=', 'in-progress')
    .execute();
}
