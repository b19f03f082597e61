import type { Html } from '../../domain/item.ts';
import type { Phrase } from '../../domain/language.ts';
import type { AuthorLesson, Finding, LessonPreviewModel } from '../author/models.ts';

/** The course as its author sees it while writing. */
export interface PreviewCourseModel {
  /** Null where nothing can be shown. */
  readonly title: Phrase | null;
  readonly summary: Html | null;
  readonly modules: readonly {
    readonly id: string;
    readonly title: Phrase;
    readonly summary: Html;
    readonly lessons: readonly (AuthorLesson & { readonly stale: boolean })[];
  }[];
  readonly findings: readonly Finding[];
}

/** A lesson; each section's `reading` is the HTML of the findings about it. */
export interface PreviewLessonModel extends Omit<
  LessonPreviewModel,
  'sections' | 'items' | 'translations'
> {
  /** Whether this is the last good version of a file that has errors. */
  readonly stale: boolean;
  readonly sections: readonly (LessonPreviewModel['sections'][number] & {
    readonly reading: Html;
  })[];
  readonly items: readonly (LessonPreviewModel['items'][number] & {
    readonly findings: readonly Finding[];
  })[];
}
