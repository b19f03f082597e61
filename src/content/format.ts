import { codeFrameColumns } from '@babel/code-frame';
import type { Diagnostic } from './diagnostic.ts';

const FRAME_LINES = { linesAbove: 1, linesBelow: 1 };

/** `file:line:column severity rule message`, then a code frame if the text is given, then the suggestion. */
export function formatDiagnostic(diagnostic: Diagnostic, sourceText?: string): string {
  const { file, line, column, severity, rule, message, suggestion } = diagnostic;
  const lines = [`${file}:${line}:${column} ${severity} ${rule} ${message}`];
  if (sourceText !== undefined && sourceText !== '') lines.push(frame(diagnostic, sourceText));
  if (suggestion !== undefined) lines.push(`  → ${suggestion}`);
  return lines.join('\n');
}

function frame(diagnostic: Diagnostic, text: string): string {
  const { line, column, endLine, endColumn } = diagnostic;
  const start = { line, column };
  const end =
    endLine === undefined || endColumn === undefined
      ? {}
      : { end: { line: endLine, column: endColumn } };
  return codeFrameColumns(text, { start, ...end }, FRAME_LINES);
}
