import type { Diagnostic } from '../../content/diagnostic.ts';
import type { Finding } from './models.ts';

/** Findings of the linter as pages show them. */
export function findingsOf(diagnostics: readonly Diagnostic[]): Finding[] {
  return diagnostics.map(({ file, line, column, severity, rule, message, suggestion }) => {
    return { file, line, column, severity, rule, message, suggestion: suggestion ?? null };
  });
}
