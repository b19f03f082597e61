import { describe, expect, it } from 'vitest';
import { findIn, readSearch, searchable } from '../../src/domain/search.ts';

function find(text: string, typed: string) {
  const words = readSearch(typed);
  return words === null ? null : findIn(searchable(text), words);
}

const hits = (text: string, typed: string) =>
  find(text, typed)?.snippet.flatMap((part) => (part.hit ? [part.text] : []));

describe('a search', () => {
  it.each([
    ['capitals', 'The Constitution of 2011', 'constitution', ['Constitution']],
    ['accents', 'La stratégie, née à Fès', 'strategie fes', ['stratégie,', 'Fès']],
    ['parts of words', 'counter-terrorism', 'terror', ['counter-terrorism']],
    ['Arabic vowel signs and alefs', 'مَنَارَةُ الإِسلام', 'مناره الاسلام', ['مَنَارَةُ', 'الإِسلام']],
    ['Arabic-Indic digits', 'in ٢٠١١', '2011', ['٢٠١١']],
    ['punctuation', '(“security”)', 'security', ['(“security”)']],
    [
      'citations',
      'as the article says [@article:borders.3].',
      'borders.3',
      ['[@article:borders.3].'],
    ],
  ])('sees through %s', (_what, text, typed, found) => {
    expect(hits(text, typed)).toEqual(found);
  });

  it('finds only texts that have all its words', () => {
    expect(find('law and rights', 'rights law')).not.toBeNull();
    expect(find('law and rights', 'law duties')).toBeNull();
  });

  it('shows the words around the first hit, with dots for the others', () => {
    const words = Array.from({ length: 60 }, (_, n) => `w${n}x`);
    const snippet = find(words.join(' '), 'w20x')?.snippet ?? [];
    expect(snippet.map((part) => part.text).join(' ')).toBe(`… ${words.slice(12, 44).join(' ')} …`);
    expect(snippet.filter((part) => part.hit)).toEqual([{ text: 'w20x', hit: true }]);
  });

  it('counts the lines before its first hit', () => {
    expect(find('one\ntwo\n\nthree two', 'three')?.line).toBe(3);
    expect(find('one\ntwo\n\nthree two', 'three two')?.line).toBe(1);
  });

  it.each(['', ' ', 'a', 'a b', '\u064E\u064F', '\u200B\u200B\u200B'])(
    'is too short to look for: “%s”',
    (typed) => {
      expect(readSearch(typed)).toBeNull();
    },
  );

  it('looks at no more than a hundred characters', () => {
    expect(readSearch(`${'a'.repeat(100)}b`)).toEqual(['a'.repeat(100)]);
  });
});
