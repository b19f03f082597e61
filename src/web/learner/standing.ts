import type { Context } from '../../context.ts';
import type { Catalogue, Lesson } from '../../domain/course.ts';
import { MASTERY_LEVELS, type MasteryLevel } from '../../domain/mastery.ts';
import { lessonState, type LessonState } from '../../domain/progress.ts';
import type { Attempt } from '../../store/attempts.ts';
import {
  listObjectives,
  listProgress,
  type LessonProgress,
  type ObjectiveProgress,
} from '../../store/progress.ts';
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
import { heldItems, isHeld, shownBest, type Viewer } from './released.ts';

/**
 * Where a learner stands in each lesson of the course, as far as `looker` may know at present.
 * `attempts` are all of the learner's, newest first.
 */
export async function readStanding(
  { db, library, now }: Context,
  language: Language,
  looker: Looker,
  attempts: readonly Attempt[],
): Promise<Standing> {
  const course = library.catalogue();
  const at = now();
  const { accountId, viewer } = looker;
  const progress = await listProgress(db, accountId);
  const levelOf = shownLevels(course, await listObjectives(db, accountId), attempts, viewer, at);
  const lessons = [...course.lessons.values()].map((lesson) => {
    const tries = attempts.filter((attempt) => attempt.quizId === lesson.id);
    const stored = progress.get(lesson.id);
    const pass = course.quizzes.get(lesson.id)?.settings.pass ?? 1;
    const own = stored && shownProgress(lesson, pass, stored, tries, { viewer, at });
    return lessonStanding(lesson, own, levelOf);
  });
  const answers = await readCertainAnswers(db, attempts, looker, at);
  return {
    lessons,
    passed: lessons.filter((lesson) => lesson.state === 'passed').length,
    attempts: attempts.map((attempt) => pastAttempt(attempt, viewer, at)),
    mastery: masteryModel(language, lessons),
    calibration: calibrationModel(language, calibrationRows(answers)),
    confidentlyWrong: await listConfidentlyWrong(db, answers),
  };
}

type LevelOf = (lessonId: string, objectiveId: string) => MasteryLevel;
type ShownProgress = Pick<LessonProgress, 'state' | 'sectionsRead' | 'bestShare'>;

function lessonStanding(
  { id, number, title, sections, objectives }: Lesson,
  own: ShownProgress | undefined,
  levelOf: LevelOf,
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
    objectives: objectives.map((one) => ({ text: one.text, level: levelOf(id, one.id) })),
  };
}

/** Best result and state without what is held back: a lesson may be passed before its learner may know. */
function shownProgress(
  lesson: Lesson,
  pass: number,
  own: LessonProgress,
  attempts: readonly Attempt[],
  { viewer, at }: { readonly viewer: Viewer; readonly at: Date },
): ShownProgress {
  if (!attempts.some((attempt) => isHeld(attempt, viewer, at))) return own;
  const bestShare = shownBest(own.bestShare, attempts, viewer, at);
  const state: LessonState = lessonState({
    sectionsRead: own.sectionsRead,
    sections: lesson.sections.map((section) => section.id),
    bestShare,
    attemptStarted: true,
    passedBefore: false,
    pass,
  });
  return { state, bestShare, sectionsRead: own.sectionsRead };
}

/** Levels by objective; one that an attempt held back has asked about shows only that much. */
function shownLevels(
  course: Catalogue,
  objectives: readonly ObjectiveProgress[],
  attempts: readonly Attempt[],
  viewer: Viewer,
  now: Date,
): LevelOf {
  const held = heldItems(attempts, viewer, now);
  const items = [...course.lessons.values()].flatMap((lesson) => lesson.items);
  const hidden = new Set(
    items.filter(({ ref }) => held.has(ref)).map((item) => `${item.lesson}/${item.objective}`),
  );
  const levels = new Map(
    objectives.map((row) => [`${row.lessonId}/${row.objectiveId}`, row.level]),
  );
  return (lessonId, objectiveId) => {
    const key = `${lessonId}/${objectiveId}`;
    return hidden.has(key) ? 'attempted' : (levels.get(key) ?? 'not-started');
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

function calibrationModel(language: Language, rows: CalibrationModel['rows']): CalibrationModel {
  return { rows, chart: calibrationChart(language, rows) };
}
