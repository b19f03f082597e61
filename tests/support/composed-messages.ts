import { SEARCH_KINDS } from '../../src/content/search-index.ts';
import { EXPORT_FORMATS } from '../../src/interchange/formats.ts';
import type { Diagnostic } from '../../src/content/diagnostic.ts';
import { ACTIVITY_KINDS } from '../../src/domain/activity.ts';
import type { AssignmentState } from '../../src/domain/assignment.ts';
import { QUIZ_LAYOUTS, TEXT_SIZES } from '../../src/domain/account.ts';
import { API_SCOPES, type TokenState } from '../../src/domain/api-token.ts';
import { CERTAINTIES } from '../../src/domain/certainty.ts';
import type { PublicationMessageProblem } from '../../src/domain/course-file.ts';
import type { OpenText, Standing } from '../../src/domain/course.ts';
import type { StartRefusal } from '../../src/domain/deadline.ts';
import {
  DISPUTE_STATES,
  MARK_CHANGE_REASONS,
  type DisputeTextProblem,
} from '../../src/domain/dispute.ts';
import type { ReadingProblem } from '../../src/domain/interaction.ts';
import { interactions } from '../../src/domain/items/registry.ts';
import { MASTERY_LEVELS } from '../../src/domain/mastery.ts';
import { SETTING_NAMES } from '../../src/config.ts';
import { HEALTH_MATTERS, VERDICTS } from '../../src/domain/health.ts';
import type { Setting } from '../../src/settings.ts';
import { SWEEPS } from '../../src/sweeps.ts';
import { MAIL_STATES } from '../../src/domain/mail.ts';
import type { PasswordProblem } from '../../src/domain/password.ts';
import { LESSON_STATES } from '../../src/domain/progress.ts';
import { REASONS } from '../../src/domain/standing-reasons.ts';
import { CHANGE_KINDS, needsDecision, REVISION_DECISIONS } from '../../src/domain/revision.ts';
import { FLAGS } from '../../src/domain/statistics/flags.ts';
import type { QuizFigures } from '../../src/domain/statistics/quiz-figures.ts';
import type { Weight } from '../../src/domain/statistics/weights.ts';
import type { Punctuality } from '../../src/services/assigning.ts';
import type { CodeProblem } from '../../src/services/joining.ts';
import { AUDIT_ACTIONS } from '../../src/store/audit.ts';
import { DATABASE_PROBLEMS } from '../../src/store/database-check.ts';
import type { BackupRow } from '../../src/web/admin/backup-models.ts';
import type { CohortRole } from '../../src/store/cohorts.ts';
import type { AccommodationValues } from '../../src/web/author/accommodation-models.ts';
import type { JoinCodeSection } from '../../src/web/author/cohort-people-models.ts';
import { COHORT_SORTS } from '../../src/web/author/cohort-models.ts';
import { COMPOSED_BY_EXPORTS } from './composed-exports.ts';
import { EXPLAINED } from '../../src/web/errors.ts';
import { FLASHES } from '../../src/web/flash.ts';
import { ACTIVITY_SENTENCES } from '../../src/web/learner/activity-sentences.ts';
import type { Verdict } from '../../src/web/learner/feedback-models.ts';
import type { ReviewModel, Tile } from '../../src/web/learner/models.ts';
import type { CoverageState } from '../../src/web/learner/reference-models.ts';
import { COMPOSED_PRIVACY } from './composed-privacy.ts';
import { MAIL_MESSAGES } from './composed-mail-messages.ts';

/** Every member of a union, so that the compiler finds the one that is missing here. */
function all<T extends string>(members: Readonly<Record<T, true>>): readonly string[] {
  return Object.keys(members);
}

const TYPES = Object.keys(interactions);
const OUTCOMES = all<Verdict>({
  right: true,
  partly: true,
  wrong: true,
  blank: true,
  awaiting: true,
  dropped: true,
});

const COHORT_ROLES = all<CohortRole>({ student: true, instructor: true });

/** Figures of quizzes and questions, each with a hint. */
const FIGURES = [
  ...all<Exclude<keyof QuizFigures, 'n'>>({
    mean: true,
    median: true,
    deviation: true,
    skewness: true,
    kurtosis: true,
    consistency: true,
    errorRatio: true,
    standardError: true,
  }),
  'facility',
  'discrimination',
  'efficiency',
  'markDeviation',
  'guess',
  ...all<keyof Weight>({ intended: true, effective: true }),
];

