import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../src/content/diagnostic.ts';
import { listRules } from '../../src/content/rules.ts';
import { toSarif } from '../../src/content/sarif.ts';

const FINDINGS: readonly Diagnostic[] = [
  {
    file: 'lessons/basics/a lesson.yaml',
    line: 3,
    column: 5,
    endLine: 3,
    endColumn: 9,
    severity: 'error',
    rule: 'key',
    message: 'exactly one choice must be right',
    suggestion: 'mark one',
  },
  {
    file: '/srv/course/é.yaml',
    line: 1,
    column: 1,
    severity: 'note',
    rule: 'section-length',
    message: 'too long',
  },
];

const [run, ...others] = toSarif(FINDINGS).runs;
const driver = run?.tool.driver;
const results = run?.results ?? [];

describe('a SARIF log', () => {
  test('has what the standard requires of a log, a run and a tool', () => {
    expect(toSarif([])).toMatchObject({
      version: '2.1.0',
      $schema: expect.stringMatching(/^https:\/\/.*sarif.*2\.1\.0/),
    });
    expect(others).toEqual([]);
    expect(driver?.name).toBe('manara');
    expect(['utf16CodeUnits', 'unicodeCodePoints']).toContain(run?.columnKind);
    expect(Array.isArray(toSarif([]).runs[0]?.results)).toBe(true);
  });

  test('has every rule once, each with words, help and a level', () => {
    const ids = driver?.rules.map((rule) => rule.id) ?? [];
    expect(ids).toEqual(listRules().map((rule) => rule.id));
    expect(new Set(ids).size).toBe(ids.length);
    for (const rule of driver?.rules ?? []) {
      expect(rule.shortDescription.text).toMatch(/\S/);
      expect(rule.help.text).toMatch(/\S/);
      expect(['none', 'note', 'warning', 'error']).toContain(rule.defaultConfiguration.level);
    }
  });

  test('has a result for each finding, which points at its rule', () => {
    expect(results.map((result) => [result.ruleId, result.level])).toEqual([
      ['key', 'error'],
      ['section-length', 'note'],
    ]);
    for (const { ruleId, ruleIndex, message, locations } of results) {
      expect(driver?.rules[ruleIndex ?? -1]?.id).toBe(ruleId);
      expect(message.text).toMatch(/\S/);
      expect(locations).toHaveLength(1);
    }
    expect(results[0]?.message.text).toBe('exactly one choice must be right. mark one');
  });

  test('has places that count from 1, with the end where it is known', () => {
    expect(results.map((result) => result.locations[0]?.physicalLocation.region)).toEqual([
      { startLine: 3, startColumn: 5, endLine: 3, endColumn: 9 },
      { startLine: 1, startColumn: 1 },
    ]);
  });

  test('has addresses that are URI references', () => {
    expect(results.map((one) => one.locations[0]?.physicalLocation.artifactLocation.uri)).toEqual([
      'lessons/basics/a%20lesson.yaml',
      'file:///srv/course/%C3%A9.yaml',
    ]);
  });
});
