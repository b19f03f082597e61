import fastifyCookie from '@fastify/cookie';
import fastifyFormbody from '@fastify/formbody';
import fastifyRateLimit from '@fastify/rate-limit';
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import type { Context } from '../context.ts';
import { addressRoutes } from './account/addresses.ts';
import { invitationRoutes } from './account/invitations.ts';
import { joinRoutes } from './account/join.ts';
import { myDataRoutes } from './account/data/my-data.ts';
import { erasureRoutes } from './account/erasure.ts';
import { lookRoutes } from './account/looks.ts';
import { resetRoutes } from './account/resets.ts';
import { settingsRoutes } from './account/settings.ts';
import { signInRoutes } from './account/sign-in.ts';
import { subscriptionRoutes } from './account/subscriptions.ts';
import { backupRoutes } from './admin/backups.ts';
import { cohortRoutes } from './admin/cohorts.ts';
import { healthRoutes } from './admin/health.ts';
import { adminHomeRoutes } from './admin/home.ts';
import { mailRoutes } from './admin/mail.ts';
import { comparisonRoutes } from './admin/comparison.ts';
import { adminCredentialRoutes } from './admin/credentials.ts';
import { personResetRoutes } from './admin/resets.ts';
import { auditRoutes } from './admin/audit.ts';
import { personErasureRoutes } from './admin/erasure.ts';
import { peopleRoutes } from './admin/people.ts';
import { apiRoutes } from './api/routes.ts';
import { addBearers } from './api/bearer.ts';
import { sessionRoutes } from './admin/sessions.ts';
import { serveAssets } from './assets.ts';
import { accommodationRoutes } from './author/accommodations.ts';
import { assignmentRoutes } from './author/assignments.ts';
import { cohortPeopleRoutes } from './author/cohort-people.ts';
import { teachCohortRoutes } from './author/cohorts.ts';
import { teachLearnerRoutes } from './author/learners.ts';
import { draftPreviewRoutes } from './author/draft-preview.ts';
import { editingRoutes } from './author/editing.ts';
import { exportRoutes } from './author/exports.ts';
import { teachFileRoutes } from './author/files.ts';
import { gradingRoutes } from './author/grading.ts';
import { historyRoutes } from './author/history.ts';
import { nameRoutes } from './author/names.ts';
import { publicationRoutes } from './author/publications.ts';
import { teachDisputeRoutes } from './author/disputes.ts';
import { interchangeRoutes } from './author/interchange.ts';
import { teachLessonRoutes } from './author/lessons.ts';
import { statisticsRoutes } from './author/statistics.ts';
import { teachSearchRoutes } from './author/search.ts';
import { tokenRoutes } from './author/tokens.ts';
import { addErrorPages, sendUnroutable } from './errors.ts';
import { addSecurityHeaders } from './headers.ts';
import { attemptRoutes } from './learner/attempts.ts';
import { certificateRoutes } from './learner/certificate.ts';
import { disputeRoutes } from './learner/disputes.ts';
import { homeRoutes } from './learner/home.ts';
import { lessonRoutes } from './learner/lesson.ts';
import { quizRoutes } from './learner/quiz-box.ts';
import { privacyRoutes } from './learner/privacy.ts';
import { progressRoutes } from './learner/progress.ts';
import { questionRoutes } from './learner/questions.ts';
import { referenceRoutes } from './learner/reference.ts';
import { reviewRoutes } from './learner/reviews.ts';
import { addLocales } from './locale.ts';
import { refuseForeignOrigins } from './origin.ts';
import { enforcePolicies, type RouteEntry } from './policy.ts';
import { credentialRoutes } from './verifier/credentials.ts';
import { keyRoutes } from './verifier/keys.ts';
import { addViews } from './views.ts';
import { addSessions } from './visitor.ts';

/**
 * Largest body, bytes: an essay of 10,000 Arabic characters takes 60 kB in a form, and a quiz on one
 * page may ask for several.
 */
const BODY_LIMIT = 512 * 1024;
/** Milliseconds in which a request must have arrived whole. */
const REQUEST_TIMEOUT = 15_000;
/** Milliseconds between looks at slow connections. */
const CONNECTIONS_CHECK = 5000;

/** Who is served what; each is a file's routes, in the order of the audiences. */
const ROUTES: readonly ((app: FastifyInstance, context: Context) => void)[] = [
  homeRoutes,
  signInRoutes,
  joinRoutes,
  invitationRoutes,
  resetRoutes,
  addressRoutes,
  subscriptionRoutes,
  settingsRoutes,
  lookRoutes,
  myDataRoutes,
  erasureRoutes,
  lessonRoutes,
  quizRoutes,
  attemptRoutes,
  disputeRoutes,
  questionRoutes,
  progressRoutes,
  certificateRoutes,
  reviewRoutes,
  referenceRoutes,
  privacyRoutes,
  teachCohortRoutes,
  teachLearnerRoutes,
  exportRoutes,
  nameRoutes,
  assignmentRoutes,
  cohortPeopleRoutes,
  gradingRoutes,
  accommodationRoutes,
  teachDisputeRoutes,
  statisticsRoutes,
  teachLessonRoutes,
  teachFileRoutes,
  editingRoutes,
  draftPreviewRoutes,
  publicationRoutes,
  historyRoutes,
  interchangeRoutes,
  teachSearchRoutes,
  tokenRoutes,
  peopleRoutes,
  personErasureRoutes,
  personResetRoutes,
  cohortRoutes,
  comparisonRoutes,
  auditRoutes,
  adminHomeRoutes,
  healthRoutes,
  sessionRoutes,
  mailRoutes,
  adminCredentialRoutes,
  credentialRoutes,
  keyRoutes,
  backupRoutes,
  apiRoutes,
];

export interface Server {
  readonly app: FastifyInstance;
  /** Every route with its policy; filled when the server is ready. */
  readonly routes: readonly RouteEntry[];
}

/** Builds the web server: what guards what, in order, then who is served what. */
export async function buildServer(context: Context, logger?: FastifyBaseLogger): Promise<Server> {
  const { config, db } = context;
  const app: FastifyInstance = Fastify({
    ...(logger === undefined ? { logger: false } : { loggerInstance: logger }),
    // The default log of each request would halve the server's speed; errors are logged.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: config.trustProxy,
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT,
    connectionTimeout: REQUEST_TIMEOUT,
    http: { headersTimeout: REQUEST_TIMEOUT, connectionsCheckingInterval: CONNECTIONS_CHECK },
    frameworkErrors: (_error, _request, reply) => sendUnroutable(reply, config),
    routerOptions: { ignoreTrailingSlash: false, maxParamLength: 100 },
  });

  addSecurityHeaders(app, config);
  await app.register(fastifyRateLimit, { max: config.rateLimit, timeWindow: '1 minute' });
  refuseForeignOrigins(app, config);
  const secure = config.baseUrl.startsWith('https:');
  await app.register(fastifyCookie, { parseOptions: { secure, httpOnly: true, sameSite: 'lax' } });
  await app.register(fastifyFormbody, { bodyLimit: BODY_LIMIT });
  addSessions(app, db, config);
  addBearers(app, context);
  addLocales(app);
  const routes = enforcePolicies(app);
  await addViews(app, context);
  addErrorPages(app);

  await serveAssets(app);
  for (const addRoutes of ROUTES) addRoutes(app, context);
  return { app, routes };
}
