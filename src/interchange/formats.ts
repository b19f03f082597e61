import type { World } from '../content/world.ts';
import type { AuthoredItem } from '../content/schema/items.ts';
import { toGift } from './gift/export.ts';
import { fromGift } from './gift/import.ts';
import { toItemsCsv } from './items-csv.ts';
import type { ExportLesson } from './lessons.ts';
import { toMoodleXml } from './moodle/export.ts';
import { fromMoodleXml } from './moodle/import.ts';
import type { Imported, Outcome } from './outcome.ts';
import { qtiFiles, zipOf } from './qti/package.ts';
import { QTI_22, QTI_3, type QtiVersion } from './qti/versions.ts';

/** Formats that questions can be exported to. */
export const EXPORT_FORMATS = ['gift', 'moodle', 'qti3', 'qti22', 'csv'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Formats that questions can be imported from. */
export const IMPORT_FORMATS = ['gift', 'moodle'] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

/** How the file of a format is called and sent. */
export interface FileKind {
  /** What stands behind the name of a lesson. */
  readonly ending: string;
  readonly contentType: string;
}

export const FILE_KINDS: Readonly<Record<ExportFormat, FileKind>> = {
  gift: { ending: '.gift.txt', contentType: 'text/plain; charset=utf-8' },
  moodle: { ending: '.moodle.xml', contentType: 'application/xml; charset=utf-8' },
  qti3: { ending: '.qti3.zip', contentType: 'application/zip' },
  qti22: { ending: '.qti22.zip', contentType: 'application/zip' },
  csv: { ending: '.csv', contentType: 'text/csv; charset=utf-8' },
};

/** Writes the questions of lessons in a format; `world` has the sources that they cite. */
export async function exportLessons(
  format: ExportFormat,
  lessons: readonly ExportLesson[],
  world: World,
): Promise<Outcome<Buffer>> {
  switch (format) {
    case 'gift':
      return asBytes(toGift(lessons, world));
    case 'moodle':
      return asBytes(toMoodleXml(lessons, world));
    case 'csv':
      return asBytes(toItemsCsv(lessons, world));
    case 'qti3':
      return await asZip(lessons, world, QTI_3);
    case 'qti22':
      return await asZip(lessons, world, QTI_22);
  }
}

/** Reads questions of another system from the text of a file. */
export function importQuestions(
  format: ImportFormat,
  text: string,
): Imported<readonly AuthoredItem[]> {
  return format === 'gift' ? fromGift(text) : fromMoodleXml(text);
}

function asBytes({ output, losses }: Outcome<string>): Outcome<Buffer> {
  return { output: Buffer.from(output, 'utf8'), losses };
}

async function asZip(
  lessons: readonly ExportLesson[],
  world: World,
  version: QtiVersion,
): Promise<Outcome<Buffer>> {
  const { output, losses } = qtiFiles(lessons, world, version);
  return { output: await zipOf(output), losses };
}
