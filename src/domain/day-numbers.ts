/** Milliseconds. */
const DAY = 24 * 60 * 60_000;

/**
 * Numbers the days of the calendar of `timeZone` (IANA name), so that the day after a change of
 * clocks is still the next number.
 */
export function dayNumbers(timeZone: string): (instant: Date) => number {
  const parts = { year: 'numeric', month: 'numeric', day: 'numeric' } as const;
  const format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', { ...parts, timeZone });
  return (instant) => {
    const found = new Map(format.formatToParts(instant).map(({ type, value }) => [type, value]));
    const number = (type: Intl.DateTimeFormatPartTypes) => Number(found.get(type));
    return Date.UTC(number('year'), number('month') - 1, number('day')) / DAY;
  };
}
