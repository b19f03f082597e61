import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Diagnostic } from './diagnostic.ts';
import { listRules } from './rules.ts';

const RULE_LIST = listRules();
const RULE_INDEX = new Map(RULE_LIST.map((rule, index) => [rule.id, index]));

/**
 * Findings as a SARIF log (Static Analysis Results Interchange Format, version 2.1.0, OASIS 2020):
 * one run, with all rules that could have found something. `file` of a finding is a path as seen
 * from the root of the project, or absolute.
 */
export function toSarif(diagnostics: readonly Diagnostic[]) {
  const rules = RULE_LIST.map(({ id, about, severity, says }) => ({
    id,
    shortDescription: { text: says },
    help: { text: `${says} The lesson format says more: docs/lesson-format.md.` },
    defaultConfiguration: { level: severity },
    properties: { category: about },
  }));
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'manara', rules } },
        columnKind: 'utf16CodeUnits',
        results: diagnostics.map(toResult),
      },
    ],
  };
}

function toResult(diagnostic: Diagnostic) {
  const { rule, severity, message, suggestion, file } = diagnostic;
  const text = suggestion === undefined ? `${message}.` : `${message}. ${suggestion}`;
  return {
    ruleId: rule,
    ruleIndex: RULE_INDEX.get(rule),
    level: severity,
    message: { text },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: uriOf(file) }, region: regionOf(diagnostic) },
      },
    ],
  };
}

function regionOf({ line, column, endLine, endColumn }: Diagnostic) {
  const start = { startLine: line, startColumn: column };
  return endLine === undefined || endColumn === undefined
    ? start
    : { ...start, endLine, endColumn };
}

function uriOf(file: string): string {
  if (isAbsolute(file)) return pathToFileURL(file).href;
  return file.split(/[\\/]/).map(encodeURIComponent).join('/');
}
