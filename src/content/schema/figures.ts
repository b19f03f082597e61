import { z } from 'zod';
import { id, text } from './fields.ts';

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

const bars = z.strictObject({
  ...base,
  kind: z.literal('bars'),
  unit: text,
  bars: z
    .array(z.strictObject({ label: text, value: z.number().min(0) }))
    .min(2)
    .max(20),
});

/** A figure of a lesson, of any kind. */
export const figureSchema = z.discriminatedUnion('kind', [table, timeline, tiles, steps, bars]);

export type AuthoredFigure = z.infer<typeof figureSchema>;
export type AuthoredFigureOf<K extends AuthoredFigure['kind']> = Extract<
  AuthoredFigure,
  { kind: K }
>;
