import { SMALL_COURSE } from './small-site-course.ts';

const LESSONS = '    lessons: [alpha, beta]\n';

/** The files of the small course with a quiz of its module, `module-quiz`, that asks all of alpha. */
export const QUIZZED_COURSE: ReadonlyMap<string, string> = new Map([
  ...SMALL_COURSE,
  [
    'course.yaml',
    (SMALL_COURSE.get('course.yaml') ?? '').replace(
      LESSONS,
      `${LESSONS}    quiz:
      id: module-quiz
      title: Quiz of the module
      summary: All of alpha.
      shuffle: { items: false, choices: true }
      draw: [{ lesson: alpha, count: 9 }]
`,
    ),
  ],
]);
