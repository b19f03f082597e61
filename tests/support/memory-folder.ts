import type { LessonFolder } from '../../src/content/lesson-folder.ts';

/** A lessons folder in memory, with these files to begin with. */
export function memoryFolder(
  files: ReadonlyMap<string, string>,
  { writable = true } = {},
): LessonFolder {
  const texts = new Map(files);
  const refuse = () => {
    if (!writable) throw Object.assign(new Error('read-only file system'), { code: 'EROFS' });
  };
  return {
    read: async () => new Map(texts),
    isWritable: async () => writable,
    write: async (path, text) => {
      refuse();
      texts.set(path, text);
    },
    remove: async (path) => {
      refuse();
      texts.delete(path);
    },
  };
}
