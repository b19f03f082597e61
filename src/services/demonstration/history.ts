import type { Certainty } from '../../domain/certainty.ts';
import type { Lesson, Quiz } from '../../domain/course.ts';
import type { Fields } from '../../domain/interaction.ts';
import type { Item } from '../../domain/item.ts';
import { fieldsOf } from '../../domain/items/fields.ts';
import { keyOf, questionOf, shuffledIds } from '../../domain/items/registry.ts';
import type { ProgressUnit } from '../../domain/progress.ts';
import { seededShuffle } from '../../domain/shuffle.ts';
import type { Db } from '../../store/database.ts';
import { findWork, startAttempt } from '../attempting.ts';
import { saveAnswers, type PostedAnswer } from '../saving.ts';
import { markRead } from '../progressing.ts';
import { submitAttempt } from '../submitting.ts';
import { DEMO_ESSAYS } from './essays.ts';
import type { DemoLearner } from './people.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Reading before a quiz. */
const READING = 20 * MINUTE;
/** For one answer, of somebody who does not read. */
const HASTE = 3000;
/** A source of numbers from 0 to 1 (1 left out), the same at every run. */
export type Chance = () => number;

/** A learner of the demonstration with an account. */
export interface Student {
  readonly accountId: string;
  readonly learner: DemoLearner;
  readonly chance: Chance;
}

/** A lesson with its quiz. */
export interface Assignment {
  readonly lesson: Lesson;
  readonly quiz: Quiz;
  readonly unit: ProgressUnit;
}

/** Lets a learner take a quiz of a module or of the course. */
export async function studyQuiz(
  db: Db,
  { accountId, learner, chance }: Student,
  assignment: Pick<Assignment, 'quiz' | 'unit'>,
  start: Date,
): Promise<void> {
  await takeQuiz(db, accountId, assignment, mannerOf(learner, chance), start);
}

/** Lets a learner work through a lesson as people do: read, answer, perhaps try again. */
export async function studyLesson(
  db: Db,
  { accountId, learner, chance }: Student,
  { lesson, quiz, unit }: Assignment,
  start: Date,
): Promise<void> {
  const read = lesson.sections.slice(0, chance() < 0.85 ? undefined : 2);
  const sections = read.map((section) => section.id);
  await markRead(db, accountId, unit, sections, start);
  if (chance() > 0.92) return;
  const assignment = { quiz, unit };
  const share = await takeQuiz(db, accountId, assignment, mannerOf(learner, chance), start);
  if (share >= unit.pass || !learner.retries) return;
  const ability = Math.min(0.97, learner.ability + 0.2);
  const manner = { ...mannerOf(learner, chance), ability };
  await takeQuiz(db, accountId, assignment, manner, new Date(start.getTime() + HOUR));
}

/** Lets somebody who is stuck try the quiz three times more, hours apart, in vain. */
export async function failAgain(
  db: Db,
  { accountId, learner, chance }: Student,
  assignment: Pick<Assignment, 'quiz' | 'unit'>,
  start: Date,
): Promise<void> {
  if (learner.manner !== 'stuck') return;
  for (const hours of [3, 5, 7]) {
    const at = new Date(start.getTime() + hours * HOUR);
    await takeQuiz(db, accountId, assignment, { ...mannerOf(learner, chance), ability: 0.1 }, at);
  }
}

function mannerOf({ ability, manner }: DemoLearner, chance: Chance): Manner {
  return { ability, chance, guessing: manner === 'guessing', sure: manner === 'sure' };
}

interface Manner {
  readonly ability: number;
  readonly chance: Chance;
  /** Answers at once, without reading. */
  readonly guessing: boolean;
  /** Is certain, right or wrong. */
  readonly sure: boolean;
}

async function takeQuiz(
  db: Db,
  accountId: string,
  assignment: Pick<Assignment, 'quiz' | 'unit'>,
  manner: Manner,
  begin: Date,
): Promise<number> {
  const start = new Date(begin.getTime() + READING);
  const pace = manner.guessing ? HASTE : MINUTE;
  const seed = 1 + Math.floor(manner.chance() * 2 ** 30);
  const outcome = await startAttempt(db, accountId, assignment, seed, start);
  if (outcome.kind === 'refused') return 0;
  const { attemptId } = outcome;
  let answered = 0;
  const { certainty } = assignment.quiz.settings;
  const begun = await findWork(db, accountId, attemptId);
  for (const item of begun?.items ?? []) {
    answered += 1;
    const at = new Date(start.getTime() + answered * pace);
    await saveAnswers(db, accountId, attemptId, [answer(item, manner, certainty)], at);
  }
  const end = new Date(start.getTime() + (answered + 1) * pace);
  const find = (): ProgressUnit => assignment.unit;
  await submitAttempt(db, accountId, { attemptId, key: `demonstration-${attemptId}` }, find, end);
  const work = await findWork(db, accountId, attemptId);
  return (work?.attempt.score ?? 0) / Math.max(1, work?.attempt.maxScore ?? 1);
}

function answer(item: Item, manner: Manner, asksCertainty: boolean): PostedAnswer {
  const { ability, chance } = manner;
  const right = chance() < ability;
  const fields = item.type === 'essay' ? written(right, chance) : answered(item, right, chance);
  return {
    ref: item.ref,
    fields,
    revision: 0,
    flagged: chance() < 0.05,
    certainty: asksCertainty ? howSure(right, manner) : null,
  };
}

function answered(item: Item, right: boolean, chance: Chance): Fields {
  return right ? fieldsOf(keyOf(item)) : wrongFields(item, chance);
}

/** Those who know the lesson write one of the better texts. */
function written(well: boolean, chance: Chance): Fields {
  const texts = well ? DEMO_ESSAYS.slice(0, 2) : DEMO_ESSAYS.slice(1);
  return only(texts[Math.floor(chance() * texts.length)] ?? '');
}

/** Those who know are mostly sure; of those who do not, some are sure all the same. */
function howSure(right: boolean, { chance, sure: always }: Manner): Certainty {
  if (always) return 3;
  const sure = chance();
  if (right) return sure < 0.6 ? 3 : 2;
  if (sure < 0.15) return 3;
  return sure < 0.45 ? 2 : 1;
}

function only(value: string): Fields {
  return new Map([['', [value]]]);
}

/** An answer that somebody who does not know might give; now and then it is right by luck. */
function wrongFields(item: Item, chance: Chance): Fields {
  const seed = 1 + Math.floor(chance() * 2 ** 30);
  const question = questionOf(item, shuffledIds(item));
  const pick = (ids: readonly { readonly id: string }[]) =>
    ids[Math.floor(chance() * ids.length)]?.id ?? '';
  switch (question.type) {
    case 'single-choice':
    case 'multiple-response':
      return only(pick(question.choices));
    case 'hot-text':
      return only(pick(question.sentences));
    case 'true-false':
      return only(String(item.type === 'true-false' && !item.answer));
    case 'numeric':
      return only(String(Math.floor(chance() * 100)));
    case 'short-text':
      return only('?');
    case 'matching':
      return new Map(question.rows.map((row) => [row.id, [pick(question.targets)]]));
    case 'ordering': {
      const ranks = seededShuffle(question.entries, seed);
      return new Map(ranks.map((entry, index) => [entry.id, [String(index + 1)]]));
    }
    case 'essay':
      return written(false, chance);
    case 'cloze':
      return new Map(
        question.gaps.map((gap) => [gap.id, [gap.kind === 'select' ? pick(gap.choices) : '?']]),
      );
  }
}
