import type { Catalogue } from '../../src/domain/course.ts';
import { QUIZZED_COURSE } from './module-quiz.ts';
import { catalogueOf, SMALL_COURSE } from './small-site-course.ts';

const ALPHA = 'first-module/alpha.yaml';

/**
 * What the other key sheet says instead: the ids, texts and what is shown stay as they are; what is
 * right, accepted, how it is scored and what is said afterwards change.
 */
const OTHER_KEYS: readonly (readonly [string, string])[] = [
  [
    `      - { id: red, text: Red, correct: true }
      - { id: green, text: Green, feedback: CANARY-feedback-green }
`,
    `      - { id: red, text: Red, feedback: CANARY-feedback-another-red }
      - { id: green, text: Green, correct: true }
`,
  ],
  ['answer: true', 'answer: false'],
  [
    `      - { id: lamp, text: Lamp, correct: true }
      - { id: stone, text: Stone, feedback: CANARY-feedback-stone }
`,
    `      - { id: lamp, text: Lamp, feedback: CANARY-feedback-lamp }
      - { id: stone, text: Stone, correct: true }
`,
  ],
  ['accept: [CANARY-accepted, lighthouse]', 'accept: [another]'],
  [
    `answer: 8471
    tolerance: 1`,
    `answer: 3
    tolerance: 0.5`,
  ],
  ['accept: [CANARY-gap, light]', 'accept: [darkness, CANARY-other-gap]'],
  [
    `          - { id: night, text: night, correct: true }
          - { id: noon, text: noon, feedback: CANARY-feedback-noon }
`,
    `          - { id: night, text: night, feedback: CANARY-feedback-night }
          - { id: noon, text: noon, correct: true }
`,
  ],
  ['match: meow', 'match: moo'],
  [
    `      - { id: wake, text: Wake }
      - { id: eat, text: Eat }
      - { id: sleep, text: Sleep }
`,
    `      - { id: sleep, text: Sleep }
      - { id: wake, text: Wake }
      - { id: eat, text: Eat }
`,
  ],
  [
    `      - { id: first, text: The light is on., correct: true }
      - { id: second, text: The sea is wide., feedback: CANARY-feedback-second }
`,
    `      - { id: first, text: The light is on., feedback: CANARY-feedback-first }
      - { id: second, text: The sea is wide., correct: true }
`,
  ],
  ['CANARY-explanation-pick', 'CANARY-quite-another-explanation'],
];

/** The course of which {@link permutedCourse} has another key: the small one with a module's quiz. */
export function unpermutedCourse(): Catalogue {
  return catalogueOf(QUIZZED_COURSE);
}

/** The same with another key to every question of the lesson alpha. */
export function permutedCourse(): Catalogue {
  let text = SMALL_COURSE.get(ALPHA) ?? '';
  for (const [from, to] of OTHER_KEYS) {
    if (!text.includes(from)) throw new Error(`The small course no longer says: ${from}`);
    text = text.replace(from, to);
  }
  return catalogueOf(new Map([...QUIZZED_COURSE, [ALPHA, text]]));
}

/** The key figure of the numeric question in {@link canaryCourse}: no id or hash has it by chance. */
export const FIGURE_CANARY = '918273645';

/** The small course with a module's quiz and a figure that can be looked for in the pages. */
export function canaryCourse(): Catalogue {
  const text = (SMALL_COURSE.get(ALPHA) ?? '').replace('answer: 8471', `answer: ${FIGURE_CANARY}`);
  return catalogueOf(new Map([...QUIZZED_COURSE, [ALPHA, text]]));
}
