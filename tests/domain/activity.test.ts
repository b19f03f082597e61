import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import {
  byDay,
  newestFirst,
  newestOf,
  NEWEST,
  readPlace,
  writePlace,
  type Activity,
} from '../../src/domain/activity.ts';
import { dayNumbers } from '../../src/domain/day-numbers.ts';

const deed = { type: 'reviewed', answers: 1 } as const;
const at = (text: string, rank = 'a', id = ''): Activity => ({
  at: new Date(text),
  rank,
  id,
  deed,
});

/** Few instants and names, so that there are ties. */
const activities = fc
  .uniqueArray(
    fc.tuple(
      fc.integer({ min: 0, max: 3 }),
      fc.constantFrom('a', 'b', 'c'),
      fc.constantFrom('x', 'y', 'z'),
    ),
    { selector: String },
  )
  .map((list) => list.map(([time, rank, id]) => ({ at: new Date(time), rank, id, deed })));

describe('the order of activities', () => {
  it('puts the later first, and of one instant what follows from the other', () => {
    const submitted = at('2030-01-01T10:00:00Z', 'e', '1');
    const passed = at('2030-01-01T10:00:00Z', 'j', '1');
    const started = at('2030-01-01T09:00:00Z', 'd', '1');
    expect(newestOf([started, submitted, passed], NEWEST, 9)).toEqual([passed, submitted, started]);
  });

  it('gives everything once when read page by page', () => {
    fc.assert(
      fc.property(activities, fc.integer({ min: 1, max: 4 }), (all, size) => {
        const read: Activity[] = [];
        for (let before = NEWEST; ;) {
          const page = newestOf(all, before, size);
          read.push(...page);
          const last = page.at(-1);
          if (last === undefined) break;
          before = readPlace(writePlace(last)) ?? NEWEST;
        }
        expect(read).toEqual(all.toSorted(newestFirst));
      }),
    );
  });
});

describe('a place in an address', () => {
  it.each(['', '12', 'x-a', '12-A1', '-1-a', '1e3-a', '12-a<script>', `12-a${'x'.repeat(200)}`])(
    'is not read from %j',
    (text) => {
      expect(readPlace(text)).toBeNull();
    },
  );

  it('holds ids of every kind', () => {
    const place = at('2030-01-01T10:00:00.123Z', 'j', 'what-is-law');
    expect(readPlace(writePlace(place))).toEqual({ at: place.at, rank: 'j', id: 'what-is-law' });
  });
});

it('sorts activities into the days of the calendar of the site', () => {
  // Casablanca is one hour ahead of UTC: 23:30 UTC is the next day there.
  const dayOf = dayNumbers('Africa/Casablanca');
  const late = at('2030-06-01T23:30:00Z');
  const noon = at('2030-06-01T12:00:00Z');
  const before = at('2030-06-01T00:10:00Z');
  expect(byDay([late, noon, before], dayOf)).toEqual([[late], [noon, before]]);
});
