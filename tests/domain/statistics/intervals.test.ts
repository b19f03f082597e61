import { describe, expect, it } from 'vitest';
import {
  correlationInterval,
  meanInterval,
  wilsonInterval,
} from '../../../src/domain/statistics/intervals.ts';
import { t95 } from '../../../src/domain/statistics/student-t.ts';

describe('the quantile of Student’s t', () => {
  // Values of R’s qt(0.975, df).
  it.each([
    [1, 12.7062047361747],
    [2, 4.30265272974946],
    [3, 3.18244630528371],
    [4, 2.77644510519779],
    [5, 2.57058183563631],
    [10, 2.22813885198627],
    [29, 2.0452296421327],
    [30, 2.0422724563012378],
    [199, 1.9719565442517533],
    [200, 1.9718962236339088],
    [1000, 1.9623390808264083],
  ])('is right for %i degrees of freedom', (degrees, expected) => {
    expect(t95(degrees)).toBeCloseTo(expected, 9);
  });
});

describe('Wilson’s interval', () => {
  it('is that of the textbooks', () => {
    const { low, high } = wilsonInterval(7, 12);
    expect(low).toBeCloseTo(0.31951131254954973, 12);
    expect(high).toBeCloseTo(0.8067396863412435, 12);
  });

  it('has a width where nobody, or everybody, was right', () => {
    expect(wilsonInterval(0, 5).low).toBe(0);
    expect(wilsonInterval(0, 5).high).toBeCloseTo(0.43448246478317476, 12);
    expect(wilsonInterval(5, 5).high).toBe(1);
    expect(wilsonInterval(5, 5).low).toBeCloseTo(0.5655175352168251, 12);
  });
});

it('cuts the interval of a mean off where shares end', () => {
  expect(meanInterval(0.9, 0.3, 5)).toEqual({ low: 0.9 - (t95(4) * 0.3) / Math.sqrt(5), high: 1 });
});

describe('Fisher’s interval', () => {
  it('is that of the textbooks', () => {
    // tanh(artanh 0.5 ± 1.96 / √25)
    const interval = correlationInterval(0.5, 28);
    expect(interval?.low).toBeCloseTo(0.15602836252908595, 12);
    expect(interval?.high).toBeCloseTo(0.7358184794439376, 12);
  });

  it('has no width where the correlation is perfect, and is none under four pairs', () => {
    expect(correlationInterval(1, 9)).toEqual({ low: 1, high: 1 });
    expect(correlationInterval(-1, 9)).toEqual({ low: -1, high: -1 });
    expect(correlationInterval(0.5, 3)).toBeNull();
  });
});
