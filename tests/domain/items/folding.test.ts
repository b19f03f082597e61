import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fold } from '../../../src/domain/item.ts';
import { fold, isAccepted } from '../../../src/domain/items/folding.ts';

const ALL: readonly Fold[] = ['case', 'accents', 'punctuation', 'arabic'];

describe('folding', () => {
  it('always trims, collapses white space, composes, and drops what nobody sees', () => {
    expect(fold(' a \t\u00a0 b\n', [])).toBe('a b');
    expect(fold('e\u0301', [])).toBe('é');
    expect(fold('\u200fا\u200eب\u00ad', [])).toBe('اب');
  });

  it('sets nothing else aside that it was not asked to', () => {
    const text = '«Fès» أَلف ٣';
    expect(fold(text, [])).toBe(text);
  });

  it('folds case without a locale', () => {
    expect(fold('INDH Île', ['case'])).toBe('indh île');
    expect(fold('STRASSE', ['case'])).toBe(fold('straße', ['case']));
    expect(fold('STRAẞE', ['case'])).toBe(fold('straße', ['case']));
    expect(fold('ΟΔΟΣ', ['case'])).toBe(fold('οδος', ['case']));
  });

  it('folds the Turkish dotted I with its accent', () => {
    expect(fold('İzmir', ['case', 'accents'])).toBe('izmir');
  });

  it('folds accents of Latin letters, in capitals and in romanised Arabic too', () => {
    expect(fold('Éàçñü ÎLE', ['accents'])).toBe('Eacnu ILE');
    expect(fold('cœur Łódź', ['accents'])).toBe('coeur Lodz');
    expect(fold('Sharīʿa, ḥadīth', ['accents'])).toBe('Sharia, hadith');
  });

  it('leaves Arabic as it is when it folds accents', () => {
    for (const text of ['أُمَّة', 'إسلام', 'آية', 'مؤمن', 'رئيس', 'ٱلله', 'الفِقْهُ', '٢٠٠٥']) {
      expect(fold(text, ['accents'])).toBe(text.normalize('NFC'));
    }
  });

  it('leaves the marks of other scripts, where they make another letter', () => {
    expect(fold('Йод ώρα', ['accents'])).toBe('Йод ώρα');
  });

  it.each([
    ['الفِقْهُ', 'الفقه'],
    ['الرحمٰن', 'الرحمن'],
    ['الفـــقه', 'الفقه'],
    ['أحمد', 'احمد'],
    ['إسلام', 'اسلام'],
    ['آية', 'ايه'],
    ['ٱلله', 'الله'],
    ['هدى', 'هدي'],
    ['أمّة', 'امه'],
    ['٢٠٠٥', '2005'],
    ['۲۰۰۵', '2005'],
    ['\u0627\u0654مير', 'امير'],
  ])('folds Arabic %s to %s', (text, plain) => expect(fold(text, ['arabic'])).toBe(plain));

  it('leaves hamza on waw and ya, which is a letter of its own', () => {
    expect(fold('مؤمن رئيس', ['arabic'])).toBe('مؤمن رئيس');
  });

  it('folds outer punctuation, never inner', () => {
    expect(fold(' «Al-Andalus (711)». ', ['punctuation'])).toBe('Al-Andalus (711');
    expect(fold('؟الفقه،', ['punctuation'])).toBe('الفقه');
    expect(fold('C++', ['punctuation'])).toBe('C++');
  });

  it('takes typographic apostrophes and hyphens for the plain ones', () => {
    expect(fold('l’État', ['punctuation'])).toBe("l'État");
    expect(fold('Al‑Qaeda', ['punctuation'])).toBe('Al-Qaeda');
  });

  it('keeps the minus of a number and a text of nothing but punctuation', () => {
    expect(fold('(-5)', ['punctuation'])).toBe('-5');
    expect(fold('?!', ['punctuation'])).toBe('?!');
  });

  it('folds what is folded no further', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' })),
        fc.subarray([...ALL]),
        (text, folds) => {
          const folded = fold(text, folds);
          expect(fold(folded, folds)).toBe(folded);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('folds the same in whatever order the folds are named', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fold(text, ALL.toReversed())).toBe(fold(text, ALL));
      }),
    );
  });
});

describe('accepting a text', () => {
  it('accepts any of the answers and nothing else', () => {
    const key = { accept: ['one', 'Two'], folds: ['case'] as const };
    expect(isAccepted(key, 'TWO')).toBe(true);
    expect(isAccepted(key, 'three')).toBe(false);
  });

  it('accepts no text that folds to nothing, whatever the key', () => {
    const key = { accept: ['', ' '], folds: ALL };
    expect(isAccepted(key, '')).toBe(false);
    expect(isAccepted(key, 'ـ')).toBe(false);
    expect(isAccepted(key, undefined)).toBe(false);
  });
});
