import type { Item } from '../../domain/item.ts';
import { gradeItem } from '../../domain/items/registry.ts';
import { reaches } from '../../domain/share.ts';
import type { AttemptWork } from '../../services/attempting.ts';
import { isDisputable } from '../../services/disputing.ts';
import type { Db } from '../../store/database.ts';
import { listDisputesOf, type Dispute } from '../../store/disputes.ts';
import { listMarkChanges, type MarkChange } from '../../store/mark-changes.ts';
import type { Paths } from '../paths.ts';
import type { Outcomes } from './dispute-models.ts';
import type { FeedbackModel, MarkedItem } from './feedback-models.ts';
import type { Viewer } from '../../services/releasing.ts';

/** Who looks at the outcomes, when. */
export interface OutcomeView {
  readonly viewer: Viewer;
  readonly paths: Paths;
  readonly now: Date;
}

/** The feedback with what has become of each mark since, as far as marks are shown at all. */
export async function withOutcomes(
  db: Db,
  work: AttemptWork,
  model: FeedbackModel,
  view: OutcomeView,
): Promise<FeedbackModel> {
  const { id } = work.attempt;
  const disputes = await listDisputesOf(db, id);
  const changes = await listMarkChanges(db, id);
  const items = work.items.flatMap((item, index) => {
    const marked = model.items[index];
    if (marked === undefined || marked.marks === null) return marked ?? [];
    const own = changes.filter((change) => change.itemRef === item.ref);
    const dispute = disputes.get(item.ref);
    return { ...marked, outcomes: outcomesOf(work, item, { marked, changes: own, dispute }, view) };
  });
  return { ...model, items };
}

function outcomesOf(
  work: AttemptWork,
  item: Item,
  known: {
    readonly marked: MarkedItem;
    readonly changes: readonly MarkChange[];
    readonly dispute: Dispute | undefined;
  },
  { viewer, paths, now }: OutcomeView,
): Outcomes {
  const { marked, changes, dispute } = known;
  const open = viewer === 'learner' && dispute === undefined && isDisputable(work, item, now);
  return {
    changes: changes.map(({ oldScore, newScore, reason, at }) => ({
      oldScore,
      newScore,
      reason,
      at,
    })),
    dispute: dispute === undefined ? null : shownDispute(dispute, viewer, paths),
    disputeHref: open ? paths.newDispute(work.attempt.id, marked.number) : null,
    counted: isCounted(work, item),
  };
}

function shownDispute(dispute: Dispute, viewer: Viewer, paths: Paths): Outcomes['dispute'] {
  const { text, state, answer, createdAt, decidedAt } = dispute;
  const href = viewer === 'instructor' ? paths.dispute(dispute.id) : null;
  return { text, state, answer, createdAt, decidedAt, href };
}

/** Whether an answer earned everything that the key alone would not have given everything. */
function isCounted(work: AttemptWork, item: Item): boolean {
  const saved = work.responses.get(item.ref);
  if (saved === undefined || saved.response === null) return false;
  const { share, pending = false } = gradeItem(item, saved.response);
  const right = reaches((saved.score ?? 0) / item.points, 1);
  return right && !pending && !reaches(share, 1);
}
