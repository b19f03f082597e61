import type { Page, Response } from 'playwright-core';
import { certificatePages } from './certificate-pages.ts';
import { editorPages } from './editor-pages.ts';
import { mailPages } from './mail-pages.ts';
import { openKey, press, type PageKind, type Places, type SpecialPlaces } from './page-kind.ts';

/** Kinds of pages that a course without any of these things has not. */
export function specialPages(places: Places, special: SpecialPlaces): PageKind[] {
  return [
    ...specialQuizPages(places, special),
    ...specialTeachPages(places, special),
    ...editorPages(special.revisions),
    ...mailPages(special.links),
    ...certificatePages(special.certificate),
  ];
}

function attemptPath(attempt: string): string {
  return `/attempts/${attempt}`;
}

function disputePath(dispute: string): string {
  return `/teach/disputes/${dispute}`;
}

function specialQuizPages({ failed }: Places, special: SpecialPlaces): PageKind[] {
  const role = 'student';
  const status = 200;
  const form = `${attemptPath(failed)}/questions/${special.disputable}/dispute`;
  return [
    { name: 'reviews-planned', role: 'admin', path: '/reviews', status },
    { name: 'learning-none', role: 'instructor', path: '/progress', status },
    { name: 'activity', role, path: '/progress/activity?kind=attempts', status },
    { name: 'quiz', role, path: '/quizzes/sample', status },
    { name: 'quiz-refused', role, path: '/quizzes/exam', status },
    { name: 'lesson-timed', role, path: '/lessons/timed', status },
    { name: 'question-certainty', role, path: `${attemptPath(special.timed)}/questions/1`, status },
    { name: 'question-clock', role, path: `${attemptPath(special.timed)}/questions/6`, status },
    {
      name: 'all-questions-certainty',
      role,
      path: `${attemptPath(special.timed)}/questions`,
      status,
    },
    { name: 'question-essay', role, path: `${attemptPath(special.essay)}/questions/3`, status },
    ...practicePages(special),
    { name: 'feedback-certainty', role, path: attemptPath(special.certain), status },
    { name: 'feedback-held', role, path: attemptPath(special.held), status },
    { name: 'feedback-essay', role, path: attemptPath(special.graded), status },
    { name: 'feedback-awaiting', role, path: attemptPath(special.awaiting), status },
    { name: 'dispute', role, path: form, status },
    {
      name: 'dispute-errors',
      role,
      path: form,
      status: 422,
      arrive: (page) => press(page, 'form[action$="/dispute"] [type=submit]'),
    },
  ];
}

function practicePages({ practice }: SpecialPlaces): PageKind[] {
  const question = (name: string, number: number): PageKind => ({
    name: `practice-${name}`,
    role: 'student',
    path: `${attemptPath(practice)}/questions/${number}`,
    status: 200,
  });
  return [
    question('wrong', 1),
    question('right', 2),
    question('given-up', 3),
    question('open', 4),
    {
      ...question('blank', 4),
      status: 422,
      arrive: (page) => press(page, '.actions [value=check]'),
    },
  ];
}

function specialTeachPages(
  { cohort, student, lesson }: Places,
  { awaiting, graded, disputes, versions }: SpecialPlaces,
): PageKind[] {
  const role = 'instructor';
  const status = 200;
  const essay = `/teach/grading/${awaiting}/3`;
  const ofCohort = `/teach/cohorts/${cohort}`;
  const ofLearner = `${ofCohort}/learners/${student}`;
  return [
    { name: 'teach-activity', role, path: `${ofLearner}/activity`, status },
    { name: 'teach-work', role, path: `${ofLearner}/lessons/${lesson}`, status },
    { name: 'teach-grading', role, path: '/teach/grading', status },
    { name: 'teach-essay', role, path: essay, status },
    {
      name: 'teach-essay-errors',
      role,
      path: essay,
      status: 422,
      arrive: (page) => press(page, '.actions [name=go][value=queue]'),
    },
    { name: 'teach-essay-graded', role, path: `/teach/grading/${graded}/3`, status },
    { name: 'teach-attempt-essay', role, path: `${ofLearner}/attempts/${graded}`, status },
    { name: 'teach-disputes', role, path: '/teach/disputes', status },
    { name: 'teach-dispute', role, path: disputePath(disputes.open), status },
    {
      name: 'teach-dispute-errors',
      role,
      path: disputePath(disputes.open),
      status: 422,
      arrive: (page) => press(page, 'form[action$="/answer"] [type=submit]'),
    },
    { name: 'teach-dispute-accepted', role, path: disputePath(disputes.accepted), status },
    { name: 'teach-dispute-answered', role, path: disputePath(disputes.answered), status },
    { name: 'teach-cohort-errors', role, path: ofCohort, status: 422, arrive: giveWrongly },
    { name: 'teach-learner-errors', role, path: ofLearner, status: 422, arrive: giveWrongly },
    { name: 'teach-statistics-few', role, path: '/teach/statistics/closing', status },
    ...statisticsPages(lesson, versions),
    {
      name: 'teach-item-hints',
      role,
      path: '/teach/lessons/practice/items/pick',
      status,
      arrive: openKey,
    },
    {
      name: 'teach-item-essay',
      role,
      path: '/teach/lessons/essays/items/why',
      status,
      arrive: openKey,
    },
  ];
}

/** With what is folded away open. */
function statisticsPages(lesson: string, versions: SpecialPlaces['versions']): PageKind[] {
  const quiz = `/teach/statistics/${lesson}`;
  const paths = { open: quiz, ...versionPaths(quiz, versions) };
  return Object.entries(paths).map(([name, path]) => ({
    name: `teach-statistics-${name}`,
    role: 'instructor',
    path,
    status: 200,
    arrive: openKey,
  }));
}

function versionPaths(quiz: string, { choice, rows }: SpecialPlaces['versions']) {
  return { choice: `${quiz}/items/${choice}`, rows: `${quiz}/items/${rows}` };
}

/** Sends the form of accommodations with fields that mean nothing. */
async function giveWrongly(page: Page): Promise<Response> {
  await page.fill('#accommodation-factor', 'much');
  await page.fill('#accommodation-attempts', '-1');
  return press(page, 'form[action$="/accommodations"] [type=submit]');
}
