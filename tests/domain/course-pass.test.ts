import { expect, it } from 'vitest';
import { hasPassedCourse, quizzesMissing, quizzesToPass } from '../../src/domain/course-pass.ts';
import type { LessonState } from '../../src/domain/progress.ts';
import { QUIZZED_COURSE } from '../support/module-quiz.ts';
import { catalogueOf, SMALL_COURSE } from '../support/small-site-course.ts';

const CAPSTONE = `quiz:
  id: capstone
  title: The whole course
  summary: All of it.
  draw: [{ lesson: beta, count: 2 }]
`;
const course = catalogueOf(QUIZZED_COURSE);
const whole = catalogueOf(
  new Map([...SMALL_COURSE, ['course.yaml', `${SMALL_COURSE.get('course.yaml')}${CAPSTONE}`]]),
);

function states(entries: Readonly<Record<string, LessonState>>) {
  return new Map(Object.entries(entries).map(([id, state]) => [id, { state }]));
}

it('asks for the quiz of every lesson and not for those of modules', () => {
  expect(course.quizzes.has('module-quiz')).toBe(true);
  expect(quizzesToPass(course)).toEqual(['alpha', 'beta']);
});

it('asks for the quiz of the course where it has one', () => {
  expect(quizzesToPass(whole)).toEqual(['alpha', 'beta', 'capstone']);
  const lessons = { alpha: 'passed', beta: 'passed' } as const;
  expect(quizzesMissing(whole, states(lessons))).toEqual(['capstone']);
  expect(hasPassedCourse(whole, states(lessons))).toBe(false);
  expect(hasPassedCourse(whole, states({ ...lessons, capstone: 'passed' }))).toBe(true);
});

it('is passed when nothing is missing, whatever else was done', () => {
  expect(hasPassedCourse(course, states({ alpha: 'passed', beta: 'completed' }))).toBe(false);
  expect(hasPassedCourse(course, states({ alpha: 'passed' }))).toBe(false);
  const all = { alpha: 'passed', beta: 'passed', gone: 'in-progress' } as const;
  expect(hasPassedCourse(course, states(all))).toBe(true);
});

it('is never passed where it asks nothing', () => {
  expect(hasPassedCourse({ ...course, quizzes: new Map() }, states({}))).toBe(false);
});
