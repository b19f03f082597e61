/** Statistics of many attempts, without the attempts: made as Manara's own tallies make them. */
import { keyOf } from '../dist/src/domain/items/registry.js';
import { addUp, talliesOf } from '../dist/src/domain/statistics/tallies.js';
import { keepItemVersions } from '../dist/src/store/item-versions.js';
import { changeTallies } from '../dist/src/store/tallies.js';

/** Sizes that are compared, in attempts. */
export const FEW = 1000;
export const MANY = 100_000;
/** Attempts that are made up for one size; each counts as often as it takes. */
const MADE = 20_000;
/** Attempts that are added up at a time. */
const CHUNK = 1000;

/** Puts the tallies of both sizes beside each other, under names that no quiz has. */
export async function makeTallies(db, { id, items }) {
  await db.transaction().execute(async (tx) => {
    await keepItemVersions(tx, items, new Date());
    for (const size of [FEW, MANY]) await makeSize(tx, nameOf(id, size), items, size);
  });
}

/** Gives the quiz the tallies of one size. */
export function useTallies(raw, id, size) {
  const tables = {
    mark_tally: 'item_hash, mark, total, attempts',
    total_tally: 'total, max_total, attempts',
    choice_tally: 'item_hash, part, choice, bin, attempts',
  };
  for (const [table, columns] of Object.entries(tables)) {
    raw.prepare(`delete from ${table} where quiz_id = ?`).run(id);
    raw
      .prepare(
        `insert into ${table} (quiz_id, ${columns}) select ?, ${columns} from ${table} where quiz_id = ?`,
      )
      .run(id, nameOf(id, size));
  }
}

function nameOf(id, size) {
  return `${id} at ${size}`;
}

async function makeSize(tx, quizId, items, size) {
  const chance = chances();
  const made = Math.min(size, MADE);
  for (let from = 0; from < made; from += CHUNK) {
    const attempts = Array.from({ length: CHUNK }, () =>
      talliesOf(makeAttempt(quizId, items, chance)),
    );
    const { marks, totals, choices } = addUp(attempts);
    const times = (one) => ({ ...one, attempts: (one.attempts * size) / made });
    await changeTallies(tx, {
      marks: marks.map(times),
      totals: totals.map(times),
      choices: choices.map(times),
    });
  }
}

/** Somebody of some ability, who is right, partly right or blank. */
function makeAttempt(quizId, items, chance) {
  const ability = 0.3 + 0.6 * chance();
  const answers = items.map((item) => {
    const share = chance() < ability ? 1 : Math.floor(3 * chance()) / 3;
    return { item, score: item.points * share, response: share === 1 ? keyOf(item) : null };
  });
  const score = answers.reduce((sum, answer) => sum + answer.score, 0);
  return { quizId, score, maxScore: items.reduce((sum, { points }) => sum + points, 0), answers };
}

/** Numbers from 0 to 1, the same at every run: Park and Miller's generator. */
function chances() {
  let state = 1;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}
