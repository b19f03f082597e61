import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPeopleCsv } from '../../src/interchange/people-csv.ts';
import { toCsv } from '../../src/interchange/csv.ts';

const ADA = { name: 'Ada', email: 'ada@example.org', role: 'student' };

describe('a list of people', () => {
  it('is read by the heads of its columns in each language, in any order', () => {
    for (const text of [
      'name,email,role\nAda,ada@example.org,student',
      'Rôle;Adresse e-mail;Nom\r\napprenante;ada@example.org;Ada\r\n',
      '\uFEFFالبريد الإلكتروني\tالاسم\tالدور\nada@example.org\tAda\tمتعلمة',
      'e-mail,remarks,name\nada@example.org,"likes, commas",Ada',
    ]) {
      const { people, problems } = readPeopleCsv(text);
      expect(problems, text).toEqual([]);
      expect(people, text).toEqual([{ row: 2, ...ADA }]);
    }
  });

  it('without heads is name, address, role; no role is a student', () => {
    expect(readPeopleCsv('Ada,ada@example.org\nBo,bo@example.org,Teacher\n').people).toEqual([
      { row: 1, ...ADA },
      { row: 2, name: 'Bo', email: 'bo@example.org', role: 'instructor' },
    ]);
  });

  it('says what is wrong by row, as spreadsheets count, and reads the rest', () => {
    const text = [
      'name,email,role',
      ',nobody@example.org',
      '',
      'Bo,bo at example',
      'Cy,cy@example.org,king',
      'Ada,ada@example.org',
      '"Ada\nAgain",ADA@example.org',
      'Ada,ADA@example.org',
      `${'x'.repeat(101)},x@example.org`,
    ].join('\n');
    const { people, problems } = readPeopleCsv(text);
    expect(people).toEqual([{ row: 6, ...ADA }]);
    expect(problems).toEqual([
      { row: 2, problem: 'noName' },
      { row: 4, problem: 'badEmail' },
      { row: 5, problem: 'badRole' },
      { row: 7, problem: 'badName' },
      { row: 8, problem: 'twice' },
      { row: 9, problem: 'longName' },
    ]);
  });

  it('that is no CSV says so', () => {
    expect(readPeopleCsv('Ada,"ada@example.org\nBo,bo@example.org').problems).toEqual([
      { row: 1, problem: 'notCsv' },
    ]);
    expect(readPeopleCsv('')).toEqual({ people: [], problems: [] });
  });

  it('reads back every name that a spreadsheet writes', () => {
    const word = fc
      .string({
        unit: fc.constantFrom('a', 'é', ';', ',', '"', ' ', 'م'),
        minLength: 1,
        maxLength: 12,
      })
      .map((text) => `N${text}n`);
    fc.assert(
      fc.property(fc.uniqueArray(word, { minLength: 1, maxLength: 8 }), (names) => {
        const rows = names.map((name, index) => [name, `p${index}@example.org`, 'student']);
        const { people, problems } = readPeopleCsv(toCsv([['name', 'email', 'role'], ...rows]));
        expect(problems).toEqual([]);
        expect(people.map(({ name }) => name)).toEqual(names);
      }),
    );
  });
});
