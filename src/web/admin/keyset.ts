import { PAGE_SIZE } from './paging.ts';

/** The way on in a list that grows at its beginning; `next` is a query, null on the last page. */
export interface KeysetPager {
  readonly next: string | null;
  /** The query of the first page; null on it. */
  readonly first: string | null;
}

/** Cuts the row that was read beyond the page; the rest tells how the list goes on. */
export function keysetPage<T>(
  rows: readonly T[],
  {
    filters,
    after,
    placeOf,
  }: {
    /** Filters in the address, without those that are empty. */
    readonly filters: Readonly<Record<string, string>>;
    /** Where this page began; empty for the first. */
    readonly after: string;
    /** Where the next page begins, if this is the last row of one. */
    readonly placeOf: (row: T) => string;
  },
): { rows: readonly T[]; pager: KeysetPager } {
  const shown = rows.slice(0, PAGE_SIZE);
  const last = rows.length > PAGE_SIZE ? shown.at(-1) : undefined;
  const given = Object.entries(filters).filter(([, value]) => value !== '');
  const query = (more: readonly [string, string][]) =>
    `?${new URLSearchParams([...given, ...more]).toString()}`;
  return {
    rows: shown,
    pager: {
      next: last === undefined ? null : query([['after', placeOf(last)]]),
      first: after === '' ? null : query([]),
    },
  };
}
