import type { ItemType } from '../../domain/item.ts';

/** What the kinds of questions have of their own; what is empty is to be written. */
const PARTS: Readonly<Record<ItemType, string>> = {
  'single-choice': `choices: # three to five; each wrong one says why it is wrong
  - id: right
    text: # the right answer
    correct: true
  - id: wrong-one
    text: # a mistake that people make
    feedback: # why it is wrong
  - id: wrong-two
    text: # another
    feedback: # why it is wrong`,
  'true-false': `answer: # true or false
feedback: # for whoever is wrong`,
  'multiple-response': `choices: # three to eight, one or more of them right
  - id: right-one
    text: # a right answer
    correct: true
  - id: right-two
    text: # another right answer
    correct: true
  - id: wrong-one
    text: # a mistake that people make
    feedback: # why it is wrong
  - id: wrong-two
    text: # another
    feedback: # why it is wrong`,
  'short-text': `accept: # [the answer to show, other ways to write it]
feedback: # for whoever is wrong`,
  numeric: `answer: # a number
# tolerance: 5
# unit: people
feedback: # for whoever is wrong`,
  cloze: `text: # the sentence, with {{first}} for the gap
gaps:
  - id: first
    accept: # [the answer to show, other ways to write it]
    feedback: # for whoever is wrong`,
  matching: `rows: # two to eight; \`match\` names a target
  - id: row-one
    text: # what is to be matched
    match: target-one
  - id: row-two
    text: # another
    match: target-two
targets: # more than needed makes it harder
  - id: target-one
    text: # what belongs to row-one
  - id: target-two
    text: # what belongs to row-two
feedback: # for whoever is wrong`,
  ordering: `entries: # three to seven, in the right order
  - id: first
    text: # what comes first
  - id: second
    text: # what comes then
  - id: third
    text: # what comes last
feedback: # for whoever is wrong`,
  'hot-text': `sentences: # four to eight; mark those that are asked for as correct
  - id: sentence-one
    text: # one that is asked for
    correct: true
  - id: sentence-two
    text: # one that is not
    feedback: # why not
  - id: sentence-three
    text: # one that is not
    feedback: # why not
  - id: sentence-four
    text: # one that is not
    feedback: # why not`,
  essay: `# words: [80, 150]
rubric:
  criteria: # what a reader looks for, each in levels from 0 to 1
    - id: first-criterion
      text: # such as: names both sides
      levels:
        - id: missing
          text: # what an answer without it looks like
          share: 0
        - id: full
          text: # what a full answer does
          share: 1`,
};

/**
 * The lines of a question that is still to be written, for a list of items.
 * @param objectives ids of the lesson's objectives, to choose from.
 */
export function itemScaffold(
  id: string,
  type: ItemType,
  objectives: readonly string[],
): readonly string[] {
  const text = `id: ${id}
type: ${type}
objective: # one of: ${objectives.join(', ')}
prompt: # the question
explanation: # why the right answer is right; everybody reads it afterwards
cite: # [source], or [source:section.paragraph], as in sources.yaml
${PARTS[type]}`;
  return text.split('\n');
}
