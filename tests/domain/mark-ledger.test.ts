import { describe, expect, it } from 'vitest';
import type { MarkChangeReason } from '../../src/domain/dispute.ts';
import { standingChange } from '../../src/domain/mark-ledger.ts';

const line = (reason: MarkChangeReason, revisionId: string | null, disputeId: string | null) => ({
  reason,
  revisionId,
  disputeId,
});
const byRevision = (id: string) => line('item-regraded', id, null);
const undone = (id: string) => line('revision-reversed', id, null);

describe('the change of a mark that stands', () => {
  it('is the last one', () => {
    expect(standingChange([])).toBeUndefined();
    expect(standingChange([byRevision('a'), byRevision('b')])?.revisionId).toBe('b');
  });

  it('is the one before what was undone, in whatever order', () => {
    const lines = [byRevision('a'), byRevision('b'), undone('b')];
    expect(standingChange(lines)?.revisionId).toBe('a');
    expect(standingChange([...lines, undone('a')])).toBeUndefined();
    expect(standingChange([byRevision('a'), byRevision('b'), undone('a')])?.revisionId).toBe('b');
  });

  it('is not touched by an undoing that had nothing to undo', () => {
    expect(standingChange([undone('b')])).toBeUndefined();
    expect(standingChange([byRevision('a'), undone('b')])?.revisionId).toBe('a');
  });

  it('knows disputes, too', () => {
    const accepted = line('dispute-accepted', null, 'd');
    const reversed = line('dispute-reversed', null, 'd');
    expect(standingChange([byRevision('a'), accepted])).toBe(accepted);
    expect(standingChange([byRevision('a'), accepted, reversed])?.revisionId).toBe('a');
  });
});
