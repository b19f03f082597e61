import { describe, expect, it } from 'vitest';
import { codeRefusal, renewedLimits } from '../../src/domain/join-code.ts';

const NOW = new Date('2030-01-02T03:04:05Z');
const before = new Date(NOW.getTime() - 1);
const after = new Date(NOW.getTime() + 1);

describe('a join code', () => {
  it('without limits lets everybody in', () => {
    expect(codeRefusal({ expiresAt: null, cap: null }, 9_999, NOW)).toBeNull();
  });

  it('opens nothing from the instant of its expiry on', () => {
    expect(codeRefusal({ expiresAt: after, cap: null }, 0, NOW)).toBeNull();
    expect(codeRefusal({ expiresAt: NOW, cap: null }, 0, NOW)).toBe('expired');
    expect(codeRefusal({ expiresAt: before, cap: 1 }, 1, NOW)).toBe('expired');
  });

  it('lets in as many as it has places', () => {
    expect(codeRefusal({ expiresAt: null, cap: 3 }, 2, NOW)).toBeNull();
    expect(codeRefusal({ expiresAt: null, cap: 3 }, 3, NOW)).toBe('used-up');
    // The number may be lowered below those who are in.
    expect(codeRefusal({ expiresAt: null, cap: 3 }, 7, NOW)).toBe('used-up');
  });

  it('that is renewed keeps its limits, but no expiry that has passed', () => {
    expect(renewedLimits({ expiresAt: after, cap: 3 }, NOW)).toEqual({ expiresAt: after, cap: 3 });
    expect(renewedLimits({ expiresAt: before, cap: 3 }, NOW)).toEqual({ expiresAt: null, cap: 3 });
  });
});
