import {
  compareTimelineDates,
  readTimelineDate,
  type TimelineEvent,
} from '../../domain/timeline.ts';
import { POLICIES } from '../markdown/context.ts';
import type { AuthoredEvent } from '../schema/timeline.ts';
import type { Desk } from './texts.ts';
import { cited, inline } from './texts.ts';

/** The events of a timeline in order of date; `served` are the lessons that they may lead to. */
export function compileTimeline(
  desk: Desk,
  events: readonly AuthoredEvent[],
  served: ReadonlyMap<string, unknown>,
): readonly TimelineEvent[] {
  const compiled = events.flatMap((event, index) => compileEvent(desk, event, index, served));
  return compiled.toSorted((one, other) => compareTimelineDates(one.date, other.date));
}

function compileEvent(
  desk: Desk,
  event: AuthoredEvent,
  index: number,
  served: ReadonlyMap<string, unknown>,
): TimelineEvent[] {
  const date = readTimelineDate(event.date);
  if (date === null) return [];
  const path = ['events', index];
  return [
    {
      id: event.id,
      date,
      until: event.until === undefined ? null : readTimelineDate(event.until),
      about: event.about ?? false,
      text: inline(desk, POLICIES.line, event.text, [...path, 'text']),
      lesson: event.lesson !== undefined && served.has(event.lesson) ? event.lesson : null,
      cite: cited(desk, event.cite, [...path, 'cite']),
    },
  ];
}
