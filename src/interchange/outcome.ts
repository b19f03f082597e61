/** Something that a question has on one side and cannot have on the other. */
export interface Loss {
  /** Id or name of the question; null for what concerns the whole file. */
  readonly question: string | null;
  /** What was lost, changed or must still be written, in English, as the linter speaks. */
  readonly message: string;
  /** True where an author must write something before the question can be served. */
  readonly todo: boolean;
}

/** What an export gave, and what of the questions is not in it. */
export interface Outcome<T> {
  readonly output: T;
  readonly losses: readonly Loss[];
}

/** Why a file cannot be read at all, and where; line and column count from 1. */
export interface Problem {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

/** What an import gave: questions and losses, or the reason that there are none. */
export type Imported<T> =
  | (Outcome<T> & { readonly problem: null })
  | { readonly output: null; readonly problem: Problem };

/** Collects the losses of one file. */
export class LossLog {
  readonly #losses: Loss[] = [];
  readonly #seen = new Set<string>();

  get losses(): readonly Loss[] {
    return this.#losses;
  }

  /** Notes a loss; saying the same of the same question twice counts once. */
  note(question: string | null, message: string, todo = false): void {
    const key = JSON.stringify([question, message]);
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.#losses.push({ question, message, todo });
  }

  /** A writer of losses of one question. */
  of(question: string): NoteLoss {
    return (message, todo) => this.note(question, message, todo);
  }
}

/** Notes a loss of the question at hand; `todo` where an author must write something. */
export type NoteLoss = (message: string, todo?: boolean) => void;

/** Largest file that is imported, characters. */
export const MAX_IMPORT_LENGTH = 1_000_000;
/** Most questions of one import. */
export const MAX_QUESTIONS = 500;

// Control characters mean nothing in a question, and XML forbids them.
const FORBIDDEN = /(?![\t\n\r])[\p{Cc}\u202a-\u202e\ufffe\uffff]/u;

/** Why a text cannot be taken for import, whatever its format; null where it can. */
export function refusalOf(text: string): Problem | null {
  if (text.length > MAX_IMPORT_LENGTH) {
    return problemAt(text, 0, `the file has more than ${MAX_IMPORT_LENGTH} characters`);
  }
  const control = FORBIDDEN.exec(text);
  if (control) {
    const code = (control[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    return problemAt(text, control.index, `the file holds the control character U+${code}`);
  }
  if (text.trim() === '') return problemAt(text, 0, 'the file is empty');
  return null;
}

/** A problem at an offset of a text. */
export function problemAt(text: string, offset: number, message: string): Problem {
  const before = text.slice(0, offset);
  const start = before.lastIndexOf('\n') + 1;
  return { message, line: before.split('\n').length, column: offset - start + 1 };
}

/** The text without characters that XML forbids, and whether there were any. */
export function withoutControls(text: string): string {
  return text.replaceAll(/(?![\t\n\r])[\p{Cc}\ufffe\uffff]/gu, '');
}
