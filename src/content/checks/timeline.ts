import {
  compareTimelineDates,
  endsAfter,
  readTimelineDate,
  type TimelineDate,
} from '../../domain/timeline.ts';
import type { Report } from '../diagnostic.ts';
import { didYouMean } from '../nearest.ts';
import type { AuthoredEvent } from '../schema/timeline.ts';
import { checkUniqueIds } from './duplicates.ts';

/**
 * Checks a timeline: ids, the order of its dates, and the lessons it points at. `listed` are the
 * lesson ids of course.yaml; null where they cannot be known.
 */
export function checkTimeline(
  report: Report,
  events: readonly AuthoredEvent[],
  listed: ReadonlySet<string> | null,
): void {
  checkUniqueIds(report, events, ['events'], 'event');
  let latest: TimelineDate | null = null;
  events.forEach((event, index) => {
    const date = readTimelineDate(event.date);
    if (date === null) return;
    checkEnd(report, event, date, index);
    if (latest === null || compareTimelineDates(latest, date) <= 0) latest = date;
    else reportOrder(report, index);
    if (listed !== null) checkLesson(report, event, listed, index);
  });
}

function checkEnd(report: Report, event: AuthoredEvent, date: TimelineDate, index: number): void {
  const end = event.until === undefined ? null : readTimelineDate(event.until);
  if (end === null || endsAfter(date, end)) return;
  const message = `\`until\` must be later than \`date\`, which is ${event.date}`;
  report({ path: ['events', index, 'until'], rule: 'timeline-end', message });
}

function reportOrder(report: Report, index: number): void {
  const message = 'this event is earlier than the one before it';
  const suggestion =
    'put the events in order, so that doubles are seen; the page sorts them anyway';
  const path = ['events', index, 'date'];
  report({ path, rule: 'timeline-order', message, suggestion });
}

function checkLesson(
  report: Report,
  { lesson }: AuthoredEvent,
  listed: ReadonlySet<string>,
  index: number,
): void {
  if (lesson === undefined || listed.has(lesson)) return;
  report({
    path: ['events', index, 'lesson'],
    rule: 'unknown-lesson',
    message: `\`${lesson}\` is not a lesson of the course`,
    suggestion: didYouMean(lesson, listed),
  });
}
