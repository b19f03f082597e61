import { z } from 'zod';
import { calendarDate, citations, id, text } from './fields.ts';

/** `timeline.yaml`. */
export const timelineSchema = z.strictObject({
  events: z
    .array(
      z.strictObject({
        id,
        date: calendarDate,
        until: calendarDate.optional(),
        about: z.literal(true).optional(),
        text,
        lesson: id.optional(),
        cite: citations.min(1),
      }),
    )
    .max(500),
});

export type AuthoredEvent = z.infer<typeof timelineSchema>['events'][number];
