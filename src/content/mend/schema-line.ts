import { schemaFileFor } from '../json-schema/files.ts';

/** Where the schemas stand, seen from the lessons folder. */
export const SCHEMAS_FOLDER = '../schemas';

const SCHEMA_LINE = /^#\s*yaml-language-server:/m;

/** The comment that tells editors which schema a file has; null where there is none for the path. */
export function schemaLine(path: string, schemas = SCHEMAS_FOLDER): string | null {
  const name = schemaFileFor(path);
  if (name === null) return null;
  const up = '../'.repeat(path.split('/').length - 1);
  return `# yaml-language-server: $schema=${up}${schemas}/${name}`;
}

/**
 * The text with the schema's comment as its first line. A text that names a schema already, or of a
 * file that has none, stays as it is.
 * @param path within the lessons folder, with forward slashes.
 * @param schemas the folder of the schemas, seen from the lessons folder.
 */
export function withSchemaLine(text: string, path: string, schemas = SCHEMAS_FOLDER): string {
  const line = schemaLine(path, schemas);
  if (line === null || SCHEMA_LINE.test(text)) return text;
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  return `${mark}${line}${end}${text.slice(mark.length)}`;
}
