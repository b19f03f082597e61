import { expect, it } from 'vitest';
import { extendedDeadline, givesSomething } from '../../src/domain/accommodation.ts';

const at = (time: string) => new Date(`2027-03-01T${time}:00Z`);
const window = { opensAt: null, closesAt: null };

it('moves a deadline to start + limit × factor when that is later', () => {
  const running = { startedAt: at('10:00'), deadlineAt: at('10:20') };
  const rules = { limit: 20, factor: 1.5, ...window };
  expect(extendedDeadline(running, rules)).toEqual(at('10:30'));
});

it('never moves a deadline forward in time', () => {
  const running = { startedAt: at('10:00'), deadlineAt: at('10:40') };
  expect(extendedDeadline(running, { limit: 20, factor: 1, ...window })).toEqual(at('10:40'));
});

it('keeps the close of the window as the limit of more time', () => {
  const running = { startedAt: at('10:00'), deadlineAt: at('10:20') };
  const rules = { limit: 20, factor: 2, opensAt: null, closesAt: at('10:25') };
  expect(extendedDeadline(running, rules)).toEqual(at('10:25'));
});

it('leaves an attempt without a deadline without one', () => {
  const running = { startedAt: at('10:00'), deadlineAt: null };
  expect(extendedDeadline(running, { limit: 20, factor: 1, ...window })).toBeNull();
});

it('knows an accommodation with nothing in it', () => {
  const nothing = { timeFactor: 1, extraAttempts: 0, opensAt: null, closesAt: null };
  expect(givesSomething(nothing)).toBe(false);
  expect(givesSomething({ ...nothing, timeFactor: 1.25 })).toBe(true);
  expect(givesSomething({ ...nothing, extraAttempts: 1 })).toBe(true);
  expect(givesSomething({ ...nothing, closesAt: at('10:00') })).toBe(true);
});
