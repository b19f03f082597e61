import { describe, expect, it } from 'vitest';
import {
  fileIdOf,
  isCourseFileName,
  lessonOfFile,
  pathOfFile,
  publicationMessageProblem,
  tidyFileText,
} from '../../src/domain/course-file.ts';

describe('the name of a course file in addresses', () => {
  it('stands for a file that is there, whatever it is called', () => {
    const known = ['course.yaml', 'Old Module/Lesson 1.yaml'];
    for (const path of known) expect(pathOfFile(fileIdOf(path), known)).toBe(path);
  });

  it('stands for a new file by the rule for names, and for nothing else', () => {
    expect(pathOfFile('module~lesson.fr.yaml', [])).toBe('module/lesson.fr.yaml');
    expect(pathOfFile('glossary.ar.yaml', [])).toBe('glossary.ar.yaml');
    const none = [
      '..~x.yaml',
      '../x.yaml',
      '/x.yaml',
      'a~b~c.yaml',
      'a.yaml',
      'a~b.yml',
      'a~.yaml',
    ];
    for (const id of [...none, '', '~', 'a~B.yaml', 'a~b.yaml\n', `a~${'b'.repeat(90)}.yaml`]) {
      expect(pathOfFile(id, []), id).toBeUndefined();
    }
    expect(isCourseFileName('course.yaml')).toBe(true);
  });

  it('tells the lesson of a file, and the language that it is translated into', () => {
    expect(lessonOfFile('m/l.yaml')).toEqual({ module: 'm', lesson: 'l', locale: null });
    expect(lessonOfFile('m/l.fr.yaml')).toEqual({ module: 'm', lesson: 'l', locale: 'fr' });
    expect(lessonOfFile('course.yaml')).toBeNull();
  });
});

it('stores texts with line feeds and an end to the last line', () => {
  expect(tidyFileText('a\r\nb\rc')).toBe('a\nb\nc\n');
  expect(tidyFileText('a\n')).toBe('a\n');
  expect(tidyFileText('')).toBe('');
});

it('asks for a message on one line, not longer than is read', () => {
  expect(publicationMessageProblem('')).toBe('none');
  expect(publicationMessageProblem('a\nb')).toBe('control-character');
  expect(publicationMessageProblem('م'.repeat(200))).toBeNull();
  expect(publicationMessageProblem('م'.repeat(201))).toBe('too-long');
});
