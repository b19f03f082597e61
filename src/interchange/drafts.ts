import { checkItem } from '../content/checks/items.ts';
import type { Finding } from '../content/diagnostic.ts';
import { itemSchema, type AuthoredItem } from '../content/schema/items.ts';
import { validate } from '../content/schema/validate.ts';
import { DEFAULT_PENALTY } from '../domain/practice.ts';
import { fromTags } from './carried.ts';
import { Ids } from './ids.ts';
import type { TextFormat } from './markdown.ts';
import { toMarkdown } from './markdown.ts';
import type { LossLog, NoteLoss } from './outcome.ts';

/** A text of another system. */
export interface ForeignText {
  readonly text: string;
  readonly format: TextFormat;
}

/** What a question of any type brings, before it is one of ours. */
export interface Heading {
  /** Wanted id: one of ours, or any words. */
  readonly id: string;
  readonly prompt: ForeignText;
  readonly explanation: ForeignText | null;
  readonly tags: readonly string[];
  readonly hints: readonly ForeignText[];
  /** Undefined where the other system has none. */
  readonly points?: number | undefined;
  readonly penalty?: number | undefined;
}

/** What an item has by its type, as its schema asks, still unchecked. */
export type Parts = Readonly<Record<string, unknown>> & { readonly type: AuthoredItem['type'] };

/** An id that no objective and no source has, so that the linter points at it. */
export const TODO_ID = 'todo';
const TODO = 'TODO:';

/** Reads the texts of one question. */
export interface TextReader {
  readonly note: NoteLoss;
  readonly block: (text: ForeignText | null) => string;
  readonly line: (text: ForeignText | null) => string;
  readonly label: (text: ForeignText | null) => string;
  /** Feedback for a wrong answer: what there is, or a text that says what to write. */
  readonly feedback: (text: ForeignText | null, about: string) => string;
}

/** Makes the reader of a question's texts. */
export function textReader(note: NoteLoss): TextReader {
  const read = (place: 'block' | 'line' | 'label') => (text: ForeignText | null) =>
    text === null ? '' : toMarkdown(text.text, text.format, place, note);
  const line = read('line');
  return {
    note,
    block: read('block'),
    line,
    label: read('label'),
    feedback: (text, about) => {
      const found = line(text);
      if (found !== '') return found;
      note(`there is no feedback for ${about}: write it`, true);
      return `${TODO} say what ${about} gets wrong`;
    },
  };
}

/** Turns drafts into items that fit the schema, and says of each what an author must still write. */
export class Shelf {
  readonly items: AuthoredItem[] = [];
  readonly #log: LossLog;
  readonly #ids = new Ids('question');

  constructor(log: LossLog) {
    this.#log = log;
  }

  /** Reads one question with `read`; one that cannot be is left out, with a note of why. */
  add(heading: Heading, read: (reader: TextReader) => Parts | null): void {
    const id = this.#ids.next(heading.id);
    const reader = textReader(this.#log.of(id));
    const parts = read(reader);
    if (parts === null) return;
    const { prompt, ...rest } = parts;
    const base = headOf(id, heading, reader, prompt);
    const item = validate(itemSchema, clean({ ...base, ...rest }));
    if (item.ok) this.#keep(item.value, reader.note);
    else reader.note(`left out: ${reasonOf(item.findings)}`, true);
  }

  #keep(item: AuthoredItem, note: NoteLoss): void {
    const findings: Finding[] = [];
    checkItem((finding) => findings.push(finding), item, []);
    const errors = findings.filter((one) => one.severity === undefined || one.severity === 'error');
    if (errors.length === 0) this.items.push(item);
    else note(`left out: ${reasonOf(errors)}`, true);
  }
}

function reasonOf(findings: readonly Finding[]): string {
  const reasons = findings.map(({ path, message }) => `${path.join('.')}: ${message}`);
  return reasons.slice(0, 3).join('; ');
}

/** The keys of every item, in the order in which authors write them. */
function headOf(id: string, heading: Heading, reader: TextReader, given: unknown) {
  const { note } = reader;
  const prompt = typeof given === 'string' ? given : reader.block(heading.prompt);
  const explanation = reader.block(heading.explanation);
  const carried = fromTags(heading.tags);
  if (prompt === '') note('there is no prompt: write it', true);
  if (explanation === '') note('there is no explanation: write it', true);
  if (carried.objective === null) note('there is no objective: choose one of the lesson', true);
  if (carried.cite.length === 0) note('there is no citation: cite what the answer rests on', true);
  return {
    id,
    // The type comes with the parts and stays in this place.
    type: undefined,
    objective: carried.objective ?? TODO_ID,
    points: pointsOf(heading.points, note),
    prompt: prompt || `${TODO} write what is asked`,
    explanation: explanation || `${TODO} say why the right answer is right`,
    cite: carried.cite.length === 0 ? [TODO_ID] : carried.cite,
    tags: carried.tags.length === 0 ? undefined : carried.tags,
    hints: hintsOf(heading.hints, reader),
    penalty: penaltyOf(heading.penalty),
  };
}

function pointsOf(points: number | undefined, note: NoteLoss): number | undefined {
  if (points === undefined || points === 1 || !Number.isFinite(points)) return undefined;
  const whole = Math.min(10, Math.max(1, Math.round(points)));
  if (whole !== points) note(`${points} points became ${whole}`);
  return whole === 1 ? undefined : whole;
}

function penaltyOf(penalty: number | undefined): number | undefined {
  if (penalty === undefined || !(penalty >= 0 && penalty <= 1)) return undefined;
  return Math.abs(penalty - DEFAULT_PENALTY) < 1e-6 ? undefined : penalty;
}

const MAX_HINTS = 5;

function hintsOf(hints: readonly ForeignText[], reader: TextReader): string[] | undefined {
  const read = hints.map((hint) => reader.line(hint)).filter((hint) => hint !== '');
  if (read.length > MAX_HINTS) reader.note(`${read.length - MAX_HINTS} hints were left out`);
  return read.length === 0 ? undefined : read.slice(0, MAX_HINTS);
}

/** Without keys that have no value, at any depth: they are not written to YAML. */
function clean(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .map(([key, inner]) => [key, clean(inner)]),
  );
}
