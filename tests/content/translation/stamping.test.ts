import { describe, expect, test } from 'vitest';
import type { Sidecar } from '../../../src/content/translation/stamping.ts';
import {
  acceptedStamps,
  listSidecars,
  missingStamps,
  stamped,
} from '../../../src/content/translation/stamping.ts';

const BASE = `id: one
title: A title
summary: About it.
figures:
  - { id: chart, kind: bars, unit: cells, bars: [{ label: A, value: 1 }] }
`;

/** The translation of a base, as the commands read it. */
function sidecarOf(french: string, base = BASE): Sidecar {
  const files = new Map([
    ['m/one.yaml', base],
    ['m/one.fr.yaml', french],
  ]);
  const [sidecar] = listSidecars(files);
  if (sidecar === undefined) throw new Error('It cannot be read.');
  return sidecar;
}

const fixed = (sidecar: Sidecar) => stamped(sidecar, missingStamps(sidecar));

const FRENCH = `# Translated by hand.
title: 'Un titre'   # kept as it is
summary: À propos.

figures: { chart: { unit: cellules, bars: [{ label: Un }] } }
`;

describe('recording what is not recorded', () => {
  test('adds a block at the end and leaves every other byte', () => {
    const text = fixed(sidecarOf(FRENCH));
    expect(text.startsWith(FRENCH)).toBe(true);
    const lines = text.slice(FRENCH.length).split('\n');
    expect(lines[0]).toBe('made-from:');
    expect(lines.slice(1, -1).map((line) => line.replace(/: '?[0-9a-f]{8}'?$/, ''))).toEqual([
      '  title',
      '  summary',
      '  figures.chart.unit',
      '  figures.chart.bars',
    ]);
  });

  test('changes nothing the second time', () => {
    const text = fixed(sidecarOf(FRENCH));
    const again = sidecarOf(text);
    expect(missingStamps(again).set.size).toBe(0);
    expect(fixed(again)).toBe(text);
  });

  test('keeps what stands in the block: order, comments, indentation, stale digests', () => {
    const block = `made-from:
    # checked by Amina
    summary: '00000000' # old

    title: "11111111"
`;
    const text = fixed(sidecarOf(FRENCH + block));
    expect(text.startsWith(FRENCH + block)).toBe(true);
    expect(text.slice((FRENCH + block).length)).toMatch(
      /^ {4}figures\.chart\.unit: \S+\n {4}figures\.chart\.bars: \S+\n$/,
    );
  });

  test('takes away the lines of texts that are gone, and those alone', () => {
    const whole = fixed(sidecarOf(FRENCH));
    const text = whole.replace('made-from:\n', 'made-from:\n  sections.old.body: 12ab34cd\n');
    expect(fixed(sidecarOf(text))).toBe(whole);
  });

  test('writes before what follows the block', () => {
    const text = fixed(sidecarOf(`made-from:\n  title: 1111aaaa\n${FRENCH}`));
    expect(text.indexOf('figures.chart.bars:')).toBeLessThan(text.indexOf('# Translated by hand.'));
    expect(text.endsWith(FRENCH)).toBe(true);
  });

  test('keeps Windows line ends', () => {
    const text = fixed(sidecarOf(FRENCH.replaceAll('\n', '\r\n')));
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  test('puts digests that YAML would read as numbers in quotes', () => {
    const titles = Array.from({ length: 300 }, (_, index) => `Title ${index}`);
    const digests = titles.map((title) => {
      const text = fixed(sidecarOf('title: Un\n', `title: ${title}\n`));
      expect(missingStamps(sidecarOf(text, `title: ${title}\n`)).set.size, title).toBe(0);
      return /title: (\S+)\n$/.exec(text)?.[1] ?? '';
    });
    expect(digests.filter((digest) => digest.startsWith("'")).length).toBeGreaterThan(0);
  });

  test('records nothing of a text that does not fit', () => {
    const keys = [...missingStamps(sidecarOf('title: [Un]\nsummary: À propos.\n')).set.keys()];
    expect(keys).toEqual(['summary']);
  });

  test('never takes a line in error for one that is missing', () => {
    const sidecar = sidecarOf(`${FRENCH}made-from:\n  title: 12345678\n`);
    expect([...missingStamps(sidecar).set.keys()]).not.toContain('title');
    expect(() => fixed(sidecar)).toThrow('cannot be edited');
  });

  test('refuses a block that it cannot edit line by line', () => {
    const sidecar = sidecarOf(`${FRENCH}made-from: { title: 11111111 }\n`);
    expect(() => fixed(sidecar)).toThrow('write one line for each text');
  });
});

describe('accepting what was revised', () => {
  const changed = BASE.replace('About it.', 'About this.').replace('A title', 'The title');
  const old = fixed(sidecarOf(FRENCH));
  const sidecar = sidecarOf(old, changed);

  test('is never done by the machine', () => {
    expect(missingStamps(sidecar).set.size).toBe(0);
  });

  test('records every text that is out of date, or those that are named', () => {
    expect([...acceptedStamps(sidecar, null).set.keys()]).toEqual(['title', 'summary']);
    const one = acceptedStamps(sidecar, ['summary']);
    expect([...one.set.keys()]).toEqual(['summary']);
    const text = stamped(sidecar, one);
    const lines = text.split('\n').filter((line, index) => line !== old.split('\n')[index]);
    expect(lines).toEqual([expect.stringMatching(/^ {2}summary: \S+$/)]);
    expect([...acceptedStamps(sidecarOf(text, changed), null).set.keys()]).toEqual(['title']);
  });
});
