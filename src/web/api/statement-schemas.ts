import { z } from 'zod';
import { instant, named } from './schemas.ts';

const words = z.record(z.string(), z.string()).describe('Texts by language.');
const component = z.strictObject({ id: z.string(), description: words });
const components = z.array(component).optional();

const assessment = z.strictObject({
  type: z.literal('http://adlnet.gov/expapi/activities/assessment'),
  name: words,
});

const interaction = z.strictObject({
  type: z.literal('http://adlnet.gov/expapi/activities/cmi.interaction'),
  description: words,
  interactionType: z.enum([
    'true-false',
    'choice',
    'fill-in',
    'long-fill-in',
    'matching',
    'sequencing',
    'numeric',
  ]),
  correctResponsesPattern: z.array(z.string()).optional(),
  choices: components,
  source: components,
  target: components,
});

const score = z.strictObject({
  scaled: z.number().min(0).max(1),
  raw: z.number(),
  min: z.literal(0),
  max: z.number(),
});

export const statement = named(
  'Statement',
  'A statement of xAPI 1.0.3. Its id is made from what it says.',
  z.strictObject({
    id: z.uuid(),
    actor: z.strictObject({
      objectType: z.literal('Agent'),
      account: z.strictObject({ homePage: z.url(), name: z.string() }),
    }),
    verb: z.strictObject({ id: z.url(), display: words }),
    object: z.strictObject({
      objectType: z.literal('Activity'),
      id: z.url(),
      definition: z.discriminatedUnion('type', [assessment, interaction]),
    }),
    result: z
      .strictObject({
        score: score.optional(),
        success: z.boolean().optional(),
        completion: z.boolean().optional(),
        response: z.string().optional(),
        duration: z.string().optional().describe('ISO 8601.'),
      })
      .optional(),
    context: z.strictObject({
      registration: z.uuid().describe('Id of the attempt.'),
      platform: z.literal('Manara'),
      contextActivities: z
        .strictObject({ parent: z.array(z.strictObject({ id: z.url() })) })
        .optional(),
    }),
    timestamp: instant,
  }),
);
