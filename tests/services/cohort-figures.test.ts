import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { REAL_NAMES } from '../../src/domain/pseudonym.ts';
import { inactiveBefore, reasonsOf } from '../../src/domain/standing-reasons.ts';
import { NO_STANDING } from '../../src/domain/learner-standing.ts';
import { readCohortFigures } from '../../src/services/cohort-figures.ts';
import { markRead } from '../../src/services/progressing.ts';
import { reviseMarks } from '../../src/services/regrading.ts';
import { saveAnswers } from '../../src/services/saving.ts';
import { sweepStandings } from '../../src/services/standings.ts';
import { submitAttempt } from '../../src/services/submitting.ts';
import { listCohortSums } from '../../src/store/cohort-comparison.ts';
import { addMember, insertCohort, removeMember } from '../../src/store/cohorts.ts';
import type { Db } from '../../src/store/database.ts';
import { listStale } from '../../src/store/standings.ts';
import { ALPHA_RIGHT, ALPHA_WRONG } from '../support/answers.ts';
import { schoolEvent, type SchoolEvent } from '../support/school-events.ts';
import { plainStanding } from '../support/plain-cohort.ts';
import { assignmentOf, COURSE, createPerson, createStore, startRun } from '../support/store.ts';

const START = Date.parse('2030-01-01T12:00:00.000Z');
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const ALPHA = assignmentOf('alpha', { certainty: true });
const PEOPLE = 3;

let db: Db;
let clock: number;
let cohorts: string[];
let people: string[];

beforeEach(async () => {
  db = await createStore();
  clock = START;
  cohorts = [await insertCohort(db, { name: 'A', code: 'A' }, now())];
  cohorts.push(await insertCohort(db, { name: 'B', code: 'B' }, now()));
  people = [];
  for (let number = 0; number < PEOPLE; number += 1) {
    people.push(await createPerson(db, `Learner${number}`));
  }
  for (const person of people) await join(person, 0);
});
afterEach(async () => await db.destroy());

function now(): Date {
  return new Date(clock);
}

function at<T>(list: readonly T[], place: number): T {
  const found = list[place % list.length];
  if (found === undefined) throw new Error('There is nothing there.');
  return found;
}

async function join(person: string, cohort: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await addMember(tx, at(cohorts, cohort), person, 'student', now());
  });
}

async function leave(person: string, cohort: number): Promise<void> {
  await db.transaction().execute(async (tx) => removeMember(tx, at(cohorts, cohort), person));
}

/** Answers to each question: 0 none, 1 to 3 right and 4 to 6 wrong with a certainty of 1 to 3. */
async function take(person: string, answers: readonly number[], minutes: number): Promise<void> {
  const attemptId = await startRun(db, person, ALPHA, 1, now());
  const posted = answers.flatMap((manner, place) => {
    const answer = (manner <= 3 ? ALPHA_RIGHT : ALPHA_WRONG)[place];
    const item = ALPHA.quiz.bank[place];
    if (manner === 0 || answer === undefined || item === undefined) return [];
    const fields = new Map(Object.entries(answer).map(([part, value]) => [part, [value].flat()]));
    const certainty = (((manner - 1) % 3) + 1) as 1 | 2 | 3;
    return { ref: item.ref, fields, revision: 0, flagged: false, certainty };
  });
  await saveAnswers(db, person, attemptId, posted, now());
  clock += minutes * MINUTE;
  const submission = { attemptId, key: 'key-12345678' };
  await submitAttempt(db, person, submission, () => ALPHA.unit, now());
}

async function regrade(place: number, toRight: boolean): Promise<void> {
  const rows = await db
    .selectFrom('response')
    .innerJoin('attempt', 'attempt.id', 'response.attempt_id')
    .select(['attempt.id', 'attempt.account_id', 'response.score', 'item_hash', 'item_ref'])
    .orderBy('attempt.id')
    .orderBy('item_ref')
    .execute();
  if (rows.length === 0) return;
  const { id: attemptId, account_id: accountId, score, ...row } = at(rows, place);
  const item = ALPHA.quiz.bank.find(({ hash }) => hash === row.item_hash);
  if (item === undefined) return;
  const newScore = toRight ? item.points : 0;
  const revision = { attemptId, accountId, itemRef: item.ref, oldScore: score ?? 0, newScore };
  const why = { reason: 'essay-regraded', disputeId: null, revisionId: null } as const;
  await db.transaction().execute(async (tx) => {
    await reviseMarks(
      tx,
      [revision],
      { item, ...why, actorId: accountId },
      () => ALPHA.unit,
      now(),
    );
  });
}

async function play(one: SchoolEvent): Promise<void> {
  clock += MINUTE;
  if (one.kind === 'wait') clock += one.days * DAY;
  else if (one.kind === 'sweep') await sweepStandings(db, COURSE);
  else if (one.kind === 'regrade') await regrade(one.place, one.toRight);
  else {
    const who = at(people, one.person);
    if (one.kind === 'attempt') await take(who, one.answers, one.minutes);
    else if (one.kind === 'read') await markRead(db, who, ALPHA.unit, ALPHA.unit.sections, now());
    else if (one.kind === 'join') await join(who, one.cohort);
    else if (one.kind === 'leave') await leave(who, one.cohort);
    else await eraseAndReplace(who, one.person);
  }
}

