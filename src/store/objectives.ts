import type { MasteryLevel } from '../domain/mastery.ts';
import { compileForRows, compileOnce } from './compile-once.ts';
import type { Db, Tx } from './database.ts';

export interface ObjectiveProgress {
  readonly lessonId: string;
  readonly objectiveId: string;
  readonly level: MasteryLevel;
  /** Share of the objective's points in the latest attempt, 0 to 1. */
  readonly share: number;
  readonly updatedAt: Date;
}

const selectObjectives = compileOnce((db) =>
  db.selectFrom('objective_progress').selectAll().where('account_id', '=', ''),
);
const selectLessonObjectives = compileOnce((db) =>
  db
    .selectFrom('objective_progress')
    .selectAll()
    .where('account_id', '=', '')
    .where('lesson_id', '=', ''),
);

/** A learner's objectives, of one lesson where it is given. */
export async function listObjectives(
  db: Db,
  accountId: string,
  lessonId?: string,
): Promise<ObjectiveProgress[]> {
  const rows =
    lessonId === undefined
      ? await selectObjectives(db, [accountId])
      : await selectLessonObjectives(db, [accountId, lessonId]);
  return rows.map((row) => ({
    lessonId: row.lesson_id,
    objectiveId: row.objective_id,
    level: row.level as MasteryLevel,
    share: row.share,
    updatedAt: new Date(row.updated_at),
  }));
}

const upsertObjectives = compileForRows((db, rows) =>
  db
    .insertInto('objective_progress')
    .values(
      Array.from({ length: rows }, () => ({
        account_id: '',
        lesson_id: '',
        objective_id: '',
        level: '',
        share: 0,
        updated_at: '',
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['account_id', 'lesson_id', 'objective_id']).doUpdateSet((eb) => ({
        level: eb.ref('excluded.level'),
        share: eb.ref('excluded.share'),
        updated_at: eb.ref('excluded.updated_at'),
      })),
    ),
);

export async function putObjectives(
  db: Tx,
  accountId: string,
  objectives: readonly ObjectiveProgress[],
  now: Date,
): Promise<void> {
  const at = now.toISOString();
  await upsertObjectives(
    db,
    objectives.map((row) => [accountId, row.lessonId, row.objectiveId, row.level, row.share, at]),
  );
}

/** Forgets the level of an objective, for it to be built up again from what was answered. */
export async function deleteObjective(
  db: Tx,
  accountId: string,
  objective: { readonly lessonId: string; readonly objectiveId: string },
): Promise<void> {
  await db
    .deleteFrom('objective_progress')
    .where('account_id', '=', accountId)
    .where('lesson_id', '=', objective.lessonId)
    .where('objective_id', '=', objective.objectiveId)
    .execute();
}

/** How many learners of a cohort are at a level of an objective. */
export interface LevelCount {
  readonly lessonId: string;
  readonly objectiveId: string;
  readonly level: MasteryLevel;
  readonly learners: number;
}

/** The levels of a cohort's learners, counted; nobody who has not started is in it. One query. */
export async function countCohortObjectives(db: Db, cohortId: string): Promise<LevelCount[]> {
  const rows = await db
    .selectFrom('membership')
    .innerJoin('objective_progress', 'objective_progress.account_id', 'membership.account_id')
    .select(['lesson_id', 'objective_id', 'level'])
    .select((eb) => eb.fn.countAll().as('learners'))
    .where('membership.cohort_id', '=', cohortId)
    .where('membership.role', '=', 'student')
    .groupBy(['lesson_id', 'objective_id', 'level'])
    .execute();
  return rows.map((row) => ({
    lessonId: row.lesson_id,
    objectiveId: row.objective_id,
    level: row.level as MasteryLevel,
    learners: Number(row.learners),
  }));
}
