import type { Context } from '../../context.ts';
import type { Lesson } from '../../domain/course.ts';
import { MASTERY_LEVELS } from '../../domain/mastery.ts';
import type { Attempt } from '../../store/attempts.ts';
import { courseViewIn } from '../course-view.ts';
import { listProgress, type LessonProgress } from '../../store/progress.ts';
import { readAssigned } from '../../services/assigning.ts';
import { findUnit } from '../units.ts';
import type { Language } from '../views.ts';
import {
  calibrationRows,
  listConfidentlyWrong,
  readCertainAnswers,
  type Looker,
} from './certain-answers.ts';
import { calibrationChart, masteryChart } from './learning-charts.ts';
import type { CalibrationModel, MasteryModel } from './learning-models.ts';
import type { Standing } from './models.ts';
import { pastAttempt } from './past-attempts.ts';
import {
  readLevels,
  readShownLevels,
  readShownProgress,
  type Levels,
} from '../../services/releasing.ts';

/**
 * Where a learner stands in each lesson of the course, as far as `looker` may know at present.
 * `attempts` are all of the learner's, newest first.
 */
export async function readStanding(
  context: Context,
  language: Language,
  looker: Looker,
  attempts: readonly Attempt[],
): Promise<Standing> {
  const { db, library, now } = context;
  const view = courseViewIn(library.catalogue(), language.locale);
  const { course } = view;
  const at = now();
  const { accountId, viewer } = looker;
  const learner = viewer === 'learner';
  const progress = learner
    ? await readShownProgress(db, accountId, findUnit(context), at)
    : await listProgress(db, accountId);
  const levels = learner
    ? await readShownLevels(db, accountId, course, at)
    : await readLevels(db, accountId);
  const lessons = [...course.lessons.values()].map((lesson) =>
    lessonStanding(lesson, progress.get(lesson.id), levels),
  );
  const assigned = await readAssigned(db, accountId, course.quizzes);
  const answers = await readCertainAnswers(db, attempts, looker, { course: view, now: at });
  return {
    lessons,
    passed: lessons.filter((lesson) => lesson.state === 'passed').length,
    attempts: attempts.map((attempt) =>
      pastAttempt(view, attempt, viewer, at, assigned.get(attempt.quizId)),
    ),
    mastery: masteryModel(language, lessons),
    calibration: calibrationModel(language, calibrationRows(answers)),
    confidentlyWrong: await listConfidentlyWrong(db, answers, view.locale),
  };
}

/** A learner's standing in one lesson, from their progress and their levels. */
export function lessonStanding(
  { id, number, title, sections, objectives }: Lesson,
  own: LessonProgress | undefined,
  levels: Levels,
): Standing['lessons'][number] {
  const read = new Set(own?.sectionsRead);
  return {
    id,
    number,
    title,
    state: own?.state ?? 'not-started',
    sectionsRead: sections.filter((section) => read.has(section.id)).length,
    sections: sections.length,
    bestShare: own?.bestShare ?? null,
    objectives: objectives.map((one) => ({
      text: one.text,
      level: levels.get(`${id}/${one.id}`) ?? 'not-started',
    })),
  };
}

function masteryModel(language: Language, lessons: Standing['lessons']): MasteryModel {
  const objectives = lessons.flatMap((lesson) => lesson.objectives);
  const levels = MASTERY_LEVELS.map((level) => ({
    level,
    objectives: objectives.filter((objective) => objective.level === level).length,
  }));
  const counts = { levels, total: objectives.length };
  return { ...counts, chart: masteryChart(language, counts) };
}

/** The rows with their chart. */
export function calibrationModel(
  language: Language,
  rows: CalibrationModel['rows'],
): CalibrationModel {
  return { rows, chart: calibrationChart(language, rows) };
}
