import type { Activity, ActivityAttempt, Deed } from '../../domain/activity.ts';
import type { Html } from '../../domain/item.ts';
import { quizTitle, type CourseView } from '../course-view.ts';
import { bdi, phrase } from '../html.ts';
import type { Language } from '../views.ts';
import type { ActivityLine } from './activity-models.ts';

/** Each has a message `activity.<name>`. */
export const ACTIVITY_SENTENCES = [
  'joined',
  'read',
  'readAll',
  'passed',
  'started',
  'submitted',
  'submittedUnmarked',
  'expired',
  'expiredUnmarked',
  'disputed',
  'dispute-accepted',
  'dispute-answered',
  'graded',
  'mark-changed',
  'accommodated',
  'accommodatedAll',
] as const;
type SentenceName = (typeof ACTIVITY_SENTENCES)[number];

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

/** A sentence, and where what it tells of can be seen. */
type Told = readonly [sentence: Html, href: string | null];

type Tellers = {
  readonly [Type in Deed['type']]: (
    teller: Teller,
    deed: Extract<Deed, { readonly type: Type }>,
  ) => Told;
};

const TELLERS: Tellers = {
  joined: (teller, deed) => [say(teller, 'joined', { cohort: bdi(deed.cohort) }), null],
  read: (teller, deed) => [readingSentence(teller, deed), teller.links.unit(deed.lessonId)],
  passed: (teller, { unitId }) => [
    say(teller, 'passed', { unit: titleOf(teller, unitId) }),
    teller.links.unit(unitId),
  ],
  started: (teller, { attempt }) => [
    say(teller, 'started', ofAttempt(teller, attempt)),
    teller.links.attempt(attempt.id),
  ],
  submitted: (teller, deed) => [
    submissionSentence(teller, deed),
    teller.links.attempt(deed.attempt.id),
  ],
  reviewed: ({ language }, deed) => [
    language.h('activity.reviewed', { count: deed.answers }),
    null,
  ],
  disputed: disputeTold,
  'dispute-accepted': disputeTold,
  'dispute-answered': disputeTold,
  graded: (teller, deed) => {
    const points = marks(teller, { score: deed.score, points: deed.points });
    const words = { ...ofQuestion(teller, deed), ...points };
    return [say(teller, 'graded', words), questionHref(teller.links, deed)];
  },
  'mark-changed': (teller, deed) => {
    const change = marks(teller, { from: deed.from, to: deed.to });
    const words = { ...ofQuestion(teller, deed), ...change };
    return [say(teller, 'mark-changed', words), questionHref(teller.links, deed)];
  },
  accommodated: (teller, { quizId }) => [
    quizId === null
      ? say(teller, 'accommodatedAll', {})
      : say(teller, 'accommodated', { quiz: titleOf(teller, quizId) }),
    null,
  ],
};

/** An activity as a sentence in the reader's language. */
export function activityLine(teller: Teller, { at, deed }: Activity): ActivityLine {
  const tell = TELLERS[deed.type] as (teller: Teller, deed: Deed) => Told;
  const [sentence, href] = tell(teller, deed);
  return { at, sentence, href };
}

function disputeTold(teller: Teller, deed: Extract<Deed, { readonly disputeId: string }>): Told {
  const href = teller.links.dispute?.(deed.disputeId) ?? questionHref(teller.links, deed);
  return [say(teller, deed.type, ofQuestion(teller, deed)), href];
}

function marks({ language }: Teller, points: Readonly<Record<string, number>>) {
  const written = Object.entries(points).map(([name, value]) => {
    return [name, bdi(language.format.marks(value))] as const;
  });
  return Object.fromEntries(written);
}

function questionHref(
  links: ActivityLinks,
  { attempt, question }: { readonly attempt: ActivityAttempt; readonly question: number },
): string {
  return `${links.attempt(attempt.id)}#question-${question}`;
}

/** Parameters are HTML already. */
function say(
  { language }: Teller,
  name: SentenceName,
  parameters: Readonly<Record<string, Html>>,
): Html {
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
