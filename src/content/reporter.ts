import type { Diagnostic, Finding, Report, Severity } from './diagnostic.ts';
import { RULES } from './rules.ts';
import type { YamlFile } from './yaml.ts';

/** Most diagnostics for one file: whoever has more mends these first. */
const MAX_DIAGNOSTICS = 200;

/** Turns findings about one file into diagnostics with places. */
export class Reporter {
  readonly diagnostics: Diagnostic[] = [];
  readonly #file: Pick<YamlFile, 'file' | 'place'>;
  /** How often each needle of each value was reported, so that the next one points further on. */
  readonly #seen = new Map<string, number>();

  constructor(file: Pick<YamlFile, 'file' | 'place'>) {
    this.#file = file;
  }

  readonly report: Report = (finding) => {
    if (this.#isFull(finding)) return;
    const { path, onKey, needle, rule, message, suggestion } = finding;
    const place = this.#file.place(path, { onKey, needle, occurrence: this.#occurrence(finding) });
    const severity = severityOf(finding);
    const said = { file: this.#file.file, ...place, severity, rule, message };
    this.diagnostics.push(suggestion === undefined ? said : { ...said, suggestion });
  };

  get failed(): boolean {
    return this.diagnostics.some((one) => one.severity === 'error');
  }

  /** A full reporter still takes its first error: whether there is one decides what is served. */
  #isFull(finding: Finding): boolean {
    const needed = severityOf(finding) === 'error' && !this.failed;
    return this.diagnostics.length >= MAX_DIAGNOSTICS && !needed;
  }

  #occurrence({ path, rule, needle }: Finding): number {
    if (needle === undefined) return 0;
    const key = JSON.stringify([path, rule, needle]);
    const count = this.#seen.get(key) ?? 0;
    this.#seen.set(key, count + 1);
    return count;
  }
}

function severityOf({ rule, severity }: Finding): Severity {
  return severity ?? RULES[rule].severity;
}
