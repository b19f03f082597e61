import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fields } from '../../../src/domain/interaction.ts';
import type { ItemType } from '../../../src/domain/item.ts';
import {
  gradeItem,
  isComplete,
  keyOf,
  questionOf,
  readResponse,
  reviewOf,
  shuffledIds,
} from '../../../src/domain/items/registry.ts';
import type { ItemOf, ItemResponse, ResponseByType } from '../../../src/domain/items/registry.ts';
import { CANARY, formOf, theKeyOf } from './builders.ts';

/** What the laws need to know of a type to try them on it. */
export interface Subject<T extends ItemType> {
  readonly item: ItemOf<T>;
  /** Items that differ from `item` in nothing but their keys, credits and feedback. */
  readonly rekeyed: readonly ItemOf<T>[];
  /** Any response of the right shape, with ids known and unknown. */
  readonly responses: fc.Arbitrary<ResponseByType[T]>;
  /** Field keys of the item. */
  readonly parts: readonly string[];
  /** Values that its controls can send. */
  readonly values: readonly string[];
}

const STRANGE = ['__proto__', 'constructor', 'toString', '0', '-1', '99', 'nobody', ' ', '\u202e'];

/** Ids that the item knows, ids that any object knows, and any text. */
export function anyId(known: readonly string[]): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('', ...known) },
    fc.constantFrom(...STRANGE),
    fc.string({ unit: 'binary', maxLength: 210 }),
  );
}

/** Any record by part id; the ids known and unknown. */
export function anyRecord<V>(
  parts: readonly string[],
  value: fc.Arbitrary<V>,
): fc.Arbitrary<Readonly<Record<string, V>>> {
  const pairs = fc.array(fc.tuple(anyId(parts), value), { maxLength: 8 });
  return pairs.map((all) => Object.fromEntries(all));
}

function anyFields(parts: readonly string[], values: readonly string[]): fc.Arbitrary<Fields> {
  const part = fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...parts) }, anyId(parts));
  const sent = fc.oneof(
    { weight: 6, arbitrary: fc.array(anyId(values), { maxLength: 1 }) },
    fc.array(anyId(values), { maxLength: 6 }),
  );
  return fc.array(fc.tuple(part, sent), { maxLength: 8 }).map((pairs) => new Map(pairs));
}

/** The question's parts, in an order that does not depend on the order shown. */
function sorted(question: unknown): readonly string[] {
  return JSON.stringify(question).split(/[{}]/).toSorted();
}

function expectShare(share: number): void {
  expect(share).toBeGreaterThanOrEqual(0);
  expect(share).toBeLessThanOrEqual(1);
}

/** What holds for an interaction type without a key, too. */
export function describeKeylessLaws<T extends ItemType>(subject: Subject<T>): void {
  describe(`${subject.item.type}, as every interaction`, () => {
    describeReading(subject);
    describeGrading(subject);
    describeSecrecy(subject);
  });
}

/** What holds for every interaction type that has a key. */
export function describeLaws<T extends ItemType>(subject: Subject<T>): void {
  describe(`${subject.item.type}, by its key`, () => {
    describeKey(subject);
  });
  describeKeylessLaws(subject);
}

function describeKey<T extends ItemType>({ item }: Subject<T>): void {
  it('gives its key everything', () => {
    expect(gradeItem(item, keyOf(item))).toEqual({ share: 1 });
    expect(isComplete(item, keyOf(item))).toBe(true);
  });

  it('reads the form of its key as its key', () => {
    const response = theKeyOf(item);
    expect(readResponse(item, formOf(response))).toEqual({ ok: true, response });
  });

  it('keeps its key through JSON', () => {
    const response = theKeyOf(item);
    expect(JSON.parse(JSON.stringify(response))).toEqual(response);
  });

  it('reads an empty form as no answer, which earns nothing', () => {
    expect(readResponse(item, new Map())).toEqual({ ok: true, response: null });
    expect(gradeItem(item, null)).toEqual({ share: 0 });
    expect(isComplete(item, null)).toBe(false);
  });
}

