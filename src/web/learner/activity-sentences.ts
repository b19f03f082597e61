import type { Activity, ActivityAttempt, Deed } from '../../domain/activity.ts';
import type { Html } from '../../domain/item.ts';
import { quizTitle, type CourseView } from '../course-view.ts';
import { bdi, phrase } from '../html.ts';
import type { Language } from '../views.ts';
import type { ActivityLine } from './activity-models.ts';

/** The addresses that who looks has for a learner's work. */
export interface ActivityLinks {
  readonly attempt: (attemptId: string) => string;
  /** Of a lesson or a quiz; null where the viewer has no page of it. */
  readonly unit: (unitId: string) => string | null;
  /** Null where the viewer reads of disputes on the page of the attempt. */
  readonly dispute: ((disputeId: string) => string) | null;
}

export interface Teller {
  readonly language: Language;
  readonly view: CourseView;
  readonly links: ActivityLinks;
}

/** An activity as a sentence in the reader's language. */
export function activityLine(teller: Teller, { at, deed }: Activity): ActivityLine {
  return { at, sentence: sentenceOf(teller, deed), href: hrefOf(teller.links, deed) };
}

function hrefOf(links: ActivityLinks, deed: Deed): string | null {
  switch (deed.type) {
    case 'joined':
    case 'reviewed':
    case 'accommodated':
      return null;
    case 'read':
      return links.unit(deed.lessonId);
    case 'passed':
      return links.unit(deed.unitId);
    case 'started':
    case 'submitted':
      return links.attempt(deed.attempt.id);
    case 'disputed':
    case 'dispute-accepted':
    case 'dispute-answered':
      return links.dispute?.(deed.disputeId) ?? questionHref(links, deed);
    case 'graded':
    case 'mark-changed':
      return questionHref(links, deed);
  }
}

function questionHref(
  links: ActivityLinks,
  { attempt, question }: { readonly attempt: ActivityAttempt; readonly question: number },
): string {
  return `${links.attempt(attempt.id)}#question-${question}`;
}

function sentenceOf(teller: Teller, deed: Deed): Html {
  const { format } = teller.language;
  switch (deed.type) {
    case 'joined':
      return say(teller, 'joined', { cohort: bdi(deed.cohort) });
    case 'read':
      return readingSentence(teller, deed);
    case 'passed':
      return say(teller, 'passed', { unit: titleOf(teller, deed.unitId) });
    case 'started':
      return say(teller, 'started', ofAttempt(teller, deed.attempt));
    case 'submitted':
      return submissionSentence(teller, deed);
    case 'reviewed':
      return teller.language.h('activity.reviewed', { count: deed.answers });
    case 'disputed':
    case 'dispute-accepted':
    case 'dispute-answered':
      return say(teller, deed.type, ofQuestion(teller, deed));
    case 'graded':
      return say(teller, 'graded', {
        ...ofQuestion(teller, deed),
        score: bdi(format.marks(deed.score)),
        points: bdi(format.marks(deed.points)),
      });
    case 'mark-changed':
      return say(teller, 'mark-changed', {
        ...ofQuestion(teller, deed),
        from: bdi(format.marks(deed.from)),
        to: bdi(format.marks(deed.to)),
      });
    case 'accommodated':
      return deed.quizId === null
        ? say(teller, 'accommodatedAll', {})
        : say(teller, 'accommodated', { quiz: titleOf(teller, deed.quizId) });
  }
}

/** Parameters are HTML already. */
function say({ language }: Teller, name: string, parameters: Readonly<Record<string, Html>>): Html {
  return language.t(`activity.${name}`, parameters) as Html;
}

function readingSentence(teller: Teller, deed: Extract<Deed, { type: 'read' }>): Html {
  const total = teller.view.course.lessons.get(deed.lessonId)?.sections.length ?? deed.sections;
  const { format } = teller.language;
  const lesson = titleOf(teller, deed.lessonId);
  if (deed.sections >= total) return say(teller, 'readAll', { lesson });
  const read = bdi(`${format.number(deed.sections)}/${format.number(total)}`);
  return say(teller, 'read', { lesson, read });
}

function submissionSentence(teller: Teller, deed: Extract<Deed, { type: 'submitted' }>): Html {
  const how = deed.byClock ? 'expired' : 'submitted';
  const attempt = ofAttempt(teller, deed.attempt);
  if (deed.share === null) return say(teller, `${how}Unmarked`, attempt);
  return say(teller, how, { ...attempt, share: bdi(teller.language.format.percent(deed.share)) });
}

function ofAttempt({ language, view }: Teller, attempt: ActivityAttempt) {
  return {
    quiz: phrase(quizTitle(view, attempt)),
    n: bdi(language.format.number(attempt.number)),
  };
}

function ofQuestion(
  teller: Teller,
  deed: { readonly attempt: ActivityAttempt; readonly question: number },
) {
  const question = bdi(teller.language.format.number(deed.question));
  return { ...ofAttempt(teller, deed.attempt), question };
}

/** Of a lesson or a quiz; its id where it has left the course. */
function titleOf({ view }: Teller, unitId: string): Html {
  const title = view.course.lessons.get(unitId)?.title ?? view.course.quizzes.get(unitId)?.title;
  return title === undefined ? bdi(unitId) : phrase(title);
}
