import { bdi } from '../web/html.ts';
import type { Paths } from '../web/paths.ts';
import type { Language } from '../web/views.ts';
import type { Part, Said } from './letter.ts';

type Parameters = Readonly<Record<string, string | number>>;

/** Writes the parts of a letter in one language. */
export interface Writer {
  /** A message that names nobody. */
  readonly words: (key: string) => string;
  readonly text: (key: string, parameters?: Parameters) => Part;
  /** What somebody typed, such as the name of a cohort. */
  readonly heading: (name: string) => Part;
  /** Numbers, each after the key of its label. */
  readonly figures: (rows: readonly (readonly [string, number])[]) => Part;
  readonly link: (key: string, path: string) => Part;
  readonly day: (instant: Date) => string;
  readonly paths: Paths;
  /** The whole address of a path of the site. */
  readonly href: (path: string) => string;
}

/** First-strong isolate and its end: what a person typed keeps its direction to itself. */
const isolated = (text: string): string => `\u2068${text}\u2069`;

export function createWriter(language: Language, baseUrl: string): Writer {
  const { t, h, format, paths, dir } = language;
  const plain = (value: string | number): string => {
    const text = typeof value === 'number' ? format.number(value) : value;
    return dir === 'rtl' ? isolated(text) : text;
  };
  const say = (key: string, parameters: Parameters = {}): Said => {
    const entries = Object.entries(parameters);
    const { count } = parameters;
    const plural = typeof count === 'number' ? { count, n: plain(count) } : {};
    const texts = Object.fromEntries(entries.map(([name, value]) => [name, plain(value)]));
    return { html: h(key, parameters), text: t(key, { ...texts, ...plural }) };
  };
  const href = (path: string) => `${baseUrl}${path}`;
  return {
    words: (key) => t(key),
    text: (key, parameters) => ({ kind: 'text', said: say(key, parameters) }),
    heading: (name) => ({ kind: 'heading', said: { html: bdi(name), text: plain(name) } }),
    figures: (rows) => ({
      kind: 'figures',
      rows: rows.map(([key, value]) => ({ label: t(key), value: format.number(value) })),
    }),
    link: (key, path) => ({ kind: 'link', label: t(key), href: href(path) }),
    day: (instant) => format.date(instant),
    paths,
    href,
  };
}
