import { markup } from '../../content/markdown/markup.ts';
import type { Catalogue } from '../../domain/course.ts';
import { escapeHtml } from '../../domain/html.ts';
import type { Html } from '../../domain/item.ts';
import {
  periodsOf,
  timelineDateText,
  type TimelineDate,
  type TimelineEvent,
  type TimelinePeriod,
} from '../../domain/timeline.ts';
import { bdi } from '../html.ts';
import { found } from '../http-errors.ts';
import type { Language } from '../views.ts';
import { lessonLinks } from './lesson-link.ts';
import type { EventEntry, TimelineModel } from './reference-models.ts';

/**
 * The timeline of a course, or of one of its modules (`chosen`; empty for all).
 * @throws {NotFoundError} for a course without a timeline and a module without events.
 */
export function timelineModel(
  course: Catalogue,
  language: Language,
  chosen: string,
): TimelineModel {
  const moduleOf = ({ lesson }: TimelineEvent) => course.lessons.get(lesson ?? '')?.module;
  const withEvents = new Set(course.timeline.map(moduleOf));
  const modules = course.modules.filter((module) => withEvents.has(module.id));
  const module = chosen === '' ? null : found(modules.find(({ id }) => id === chosen)).id;
  const events = course.timeline.filter((event) => module === null || moduleOf(event) === module);
  return {
    modules: modules.map(({ id, title }) => ({ id, title })),
    module,
    total: found(events.length === 0 ? null : events.length),
    periods: periodsOf(events).map((period) => ({
      id: `${period.kind}-${period.from}`,
      heading: headingOf(language, period),
      events: period.events.map((event) => entryOf(course, language, event)),
    })),
  };
}

function headingOf({ t, h }: Language, { kind, from }: TimelinePeriod): Html {
  if (kind === 'decade') return h('timeline.decade', { from: String(from) });
  return escapeHtml(t(`timeline.century.${from / 100 + 1}`));
}

function entryOf(course: Catalogue, language: Language, event: TimelineEvent): EventEntry {
  const { id, text, cite, lesson } = event;
  const [link = null] = lessonLinks(course, lesson === null ? [] : [lesson]);
  return { id, when: whenOf(language, event), text, lesson: link, cite };
}

/** Words, not a dash, stand between two dates: a dash would turn them round in Arabic. */
function whenOf(language: Language, { date, until, about }: TimelineEvent): Html {
  const { t } = language;
  const from = timeOf(language, date);
  if (until === null) return about ? (t('timeline.about', { from }) as Html) : from;
  const to = timeOf(language, until);
  return (about ? t('timeline.aboutSpan', { from, to }) : t('timeline.span', { from, to })) as Html;
}

function timeOf({ format }: Language, date: TimelineDate): Html {
  const machine = escapeHtml(timelineDateText(date));
  return markup`<time datetime="${machine}">${bdi(format.calendar(date))}</time>`;
}