function describeReading<T extends ItemType>({ item, parts, values }: Subject<T>): void {
  it('reads empty values as no answer', () => {
    const blank = new Map(parts.map((part) => [part, ['']]));
    expect(readResponse(item, blank)).toEqual({ ok: true, response: null });
  });

  it('refuses a part that it does not have as forged', () => {
    const strange = anyId([]).filter((part) => !parts.includes(part));
    fc.assert(
      fc.property(strange, anyFields(parts, values), (part, fields) => {
        const reading = readResponse(item, new Map([[part, ['x']], ...fields]));
        expect(reading).toMatchObject({ ok: false, problem: 'unknown-id', forged: true });
      }),
    );
  });

  it('reads the same whatever the order of the fields', () => {
    fc.assert(
      fc.property(anyFields(parts, values), (fields) => {
        const turned = new Map([...fields].toReversed());
        const [reading, again] = [readResponse(item, fields), readResponse(item, turned)];
        if (reading.ok) expect(JSON.stringify(again)).toBe(JSON.stringify(reading));
        else expect(again.ok).toBe(false);
      }),
    );
  });

  it('reads again what it has read as the same response', () => {
    fc.assert(
      fc.property(anyFields(parts, values), (fields) => {
        const reading = readResponse(item, fields);
        if (!reading.ok || reading.response === null) return;
        const response: ItemResponse = reading.response;
        expect(readResponse(item, formOf(response))).toEqual({ ok: true, response });
      }),
    );
  });
}

function describeGrading<T extends ItemType>(subject: Subject<T>): void {
  const { item, parts, values, responses } = subject;
  it('gives any response a share from 0 to 1, whatever ids it holds', () => {
    fc.assert(
      fc.property(responses, (response) => {
        expectShare(gradeItem(item, response).share);
        expect(reviewOf(item, response, []).kind).toMatch(/^(options|rows|text)$/);
      }),
    );
  });

  it('gives whatever can be read from a form a share from 0 to 1', () => {
    fc.assert(
      fc.property(anyFields(parts, values), (fields) => {
        const reading = readResponse(item, fields);
        if (reading.ok) expectShare(gradeItem(item, reading.response).share);
      }),
    );
  });

  it('grades as before after a trip through JSON', () => {
    fc.assert(
      fc.property(responses, (response) => {
        const stored = JSON.parse(JSON.stringify(response)) as ResponseByType[T];
        expect(gradeItem(item, stored)).toEqual(gradeItem(item, response));
      }),
    );
  });
}

function describeSecrecy<T extends ItemType>({ item, rekeyed }: Subject<T>): void {
  const orders = fc.array(anyId(shuffledIds(item)), { maxLength: 12 });

  it('shows a learner nothing of its key or feedback', () => {
    expect(JSON.stringify(item)).toContain(CANARY);
    fc.assert(
      fc.property(orders, (order) => {
        expect(JSON.stringify(questionOf(item, order))).not.toContain(CANARY);
      }),
    );
  });

  it('shows a learner the same bytes whatever its key', () => {
    expect(rekeyed.length).toBeGreaterThan(0);
    fc.assert(
      fc.property(fc.constantFrom(...rekeyed), orders, (other, order) => {
        expect(JSON.stringify(questionOf(other, order))).toBe(
          JSON.stringify(questionOf(item, order)),
        );
        expect(shuffledIds(other)).toEqual(shuffledIds(item));
      }),
    );
  });

  it('shows the type, the prompt and each option once in any order', () => {
    fc.assert(
      fc.property(orders, (order) => {
        const question = questionOf(item, order);
        expect(question).toMatchObject({ type: item.type, prompt: item.prompt });
        expect(sorted(question)).toEqual(sorted(questionOf(item, [])));
      }),
    );
  });
}
