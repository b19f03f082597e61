import type { Loss } from '../../interchange/outcome.ts';
import type { FormErrors } from '../forms.ts';

/** Questions that were read, and what is to be said about them. */
export interface ImportResult {
  readonly count: number;
  readonly yaml: string;
  readonly losses: readonly Loss[];
}

export interface ImportModel {
  readonly formats: readonly string[];
  /** The format that is chosen; empty for none. */
  readonly format: string;
  readonly text: string;
  readonly errors: FormErrors;
  /** Null before anything was read. */
  readonly result: ImportResult | null;
}
