import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LOCALES, type Locale } from '../../src/domain/account.ts';
import { packageRoot } from '../../src/package-root.ts';
import { COMPOSED } from '../support/composed-messages.ts';

type Messages = ReadonlyMap<string, string>;

function flatten(value: object, prefix = ''): [string, string][] {
  return Object.entries(value).flatMap(([key, below]: [string, unknown]): [string, string][] =>
    typeof below === 'object' && below !== null
      ? flatten(below, `${prefix}${key}.`)
      : [[prefix + key, String(below)]],
  );
}

function messagesOf(locale: Locale): Messages {
  const text = readFileSync(join(packageRoot, 'views', 'messages', `${locale}.json`), 'utf8');
  return new Map(flatten(JSON.parse(text) as object));
}

function textsBelow(folder: string, extension: string): readonly string[] {
  return readdirSync(join(packageRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(extension))
    .map((file) => readFileSync(join(packageRoot, folder, file), 'utf8'));
}

const SOURCES = [
  ...textsBelow('views', '.eta'),
  ...textsBelow('src/web', '.ts'),
  ...textsBelow('src/mail', '.ts'),
];
/** What stands between the entries of a list: a space belongs to it. */
const SEPARATORS: ReadonlySet<string> = new Set(['list.comma']);
const PLURAL = /_(zero|one|two|few|many|other)$/;
const baseOf = (key: string): string => key.replace(PLURAL, '');
const english = messagesOf('en');
const bases = new Set([...english.keys()].map(baseOf));
const plurals = new Set([...english.keys()].filter((key) => PLURAL.test(key)).map(baseOf));
const topics = new Set([...english.keys()].map((key) => key.split('.', 1)[0]));

/** Beginnings and whole keys that stand in quotes or backticks somewhere in the pages. */
function quotedKeys(): Set<string> {
  const quoted = SOURCES.flatMap((text) => [
    ...text.matchAll(/['`]([a-z][a-zA-Z]*\.[a-zA-Z0-9.-]*)(?=['`]|\$\{)/g),
  ]).map(([, key]) => key ?? '');
  // Whatever t() and h() are given is a key, its topic known or not.
  const given = SOURCES.flatMap((text) => [...text.matchAll(/\b[th]\(\s*'([\w.-]+)'/g)]);
  return new Set([
    ...quoted.filter((key) => topics.has(key.split('.', 1)[0] ?? '')),
    ...given.map(([, key]) => key ?? ''),
  ]);
}

/** Every key that the pages may ask for. */
function usedKeys(): Set<string> {
  return new Set(
    [...quotedKeys()].flatMap((key) =>
      key.endsWith('.') ? (COMPOSED[key] ?? []).map((end) => key + end) : [key],
    ),
  );
}

/** `{{n}}` of the server's messages, `{n}` of the script's. */
const placeholders = (text: string | undefined): string[] =>
  [...new Set(text?.match(/\{\{?\w+\}?\}/g))].toSorted();

describe('the pages', () => {
  it('compose keys only from lists that are known here', () => {
    const beginnings = [...quotedKeys()].filter((key) => key.endsWith('.'));
    expect(beginnings.toSorted()).toEqual(Object.keys(COMPOSED).toSorted());
  });

  it('ask for no message that there is not', () => {
    expect([...usedKeys()].filter((key) => !bases.has(key))).toEqual([]);
  });

  it('use every message', () => {
    const used = usedKeys();
    expect([...bases].filter((key) => !used.has(key))).toEqual([]);
  });

  it('give a count to messages that have plural forms, and to no other', () => {
    const calls = SOURCES.flatMap((text) => [
      ...text.matchAll(/\b[th]\('([\w.-]+)'(?:, \{([^}]*)\})?\)/g),
    ]);
    expect(calls.length).toBeGreaterThan(100);
    for (const [call, key = '', given = ''] of calls) {
      expect(/\bcount\b/.test(given), call).toBe(plurals.has(key));
    }
  });

  it('give each message all that stands in it', () => {
    const calls = SOURCES.flatMap((text) => [
      ...text.matchAll(/\b([th])\('([\w.-]+)'(?:, \{([^}]*)\})?\)/g),
    ]);
    for (const [call, writer, key = '', given = ''] of calls) {
      const text = english.get(key) ?? english.get(`${key}_other`);
      // Messages for the script are filled there.
      const wanted = placeholders(text).filter((name) => name.startsWith('{{'));
      for (const name of wanted.map((mark) => mark.slice(2, -2))) {
        const counted = name === 'n' && writer === 'h' && /\bcount\b/.test(given);
        expect(counted || new RegExp(`\\b${name}\\b`).test(given), `${call}: ${name}`).toBe(true);
      }
    }
  });
});

describe.each(LOCALES)('the messages in %s', (locale) => {
  const messages = messagesOf(locale);
  const categories = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;

  it('are complete, with the plural forms of the language and nothing else', () => {
    const wanted = [...bases].flatMap((base) =>
      plurals.has(base) ? categories.map((category) => `${base}_${category}`) : [base],
    );
    expect([...messages.keys()].toSorted()).toEqual(wanted.toSorted());
  });

  it('have the same placeholders as the English ones', () => {
    const problems = [...messages].filter(([key, text]) => {
      const base = baseOf(key);
      if (!plurals.has(base))
        return placeholders(text).join() !== placeholders(english.get(key)).join();
      const model = placeholders(english.get(`${base}_other`));
      const own = placeholders(text);
      if (own.some((name) => !model.includes(name))) return true;
      // A form for one number may write it in words.
      const missing = model.filter((name) => !own.includes(name));
      const spelt = /_(zero|one|two)$/.test(key) ? ['{{n}}', '{{count}}'] : [];
      return missing.some((name) => !spelt.includes(name));
    });
    expect(problems).toEqual([]);
  });

  it('are not empty, have no space around them and no markup but bdi', () => {
    const problems = [...messages].filter(([key, text]) => {
      const bare = SEPARATORS.has(key) ? text.replace(/ $/, '') : text;
      return bare === '' || bare !== bare.trim() || /[<>]/.test(bare.replaceAll(/<\/?bdi>/g, ''));
    });
    expect(problems).toEqual([]);
  });
});

it('reads the pages that it checks', () => {
  expect(bases.size).toBeGreaterThan(250);
  expect(placeholders('{{n}} of {{total}}, {name} {{n}}')).toEqual([
    '{name}',
    '{{n}}',
    '{{total}}',
  ]);
  expect(usedKeys()).toContain('question.error.same-rank');
});
