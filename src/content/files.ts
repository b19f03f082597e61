import type { z } from 'zod';
import type { Diagnostic } from './diagnostic.ts';
import { decodeFile } from './limits.ts';
import { Reporter } from './reporter.ts';
import { validate } from './schema/validate.ts';
import type { YamlFile } from './yaml.ts';
import { parseYaml } from './yaml.ts';

/** A file that was read and fits its schema, with a reporter for what is still to be said about it. */
export interface ReadFile<T> {
  readonly path: string;
  readonly value: T;
  readonly reporter: Reporter;
}

/** What reading one file gave: its data, or only diagnostics. */
export interface Reading<T> {
  readonly read: ReadFile<T> | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** Takes one file through limits, YAML and schema. */
export function readFile<S extends z.ZodType>(
  path: string,
  content: Uint8Array | string,
  schema: S,
): Reading<z.infer<S>> {
  const decoded = decodeFile(path, content);
  if (decoded.text === null) return { read: null, diagnostics: decoded.diagnostics };
  const yaml = parseYaml(path, decoded.text);
  if (yaml.value === undefined) return { read: null, diagnostics: yaml.diagnostics };
  return fit(yaml, schema);
}

function fit<S extends z.ZodType>(yaml: YamlFile, schema: S): Reading<z.infer<S>> {
  const reporter = new Reporter(yaml);
  const checked = validate(schema, yaml.value);
  if (checked.ok) {
    const read = { path: yaml.file, value: checked.value, reporter };
    return { read, diagnostics: yaml.diagnostics };
  }
  checked.findings.forEach(reporter.report);
  return { read: null, diagnostics: [...yaml.diagnostics, ...reporter.diagnostics] };
}
