import type { Lesson, Section } from '../../domain/course.ts';
import { escapeHtml } from '../../domain/html.ts';
import type { Html } from '../../domain/item.ts';
import { inLanguage } from '../../domain/language.ts';
import { digest } from '../digest.ts';
import type { Path } from '../diagnostic.ts';
import { drawFigure } from '../figures/draw.ts';
import type { SectionContext } from '../markdown/context.ts';
import { POLICIES } from '../markdown/context.ts';
import { Notes } from '../markdown/notes.ts';
import type { AuthoredLesson, AuthoredSection } from '../schema/lesson.ts';
import { compileItem } from './items.ts';
import type { Desk } from './texts.ts';
import { block, inline, languageAt, marked, phrase } from './texts.ts';

/** Where a lesson stands in the course. */
export interface LessonPlace {
  readonly module: string;
  /** From 1. */
  readonly number: number;
}

/** An authored lesson, with its texts rendered; problems in them are reported on the way. */
export function compileLesson(desk: Desk, lesson: AuthoredLesson, place: LessonPlace): Lesson {
  const pointers = { notes: new Notes(), terms: new Set<string>() };
  // In order of reading: notes are numbered as they come.
  const sections = lesson.sections.map((_section, index) =>
    compileSection(desk, lesson, index, pointers),
  );
  return {
    id: lesson.id,
    ...place,
    hash: digest(lesson),
    title: phrase(desk, lesson.title, ['title']),
    summary: inline(desk, POLICIES.line, lesson.summary, ['summary']),
    minutes: lesson.minutes,
    objectives: lesson.objectives.map(({ id, text }, index) => ({
      id,
      text: inline(desk, POLICIES.line, text, ['objectives', index, 'text']),
    })),
    sections,
    notes: pointers.notes.list(),
    terms: [...pointers.terms],
    prerequisites: (lesson.prerequisites ?? []).map((one) => ({
      lesson: one.lesson,
      hard: one.hard ?? false,
    })),
    items: lesson.items.map((item, index) => compileItem(desk, lesson.id, item, ['items', index])),
  };
}

/** What the text of a lesson points at, gathered as it is rendered. */
type Pointers = Pick<SectionContext, 'notes' | 'terms'>;

function compileSection(
  desk: Desk,
  lesson: AuthoredLesson,
  index: number,
  pointers: Pointers,
): Section {
  const { id, title, body, recall } = lesson.sections[index] as AuthoredSection;
  const path = ['sections', index];
  const place = [...path, 'body'];
  const figure = (figureId: string) =>
    placeFigure(desk, lesson, figureId, { pointers, around: place });
  const section = { id, ...pointers, figure, callouts: 0 };
  return {
    id,
    title: phrase(desk, title, [...path, 'title']),
    html: block(desk, POLICIES.section, body, place, { section }),
    recall: recall ? compileRecall(desk, recall, [...path, 'recall']) : null,
  };
}

function compileRecall(
  desk: Desk,
  recall: NonNullable<AuthoredSection['recall']>,
  path: (string | number)[],
) {
  return {
    prompt: inline(desk, POLICIES.line, recall.prompt, [...path, 'prompt']),
    answer: inline(desk, POLICIES.line, recall.answer, [...path, 'answer']),
  };
}

function placeFigure(
  desk: Desk,
  lesson: AuthoredLesson,
  id: string,
  { pointers, around }: { readonly pointers: Pointers; readonly around: Path },
): Html | null {
  const index = lesson.figures?.findIndex((one) => one.id === id) ?? -1;
  const figure = lesson.figures?.[index];
  if (!figure) return null;
  // A figure's texts may cite; they hold neither callouts nor further figures.
  const section = { id: figure.id, ...pointers, figure: () => null, callouts: 0 };
  const { locale } = desk.voice;
  const html = drawFigure(figure, {
    locale,
    text: (text, ...keys) =>
      inline(desk, POLICIES.section, text, ['figures', index, ...keys], { section }),
    title: marked(desk, escapeHtml(figure.title.trim()), ['figures', index, 'title']),
  });
  // A figure has its own translation, whatever the text around it has.
  return languageAt(desk, around) === locale ? html : inLanguage(html, locale, 'block');
}