/** What follows each beginning of a key that a page composes. */
export const COMPOSED: Readonly<Record<string, readonly string[]>> = {
  ...MAIL_MESSAGES,
  // The quiz is chosen from a list that has a label of its own.
  'accommodation.': all<Exclude<keyof AccommodationValues, 'quiz'>>({
    factor: true,
    attempts: true,
    opens: true,
    closes: true,
  }),
  'accommodation.error.': ['factor', 'attempts', 'time', 'nothing', 'order'],
  'account.quizLayouts.': QUIZ_LAYOUTS,
  'account.textSizes.': TEXT_SIZES,
  'activity.': ACTIVITY_SENTENCES,
  'activity.kind.': ['all', ...ACTIVITY_KINDS],
  'admin.': [
    'overview',
    'people',
    'cohorts',
    'progress',
    'sessions',
    'mail',
    'backups',
    'health',
    'credentials',
    'audit',
    'settings',
  ],
  'audit.': AUDIT_ACTIONS,
  'backups.': all<BackupRow['state']>({ whole: true, broken: true, unchecked: true }),
  'outbox.': MAIL_STATES,
  'backups.problem.': DATABASE_PROBLEMS,
  'health.all.': VERDICTS,
  'health.name.': HEALTH_MATTERS,
  // Nothing is to be done about the program itself.
  'health.todo.': HEALTH_MATTERS.filter((matter) => matter !== 'program'),
  'health.verdict.': VERDICTS,
  'overview.about.': [
    'health',
    'people',
    'cohorts',
    'progress',
    'sessions',
    'mail',
    'backups',
    'credentials',
    'audit',
    'settings',
  ],
  'setting.': SETTING_NAMES,
  'settings.source.': all<Setting['source']>({ environment: true, default: true }),
  'sweep.': SWEEPS,
  'interchange.format.': EXPORT_FORMATS,
  'certainty.': CERTAINTIES.map(String),
  'coverage.state.': all<CoverageState>({ tested: true, cited: true, open: true }),
  'cohort.key.': ['under40', 'under60', 'under80', 'over80'],
  'assigned.': all<Exclude<AssignmentState['kind'], 'nothing'>>({
    opens: true,
    due: true,
    overdue: true,
  }),
  'assignments.count.': all<keyof Punctuality>({
    inTime: true,
    late: true,
    missing: true,
    open: true,
  }),
  'cohortNav.': ['overview', 'assignments', 'people', 'names', 'exports'],
  'dispute.error.': all<DisputeTextProblem>({
    'too-short': true,
    'too-long': true,
    'control-character': true,
  }),
  'dispute.state.': DISPUTE_STATES,
  ...COMPOSED_BY_EXPORTS,
  'error.': [...EXPLAINED].flatMap((status) => [`${status}.title`, `${status}.text`]),
  'difference.': ['removed', 'added'],
  'feedback.': ['awaiting', 'submitted', 'passed', 'notPassed'],
  'feedback.verdict.': OUTCOMES,
  'flash.': FLASHES,
  'join.error.code.': all<CodeProblem>({ unknown: true, expired: true, 'used-up': true }),
  'joinCode.state.': all<JoinCodeSection['state']>({
    open: true,
    archived: true,
    expired: true,
    'used-up': true,
  }),
  'going.': ['needHand', 'notStarted', 'pressing'],
  'going.reason.': [...REASONS, 'any'],
  'going.rules.': ['inactive', 'stuck', 'misconception', 'guessing', 'passed', 'mastery', 'time'],
  'going.sort.': COHORT_SORTS,
  'going.step.': ['enrolled', 'started', 'course'],
  'markChange.': MARK_CHANGE_REASONS,
  'mastery.': MASTERY_LEVELS,
  'person.error.password.': all<PasswordProblem>({
    'too-short': true,
    'too-long': true,
    'too-common': true,
  }),
  // A lighter change asks nothing.
  ...COMPOSED_PRIVACY,
  'publish.change.': [...CHANGE_KINDS.filter(needsDecision), 'removed'],
  'publish.decision.': REVISION_DECISIONS,
  'publish.problem.': all<PublicationMessageProblem>({
    none: true,
    'too-long': true,
    'control-character': true,
  }),
  'question.': ['true', 'false'],
  'question.error.': all<ReadingProblem>({
    'unknown-id': true,
    duplicate: true,
    'not-a-number': true,
    'same-rank': true,
    'too-long': true,
    'too-long-essay': true,
    'control-character': true,
  }),
  'question.hint.': TYPES,
  'question.type.': TYPES,
  'quiz.tile.': all<Tile['state']>({ done: true, todo: true }),
  'quizBox.refusal.': all<StartRefusal['reason']>({
    'not-open-yet': true,
    closed: true,
    'no-attempts-left': true,
    'no-questions': true,
    'cooling-down': true,
    prerequisites: true,
  }),
  'review.state.': all<ReviewModel['rows'][number]['state']>({
    answered: true,
    partial: true,
    blank: true,
  }),
  // What waits for a reader never becomes a review.
  'reviews.verdict.': OUTCOMES.filter((verdict) => verdict !== 'awaiting' && verdict !== 'dropped'),
  'role.': COHORT_ROLES,
  'search.kind.': SEARCH_KINDS,
  'sources.standing.': all<Standing>({
    primary: true,
    official: true,
    scholarly: true,
    press: true,
    ngo: true,
    party: true,
    reference: true,
  }),
  'state.': LESSON_STATES,
  'timeline.century.': Array.from({ length: 21 }, (_, index) => String(index + 1)),
  'tokens.scope.': API_SCOPES.map((scope) => scope.replace(':', '-')),
  'tokens.state.': all<Exclude<TokenState, 'live'>>({ expired: true, revoked: true }),
  'translation.state.': all<OpenText['state']>({
    missing: true,
    stale: true,
    broken: true,
    unstamped: true,
  }),
  'statistics.': FIGURES.flatMap((figure) => [figure, `${figure}Hint`]),
  'statistics.advice.': FLAGS,
  'statistics.flag.': FLAGS,
  'teach.severity.': all<Diagnostic['severity']>({ error: true, warning: true, note: true }),
};
