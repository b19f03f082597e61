import { setImmediate } from 'node:timers/promises';
import type { Catalogue, Quiz } from '../domain/course.ts';
import type { Item } from '../domain/item.ts';
import type { ItemAnalysis } from '../domain/statistics/analysis.ts';
import { urgencyOf } from '../domain/statistics/flags.ts';
import type { Db, Tx } from '../store/database.ts';
import {
  claimStaleFinding,
  listStaleFindings,
  replaceFindings,
  type ItemFinding,
} from '../store/item-findings.ts';
import { readQuizReport } from './analysing.ts';

/** Quizzes of one sweep; the rest follow in the next. */
const SWEEP_QUIZZES = 25;

/**
 * Works out what the tallies say of the questions of quizzes that have changed since, so that a page
 * about questions of the whole course need not analyse every quiz. Returns how many quizzes.
 */
export async function sweepFindings(db: Db, course: Catalogue): Promise<number> {
  const quizIds = await listStaleFindings(db, SWEEP_QUIZZES);
  for (const quizId of quizIds) {
    await db.transaction().execute(async (tx) => refreshFindings(tx, course, quizId));
    await setImmediate();
  }
  return quizIds.length;
}

async function refreshFindings(tx: Tx, course: Catalogue, quizId: string): Promise<void> {
  if (!(await claimStaleFinding(tx, quizId))) return;
  const quiz = course.quizzes.get(quizId);
  const findings = quiz === undefined ? [] : await findingsOf(tx, course, quiz);
  await replaceFindings(tx, quizId, findings);
}

async function findingsOf(tx: Tx, course: Catalogue, quiz: Quiz): Promise<ItemFinding[]> {
  const { analysis } = await readQuizReport(tx, quiz, (item) => isCovered(course, item));
  return (analysis?.items ?? []).map((item) => toFinding(quiz.id, item));
}

function toFinding(quizId: string, { item, figures, flags }: ItemAnalysis): ItemFinding {
  return {
    quizId,
    itemHash: item.hash,
    attempts: figures.n,
    facility: figures.facility,
    discrimination: figures.discrimination,
    flags: flags.map(({ flag }) => flag),
    urgency: urgencyOf(flags),
  };
}

/** Whether an item's objective is one of its lesson's. */
export function isCovered({ lessons }: Catalogue, item: Item): boolean {
  const objectives = lessons.get(item.lesson)?.objectives ?? [];
  return objectives.some(({ id }) => id === item.objective);
}
