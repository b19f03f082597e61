import type { Locale } from '../domain/account.ts';
import { fileIdOf } from '../domain/course-file.ts';

/** The addresses of the site, in one language. The same names as the routes. */
export interface Paths {
  readonly home: string;
  readonly signIn: string;
  readonly signOut: string;
  readonly join: string;
  readonly account: string;
  readonly preferences: string;
  readonly password: string;
  readonly sessions: string;
  readonly myCohorts: string;
  /** What is held about the reader, to take away. */
  readonly myData: string;
  /** Asking for the erasure of one's own account. */
  readonly erasure: string;
  /** What the link of an invitation opens; the form posts to its own address. */
  readonly invitation: (token: string) => string;
  /** Asks for the mail whose link opens the next. */
  readonly passwordReset: string;
  readonly passwordResetBy: (token: string) => string;
  /** Posted to for another address. */
  readonly address: string;
  /** Posted to for the mail whose link opens the next. */
  readonly confirmations: string;
  readonly confirmation: (token: string) => string;
  readonly subscriptions: string;
  /** Stops mails; open to anybody who has the link. */
  readonly unsubscription: (token: string) => string;
  /** Who looked at the reader's work. */
  readonly looks: string;
  readonly progress: string;
  /** The learner's own activity. */
  readonly activity: string;
  /** The learner's own certificate; its files stand below. */
  readonly certificate: string;
  /** Where anybody can check a certificate. */
  readonly credentials: string;
  readonly credential: (code: string) => string;
  readonly glossary: string;
  readonly sources: string;
  readonly timeline: string;
  readonly privacy: string;
  readonly lesson: (lessonId: string) => string;
  readonly readings: (lessonId: string) => string;
  /** The page of a quiz of a module or of the course. */
  readonly quiz: (quizId: string) => string;
  readonly attempt: (attemptId: string) => string;
  readonly question: (attemptId: string, number: number) => string;
  readonly allQuestions: (attemptId: string) => string;
  readonly responses: (attemptId: string) => string;
  readonly review: (attemptId: string) => string;
  /** The form with which a learner disputes the mark of an item; posted to where it stands. */
  readonly newDispute: (attemptId: string, number: number) => string;
  readonly submission: (attemptId: string) => string;
  readonly reviews: string;
  /** The first question of today's reviews. */
  readonly nextReview: string;
  /** Posted to from a review's question. */
  readonly reviewAnswers: string;
  readonly reviewAnswer: (answerId: string) => string;
  readonly teach: string;
  readonly teachCohort: (cohortId: string) => string;
  readonly teachLearner: (cohortId: string, accountId: string) => string;
  readonly teachActivity: (cohortId: string, accountId: string) => string;
  /** A learner's work in one lesson. */
  readonly teachWork: (cohortId: string, accountId: string, lessonId: string) => string;
  readonly teachAttempt: (cohortId: string, accountId: string, attemptId: string) => string;
  /** Whether its learners are shown by name. */
  readonly cohortNames: (cohortId: string) => string;
  /** When a cohort does what; posted to by the form there. */
  readonly cohortAssignments: (cohortId: string) => string;
  /** Members of a cohort and its join code. */
  readonly cohortPeople: (cohortId: string) => string;
  /** Posted to for another join code; limits go to `limits` below. */
  readonly cohortCode: (cohortId: string) => string;
  /** Posted to from the cohort's page. */
  readonly cohortAccommodations: (cohortId: string) => string;
  /** Posted to from the learner's page. */
  readonly learnerAccommodations: (cohortId: string, accountId: string) => string;
  readonly cohortExports: (cohortId: string) => string;
  /** A table of a cohort’s results in a format. */
  readonly cohortExport: (cohortId: string, table: string, format: string) => string;
  readonly cohortReport: (cohortId: string) => string;
  readonly disputes: string;
  readonly dispute: (disputeId: string) => string;
  readonly grading: string;
  /** One essay: of an attempt, its place there from 1; the form posts to its own address. */
  readonly gradeEssay: (attemptId: string, number: number) => string;
  readonly statistics: string;
  readonly quizStatistics: (quizId: string) => string;
  /** Of an item version, by its hash. */
  readonly itemStatistics: (quizId: string, hash: string) => string;
  readonly teachLessons: string;
  readonly teachSearch: string;
  readonly teachLesson: (lessonId: string) => string;
  readonly teachItem: (lessonId: string, itemId: string) => string;
  readonly files: string;
  /** A course file by its name in addresses; its pages stand below. */
  readonly file: (fileId: string) => string;
  /** A line of a course file, by its path, in the editor. */
  readonly fileLine: (path: string, line: number) => string;
  /** The questions of a lesson as a file of another system. */
  readonly lessonExport: (lessonId: string, format: string) => string;
  readonly importQuestions: string;
  /** Tokens for other programs. */
  readonly tokens: string;
  readonly people: string;
  readonly person: (accountId: string) => string;
  readonly adminCohorts: string;
  readonly adminCohort: (cohortId: string) => string;
  readonly members: (cohortId: string) => string;
  readonly adminProgress: string;
  readonly audit: string;
  readonly adminSessions: string;
  /** Posted to, to end sessions of a person. */
  readonly personSessions: (accountId: string) => string;
  readonly adminMail: string;
  readonly mailRetry: (mailId: string) => string;
  readonly admin: string;
  readonly health: string;
  readonly settings: string;
  readonly adminCredentials: string;
  readonly adminCredential: (credentialId: string) => string;
  readonly backups: string;
  /** Posted to from the list. */
  readonly backupCheck: (name: string) => string;
}

