import type { z } from 'zod';
import type { Finding, Path } from '../diagnostic.ts';
import { didYouMean } from '../nearest.ts';
import type { RuleId } from '../rules.ts';
import { knownKeys, memberAt } from './known-keys.ts';

type Issue = z.core.$ZodIssue;

/** Turns a schema issue into findings in an author's words. */
export function explain(schema: z.ZodType, data: unknown, issue: Issue): Finding[] {
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(key, path, knownKeys(schema, data, path)));
    case 'invalid_type':
      return [wrongType(path, memberAt(data, path), typeWords(issue.expected))];
    case 'invalid_value':
      return [notOneOf(path, memberAt(data, path), issue.values.map(String))];
    case 'invalid_union':
      return explainUnion(schema, data, issue, path);
    case 'too_small':
      return [finding(path, 'schema-size', sized(issue, 'at least', issue.minimum))];
    case 'too_big':
      return [finding(path, 'schema-size', sized(issue, 'at most', issue.maximum))];
    case 'invalid_key':
      return [finding(path, 'schema-value', issue.issues[0]?.message ?? 'has a wrong key', true)];
    default:
      return [finding(path, 'schema-value', issue.message)];
  }
}

type UnionIssue = Extract<Issue, { code: 'invalid_union' }>;

/**
 * A union without a discriminator: what is wrong with the form that the author has chosen, which is
 * the one whose type the value has.
 */
function explainUnion(schema: z.ZodType, data: unknown, issue: UnionIssue, path: Path): Finding[] {
  const chosen = issue.errors.find((issues) =>
    issues.every((one) => one.code !== 'invalid_type' || one.path.length > 0),
  );
  if (chosen === undefined) {
    return [wrongKind(data, path, 'options' in issue ? issue.options : undefined)];
  }
  return chosen.flatMap((one) =>
    explain(schema, data, { ...one, path: [...issue.path, ...one.path] }),
  );
}

function finding(path: Path, rule: RuleId, words: string, onKey = false): Finding {
  return { path, rule, message: `${subject(path)} ${words}`, onKey };
}

/** How a message names what it is about. */
function subject(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return 'the file';
  if (typeof last === 'string') return `\`${last}\``;
  const list = path.findLast((step) => typeof step === 'string');
  return list === undefined ? `entry ${last + 1}` : `entry ${last + 1} of \`${list}\``;
}

export function unknownKey(key: string, path: Path, known: readonly string[]): Finding {
  const where = path.length === 0 ? '' : ` in ${subject(path)}`;
  const suggestion =
    didYouMean(key, known) ?? (known.length > 0 ? `known keys: ${known.join(', ')}` : undefined);
  return {
    path: [...path, key],
    rule: 'unknown-key',
    message: `\`${key}\` is not a key${where}`,
    suggestion,
    onKey: true,
  };
}

export function wrongType(path: Path, value: unknown, wanted: string): Finding {
  if (value === undefined)
    return finding(path, 'schema-missing', `is missing; it must be ${wanted}`);
  if (value === null) return finding(path, 'schema-missing', `is empty; it must be ${wanted}`);
  const plain = typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
  const fraction = wanted === 'a whole number' && Number.isFinite(value);
  const words = `must be ${wanted}, not ${fraction ? plain : valueWords(value)}`;
  const suggestion =
    wanted === 'text' && plain !== null ? `put it in quotes: "${plain}"` : undefined;
  return { ...finding(path, 'schema-type', words), suggestion };
}

function notOneOf(path: Path, value: unknown, allowed: readonly string[]): Finding {
  const list = allowed.map((one) => `\`${one}\``).join(', ');
  if (value === undefined || value === null) {
    return finding(path, 'schema-missing', `is missing; it must be one of ${list}`);
  }
  const suggestion = typeof value === 'string' ? didYouMean(value, allowed) : undefined;
  return { ...finding(path, 'schema-value', `must be one of ${list}`), suggestion };
}

function wrongKind(data: unknown, path: Path, options: readonly unknown[] | undefined): Finding {
  const allowed = (options ?? []).map(String);
  if (allowed.length > 0) return notOneOf(path, memberAt(data, path), allowed);
  return wrongType(path, memberAt(data, path), 'one of the forms in the format');
}

type SizeIssue = Extract<Issue, { code: 'too_small' | 'too_big' }>;

function sized(issue: SizeIssue, words: string, limit: number | bigint): string {
  if (issue.origin === 'array')
    return `must have ${words} ${limit} ${limit === 1 ? 'entry' : 'entries'}`;
  if (issue.origin === 'string') return issue.message;
  return `must be ${words} ${limit}`;
}

const TYPE_WORDS: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'a block of keys',
  record: 'a block of keys',
};

function typeWords(expected: string): string {
  return TYPE_WORDS[expected] ?? expected;
}

function valueWords(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'number' && !Number.isFinite(value)) return 'an endless or undefined one';
  return (
    { object: 'a block of keys', number: 'a number', boolean: 'true or false' }[
      typeof value as string
    ] ?? 'text'
  );
}
