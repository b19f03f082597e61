import { MAX_COHORT_NAME_LENGTH } from './text.ts';

const DAY = 24 * 60 * 60_000;
/** A year of the present century, or a school year such as 2029–2030. */
const YEAR = /20\d\d/g;

/** A name for the cohort of the next term: its years go on by one, or it is the next by number. */
export function nextTermName(name: string): string {
  const dated = name.replaceAll(YEAR, (year) => String(Number(year) + 1));
  const next = dated === name ? nextNumbered(name) : dated;
  return next.length > MAX_COHORT_NAME_LENGTH ? name : next;
}

function nextNumbered(name: string): string {
  const [, stem = name, number] = /^(.*?)(?: (\d{1,3}))?$/u.exec(name) ?? [];
  return `${stem} ${Number(number ?? 1) + 1}`;
}

/** Days of the calendar from one date (`2030-01-31`) to another; null where one is no date. */
export function daysBetween(from: string, to: string): number | null {
  const [begin, end] = [dayOf(from), dayOf(to)];
  return begin === null || end === null ? null : (end - begin) / DAY;
}

function dayOf(date: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return null;
  const instant = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(instant)) return null;
  // The thirtieth of February parses on some engines.
  return new Date(instant).toISOString().startsWith(date) ? instant : null;
}
