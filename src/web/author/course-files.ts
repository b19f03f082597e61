import type { FastifyRequest } from 'fastify';
import { proofread, type Proof } from '../../content/proof.ts';
import type { Diagnostic } from '../../content/diagnostic.ts';
import type { Context } from '../../context.ts';
import { recordedTranslation } from '../../content/translation/typed.ts';
import { fileIdOf, lessonOfFile, pathOfFile, tidyFileText } from '../../domain/course-file.ts';
import type { Press } from '../../services/publishing.ts';
import { textOf, type PostedForm } from '../forms.ts';
import { found } from '../http-errors.ts';
import type { FileHead } from './file-models.ts';
import type { Finding } from './models.ts';

/** Largest form with a course file in it, bytes: Arabic letters take six each. */
export const FILE_BODY_LIMIT = 3 * 1024 * 1024;

export interface FileParams {
  readonly file: string;
}
export type FileRequest = FastifyRequest<{ Params: FileParams }>;

/** A course file that is there, or that may be made, with all the others. */
export interface CourseFile {
  readonly path: string;
  /** As it is on disk; undefined for a new one. */
  readonly current: string | undefined;
  readonly files: ReadonlyMap<string, string>;
}

/** The file that an address names. @throws {NotFoundError} for any other name. */
export async function courseFile(context: Context, request: FileRequest): Promise<CourseFile> {
  const files = await context.library.folder.read();
  const path = found(pathOfFile(request.params.file, files.keys()));
  return { path, current: files.get(path), files };
}

/** What every page about a file says of it. */
export function fileHead({ path }: Pick<CourseFile, 'path'>): FileHead {
  return { id: fileIdOf(path), path, lesson: lessonOfFile(path)?.lesson ?? null };
}

/** A text that was posted for the file, as it is stored; `accept` says that a translation is up to date. */
export function postedText({ files, path }: CourseFile, form: PostedForm, accept = false): string {
  const text = tidyFileText(textOf(form, 'text'));
  return recordedTranslation(files, { path, text, accept });
}

/** The course with a text in the file's place. */
export function proofOf({ files, path }: CourseFile, text: string): Proof {
  return proofread(files, path, text);
}

/** A finding as pages show it. */
export function toFinding(diagnostic: Diagnostic): Finding {
  const { file, line, column, severity, rule, message } = diagnostic;
  return { file, line, column, severity, rule, message, suggestion: diagnostic.suggestion ?? null };
}

/** What publishing asks for, over the lessons folder that is served. */
export function pressOf({ library }: Context): Press {
  return {
    read: library.folder.read,
    write: library.folder.write,
    remove: library.folder.remove,
    serve: library.reload,
    prove: (files, path, text) => {
      const { sound, after } = proofread(files, path, text);
      return { sound, before: library.catalogue(), after: after.catalogue };
    },
  };
}
