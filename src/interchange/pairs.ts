import type { ForeignText, Parts, TextReader } from './drafts.ts';
import { Ids } from './ids.ts';

/** A row of a matching of another system; without words on the left it is a target to spare. */
export interface ForeignPair {
  readonly left: ForeignText;
  readonly right: ForeignText;
}

/** The parts of a matching. */
export function pairParts(
  pairs: readonly ForeignPair[],
  feedback: ForeignText | null,
  reader: TextReader,
): Parts {
  const rowIds = new Ids('row');
  const targetIds = new Ids('target');
  const targets = new Map<string, { id: string; text: string }>();
  const rows = pairs.flatMap(({ left, right }) => {
    const text = reader.label(left);
    const label = reader.label(right);
    const key = label.toLowerCase();
    const target = targets.get(key) ?? { id: targetIds.next(label), text: label };
    if (label === '') return [];
    targets.set(key, target);
    return text === '' ? [] : [{ id: rowIds.next(text), text, match: target.id }];
  });
  return {
    type: 'matching',
    rows,
    targets: [...targets.values()],
    feedback: reader.feedback(feedback, 'a wrong pair'),
  };
}
