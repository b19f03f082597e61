import { describe, expect, test } from 'vitest';
import { checkNumbers, numbersIn } from '../../../src/content/checks/translation/numbers.ts';

describe('the numbers of a text', () => {
  test.each([
    ['en', 'In 1,622 schools, 14.1 per cent', ['1622', '14.1']],
    ['fr', 'Dans 1\u202f622 écoles, 14,1 %', ['1622', '14.1']],
    ['fr', 'Dans 1\u00a0622 écoles et 12 345 678 classes', ['1622', '12345678']],
    ['ar', 'في 1622 مدرسة، 14,1 في المئة', ['1622', '14.1']],
    ['ar', 'في ١٦٢٢ مدرسة، ١٤٫١ في المئة', ['1622', '14.1']],
    ['ar', '١٬٦٢٢', ['1622']],
    ['fr', 'en 2011, 168 personnes', ['2011', '168']],
    ['fr', 'en 2011 168 personnes', ['2011', '168']],
    ['fr', 'du XIe au XXIᵉ siècle, sous Mohammed Ier', ['11', '21', '1']],
    ['fr', 'Le Xe siècle, De Ce que', ['10']],
    ['fr', 'Le IXe et le XIVe', ['9', '14']],
    ['en', 'the 11th century, 1990s', ['11', '1990']],
    ['en', '2015–16', ['2015', '2016']],
    ['fr', '2015/16 et 788–9', ['2015', '2016', '788', '789']],
    ['en', 'law 03-03 of 2003-05', ['03', '03', '2003', '2005']],
    ['en', 'see [@article:principles.2] and [2](https://a.example/3) {{gap4}}', ['2']],
    ['en', 'none', []],
  ])('%s: %s', (language, text, numbers) => {
    expect(numbersIn(text, language)).toEqual(numbers);
  });
});

const problems = (base: string, text: string, language = 'fr') => {
  const found: string[] = [];
  const report = ({ message }: { message: string }) => void found.push(message);
  checkNumbers(report, { text: base, language: 'en' }, { text, language }, []);
  return found;
};

describe('numbers that differ', () => {
  test('are named on both sides', () => {
    expect(problems('168 cells in 2015', '186 cellules en 2015')).toEqual([
      'numbers differ: the base has 168; the translation has 186',
    ]);
  });

  test.each([
    ['the nineteenth century', 'le XIXe siècle', 'fr'],
    ['the eleventh and twelfth centuries', 'aux XIe et XIIe siècles', 'fr'],
    ['the eleventh century', 'القرن الحادي عشر', 'ar'],
    ['in the 1990s', 'في التسعينيات', 'ar'],
    ['in the 1990s', 'dans les années 1990', 'fr'],
    ['2, 3 and 2', '2, 2 et 3', 'fr'],
  ])('are not those that a language writes in words: %s', (base, text, language) => {
    expect(problems(base, text, language)).toEqual([]);
  });

  test('count how often a number stands there', () => {
    expect(problems('2 and 2', '2')).toEqual(['numbers differ: the base has 2']);
  });
});