/** Takes all of a person away; somebody new has their place. */
async function eraseAndReplace(who: string, place: number): Promise<void> {
  await db.deleteFrom('account').where('id', '=', who).execute();
  people[place] = await createPerson(db, `New${clock}`);
  await join(at(people, place), 1);
}

async function expectPlain(): Promise<void> {
  for (const cohortId of cohorts) {
    const cohort = { id: cohortId, archived: false, names: REAL_NAMES };
    const { learners } = await readCohortFigures(db, COURSE, cohort, now());
    const members = await db
      .selectFrom('membership')
      .select('account_id')
      .where('cohort_id', '=', cohortId)
      .execute();
    expect(new Set(learners.map(({ accountId }) => accountId))).toEqual(
      new Set(members.map((member) => member.account_id)),
    );
    for (const { accountId, standing, lessons } of learners) {
      const plain = await plainStanding(db, accountId);
      expect({ ...standing, failures: standing.stuck?.failures ?? 0 }).toMatchObject({
        started: plain.started,
        passed: plain.passed,
        time: plain.time,
        failures: plain.failures,
        certain: { wrong: plain.certainWrong },
      });
      expect(standing.mastery ?? -1).toBeCloseTo(plain.mastery ?? -1, 9);
      expect(standing.calibration.map(({ answers, right }) => [answers, right])).toEqual(
        plain.calibration,
      );
      expect(lessons.get('alpha')?.time ?? 0).toBe(plain.time);
    }
  }
}

/** The comparison of cohorts, which adds up in the database, says what the pages do. */
async function expectSameSums(): Promise<void> {
  for (const sums of await listCohortSums(db, inactiveBefore(now()))) {
    const cohort = { id: sums.cohortId, archived: sums.archived, names: REAL_NAMES };
    const { learners, states } = await readCohortFigures(db, COURSE, cohort, now());
    const masteries = learners.flatMap(({ standing }) => standing.mastery ?? []);
    expect(sums).toMatchObject({
      learners: learners.length,
      started: learners.filter(({ lastActiveAt }) => lastActiveAt !== null).length,
      needHand: states['needs-hand'],
      notStarted: states['not-started'],
      lessonsPassed: learners.reduce((sum, { standing }) => sum + standing.passed, 0),
      coursePassed: learners.filter(({ standing }) => standing.coursePassed).length,
    });
    expect(sums.mastery.n).toBe(masteries.length);
    expect(sums.mastery.sum).toBeCloseTo(
      masteries.reduce((sum, one) => sum + one, 0),
      9,
    );
  }
}

describe('figures of a cohort', () => {
  it('are those of a plain count, whatever happened before', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(schoolEvent(PEOPLE), { minLength: 1, maxLength: 8 }),
        async (events) => {
          for (const one of events) await play(one);
          await expectPlain();
          await expectSameSums();
        },
      ),
      { numRuns: 25 },
    );
  });

  it('are worked out by the sweep, too, each once', async () => {
    await take(at(people, 0), [1, 2, 3, 4, 5, 6, 0, 1, 1], 5);
    expect(await listStale(db, 9)).toEqual([at(people, 0)]);
    expect(await sweepStandings(db, COURSE)).toBe(1);
    expect(await sweepStandings(db, COURSE)).toBe(0);
    await expectPlain();
  });

  it('follow the list of lessons when the course has others', async () => {
    await take(at(people, 0), [1, 1, 1, 1, 1, 1, 1, 1, 1], 5);
    await sweepStandings(db, COURSE);
    const without = new Map([...COURSE.lessons].filter(([id]) => id !== 'alpha'));
    const quizzes = new Map([...COURSE.quizzes].filter(([id]) => id !== 'alpha'));
    const other = { ...COURSE, lessons: without, quizzes };
    expect(await sweepStandings(db, other)).toBe(1);
    const cohort = { id: at(cohorts, 0), archived: false, names: REAL_NAMES };
    const { learners } = await readCohortFigures(db, other, cohort, now());
    expect(learners.map(({ standing }) => standing.passed)).toEqual([0, 0, 0]);
  });

  it('say who needs a hand as the rules do for each, and add the states up to all', async () => {
    await take(at(people, 0), [6, 6, 6, 6, 6, 6, 6, 6, 6], 0);
    await take(at(people, 0), [6, 6, 6, 6, 6, 6, 6, 6, 6], 0);
    await take(at(people, 0), [6, 6, 6, 6, 6, 6, 6, 6, 6], 0);
    const cohort = { id: at(cohorts, 0), archived: false, names: REAL_NAMES };
    const { learners, states } = await readCohortFigures(db, COURSE, cohort, now());
    expect(learners[0]?.reasons.map(({ kind }) => kind)).toEqual([
      'stuck',
      'misconception',
      'guessing',
    ]);
    expect(states).toEqual({ 'on-track': 0, 'needs-hand': 1, 'not-started': 2 });
    clock += 8 * DAY;
    const later = await readCohortFigures(db, COURSE, cohort, now());
    expect(later.states).toEqual({ 'on-track': 0, 'needs-hand': 3, 'not-started': 0 });
    const idle = { joinedAt: new Date(START), archived: false };
    expect(later.learners[1]?.reasons).toEqual(reasonsOf(NO_STANDING, idle, now()));
  });
});
