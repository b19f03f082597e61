import { describe, expect, it } from 'vitest';
import {
  arrival,
  deadlineOf,
  NETWORK_GRACE,
  startRefusal,
  type StartHistory,
  type StartRules,
} from '../../src/domain/deadline.ts';

const at = (time: string) => new Date(`2030-01-01T${time}Z`);
const START = at('12:00:00');
const FREE: StartRules = {
  limit: null,
  opensAt: null,
  closesAt: null,
  factor: 1,
  attempts: null,
  coolDown: 0,
};

describe('the deadline', () => {
  it.each([
    ['nothing limits the time', {}, null],
    ['there are 30 minutes', { limit: 30 }, at('12:30:00')],
    ['there is half as much time again', { limit: 30, factor: 1.5 }, at('12:45:00')],
    ['the window closes', { closesAt: at('12:10:00') }, at('12:10:00')],
    ['it closes before the limit', { limit: 30, closesAt: at('12:10:00') }, at('12:10:00')],
    ['it closes after the limit', { limit: 30, closesAt: at('13:00:00') }, at('12:30:00')],
    [
      'it closes before the limit with more time',
      { limit: 30, factor: 2, closesAt: at('12:50:00') },
      at('12:50:00'),
    ],
    ['there is a factor without a limit', { factor: 2 }, null],
  ])('when %s', (_name, rules, deadline) => {
    expect(deadlineOf(START, { ...FREE, ...rules })).toEqual(deadline);
  });
});

describe('what arrives', () => {
  it.each([
    [-1, true, false],
    [0, true, false],
    [1, true, true],
    [NETWORK_GRACE, true, true],
    [NETWORK_GRACE + 1, false, false],
  ])('%d ms after the deadline counts: %s, by the grace: %s', (late, counts, grace) => {
    expect(arrival(START, new Date(START.getTime() + late))).toEqual({ counts, grace });
  });

  it('always counts without a deadline', () => {
    expect(arrival(null, START)).toEqual({ counts: true, grace: false });
  });
});

const refusal = (rules: Partial<StartRules>, history: Partial<StartHistory> = {}, now = START) =>
  startRefusal({ ...FREE, ...rules }, { attempts: 0, lastSubmittedAt: null, ...history }, now);

describe('a start', () => {
  it('is free where nothing is limited', () => {
    expect(refusal({}, { attempts: 99, lastSubmittedAt: START })).toBeNull();
  });

  it('waits for the opening, and is free from that very instant', () => {
    const opensAt = at('12:00:01');
    expect(refusal({ opensAt })).toEqual({ reason: 'not-open-yet', until: opensAt });
    expect(refusal({ opensAt }, {}, opensAt)).toBeNull();
  });

  it('is over at the close', () => {
    expect(refusal({ closesAt: START })).toEqual({ reason: 'closed' });
    expect(refusal({ closesAt: at('12:00:01') })).toBeNull();
  });

  it('asks for an attempt that is left', () => {
    expect(refusal({ attempts: 2 }, { attempts: 1 })).toBeNull();
    expect(refusal({ attempts: 2 }, { attempts: 2 })).toEqual({ reason: 'no-attempts-left' });
  });

  it('asks to cool down after a submission', () => {
    const history = { attempts: 1, lastSubmittedAt: at('11:30:00') };
    const until = at('12:30:00');
    expect(refusal({ coolDown: 60 }, history)).toEqual({ reason: 'cooling-down', until });
    expect(refusal({ coolDown: 60 }, history, until)).toBeNull();
    expect(refusal({ coolDown: 60 })).toBeNull();
  });

  it('names the window first, then the attempts, then the cool-down', () => {
    const rules = { closesAt: START, attempts: 1, coolDown: 60 };
    const history = { attempts: 1, lastSubmittedAt: START };
    expect(refusal(rules, history)?.reason).toBe('closed');
    expect(refusal({ ...rules, closesAt: null }, history)?.reason).toBe('no-attempts-left');
  });
});
