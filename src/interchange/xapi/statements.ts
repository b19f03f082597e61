import { v5 } from 'uuid';
import type { Item } from '../../domain/item.ts';
import type { ItemResponse } from '../../domain/items/registry.ts';
import type { ReleasedPart } from '../../domain/release.ts';
import { reaches } from '../../domain/share.ts';
import { definitionOf, responseText, type InteractionDefinition } from './interactions.ts';

const VERBS = {
  initialized: { en: 'initialized', fr: 'a commencé', ar: 'بدأ' },
  answered: { en: 'answered', fr: 'a répondu à', ar: 'أجاب عن' },
  completed: { en: 'completed', fr: 'a terminé', ar: 'أتمّ' },
  passed: { en: 'passed', fr: 'a réussi', ar: 'نجح في' },
  failed: { en: 'failed', fr: 'a échoué à', ar: 'لم ينجح في' },
} as const;
type Verb = keyof typeof VERBS;

interface Activity {
  readonly objectType: 'Activity';
  readonly id: string;
  readonly definition: QuizDefinition | InteractionDefinition;
}

interface QuizDefinition {
  readonly type: 'http://adlnet.gov/expapi/activities/assessment';
  readonly name: Readonly<Record<string, string>>;
}

interface Score {
  readonly scaled: number;
  readonly raw: number;
  readonly min: 0;
  readonly max: number;
}

interface Result {
  readonly score?: Score;
  readonly success?: boolean;
  readonly completion?: boolean;
  readonly response?: string;
  readonly duration?: string;
}

/** A statement of xAPI 1.0.3, as it is sent to a store of learning records. */
export interface Statement {
  readonly id: string;
  readonly actor: {
    readonly objectType: 'Agent';
    readonly account: { readonly homePage: string; readonly name: string };
  };
  readonly verb: { readonly id: string; readonly display: Readonly<Record<string, string>> };
  readonly object: Activity;
  readonly result?: Result;
  readonly context: {
    readonly registration: string;
    readonly platform: 'Manara';
    readonly contextActivities?: { readonly parent: readonly { readonly id: string }[] };
  };
  readonly timestamp: string;
}

/** One question of a run, with what came of it. */
export interface RunAnswer {
  readonly item: Item;
  readonly response: ItemResponse | null;
  /** Null where it is not marked yet. */
  readonly score: number | null;
  readonly points: number;
  readonly dropped: boolean;
}

/** A submitted attempt, for telling. */
export interface Run {
  /** A UUID. */
  readonly id: string;
  /** What stands for the learner: neither name nor address. */
  readonly actor: string;
  readonly quizId: string;
  readonly quizTitle: string;
  /** BCP 47 tag of the title. */
  readonly language: string;
  readonly startedAt: Date;
  readonly submittedAt: Date;
  /** Null where a text waits for its reader. */
  readonly score: number | null;
  readonly maxScore: number;
  /** Share of the points that passes, 0 to 1. */
  readonly pass: number;
  readonly answers: readonly RunAnswer[];
  /** What the learner may know of it: nothing else is told. */
  readonly released: ReadonlySet<ReleasedPart>;
}

/**
 * What a run says: that it began and ended, and, as far as marks are released and given, what was
 * answered and whether it passed. The id of a statement is made from what it says: said again, it is
 * the same; with another mark it is another.
 * @param baseUrl address of the site, without a slash at its end.
 */
export function statementsOf(run: Run, baseUrl: string): Statement[] {
  const teller = new Teller(run, baseUrl);
  const statements = [teller.say('initialized', run.startedAt)];
  const marked = run.released.has('marks');
  if (marked) statements.push(...run.answers.flatMap((answer) => teller.sayAnswer(answer)));
  const score = marked && run.score !== null ? scoreOf(run.score, run.maxScore) : undefined;
  const duration = durationOf(run.startedAt, run.submittedAt);
  const completed = { completion: true, duration, ...(score === undefined ? {} : { score }) };
  statements.push(teller.say('completed', run.submittedAt, completed));
  if (score !== undefined) {
    const success = reaches(score.scaled, run.pass);
    const verb = success ? 'passed' : 'failed';
    statements.push(teller.say(verb, run.submittedAt, { success, score }));
  }
  return statements;
}

class Teller {
  readonly #run: Run;
  readonly #baseUrl: string;
  readonly #namespace: string;

  constructor(run: Run, baseUrl: string) {
    this.#run = run;
    this.#baseUrl = baseUrl;
    this.#namespace = v5(`${baseUrl}/xapi`, v5.URL);
  }

  /** About the quiz. */
  say(verb: Verb, at: Date, result?: Result): Statement {
    const { language, quizTitle } = this.#run;
    const definition: QuizDefinition = {
      type: 'http://adlnet.gov/expapi/activities/assessment',
      name: { [language]: quizTitle },
    };
    const object = { objectType: 'Activity', id: this.#quizId(), definition } as const;
    return this.#statement(verb, object, at, result);
  }

  /** About a question; nothing where it counts for nothing, was left blank or is not marked yet. */
  sayAnswer({ item, response, score, points, dropped }: RunAnswer): Statement[] {
    if (dropped || response === null || score === null) return [];
    const definition = definitionOf(item, this.#run.released.has('right-answers'));
    const id = `${this.#baseUrl}/xapi/items/${item.hash}`;
    const object = { objectType: 'Activity', id, definition } as const;
    const earned = scoreOf(score, points);
    const result = {
      response: responseText(item, response),
      ...(earned === undefined ? {} : { score: earned, success: reaches(earned.scaled, 1) }),
    };
    const parent = [{ id: this.#quizId() }];
    return [this.#statement('answered', object, this.#run.submittedAt, result, parent)];
  }

  #quizId(): string {
    return `${this.#baseUrl}/xapi/quizzes/${this.#run.quizId}`;
  }

  #statement(
    verb: Verb,
    object: Activity,
    at: Date,
    result?: Result,
    parent?: readonly { readonly id: string }[],
  ): Statement {
    const { actor, id: registration } = this.#run;
    const facts = [registration, actor, verb, object.id, result ?? null];
    return {
      id: v5(JSON.stringify(facts), this.#namespace),
      actor: { objectType: 'Agent', account: { homePage: this.#baseUrl, name: actor } },
      verb: { id: `http://adlnet.gov/expapi/verbs/${verb}`, display: VERBS[verb] },
      object,
      ...(result === undefined ? {} : { result }),
      context: {
        registration,
        platform: 'Manara',
        ...(parent === undefined ? {} : { contextActivities: { parent } }),
      },
      timestamp: at.toISOString(),
    };
  }
}

/** Undefined where there are no points: a share of nothing cannot be told. */
function scoreOf(raw: number, max: number): Score | undefined {
  if (max === 0) return undefined;
  const kept = Math.min(max, Math.max(0, raw));
  return { scaled: kept / max, raw: kept, min: 0, max };
}

/** ISO 8601, to the hundredth of a second. */
function durationOf(from: Date, to: Date): string {
  const milliseconds = Math.max(0, to.getTime() - from.getTime());
  return `PT${(Math.round(milliseconds / 10) / 100).toFixed(2)}S`;
}
