/** Mails that people get because they asked for them. */
export const SUBSCRIPTION_KINDS = ['weekly-summary', 'review-reminder'] as const;
export type SubscriptionKind = (typeof SUBSCRIPTION_KINDS)[number];

const DAY = 24 * 60 * 60_000;
/** Hours of the day from which mails that nobody waits for go out, in the site's time zone. */
const SUMMARY_HOUR = 7;
const REMINDER_HOUR = 8;

/**
 * The day of the newest reminder, or the Monday of the newest summary, that is due at `now` where
 * clocks show `timeZone`; as `2031-05-05`.
 */
export function periodOf(kind: SubscriptionKind, now: Date, timeZone: string): string {
  const { date, hour, weekday } = localParts(now, timeZone);
  if (kind === 'review-reminder') return hour < REMINDER_HOUR ? shifted(date, -1) : date;
  const sinceMonday = weekday === 1 && hour < SUMMARY_HOUR ? 7 : (weekday + 6) % 7;
  return shifted(date, -sinceMonday);
}

/** The day so many days later, both as `2031-05-05`. */
function shifted(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);
}

function localParts(now: Date, timeZone: string): { date: string; hour: number; weekday: number } {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    calendar: 'iso8601',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
  });
  const parts = new Map(format.formatToParts(now).map((part) => [part.type, part.value]));
  const date = ['year', 'month', 'day'].map((name) => parts.get(name as 'year')).join('-');
  return { date, hour: Number(parts.get('hour')), weekday: new Date(date).getUTCDay() };
}
