import type { Source } from '../domain/course.ts';

/** Shortest name that is looked for, characters; shorter ones are initials and words of language. */
const MIN_NAME = 3;

/** The names of a source’s author and publisher, whole and in their short forms. */
export function namesOf({ author, publisher }: Source): readonly string[] {
  const authors = (author ?? '').split(/,| and | et /);
  // The last word of “Government of Morocco” is nobody’s name.
  const people = authors.filter((name) => !/ \p{Ll}/u.test(name));
  const surnames = people.map((name) => name.trim().split(' ').at(-1) ?? '');
  const publishers = (publisher ?? '').replace(/\((?!\p{Lu}+\))[^)]*\)/u, '').split(/[(),]/);
  return [...authors, ...surnames, ...publishers]
    .map((name) => name.trim())
    .filter((name) => name.length >= MIN_NAME && /^\p{Lu}/u.test(name));
}
