import { describe, expect, it } from 'vitest';
import { readCatalogue } from '../../src/content/catalogue.ts';
import { SMALL_COURSE } from '../support/small-site-course.ts';

/** The small course with these prerequisites written into its two lessons. */
function read(alpha: string, beta = '') {
  const files = new Map(SMALL_COURSE);
  const change = (id: string, prerequisites: string) => {
    const path = `first-module/${id}.yaml`;
    const text = SMALL_COURSE.get(path) ?? '';
    const line = prerequisites === '' ? '' : `prerequisites: ${prerequisites}\n`;
    files.set(path, text.replace('sections:', `${line}sections:`));
  };
  change('alpha', alpha);
  change('beta', beta);
  const { catalogue, diagnostics } = readCatalogue(files);
  const errors = diagnostics.filter((one) => one.severity === 'error');
  return { catalogue, errors: errors.map(({ file, rule, message }) => ({ file, rule, message })) };
}

describe('prerequisites in a lesson file', () => {
  it('are soft unless the author says hard, and hard ones are required by the quiz', () => {
    const { catalogue, errors } = read('', '[{ lesson: alpha, hard: true }]');
    expect(errors).toEqual([]);
    expect(catalogue?.lessons.get('beta')?.prerequisites).toEqual([
      { lesson: 'alpha', hard: true },
    ]);
    expect(catalogue?.quizzes.get('beta')?.requires).toEqual(['alpha']);
    expect(read('', '[{ lesson: alpha }]').catalogue?.quizzes.get('beta')?.requires).toEqual([]);
  });

  it('must be lessons of the course', () => {
    expect(read('', '[{ lesson: alpah }]').errors).toEqual([
      {
        file: 'first-module/beta.yaml',
        rule: 'unknown-prerequisite',
        message: '`alpah` is not a lesson of the course',
      },
    ]);
  });

  it('cannot be the lesson itself', () => {
    const { errors } = read('[{ lesson: alpha }]');
    expect(errors.map((one) => one.rule)).toEqual(['prerequisite-circle']);
  });

  it('cannot be named twice', () => {
    const { errors } = read('', '[{ lesson: alpha }, { lesson: alpha, hard: true }]');
    expect(errors.map((one) => one.rule)).toEqual(['duplicate-id']);
  });

  it('cannot go in a circle, which is an error of every lesson in it', () => {
    const { errors } = read('[{ lesson: beta }]', '[{ lesson: alpha }]');
    expect(errors.map((one) => [one.file, one.message])).toEqual([
      ['first-module/alpha.yaml', 'the prerequisites go in a circle: `alpha` → `beta` → `alpha`'],
      ['first-module/beta.yaml', 'the prerequisites go in a circle: `beta` → `alpha` → `beta`'],
    ]);
  });

  it('do not lock a quiz for a lesson that cannot be served', () => {
    const files = new Map(SMALL_COURSE);
    files.set('first-module/alpha.yaml', 'id: alpha\n');
    const beta = SMALL_COURSE.get('first-module/beta.yaml') ?? '';
    const asks = 'prerequisites: [{ lesson: alpha, hard: true }]\nsections:';
    files.set('first-module/beta.yaml', beta.replace('sections:', asks));
    expect(readCatalogue(files).catalogue?.quizzes.get('beta')?.requires).toEqual([]);
  });
});
