import type { DrawRule, Lesson, Quiz, QuizSettings } from '../../domain/course.ts';
import type { Item } from '../../domain/item.ts';
import { MODE_RELEASES } from '../../domain/release.ts';
import type { ReleaseRules } from '../../domain/release.ts';
import type { Path } from '../diagnostic.ts';
import { digest } from '../digest.ts';
import { POLICIES } from '../markdown/context.ts';
import type { AuthoredDraw, AuthoredDrawnQuiz, AuthoredQuiz } from '../schema/quiz.ts';
import type { Desk } from './texts.ts';
import { inline, phrase } from './texts.ts';

const DEFAULT_PASS_PER_CENT = 70;

/** The quiz at the end of a lesson: its bank, whole or drawn from. */
export function compileLessonQuiz(lesson: Lesson, quiz: AuthoredQuiz | undefined): Quiz {
  const settings = quizSettings(quiz ?? {});
  const draw = quiz?.draw?.map(drawRule) ?? null;
  return {
    id: lesson.id,
    title: lesson.title,
    summary: null,
    lesson: lesson.id,
    module: lesson.module,
    hash: quizHash(settings, draw, lesson.items),
    settings,
    bank: lesson.items,
    draw,
    requires: lesson.prerequisites.filter(({ hard }) => hard).map((one) => one.lesson),
  };
}

/** A quiz of a module (or, `module` null, of the course) that draws from these lessons' banks. */
export function compileDrawnQuiz(
  desk: Desk,
  quiz: AuthoredDrawnQuiz,
  path: Path,
  place: { readonly module: string | null; readonly lessons: Iterable<Lesson> },
): Quiz {
  const settings = quizSettings(quiz);
  const draw = quiz.draw.map(drawRule);
  const bank = Array.from(place.lessons).flatMap((lesson) => lesson.items);
  return {
    id: quiz.id,
    title: phrase(desk, quiz.title, [...path, 'title']),
    summary: inline(desk, POLICIES.line, quiz.summary, [...path, 'summary']),
    lesson: null,
    module: place.module,
    hash: quizHash(settings, draw, bank),
    settings,
    bank,
    draw,
    requires: [],
  };
}

function quizHash(
  settings: QuizSettings,
  draw: readonly DrawRule[] | null,
  bank: readonly Item[],
): string {
  return digest({ settings, draw, bank: bank.map((item) => item.hash) });
}

function drawRule(rule: AuthoredDraw): DrawRule {
  return {
    count: rule.count,
    lesson: rule.lesson ?? null,
    objective: rule.objective ?? null,
    tag: rule.tag ?? null,
  };
}

function quizSettings(quiz: AuthoredQuiz): QuizSettings {
  const mode = quiz.mode ?? 'graded';
  return {
    mode,
    pass: (quiz.pass ?? DEFAULT_PASS_PER_CENT) / 100,
    attempts: quiz.attempts ?? null,
    coolDown: quiz['cool-down'] ?? 0,
    shuffleItems: quiz.shuffle?.items ?? false,
    shuffleChoices: quiz.shuffle?.choices ?? true,
    release: releaseRules(quiz, MODE_RELEASES[mode]),
    ...marking(quiz),
    ...timing(quiz),
  };
}

function marking(
  quiz: AuthoredQuiz,
): Pick<QuizSettings, 'counts' | 'certainty' | 'anonymousGrading'> {
  return {
    counts: quiz.counts ?? 'highest',
    certainty: quiz.certainty ?? false,
    anonymousGrading: quiz['anonymous-grading'] ?? false,
  };
}

function timing(quiz: AuthoredQuiz): Pick<QuizSettings, 'timeLimit' | 'opensAt' | 'closesAt'> {
  return {
    timeLimit: quiz['time-limit'] ?? null,
    opensAt: toUtc(quiz.opens),
    closesAt: toUtc(quiz.closes),
  };
}

function toUtc(instant: string | undefined): string | null {
  return instant === undefined ? null : new Date(instant).toISOString();
}

function releaseRules({ release }: AuthoredQuiz, defaults: ReleaseRules): ReleaseRules {
  const authored = Object.entries(release ?? {}).filter(([, time]) => time !== undefined);
  return { ...defaults, ...Object.fromEntries(authored) };
}
