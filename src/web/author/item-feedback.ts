import type { Gap, Html, Item } from '../../domain/item.ts';

/** What a learner reads who took, or wrote, something wrong. */
export interface WrongAnswer {
  /** What was taken; null for whatever is wrong. */
  readonly answer: Html | null;
  readonly feedback: Html;
}

interface Answered {
  readonly text: Html;
  readonly feedback: Html | null;
}

/** Every piece of feedback that an item has, in its order. */
export function wrongAnswers(item: Item): readonly WrongAnswer[] {
  switch (item.type) {
    case 'single-choice':
    case 'multiple-response':
      return item.choices.flatMap(ofPart);
    case 'hot-text':
      return item.sentences.flatMap(ofPart);
    case 'cloze':
      return item.gaps.flatMap(ofGap);
    case 'matching':
      return [...item.rows.flatMap(ofPart), { answer: null, feedback: item.feedback }];
    case 'essay':
      return [];
    case 'true-false':
    case 'short-text':
    case 'numeric':
    case 'ordering':
      return [{ answer: null, feedback: item.feedback }];
  }
}

function ofGap(gap: Gap): readonly WrongAnswer[] {
  if (gap.kind === 'select') return gap.choices.flatMap(ofPart);
  return [{ answer: null, feedback: gap.feedback }];
}

function ofPart({ text, feedback }: Answered): readonly WrongAnswer[] {
  return feedback === null ? [] : [{ answer: text, feedback }];
}
