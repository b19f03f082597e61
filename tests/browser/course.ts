import type { Catalogue } from '../../src/domain/course.ts';
import { catalogueOf, SMALL_COURSE } from '../support/small-site-course.ts';

const ESSAY = `  - id: why
    type: essay
    objective: use
    points: 4
    prompt: Why does a lighthouse need a keeper?
    explanation: A light that nobody tends goes out.
    cite: [article:part.1]
    words: [3, 150]
    rubric:
      criteria:
        - id: claim
          text: Says what the keeper does.
          levels:
            - { id: none, text: Says nothing of it., share: 0 }
            - { id: clear, text: Says it clearly., share: 1 }
        - id: proof
          text: Leans on the article.
          weight: 3
          levels:
            - { id: none, text: Names no passage., share: 0 }
            - { id: some, text: Names one in passing., share: 0.5 }
            - { id: full, text: Shows what it says., share: 1 }
`;

const QUIZZES = `    quiz:
      id: sample
      title: A sample of the module
      summary: Three questions, drawn anew each time.
      attempts: 3
      cool-down: 30
      time-limit: 45
      certainty: true
      draw:
        - { count: 2, lesson: alpha }
        - { count: 1, lesson: beta }
quiz:
  id: exam
  title: The exam of the course
  summary: What you earned is shown when the exam has closed.
  mode: exam
  attempts: 1
  time-limit: 60
  closes: 2099-06-01T12:00:00Z
  draw:
    - { count: 3, lesson: alpha }
`;

/** Minutes that the quizzes of `timed` and `sample` last. */
export const TIME_LIMIT = 45;

/**
 * The small course with all that a quiz can be: lesson `timed` asks what alpha asks, against the
 * clock and with certainty; `essays` asks what beta asks, and an essay; `practice` asks what alpha
 * asks, with help; `closing` asks what beta asks, in an exam; the module and the course
 * have quizzes of their own, which are drawn.
 */
export function browserCourse(): Catalogue {
  const course = fileOf('course.yaml').replace(
    '[alpha, beta]',
    '[alpha, beta, timed, essays, practice, closing]',
  );
  const timed = `quiz:\n  certainty: true\n  time-limit: ${TIME_LIMIT}\n`;
  return catalogueOf(
    new Map([
      ...SMALL_COURSE,
      [ALPHA, withFigures(fileOf(ALPHA))],
      ['course.yaml', course + QUIZZES],
      ['first-module/timed.yaml', lessonLike('alpha', 'timed').replace('quiz:\n', timed)],
      ['first-module/practice.yaml', practiceLesson()],
      ['first-module/closing.yaml', closingLesson()],
      ['first-module/essays.yaml', lessonLike('beta', 'essays') + ESSAY],
    ]),
  );
}

/** The first question has two hints, of which each costs a quarter. */
function practiceLesson(): string {
  const cite = 'cite: [article:part.1]';
  const hints = 'hints: [Think of the colour of the lamp., It is the colour of fire.]';
  return lessonLike('alpha', 'practice')
    .replace('quiz:\n', 'quiz:\n  mode: practice\n')
    .replace(cite, `${cite}\n    ${hints}\n    penalty: 0.25`);
}

/** When the exam of `closing` closes. */
export const CLOSE = new Date('2099-06-01T12:00:00Z');

function closingLesson(): string {
  const exam = `quiz:\n  mode: exam\n  closes: ${CLOSE.toISOString()}\n`;
  return lessonLike('beta', 'closing').replace('quiz:\n', exam);
}

const ALPHA = 'first-module/alpha.yaml';

const FIGURES = `figures:
  - id: lamps
    kind: bars
    title: Lamps along the coast
    unit: lamps
    series: [planned, lit]
    bars:
      - { label: North, values: [12, 9] }
      - { label: South, values: [7, null] }
  - id: ships
    kind: line
    title: Ships that came in
    caption: As the keeper counted them [@article:part.4].
    unit: ships
    series: [sail, steam]
    points:
      - { at: '1904', values: [120, 4] }
      - { at: '1907', values: [80, 40] }
      - { at: '1912', values: [20, 95] }
`;

/** The lesson with a drawing of each kind. */
function withFigures(lesson: string): string {
  const section = '      Another statement [@article:part.2].\n';
  const placed = `${section}\n      ![](figure:lamps)\n\n      ![](figure:ships)\n`;
  return lesson.replace(section, placed).replace('quiz:\n', `${FIGURES}quiz:\n`);
}

function lessonLike(model: string, id: string): string {
  return fileOf(`first-module/${model}.yaml`)
    .replace(`id: ${model}`, `id: ${id}`)
    .replace(`title: Lesson ${model}`, `title: Lesson ${id}`);
}

function fileOf(path: string): string {
  const text = SMALL_COURSE.get(path);
  if (text === undefined) throw new Error(`The small course has no ${path}.`);
  return text;
}
