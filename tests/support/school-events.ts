import * as fc from 'fast-check';

/** Something that happens at a school. */
export type SchoolEvent =
  | { kind: 'attempt'; person: number; answers: number[]; minutes: number }
  | { kind: 'read' | 'join' | 'leave'; person: number; cohort: number }
  | { kind: 'regrade'; place: number; toRight: boolean }
  | { kind: 'erase'; person: number }
  | { kind: 'sweep' }
  | { kind: 'wait'; days: number };

/** Any of the events, among so many people and two cohorts. */
export function schoolEvent(people: number): fc.Arbitrary<SchoolEvent> {
  const person = fc.nat(people - 1);
  return fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant('attempt' as const),
        person,
        answers: fc.array(fc.nat(6), { minLength: 9, maxLength: 9 }),
        minutes: fc.integer({ min: 0, max: 40 }),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constantFrom('read' as const, 'join' as const, 'leave' as const),
        person,
        cohort: fc.nat(1),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('regrade' as const),
        place: fc.nat(60),
        toRight: fc.boolean(),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('erase' as const), person }) },
    { weight: 1, arbitrary: fc.constant({ kind: 'sweep' as const }) },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('wait' as const), days: fc.nat(8) }),
    },
  );
}
