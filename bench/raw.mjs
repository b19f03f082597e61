/**
 * The yardstick of a submission: the very statements that Manara sends for it, recorded once for
 * each attempt and then replayed by better-sqlite3 alone, FULL, one transaction each.
 */
import { performance } from 'node:perf_hooks';
import SqliteDatabase from 'better-sqlite3';
import { openDatabase } from '../dist/src/store/open.js';
import { submitAttempt } from '../dist/src/services/submitting.js';
import { answer } from './child.mjs';
import { begin, end } from './meter.mjs';
import { reopenAttempts } from './world.mjs';

const [, , file] = process.argv;

/** Statements go here while this is an array. */
let recording;

/** From here on every statement that runs is noted with its parameters while `recording`. */
function recordStatements() {
  const prepare = Reflect.get(SqliteDatabase.prototype, 'prepare');
  SqliteDatabase.prototype.prepare = function (sql) {
    const statement = prepare.call(this, sql);
    for (const way of ['run', 'all']) {
      const plain = statement[way];
      statement[way] = (parameters) => {
        recording?.push({ sql, way, parameters });
        return plain.call(statement, parameters);
      };
    }
    return statement;
  };
  return () => (SqliteDatabase.prototype.prepare = prepare);
}

/** Submits each attempt through the service and gives the statements of each. */
async function record(submissions, lesson) {
  const restore = recordStatements();
  const db = openDatabase(file);
  const transactions = [];
  for (const { accountId, attemptId, key } of submissions) {
    recording = [];
    const outcome = await submitAttempt(
      db,
      accountId,
      { attemptId, key },
      () => lesson,
      new Date(),
    );
    if (outcome.kind !== 'submitted') throw new Error(`A submission is ${outcome.kind}.`);
    transactions.push(recording);
  }
  recording = undefined;
  await db.destroy();
  restore();
  return transactions;
}

/** Each transaction as calls of statements that are prepared already. */
function prepareAll(raw, transactions) {
  const statements = new Map();
  const prepared = (sql) => {
    const statement = statements.get(sql) ?? raw.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  return transactions.map((steps) =>
    steps.map(({ sql, way, parameters }) => ({ statement: prepared(sql), way, parameters })),
  );
}

let raw;
let calls;

async function load({ submissions, lesson }) {
  const transactions = await record(submissions, lesson);
  raw = new SqliteDatabase(file);
  raw.pragma('journal_mode = WAL');
  raw.pragma('synchronous = FULL');
  raw.pragma('foreign_keys = ON');
  calls = prepareAll(raw, transactions);
  return transactions[0].map((step) => step.sql);
}

function run(lessonId) {
  reopenAttempts(raw, lessonId);
  const times = [];
  begin();
  const first = performance.now();
  for (const steps of calls) {
    const start = performance.now();
    for (const { statement, way, parameters } of steps) statement[way](parameters);
    times.push(performance.now() - start);
  }
  const elapsed = performance.now() - first;
  const { cpu } = end();
  times.sort((one, other) => one - other);
  const at = (share) => times[Math.floor(share * (times.length - 1))];
  return { elapsed, p50: at(0.5), p99: at(0.99), cpu, lag: null, busy: null };
}

answer({ load, run });
