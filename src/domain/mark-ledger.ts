import type { MarkChangeReason } from './dispute.ts';

/** What a line of the ledger says about why a mark was changed. */
export interface LedgerLine {
  readonly reason: MarkChangeReason;
  readonly disputeId: string | null;
  readonly revisionId: string | null;
}

/**
 * The last change of a mark that still stands, of the lines about it, oldest first: what was undone
 * counts as little as its undoing. Undefined where all is undone, or nothing was changed.
 */
export function standingChange<Line extends LedgerLine>(lines: readonly Line[]): Line | undefined {
  const standing: Line[] = [];
  for (const line of lines) {
    if (line.reason === 'dispute-reversed') {
      cancel(standing, (one) => one.disputeId === line.disputeId);
    } else if (line.reason === 'revision-reversed') {
      cancel(standing, (one) => one.revisionId === line.revisionId);
    } else {
      standing.push(line);
    }
  }
  return standing.at(-1);
}

function cancel<Line>(standing: Line[], isUndone: (line: Line) => boolean): void {
  const index = standing.findLastIndex(isUndone);
  if (index >= 0) standing.splice(index, 1);
}
