import type { Selectable } from 'kysely';
import { CERTAINTIES } from '../../src/domain/certainty.ts';
import type { AttemptTable, Db } from '../../src/store/database.ts';

/** What the property test compares: of one learner, counted plainly from attempts and answers. */
export interface PlainStanding {
  readonly started: number;
  readonly passed: number;
  readonly mastery: number | null;
  readonly time: number;
  readonly failures: number;
  readonly certainWrong: number;
  readonly calibration: readonly (readonly [number, number])[];
}

const THREE_MINUTES = 180_000;

/** Counts a learner's standing from the rows themselves, in the plainest way there is. */
export async function plainStanding(db: Db, accountId: string): Promise<PlainStanding> {
  const progress = await db
    .selectFrom('lesson_progress')
    .selectAll()
    .where('account_id', '=', accountId)
    .execute();
  const attempts = await db
    .selectFrom('attempt')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('state', '<>', 'in-progress')
    .orderBy('started_at')
    .orderBy('id')
    .execute();
  const shares = progress.flatMap(({ best_share: share }) => share ?? []);
  const passed = progress.filter(({ state }) => state === 'passed').map((row) => row.lesson_id);
  const answers = await latestAnswers(db, attempts);
  return {
    started: progress.length,
    passed: passed.length,
    mastery: shares.length === 0 ? null : shares.reduce((sum, one) => sum + one, 0) / shares.length,
    ...effort(attempts, passed),
    certainWrong: answers.filter((one) => one.certainty === 3 && one.share === 0).length,
    calibration: CERTAINTIES.map((certainty) => {
      const own = answers.filter((answer) => answer.certainty === certainty);
      return [own.length, own.filter(({ share }) => share > 1 - 1e-9).length];
    }),
  };
}

type Row = Selectable<AttemptTable>;
type PlainPlan = readonly { readonly ref: string; readonly points: number }[];

const planOf = (attempt: Row) => JSON.parse(attempt.plan) as PlainPlan;

function effort(attempts: readonly Row[], passed: readonly string[]) {
  let time = 0;
  const failures = new Map<string, number>();
  for (const attempt of attempts) {
    if (attempt.state !== 'graded' || attempt.max_score === 0) continue;
    const lasted = Date.parse(attempt.submitted_at ?? '') - Date.parse(attempt.started_at);
    time += Math.min(lasted, planOf(attempt).length * THREE_MINUTES);
    const { pass } = JSON.parse(attempt.settings) as { pass: number };
    const failed = (attempt.score ?? 0) / attempt.max_score < pass - 1e-9;
    failures.set(attempt.quiz_id, failed ? (failures.get(attempt.quiz_id) ?? 0) + 1 : 0);
  }
  const open = [...failures].filter(([id]) => !passed.includes(id)).map(([, count]) => count);
  return { time, failures: Math.max(0, ...open) };
}

async function latestAnswers(db: Db, attempts: readonly Row[]) {
  const latest = new Map<string, { certainty: number; share: number }>();
  for (const attempt of attempts) {
    const rows = await db
      .selectFrom('response')
      .selectAll()
      .where('attempt_id', '=', attempt.id)
      .execute();
    for (const { item_ref: ref, certainty, body, score } of rows) {
      const points = planOf(attempt).find((planned) => planned.ref === ref)?.points ?? 0;
      if (certainty === null || body === null || score === null || points === 0) continue;
      latest.set(ref, { certainty, share: score / points });
    }
  }
  return [...latest.values()];
}
