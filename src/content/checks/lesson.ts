import type { Report } from '../diagnostic.ts';
import { didYouMean } from '../nearest.ts';
import type { AuthoredLesson } from '../schema/lesson.ts';
import { choiceListsOf } from './choice-lists.ts';
import { checkChoiceWording } from './choice-wording.ts';
import { checkCoverage } from './coverage.ts';
import { checkUniqueIds } from './duplicates.ts';
import { checkFigures } from './figures.ts';
import { checkItem } from './items.ts';
import { checkKeys } from './keys.ts';
import { checkOverlaps } from './overlaps.ts';
import { checkPointers } from './pointers.ts';
import { checkReading } from './reading.ts';
import { checkStem } from './stems.ts';
import { checkTodo } from './todo.ts';

/** Beginnings of ids that the lesson's page uses itself. */
const RESERVED = /^(note|cite|figure|figtitle|figname|figdesc|callout|icon)-/;

/** Checks a lesson's parts against each other. */
export function checkLesson(report: Report, lesson: AuthoredLesson): void {
  checkUniqueIds(report, lesson.objectives, ['objectives'], 'objective');
  checkUniqueIds(report, lesson.sections, ['sections'], 'section');
  checkUniqueIds(report, lesson.items, ['items'], 'item');
  checkSectionIds(report, lesson);
  checkFigures(report, lesson);
  checkObjectives(report, lesson);
  lesson.items.forEach((item, index) => checkItem(report, item, ['items', index]));
  checkTodo(report, lesson.items, ['items']);
  checkCoverage(report, lesson);
  checkWording(report, lesson);
}

/** Checks how a lesson is worded: what it tests, who can read it, and who can use it. */
function checkWording(report: Report, lesson: AuthoredLesson): void {
  checkReading(report, lesson);
  checkPointers(report, lesson);
  checkKeys(report, { items: lesson.items, path: ['items'] });
  lesson.items.forEach((item, index) => {
    checkStem(report, item, ['items', index]);
    for (const list of choiceListsOf(item, ['items', index])) {
      checkChoiceWording(report, list);
      checkOverlaps(report, list);
    }
  });
}

function checkSectionIds(report: Report, lesson: AuthoredLesson): void {
  lesson.sections.forEach(({ id }, index) => {
    const start = RESERVED.exec(id)?.[0];
    if (start === undefined) return;
    const message = `an id of a section cannot begin with \`${start}\`: the page uses such ids itself`;
    report({ path: ['sections', index, 'id'], rule: 'reserved-id', message });
  });
}

function checkObjectives(report: Report, lesson: AuthoredLesson): void {
  const ids = lesson.objectives.map((objective) => objective.id);
  lesson.items.forEach(({ objective }, index) => {
    if (ids.includes(objective)) return;
    report({
      path: ['items', index, 'objective'],
      rule: 'unknown-objective',
      message: `\`${objective}\` is not an objective of this lesson`,
      suggestion: didYouMean(objective, ids),
    });
  });
}
