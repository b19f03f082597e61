import { z } from 'zod';

/** Most rows that a list gives at a time, and how many it gives where nothing is said. */
const MAX_ROWS = 200;
const USUAL_ROWS = 50;

/** Names of the shapes of answers; the description of the interface is made from them. */
export const shapes = z.registry<{ id: string }>();

/** Gives a shape its name. */
export function named<Shape extends z.ZodType>(
  id: string,
  description: string,
  shape: Shape,
): Shape {
  const described = shape.describe(description);
  shapes.add(described, { id });
  return described;
}

export const id = z.string().describe('Opaque; never changes.');
export const instant = z.iso.datetime().describe('UTC.');
/** 0 to 1. */
export const share = z.number().min(0).max(1);
export const count = z.int().min(0);

/** How lists are asked for. */
export const listQuery = z.strictObject({
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(MAX_ROWS)
    .default(USUAL_ROWS)
    .describe('How many rows at most. A list may give fewer and still go on.'),
  after: z
    .string()
    .max(200)
    .optional()
    .describe('Where to go on: taken from `next`, not made by hand.'),
});

export const noQuery = z.strictObject({});

/** A list of these, some at a time. */
export function listOf<Row extends z.ZodType>(name: string, row: Row) {
  const next = z.url().nullable().describe('Address of the rest; null at the end.');
  const page = z.strictObject({ data: z.array(row), next });
  return named(`${name}List`, `Some of a list of ${name}.`, page);
}

export const problem = named(
  'Problem',
  'What went wrong (RFC 9457).',
  z.strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    reference: z.string().optional().describe('To be named to those who run the site.'),
  }),
);
