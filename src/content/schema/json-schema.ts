import { z } from 'zod';
import { courseSchema, glossarySchema, sourcesSchema } from './course.ts';
import { lessonSchema } from './lesson.ts';

/** A kind of file that has a JSON Schema for editors. */
interface SchemaFile {
  readonly schema: z.ZodType;
  readonly title: string;
  readonly description: string;
  /** Which paths within the lessons folder it is for. */
  readonly paths: RegExp;
}

const SCHEMA_FILES = {
  course: {
    schema: courseSchema,
    title: 'Manara course',
    description: 'course.yaml: the modules and lessons of a course, in order.',
    paths: /^course\.yaml$/,
  },
  lesson: {
    schema: lessonSchema,
    title: 'Manara lesson',
    description: '<module>/<lesson>.yaml: a lesson with its questions.',
    paths: /^[^/.]+\/[^/.]+\.yaml$/,
  },
  glossary: {
    schema: glossarySchema,
    title: 'Manara glossary',
    description: 'glossary.yaml: the terms that lessons link to.',
    paths: /^glossary\.yaml$/,
  },
  sources: {
    schema: sourcesSchema,
    title: 'Manara sources',
    description: 'sources.yaml: what lessons cite.',
    paths: /^sources\.yaml$/,
  },
} satisfies Readonly<Record<string, SchemaFile>>;

/** JSON Schemas for editors, as texts by file name, e.g. `lesson.schema.json`. */
export function jsonSchemas(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(SCHEMA_FILES).map(([name, file]) => [schemaFileName(name), jsonText(file)]),
  );
}

/** The schema's file name for a path within the lessons folder; null where there is none. */
export function schemaFileFor(path: string): string | null {
  const found = Object.entries(SCHEMA_FILES).find(([, { paths }]) => paths.test(path));
  return found === undefined ? null : schemaFileName(found[0]);
}

function schemaFileName(name: string): string {
  return `${name}.schema.json`;
}

// Draft 7 is what editors' YAML tools know best.
function jsonText({ schema, title, description }: SchemaFile): string {
  const { $schema, ...body } = z.toJSONSchema(schema, { io: 'input', target: 'draft-7' });
  return `${JSON.stringify({ $schema, title, description, ...body }, null, 2)}\n`;
}
