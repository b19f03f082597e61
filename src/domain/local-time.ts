const DAY = 24 * 60 * 60_000;
/** As a control of type `datetime-local` sends it; some browsers send a space, or the seconds. */
const LOCAL = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::\d{2})?$/;

/**
 * The instant at which clocks of `timeZone` show `typed` (`2027-03-01T09:00`); null where it is no
 * such time. Where clocks go back and show it twice, the first; where they skip it, as much later.
 */
export function readLocalTime(typed: string, timeZone: string): Date | null {
  const [, date, time] = LOCAL.exec(typed.trim()) ?? [];
  const shown = Date.parse(`${date}T${time}:00Z`);
  // `2027-02-30` parses as the second of March on some engines.
  if (Number.isNaN(shown) || !new Date(shown).toISOString().startsWith(`${date}T${time}`)) {
    return null;
  }
  const before = offsetAt(shown - DAY, timeZone);
  const offsets = [before, offsetAt(shown + DAY, timeZone)];
  const fitting = offsets
    .map((offset) => shown - offset)
    .filter((instant) => instant + offsetAt(instant, timeZone) === shown);
  return new Date(fitting.length === 0 ? shown - before : Math.min(...fitting));
}

/** What clocks of `timeZone` show at an instant, to the minute, as `datetime-local` takes it. */
export function writeLocalTime(instant: Date, timeZone: string): string {
  const shown = instant.getTime() + offsetAt(instant.getTime(), timeZone);
  return new Date(shown).toISOString().slice(0, 'yyyy-mm-ddThh:mm'.length);
}

/** So many days later (or earlier) at the same time of day, whatever clocks did in between. */
export function shiftDays(instant: Date, days: number, timeZone: string): Date {
  const shown = Date.parse(`${writeLocalTime(instant, timeZone)}:00Z`) + days * DAY;
  const typed = new Date(shown).toISOString().slice(0, 'yyyy-mm-ddThh:mm'.length);
  return readLocalTime(typed, timeZone) ?? new Date(instant.getTime() + days * DAY);
}

/** Milliseconds by which clocks of the zone are ahead of UTC at an instant. */
function offsetAt(instant: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    calendar: 'iso8601',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  const parts = new Map(format.formatToParts(instant).map((part) => [part.type, part.value]));
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.get(type));
  const shown = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return shown - Math.floor(instant / 1000) * 1000;
}
