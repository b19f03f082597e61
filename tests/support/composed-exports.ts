import { ATTEMPT_STATES } from '../../src/domain/attempt.ts';
import { REASONS, type LearnerState } from '../../src/domain/standing-reasons.ts';
import { EXPORT_TABLES } from '../../src/web/author/export-tables.ts';

const FORMATS = ['csv', 'xlsx', 'json'];
const STATES: Readonly<Record<LearnerState, true>> = {
  'on-track': true,
  'needs-hand': true,
  'not-started': true,
};
/** Columns of the tables of results, with a title each. */
const COLUMNS =
  'joined standing reasons lessonsPassed coursePassed mastery minutes lastActive state best attempts quiz attempt progress started submitted late score maxScore percent number item version question answer certainty';

/** What follows each beginning of a key that exports compose. */
export const COMPOSED_BY_EXPORTS: Readonly<Record<string, readonly string[]>> = {
  'export.about.': EXPORT_TABLES,
  'export.column.': COLUMNS.split(' '),
  'export.format.': FORMATS,
  'export.formatHint.': FORMATS,
  'export.progress.': ATTEMPT_STATES,
  'export.reason.': REASONS,
  'export.standing.': Object.keys(STATES),
  'export.table.': EXPORT_TABLES,
};
