import type { Pager } from './models.ts';

/** Rows to a page of a long list. */
export const PAGE_SIZE = 50;
/** Highest page number read from an address. */
const MAX_PAGE = 100_000;

/** The page number of a query, from 1; anything else than a number is the first. */
export function pageNumber(value: string): number {
  const number = Number(value);
  return Number.isInteger(number) && number >= 1 && number <= MAX_PAGE ? number : 1;
}

/** Cuts the row that was read beyond the page, which tells whether another page follows. */
export function paged<T>(rows: readonly T[], number: number): { rows: readonly T[]; pager: Pager } {
  const pager = {
    previous: number > 1 ? number - 1 : null,
    next: rows.length > PAGE_SIZE ? number + 1 : null,
  };
  return { rows: rows.slice(0, PAGE_SIZE), pager };
}

/** Offset of a page's first row. */
export function offsetOf(number: number): number {
  return (number - 1) * PAGE_SIZE;
}
