import type { Lesson, TranslationState } from '../../domain/course.ts';
import type { Item, Wording } from '../../domain/item.ts';
import { checkItem } from '../checks/items.ts';
import type { LessonPlace } from '../compile/lesson.ts';
import { compileLesson } from '../compile/lesson.ts';
import { digest } from '../digest.ts';
import type { ReadFile } from '../files.ts';
import type { AuthoredLesson } from '../schema/lesson.ts';
import type { World } from '../world.ts';
import { compileTranslated } from './compile.ts';
import type { Sidecars } from './sidecars.ts';
import { translationState } from './translation.ts';

/** A lesson in all languages of its course. */
export interface TranslatedLesson {
  /** As written, its items with their wordings. */
  readonly lesson: Lesson;
  /** By locale, without the lesson's own. */
  readonly translated: ReadonlyMap<string, Lesson>;
  readonly states: readonly TranslationState[];
}

/** Compiles the translations of a lesson; `written` is the lesson as compiled from its base. */
export function translateLesson(
  read: ReadFile<AuthoredLesson>,
  written: Lesson,
  sidecars: Sidecars,
  { world, place }: { readonly world: World; readonly place: LessonPlace },
): TranslatedLesson {
  const translated = new Map<string, Lesson>();
  const states: TranslationState[] = [];
  for (const translation of sidecars.of(read)) {
    const { locale } = translation;
    const compiled = compileTranslated(
      read.value,
      translation,
      { world: { ...world, locale }, base: world.locale },
      (desk, value) => {
        value.items.forEach((item, index) => checkItem(desk.report, item, ['items', index]));
        return compileLesson(desk, value, place);
      },
    );
    translated.set(locale, named(compiled.result, written));
    states.push(translationState(compiled.translation));
  }
  return { lesson: withWordings(written, translated), translated, states };
}

/** A translation is the same version of the same lesson: the base's digests name it. */
function named(lesson: Lesson, { hash, items }: Lesson): Lesson {
  const faces = lesson.items.map((item, index) => ({
    ...item,
    hash: items[index]?.hash ?? item.hash,
  }));
  return { ...lesson, hash, items: faces };
}

function withWordings(lesson: Lesson, translated: ReadonlyMap<string, Lesson>): Lesson {
  if (translated.size === 0) return lesson;
  const items = lesson.items.map((item, index) => ({
    ...item,
    wording: wordingOf(
      Array.from(translated, ([locale, one]) => [locale, one.items[index] ?? item]),
    ),
  }));
  return { ...lesson, items };
}

function wordingOf(entries: readonly (readonly [string, Item])[]): Wording {
  const faces = Object.fromEntries(entries);
  return { hash: digest(faces), faces };
}
