import { z } from 'zod';
import { calendarDate, id, text } from './fields.ts';

const base = {
  id: id.meta({ description: 'Placed in a section by ![](figure:id).' }),
  title: text,
  caption: text.meta({ description: 'What to see in it, and where it is from.' }).optional(),
};
const titled = z.strictObject({ title: text, text });

const table = z.strictObject({
  ...base,
  kind: z.literal('table'),
  columns: z.array(text).min(2).max(8),
  rows: z.array(z.array(text)).min(1).max(40),
});

const timeline = z.strictObject({
  ...base,
  kind: z.literal('timeline'),
  events: z
    .array(z.strictObject({ date: text, text }))
    .min(2)
    .max(30),
});

const tiles = z.strictObject({
  ...base,
  kind: z.literal('tiles'),
  tiles: z.array(titled).min(2).max(6),
});

const steps = z.strictObject({
  ...base,
  kind: z.literal('steps'),
  steps: z.array(titled).min(2).max(12),
});

const amount = z.number().min(0);
const seriesName = z.array(text).min(2).max(3);

const bars = z.strictObject({
  ...base,
  kind: z.literal('bars'),
  unit: text,
  series: seriesName.optional(),
  bars: z
    .array(
      z.strictObject({
        label: text,
        value: amount.optional(),
        values: z.array(amount.nullable()).optional(),
      }),
    )
    .min(2)
    .max(20),
});

const line = z.strictObject({
  ...base,
  kind: z.literal('line'),
  unit: text,
  series: seriesName.optional(),
  points: z
    .array(
      z.strictObject({
        at: calendarDate,
        value: amount.optional(),
        values: z.array(amount.nullable()).optional(),
      }),
    )
    .min(2)
    .max(40),
});

/** A figure of a lesson, of any kind. */
export const figureSchema = z.discriminatedUnion('kind', [
  table,
  timeline,
  tiles,
  steps,
  bars,
  line,
]);

export type AuthoredFigure = z.infer<typeof figureSchema>;
export type AuthoredFigureOf<K extends AuthoredFigure['kind']> = Extract<
  AuthoredFigure,
  { kind: K }
>;
