import { describe, expect, it } from 'vitest';
import type { EssayItem } from '../../src/domain/item.ts';
import { lessonOf, readEdited } from './small-course.ts';

const LAST = '      - { id: d, text: Fourth., feedback: No. }\n';

const RUBRIC = `criteria:
        - id: claim
          text: Has *one* claim
          levels:
            - { id: none, text: No claim, share: 0 }
            - { id: clear, text: A claim, share: 1 }
        - id: proof
          text: Proves it
          weight: 2
          levels:
            - { id: none, text: No proof, share: 0 }
            - { id: some, text: Some proof, share: 0.5 }
            - { id: full, text: Full proof, share: 1 }`;

/** Reads the small course with an essay at its end. */
function readEssay(words = 'words: [80, 150]', rubric = RUBRIC) {
  return readEdited(
    LAST,
    `${LAST}  - id: explain
    type: essay
    objective: explain-why
    points: 5
    prompt: Explain.
    explanation: Explained.
    cite: [un-res-690]
    ${words}
    rubric:
      ${rubric}
`,
  );
}

function problems(words?: string, rubric?: string): string[] {
  return readEssay(words, rubric)
    .diagnostics.filter((one) => one.severity === 'error')
    .map((one) => `${one.rule}: ${one.message}`);
}

describe('an essay in a lesson file', () => {
  it('is compiled with its guidance and its rubric, criteria weighing the same by default', () => {
    const reading = readEssay();
    expect(reading.diagnostics).toEqual([]);
    const item = lessonOf(reading).items.at(-1) as EssayItem;
    expect(item).toMatchObject({ type: 'essay', points: 5, words: { least: 80, most: 150 } });
    expect(item.rubric.map(({ id, weight }) => [id, weight])).toEqual([
      ['claim', 1],
      ['proof', 2],
    ]);
    expect(item.rubric[0]?.text).toBe('Has <em>one</em> claim');
    expect(item.rubric[1]?.levels.map((level) => level.share)).toEqual([0, 0.5, 1]);
  });

  it('needs no guidance', () => {
    const item = lessonOf(readEssay('')).items.at(-1) as EssayItem;
    expect(item.words).toBe(null);
  });

  it.each([
    ['share: 1 }', 'share: 0.9 }', 'rubric: the last level earns all: `share: 1`'],
    ['share: 0 }', 'share: 0.1 }', 'rubric: the first level earns nothing: `share: 0`'],
    [
      'share: 0.5 }',
      'share: 1 }',
      'rubric: each level earns more than the one before; 1 is not over 1',
    ],
    ['id: proof', 'id: claim', 'duplicate-id: another criterion is `claim` already'],
    ['id: some', 'id: none', 'duplicate-id: another level is `none` already'],
  ])('with %j as %j says %j', (words, replacement, message) => {
    expect(problems(undefined, RUBRIC.replace(words, replacement))).toContain(message);
  });

  it('wants the smaller number of words first', () => {
    expect(problems('words: [150, 80]')).toEqual([
      'range: the smaller number of `words` comes first',
    ]);
  });

  it('wants two levels at least, and no key', () => {
    const one = RUBRIC.replace('            - { id: clear, text: A claim, share: 1 }\n', '');
    expect(problems(undefined, one)).not.toEqual([]);
    expect(problems('accept: [this]')).not.toEqual([]);
  });
});
