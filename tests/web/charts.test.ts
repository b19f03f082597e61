import { describe, expect, it } from 'vitest';
import { columnChart, stripChart } from '../../src/web/charts/bars.ts';
import { timeChart, timeScale } from '../../src/web/charts/line.ts';

const frame = { id: 'c', title: 'A & B', dir: 'ltr', ticks: [{ at: 1, label: '100%' }] } as const;
const attributes = (svg: string, pattern: RegExp) => [...svg.matchAll(pattern)].map((m) => m[1]);

describe('a chart of columns', () => {
  const columns = [
    { label: 'low', value: 0.5, text: '50%', mark: null },
    { label: 'high', value: null, text: 'few', mark: 0.8 },
  ];

  it('draws heights to scale and nothing where there is no figure', () => {
    // The field is 134 units high and ends at 154; a place is 154 wide, the column 0.6 of it.
    const svg = columnChart({ ...frame, columns });
    expect(attributes(svg, /<rect ([^>]*)\/>/g)).toEqual([
      'class="bar-0" x="72.8" y="87" width="92.4" height="67"',
    ]);
    expect(svg).toContain('few</text>');
    // 20 + 134 × (1 − 0.8)
    expect(svg).toContain('y1="46.8"');
  });

  it('is named by its title, which is escaped', () => {
    const svg = columnChart({ ...frame, columns });
    expect(svg).toContain('role="img" aria-labelledby="c-title"');
    expect(svg).toContain('<title id="c-title">A &amp; B</title>');
    expect(svg).not.toContain('style=');
  });

  it('runs from the right where one reads from the right', () => {
    const svg = columnChart({ ...frame, dir: 'rtl', columns });
    // 360 − 119 − 46.2
    expect(attributes(svg, /<rect class="bar-0" x="([^"]*)"/g)).toEqual(['194.8']);
  });
});

describe('a bar in parts', () => {
  const parts = [
    { size: 1, look: 'level-0' },
    { size: 0, look: 'level-1' },
    { size: 3, look: 'level-2' },
  ];

  it('shares its length out by size, in reading order', () => {
    const places = / x="([^"]*)" y="0" width="[^"]*"/g;
    const widths = /y="0" width="([^"]*)"/g;
    expect(attributes(stripChart({ ...frame, parts }), places)).toEqual(['0', '90']);
    expect(attributes(stripChart({ ...frame, parts }), widths)).toEqual(['90', '270']);
    const mirrored = stripChart({ ...frame, dir: 'rtl', parts });
    expect(attributes(mirrored, places)).toEqual(['270', '0']);
  });
});

describe('a chart over time', () => {
  const [first, middle, last] = [0, 25, 100].map((day) => new Date(day * 86_400_000));

  it('places times in proportion, and a single one in the middle', () => {
    const scale = timeScale([first, middle, last].flatMap((time) => time ?? []));
    expect([first, middle, last].map((time) => scale(time ?? new Date()))).toEqual([0, 0.25, 1]);
    expect(timeScale([new Date(5)])(new Date(5))).toBe(0.5);
  });

  it('draws dots where results stand and steps that last to the end', () => {
    // Places run from 50 to 342.
    const dots = [{ x: 0, y: 0.5 }];
    const steps = [
      { x: 0, y: 0 },
      { x: 0.5, y: 1 },
    ];
    const svg = timeChart({ ...frame, dots, steps, ends: ['then', 'now'] });
    expect(svg).toContain('<circle class="dot" cx="50" cy="87" r="4"/>');
    expect(svg).toContain('d="M50 154H196V20H342"');
    const mirrored = timeChart({ ...frame, dir: 'rtl', dots, steps, ends: ['then', 'now'] });
    expect(mirrored).toContain('d="M310 154H164V20H18"');
  });
});
