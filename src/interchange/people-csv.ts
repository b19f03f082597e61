import { CsvError, parse } from 'csv-parse/sync';
import { emailKey } from '../domain/account.ts';
import { isEmail, nameProblem, type NameProblem } from '../domain/person.ts';

/** A person of a list, to be invited. */
export interface ListedPerson {
  /** Row of the file, from 1, as spreadsheets count: a head counts too. */
  readonly row: number;
  readonly name: string;
  readonly email: string;
  readonly role: 'student' | 'instructor';
}

export type PeopleProblem = NameProblem | 'badEmail' | 'badRole' | 'twice' | 'notCsv';

/** What is wrong with a row. */
export interface RowProblem {
  readonly row: number;
  readonly problem: PeopleProblem;
}

export interface PeopleList {
  readonly people: readonly ListedPerson[];
  readonly problems: readonly RowProblem[];
}

type Column = 'name' | 'email' | 'role';

/** Heads of columns in the languages of the interface, folded. */
const HEADS: Readonly<Record<Column, readonly string[]>> = {
  name: ['name', 'full name', 'nom', 'nom complet', 'nom et prénom', 'الاسم', 'الاسم الكامل'],
  email: [
    'email',
    'e-mail',
    'mail',
    'e-mail address',
    'email address',
    'courriel',
    'adresse e-mail',
    'adresse électronique',
    'البريد',
    'البريد الإلكتروني',
  ],
  role: ['role', 'rôle', 'الدور', 'الصفة'],
};
/** Without a head, columns stand in this order. */
const ORDER: readonly Column[] = ['name', 'email', 'role'];

const ROLES: Readonly<Record<ListedPerson['role'], readonly string[]>> = {
  student: [
    '',
    'student',
    'learner',
    'étudiant',
    'étudiante',
    'élève',
    'apprenant',
    'apprenante',
    'متعلم',
    'متعلمة',
    'طالب',
    'طالبة',
    'تلميذ',
    'تلميذة',
  ],
  instructor: [
    'instructor',
    'teacher',
    'formateur',
    'formatrice',
    'enseignant',
    'enseignante',
    'مؤطر',
    'مؤطرة',
    'أستاذ',
    'أستاذة',
  ],
};

/**
 * Reads a list of people from CSV: name, address and role, by the heads of the columns or in this
 * order; commas, semicolons or tabs between them. Nobody's role is theirs to choose: no role is a
 * student. Every row is read, whatever is wrong with others.
 */
export function readPeopleCsv(text: string): PeopleList {
  const records = readRecords(text);
  if (records === null) return { people: [], problems: [{ row: 1, problem: 'notCsv' }] };
  const head = headOf(records[0] ?? []);
  const columns = head ?? ORDER;
  const rows = records
    .map((cells, index) => ({ cells, row: index + 1 }))
    .slice(head === null ? 0 : 1)
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
  return sorted(rows.map(({ cells, row }) => readRow(cells, row, columns)));
}

function readRecords(text: string): readonly (readonly string[])[] | null {
  try {
    return parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      trim: true,
      relax_column_count: true,
      // What is pasted has quotation marks within names.
      relax_quotes: true,
    });
  } catch (error) {
    if (error instanceof CsvError) return null;
    throw error;
  }
}

/** What stands between columns: what the first line has most of. */
function delimiterOf(text: string): string {
  const [line = ''] = text.split(/\r?\n/, 1);
  const counts = [',', ';', '\t'].map((mark) => ({ mark, count: line.split(mark).length }));
  return counts.toSorted((one, other) => other.count - one.count)[0]?.mark ?? ',';
}

/** The columns by their heads; null where the first row is somebody. */
function headOf(cells: readonly string[]): readonly (Column | null)[] | null {
  const columns = cells.map((cell) => {
    const folded = cell.normalize('NFC').toLowerCase();
    return ORDER.find((column) => HEADS[column].includes(folded)) ?? null;
  });
  return columns.includes('email') ? columns : null;
}

function readRow(
  cells: readonly string[],
  row: number,
  columns: readonly (Column | null)[],
): ListedPerson | RowProblem {
  const cell = (column: Column) => cells[columns.indexOf(column)] ?? '';
  const [name, email] = [cell('name'), cell('email')];
  const role = roleOf(cell('role'));
  const problem = nameProblem(name) ?? (isEmail(email) ? null : 'badEmail');
  if (problem !== null) return { row, problem };
  return role === undefined ? { row, problem: 'badRole' } : { row, name, email, role };
}

function roleOf(typed: string): ListedPerson['role'] | undefined {
  const folded = typed.normalize('NFC').toLowerCase();
  return (['student', 'instructor'] as const).find((role) => ROLES[role].includes(folded));
}

/** People and problems apart; an address that comes again is a problem. */
function sorted(rows: readonly (ListedPerson | RowProblem)[]): PeopleList {
  const people: ListedPerson[] = [];
  const problems: RowProblem[] = [];
  const seen = new Set<string>();
  for (const read of rows) {
    if ('problem' in read) problems.push(read);
    else if (seen.has(emailKey(read.email))) problems.push({ row: read.row, problem: 'twice' });
    else people.push(read);
    if (!('problem' in read)) seen.add(emailKey(read.email));
  }
  return { people, problems };
}
