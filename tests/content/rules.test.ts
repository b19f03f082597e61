import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readCatalogue } from '../../src/content/catalogue.ts';
import { listRules, RULES } from '../../src/content/rules.ts';
import type { RuleId } from '../../src/content/rules.ts';
import { FIXTURES } from './rule-fixtures.ts';
import { SMALL } from './small-course.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const names = Object.keys(RULES) as RuleId[];

describe('each rule', () => {
  test('has nothing to say about the small course', () => {
    expect(readCatalogue(SMALL).diagnostics).toEqual([]);
  });

  test.each(names)('%s finds its fault, once', async (rule) => {
    const found = (await FIXTURES[rule]()).filter((one) => one.rule === rule);
    expect(found.map((one) => one.severity)).toEqual([RULES[rule].severity]);
  });

  test('is described in one sentence', () => {
    for (const { id, says } of listRules()) expect(says, id).toMatch(/^\S[^\n]*\.$/);
  });

  test('is listed once', () => {
    const listed = listRules().map((rule) => rule.id);
    expect(listed.toSorted()).toEqual(names.toSorted());
  });
});

describe('the table of rules', () => {
  test('has every rule that the code reports', async () => {
    const folder = join(root, 'src/content');
    const entries = await readdir(folder, { recursive: true });
    const sources = entries.filter((name) => name.endsWith('.ts'));
    const texts = await Promise.all(sources.map((name) => readFile(join(folder, name), 'utf8')));
    const reported = texts.flatMap((text) =>
      Array.from(text.matchAll(/\brule: '([^']+)'/g), (match) => match[1]),
    );
    expect(reported.length).toBeGreaterThan(50);
    expect(reported.filter((rule) => !names.some((name) => name === rule))).toEqual([]);
  });

  test('is the table of the documentation', async () => {
    const text = await readFile(join(root, 'docs/lesson-format.md'), 'utf8');
    const rows = text.split('\n').flatMap((line) => {
      const cells = line.split('|').map((cell) => cell.trim());
      const rule = /^`([a-z-]+)`$/.exec(cells[2] ?? '')?.[1];
      return rule === undefined
        ? []
        : [{ about: cells[1], rule, severity: cells[3], says: cells[4] }];
    });
    const expected = listRules().map(({ id, about, severity, says }) => ({
      about,
      rule: id,
      severity,
      says,
    }));
    expect(rows).toEqual(expected);
  });
});
