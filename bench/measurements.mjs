/** What is measured: each runs about `amount` requests and says what they took. */
import * as requests from './requests.mjs';
import { FEW, MANY, useTallies } from './tallies.mjs';
import { reopenAttempts } from './world.mjs';

/** Requests of a page that is made anew for each, from thousands of rows. */
const MOST_STATISTICS = 320;

/**
 * The measurements by name. Each gives `perSecond` (requests), `p50` and `p99` (milliseconds),
 * `cpu` (microseconds of the server's processor time for a request), `lag` and `busy` (see meter).
 */
export function createMeasurements(world, children, database) {
  const { lesson, works, submissions, question, admin, told } = world;
  const { app, bare, raw } = children;
  const fire = (server, lists, amount, expected) =>
    fireAt(server, children.load, { lists, amount: wholeRounds(amount), expected });
  const statistics = async (size, amount) => {
    useTallies(database, told, size);
    const admins = Array.from({ length: requests.CONNECTIONS }, () => admin);
    const lists = requests.pageOf(admins, `/en/teach/statistics/${told}`);
    return await fire(app, lists, wholeRounds(Math.min(amount, MOST_STATISTICS)), 200);
  };
  let saved = 0;
  return {
    constant: (amount) => fire(bare, requests.constantPage(), amount, 200),
    lesson: (amount) => fire(app, requests.pageOf(works, `/en/lessons/${lesson.id}`), amount, 200),
    map: (amount) => fire(app, requests.pageOf(works, '/en/'), amount, 200),
    question: (amount) => fire(app, requests.questions(works), amount, 200),
    save: async (amount) => {
      const count = wholeRounds(amount);
      const result = await fire(app, requests.saves(works, question, count, saved), count, 303);
      saved += count / requests.CONNECTIONS;
      checkSaves(database, works, saved);
      return result;
    },
    submission: async () => {
      reopenAttempts(database, lesson.id);
      const lists = requests.submissions(submissions);
      const result = await fire(app, lists, submissions.length, 303);
      checkSubmissions(database, submissions.length);
      return result;
    },
    statisticsOfFew: (amount) => statistics(FEW, amount),
    statisticsOfMany: (amount) => statistics(MANY, amount),
    raw: async () => perRequest(await raw.ask('run', lesson.id), submissions.length),
  };
}

/** As many requests for each connection. */
function wholeRounds(amount) {
  return Math.ceil(amount / requests.CONNECTIONS) * requests.CONNECTIONS;
}

async function fireAt(server, load, { lists, amount, expected }) {
  const base = await server.ask('base');
  await server.ask('begin');
  const times = await load.ask('run', { base, lists, amount, expected });
  const spent = await server.ask('end');
  return perRequest({ ...times, ...spent }, amount);
}

function perRequest({ elapsed, p50, p99, cpu, lag, busy }, amount) {
  return { perSecond: (1000 * amount) / elapsed, p50, p99, cpu: cpu / amount, lag, busy };
}

/** A save that was refused answers with a redirect too, so the rows must show that all were done. */
function checkSaves(database, works, saved) {
  const count = database
    .prepare('select count(*) from response where attempt_id = ? and revision >= ?')
    .pluck();
  const own = works.slice(0, requests.CONNECTIONS);
  const behind = own.filter(({ attemptId }) => count.get(attemptId, saved) === 0);
  if (behind.length > 0) throw new Error(`${behind.length} connections lost saves.`);
}

function checkSubmissions(database, expected) {
  const graded = database
    .prepare(
      `select count(*) from attempt where submission_key like 'bench-%' and score is not null`,
    )
    .pluck()
    .get();
  if (graded !== expected) throw new Error(`${graded} of ${expected} attempts were graded.`);
}
