import type { Context } from '../../../context.ts';
import type { Account, Locale } from '../../../domain/account.ts';
import type { Html, Item } from '../../../domain/item.ts';
import { reviewOf, type ItemResponse } from '../../../domain/items/registry.ts';
import { itemIn, languageOf } from '../../../domain/wording.ts';
import { heldItems, readShownLevels, readShownProgress } from '../../../services/releasing.ts';
import { getShownItems } from '../../../store/item-versions.ts';
import { listHeldAttempts } from '../../../store/held-attempts.ts';
import {
  inPages,
  listOwnCards,
  listOwnDisputes,
  listOwnObjectives,
  listOwnReviewAnswers,
} from '../../../store/personal-data.ts';
import { bdi, run } from '../../html.ts';
import { findUnit } from '../../units.ts';
import { markChangeRows } from './attempts.ts';
import { coded, instant } from './cells.ts';
import type { Row, Section } from './models.ts';

/** As the learner may know it: what a quiz holds back is left out, see `releasing.ts`. */
export function learningSections(
  context: Context,
  { id }: Account,
  locale: Locale,
): readonly Section[] {
  const { db, library, now } = context;
  return [
    {
      name: 'progress',
      rows: async () => {
        const progress = await readShownProgress(db, id, findUnit(context), now());
        return [...progress.values()].map((one) => ({
          lesson: one.lessonId,
          state: coded('state.', one.state),
          sectionsRead: one.sectionsRead.join(', '),
          bestShare: one.bestShare,
          attempts: one.attempts,
          changedAt: one.updatedAt,
        }));
      },
    },
    {
      name: 'objectives',
      rows: async () => {
        const levels = await readShownLevels(db, id, library.catalogue(), now());
        return (await listOwnObjectives(db, id)).map((row) => ({
          lesson: row.lesson_id,
          objective: row.objective_id,
          level: coded(
            'mastery.',
            levels.get(`${row.lesson_id}/${row.objective_id}`) ?? 'not-started',
          ),
          changedAt: instant(row.updated_at),
        }));
      },
    },
    { name: 'reviewCards', rows: async () => cardRows(context, id) },
    { name: 'reviewAnswers', rows: () => reviewAnswerRows(context, id, locale) },
    { name: 'markChanges', rows: () => markChangeRows(context, id) },
    {
      name: 'disputes',
      rows: async () =>
        (await listOwnDisputes(db, id)).map((row) => ({
          attempt: row.attempt_id,
          question: row.item_ref,
          text: row.text,
          state: coded('dispute.state.', row.state),
          reply: row.answer,
          createdAt: instant(row.created_at),
          decidedAt: instant(row.decided_at),
        })),
    },
  ];
}

/** When a card comes up tells how its question was answered: those of held attempts wait. */
async function cardRows({ db, now }: Context, accountId: string): Promise<readonly Row[]> {
  const at = now();
  const held = heldItems(await listHeldAttempts(db, accountId, at), 'learner', at);
  return (await listOwnCards(db, accountId))
    .filter((row) => !held.has(row.item_ref))
    .map((row) => ({
      question: row.item_ref,
      dueAt: instant(row.due_at),
      intervalDays: row.interval_days,
      stability: row.stability,
      difficulty: row.difficulty,
      repetitions: row.repetitions,
      lapses: row.lapses,
      answeredAt: instant(row.last_answered_at),
    }));
}

async function* reviewAnswerRows(
  { db }: Context,
  accountId: string,
  locale: Locale,
): AsyncGenerator<Row> {
  type After = { id: string; answered_at: string } | undefined;
  const read = async (after: After, limit: number) =>
    await listOwnReviewAnswers(db, accountId, after, limit);
  for await (const row of inPages(read)) {
    const [item] = await getShownItems(db, [{ hash: row.item_hash, wording: row.wording }]);
    // Written by `insertReviewAnswer` from what the item's reader gave.
    const response = row.body === null ? null : (JSON.parse(row.body) as ItemResponse);
    const face = item && itemIn(item, locale);
    yield {
      question: { stored: row.item_ref, html: face ? run(face.prompt, languageOf(face)) : bdi('') },
      answer: { stored: response, html: face ? answerHtml(face, response) : bdi('') },
      certainty: row.certainty === null ? null : coded('certainty.', String(row.certainty)),
      share: row.share,
      answeredAt: instant(row.answered_at),
    };
  }
}

/** What was answered, in the words of the item; nothing where it was not known. */
function answerHtml(item: Item, response: ItemResponse | null): Html {
  const review = reviewOf(item, response, []);
  const given =
    review.kind === 'options'
      ? review.options.filter(({ chosen }) => chosen).map(({ html }) => html)
      : review.kind === 'text'
        ? [review.given]
        : review.rows.map((row) => row.given);
  const texts = given.flatMap((html) => (html === null ? [] : run(html, languageOf(item))));
  return texts.join(' · ') as Html;
}
