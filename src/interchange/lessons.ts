import { readFile } from '../content/files.ts';
import type { AuthoredItem } from '../content/schema/items.ts';
import { lessonSchema } from '../content/schema/lesson.ts';

/** A lesson as far as its questions are exported. */
export interface ExportLesson {
  readonly id: string;
  readonly title: string;
  readonly items: readonly AuthoredItem[];
}

/** Reads the lesson in a file; null where the file is not a lesson in order. */
export function readExportLesson(path: string, content: Uint8Array | string): ExportLesson | null {
  const { read } = readFile(path, content, lessonSchema);
  if (read === null) return null;
  const { id, title, items } = read.value;
  return { id, title, items };
}
