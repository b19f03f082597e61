import type { Lesson } from '../../src/domain/course.ts';
import { insertAccount } from '../../src/store/accounts.ts';
import type { Db } from '../../src/store/database.ts';
import { migrateToLatest } from '../../src/store/migrations.ts';
import { openDatabase } from '../../src/store/open.ts';
import { catalogueOf, SMALL_COURSE } from './small-site-course.ts';

/** The small course, read once: it never changes. */
export const COURSE = catalogueOf(SMALL_COURSE);

/** A lesson of the small course. */
export function lessonOf(id: 'alpha' | 'beta'): Lesson {
  const lesson = COURSE.lessons.get(id);
  if (lesson === undefined) throw new Error(`There is no lesson ${id}.`);
  return lesson;
}

/** An empty, migrated database in memory. */
export async function createStore(): Promise<Db> {
  const db = openDatabase(':memory:');
  await migrateToLatest(db);
  return db;
}

/** An account without a usable password. */
export async function createPerson(db: Db, name: string, isAdmin = false): Promise<string> {
  const email = `${name.toLowerCase()}@example.org`;
  const account = { name, email, passwordHash: 'none', isAdmin, locale: 'en' as const };
  return await insertAccount(db, account, new Date('2030-01-01T00:00:00Z'));
}
