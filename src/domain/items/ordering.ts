import { escapeHtml } from '../html.ts';
import type { Fields, Grade, Interaction, Reading, Review } from '../interaction.ts';
import type { Html, OrderingItem } from '../item.ts';
import { arranged, compareIds, idsOf, sortedById, viewsOf } from './arranging.ts';
import type { OptionView } from './arranging.ts';
import { answered, answerTo, forged, mistaken, readParts, whenAnswered } from './reading.ts';
import { reviewedRow, withItemFeedback } from './reviewing.ts';

export interface OrderingResponse {
  /** Rank by entry id, 1 first; no rank twice. Entries without a rank are left out. */
  readonly ranks: Readonly<Record<string, number>>;
}

export interface OrderingQuestion {
  readonly type: 'ordering';
  readonly prompt: Html;
  readonly entries: readonly OptionView[];
}

/**
 * Entries to put in order. The authored order is the key, so whatever leaves here before
 * submission starts from the entries sorted by id instead.
 */
export const ordering: Interaction<OrderingItem, OrderingResponse, OrderingQuestion> = {
  shuffled: (item) => idsOf(sortedById(item.entries)),
  question: (item, order) => ({
    type: item.type,
    prompt: item.prompt,
    entries: viewsOf(arranged(sortedById(item.entries), order)),
  }),
  read,
  complete: (item, response) =>
    item.entries.every((entry) => answerTo(response.ranks, entry.id) !== undefined),
  grade,
  key: (item) => ({
    ranks: Object.fromEntries(item.entries.map(({ id }, place) => [id, place + 1])),
  }),
  review,
};

function read(item: OrderingItem, fields: Fields): Reading<OrderingResponse> {
  const reading = readParts(sortedById(item.entries), fields, (value, entry) => {
    const isRank = /^[1-9]\d?$/.test(value) && Number(value) <= item.entries.length;
    return isRank ? answered(Number(value)) : forged('unknown-id', entry.id);
  });
  return whenAnswered(reading, (ranks) => {
    const twice = rankedTwice(ranks);
    return twice === null ? answered({ ranks }) : mistaken('same-rank', twice);
  });
}

// Goes by id, not by the key's order: which of two entries is named must not tell which is later.
function rankedTwice(ranks: OrderingResponse['ranks']): string | null {
  const seen = new Set<number>();
  for (const [id, rank] of Object.entries(ranks)) {
    if (seen.has(rank)) return id;
    seen.add(rank);
  }
  return null;
}

/**
 * `neighbours`: of the n − 1 pairs (a, b) that stand side by side in the key, the share where both
 * are ranked and b comes directly after a in the learner's order, that is, with no other entry
 * ranked between them. `exact`: 1 where every entry is ranked and all stand in order, else 0.
 */
function grade(item: OrderingItem, response: OrderingResponse): Grade {
  const right = idsOf(item.entries);
  const given = learnersOrder(right, response);
  const pairs = right.length - 1;
  if (pairs < 1) return { share: 0 };
  const kept = right.slice(1).filter((b, a) => given[given.indexOf(b) - 1] === right[a]);
  const isExact = kept.length === pairs;
  return { share: item.scoring === 'neighbours' || isExact ? kept.length / pairs : 0 };
}

function learnersOrder(ids: readonly string[], response: OrderingResponse): readonly string[] {
  const ranks = new Map(ids.map((id) => [id, answerTo(response.ranks, id)]));
  const rankOf = (id: string) => ranks.get(id) ?? 0;
  const ranked = ids.filter((id) => ranks.get(id) !== undefined);
  return ranked.toSorted((a, b) => rankOf(a) - rankOf(b) || compareIds(a, b));
}

/** The entries in the right order, each with the rank it was given and its own. */
function review(item: OrderingItem, response: OrderingResponse | null): Review {
  const rows = item.entries.map(({ id, text }, place) => {
    const rank = answerTo(response?.ranks, id);
    const given = rank === undefined ? null : escapeHtml(String(rank));
    const right = escapeHtml(String(place + 1));
    return reviewedRow({ label: text, given, right, feedback: null }, rank === place + 1);
  });
  return { kind: 'rows', rows: withItemFeedback(rows, item.feedback) };
}
