import { z } from 'zod';
import { courseSchema, glossarySchema, sourcesSchema } from '../schema/course.ts';
import { lessonSchema } from '../schema/lesson.ts';
import { timelineSchema } from '../schema/timeline.ts';
import { sidecarName } from '../translation/names.ts';
import type { JsonSchema } from './translation.ts';
import { translationSchema } from './translation.ts';

/** A kind of file that has a JSON Schema for editors. */
interface SchemaFile {
  readonly schema: z.ZodType;
  readonly title: string;
  readonly description: string;
  /** Which paths within the lessons folder it is for. */
  readonly paths: RegExp;
  /** Whether there are translations of such files. */
  readonly translated: boolean;
}

const SCHEMA_FILES = {
  course: {
    schema: courseSchema,
    title: 'Manara course',
    description: 'course.yaml: the modules and lessons of a course, in order.',
    paths: /^course\.yaml$/,
    translated: true,
  },
  lesson: {
    schema: lessonSchema,
    title: 'Manara lesson',
    description: '<module>/<lesson>.yaml: a lesson with its questions.',
    paths: /^[^/.]+\/[^/.]+\.yaml$/,
    translated: true,
  },
  glossary: {
    schema: glossarySchema,
    title: 'Manara glossary',
    description: 'glossary.yaml: the terms that lessons link to.',
    paths: /^glossary\.yaml$/,
    translated: true,
  },
  timeline: {
    schema: timelineSchema,
    title: 'Manara timeline',
    description: 'timeline.yaml: the events of the course by date.',
    paths: /^timeline\.yaml$/,
    translated: true,
  },
  sources: {
    schema: sourcesSchema,
    title: 'Manara sources',
    description: 'sources.yaml: what lessons cite.',
    paths: /^sources\.yaml$/,
    translated: false,
  },
} satisfies Readonly<Record<string, SchemaFile>>;

const kinds: readonly (readonly [string, SchemaFile])[] = Object.entries(SCHEMA_FILES);

/** JSON Schemas for editors, as texts by file name, e.g. `lesson.schema.json`. */
export function jsonSchemas(): ReadonlyMap<string, string> {
  return new Map(
    kinds.flatMap(([name, file]) => {
      const own = baseSchema(file);
      const written = [fileName(name), textOf(file.title, file.description, own)] as const;
      if (!file.translated) return [written];
      const described = `A translation of ${file.description}`;
      const translation = textOf(`${file.title}, translated`, described, translationSchema(own));
      return [written, [translationName(name), translation] as const];
    }),
  );
}

/** The schema's file name for a path within the lessons folder; null where there is none. */
export function schemaFileFor(path: string): string | null {
  const sidecar = sidecarName(path);
  const base = sidecar?.base ?? path;
  const [name, file] = kinds.find(([, { paths }]) => paths.test(base)) ?? [];
  if (name === undefined) return null;
  if (sidecar === null) return fileName(name);
  return file?.translated ? translationName(name) : null;
}

function fileName(name: string): string {
  return `${name}.schema.json`;
}

function translationName(name: string): string {
  return fileName(`${name}-translation`);
}

const DRAFT = 'http://json-schema.org/draft-07/schema#';

// Draft 7 is what editors' YAML tools know best.
function baseSchema({ schema }: SchemaFile): JsonSchema {
  const made = z.toJSONSchema(schema, { io: 'input', target: 'draft-7' });
  // As plain data: the library's type also has forms that it never writes for ours.
  const plain: JsonSchema = JSON.parse(JSON.stringify(made));
  return plain;
}

function textOf(title: string, description: string, { $schema: _draft, ...body }: JsonSchema) {
  return `${JSON.stringify({ $schema: DRAFT, title, description, ...body }, null, 2)}\n`;
}