export function pathsFor(locale: Locale): Paths {
  const root = `/${locale}`;
  const attempt = (id: string) => `${root}/attempts/${id}`;
  const lesson = (id: string) => `${root}/lessons/${id}`;
  return {
    home: `${root}/`,
    signIn: `${root}/sign-in`,
    signOut: `${root}/sign-out`,
    join: `${root}/join`,
    account: `${root}/account`,
    preferences: `${root}/account/preferences`,
    password: `${root}/account/password`,
    sessions: `${root}/account/sessions`,
    myCohorts: `${root}/account/cohorts`,
    myData: `${root}/account/data`,
    erasure: `${root}/account/erasure`,
    invitation: (token) => `${root}/invitations/${token}`,
    passwordReset: `${root}/password-reset`,
    passwordResetBy: (token) => `${root}/password-resets/${token}`,
    address: `${root}/account/address`,
    confirmations: `${root}/account/confirmations`,
    confirmation: (token) => `${root}/confirmations/${token}`,
    subscriptions: `${root}/account/subscriptions`,
    unsubscription: (token) => `${root}/unsubscriptions/${token}`,
    looks: `${root}/account/looks`,
    progress: `${root}/progress`,
    activity: `${root}/progress/activity`,
    certificate: `${root}/certificate`,
    credentials: `${root}/credentials`,
    credential: (code) => `${root}/credentials/${code}`,
    glossary: `${root}/glossary`,
    sources: `${root}/sources`,
    timeline: `${root}/timeline`,
    privacy: `${root}/privacy`,
    lesson,
    readings: (id) => `${lesson(id)}/readings`,
    quiz: (id) => `${root}/quizzes/${id}`,
    attempt,
    question: (id, number) => `${attempt(id)}/questions/${number}`,
    allQuestions: (id) => `${attempt(id)}/questions`,
    responses: (id) => `${attempt(id)}/responses`,
    review: (id) => `${attempt(id)}/review`,
    newDispute: (id, number) => `${attempt(id)}/questions/${number}/dispute`,
    submission: (id) => `${attempt(id)}/submission`,
    reviews: `${root}/reviews`,
    nextReview: `${root}/reviews/next`,
    reviewAnswers: `${root}/reviews/answers`,
    reviewAnswer: (id) => `${root}/reviews/answers/${id}`,
    ...teachPaths(`${root}/teach`),
    ...adminPaths(`${root}/admin`),
  };
}

function teachPaths(teach: string) {
  const cohort = (id: string) => `${teach}/cohorts/${id}`;
  const learner = (id: string, account: string) => `${cohort(id)}/learners/${account}`;
  const lesson = (id: string) => `${teach}/lessons/${id}`;
  const file = (id: string) => `${teach}/files/${encodeURIComponent(id)}`;
  return {
    teach,
    teachCohort: cohort,
    teachLearner: learner,
    teachActivity: (id: string, account: string) => `${learner(id, account)}/activity`,
    teachWork: (id: string, account: string, lessonId: string) =>
      `${learner(id, account)}/lessons/${lessonId}`,
    teachAttempt: (id: string, account: string, attempt: string) =>
      `${learner(id, account)}/attempts/${attempt}`,
    cohortNames: (id: string) => `${cohort(id)}/names`,
    cohortAssignments: (id: string) => `${cohort(id)}/assignments`,
    cohortPeople: (id: string) => `${cohort(id)}/people`,
    cohortCode: (id: string) => `${cohort(id)}/code`,
    cohortAccommodations: (id: string) => `${cohort(id)}/accommodations`,
    learnerAccommodations: (id: string, account: string) =>
      `${learner(id, account)}/accommodations`,
    cohortExports: (id: string) => `${cohort(id)}/exports`,
    cohortExport: (id: string, table: string, format: string) =>
      `${cohort(id)}/exports/${table}/${format}`,
    cohortReport: (id: string) => `${cohort(id)}/report`,
    disputes: `${teach}/disputes`,
    dispute: (id: string) => `${teach}/disputes/${id}`,
    grading: `${teach}/grading`,
    gradeEssay: (attempt: string, number: number) => `${teach}/grading/${attempt}/${number}`,
    statistics: `${teach}/statistics`,
    quizStatistics: (quiz: string) => `${teach}/statistics/${quiz}`,
    itemStatistics: (quiz: string, hash: string) => `${teach}/statistics/${quiz}/items/${hash}`,
    teachLessons: `${teach}/lessons`,
    teachSearch: `${teach}/search`,
    teachLesson: lesson,
    teachItem: (id: string, item: string) => `${lesson(id)}/items/${item}`,
    files: `${teach}/files`,
    file,
    fileLine: (path: string, line: number) => `${file(fileIdOf(path))}/edit#L${line}`,
    lessonExport: (id: string, format: string) => `${lesson(id)}/exports/${format}`,
    importQuestions: `${teach}/import`,
    tokens: `${teach}/tokens`,
  };
}

function adminPaths(admin: string) {
  const cohort = (id: string) => `${admin}/cohorts/${id}`;
  return {
    people: `${admin}/people`,
    person: (id: string) => `${admin}/people/${id}`,
    adminCohorts: `${admin}/cohorts`,
    adminCohort: cohort,
    members: (id: string) => `${cohort(id)}/members`,
    adminProgress: `${admin}/progress`,
    audit: `${admin}/audit`,
    admin,
    health: `${admin}/health`,
    settings: `${admin}/settings`,
    adminSessions: `${admin}/sessions`,
    personSessions: (id: string) => `${admin}/people/${id}/sessions`,
    adminMail: `${admin}/mail`,
    mailRetry: (id: string) => `${admin}/mail/${id}/retry`,
    adminCredentials: `${admin}/credentials`,
    adminCredential: (id: string) => `${admin}/credentials/${id}`,
    backups: `${admin}/backups`,
    backupCheck: (name: string) => `${admin}/backups/${name}/check`,
  };
}
