import { sumCalibration, type CohortLearner } from '../domain/cohort-figures.ts';
import type { CalibrationRow } from '../domain/certainty.ts';
import type { Catalogue } from '../domain/course.ts';
import { NO_STANDING } from '../domain/learner-standing.ts';
import type { MasteryLevel } from '../domain/mastery.ts';
import { calledBy, type LearnerNames } from '../domain/pseudonym.ts';
import { reasonsOf, stateOf, type LearnerState } from '../domain/standing-reasons.ts';
import type { Cohort } from '../store/cohorts.ts';
import type { Db } from '../store/database.ts';
import { countCohortObjectives } from '../store/objectives.ts';
import { listCohortProgress, type LearnerProgress } from '../store/progress.ts';
import { listStandings, type KeptStanding } from '../store/standings.ts';
import { refreshCohort } from './standings.ts';

/** A learner of the cohort: progress by unit, where they stand, and why they may need a hand. */
export interface LearnerFigures extends CohortLearner, LearnerProgress {
  readonly lessons: LearnerProgress['lessons'];
}

/** All that pages, exports and the programming interface say of a cohort. */
export interface CohortFigures {
  /** By name. */
  readonly learners: readonly LearnerFigures[];
  /** How many learners are in each state; together they are all. */
  readonly states: Readonly<Record<LearnerState, number>>;
  /** Stated certainty against the answers that were right, over all learners. */
  readonly calibration: readonly CalibrationRow[];
}

/**
 * The figures of a cohort at `now`, its learners called as `names` says. Whatever shows or exports numbers of a cohort takes them from
 * here, so that all of them agree: pages, exports, the programming interface, mails. It first works
 * out the standings of learners who have done something since, and reads no attempts besides: it
 * costs the same however many there are. Marks that are held back from learners are in it, so it is
 * for those who teach.
 */
export async function readCohortFigures(
  db: Db,
  course: Catalogue,
  cohort: Pick<Cohort, 'id' | 'archived'> & { readonly names: LearnerNames },
  now: Date,
): Promise<CohortFigures> {
  await refreshCohort(db, course, cohort.id);
  const standings = await listStandings(db, cohort.id);
  const progress = calledBy(cohort.names, await listCohortProgress(db, cohort.id));
  const learners = progress.map((learner) =>
    learnerFigures(learner, standings.get(learner.accountId), cohort.archived, now),
  );
  const count = (state: LearnerState) => learners.filter((one) => one.state === state).length;
  return {
    learners,
    states: {
      'on-track': count('on-track'),
      'needs-hand': count('needs-hand'),
      'not-started': count('not-started'),
    },
    calibration: sumCalibration(learners),
  };
}

function learnerFigures(
  learner: LearnerProgress,
  standing: KeptStanding | undefined,
  archived: boolean,
  now: Date,
): LearnerFigures {
  const own = standing ?? NO_STANDING;
  const reasons = reasonsOf(own, { joinedAt: learner.joinedAt, archived }, now);
  const { lastActiveAt } = own;
  return { ...learner, lastActiveAt, standing: own, reasons, state: stateOf(own, reasons) };
}

/**
 * How many learners of a cohort are at each level, by `<lesson>/<objective>`; who is at none of them
 * has not started.
 */
export async function readObjectiveCounts(
  db: Db,
  cohortId: string,
): Promise<ReadonlyMap<string, ReadonlyMap<MasteryLevel, number>>> {
  const counts = new Map<string, Map<MasteryLevel, number>>();
  for (const row of await countCohortObjectives(db, cohortId)) {
    const { lessonId, objectiveId, level, learners } = row;
    const key = `${lessonId}/${objectiveId}`;
    const levels = counts.get(key) ?? new Map<MasteryLevel, number>();
    counts.set(key, levels.set(level, learners));
  }
  return counts;
}
