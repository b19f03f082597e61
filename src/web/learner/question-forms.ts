import { isCertainty, type Certainty } from '../../domain/certainty.ts';
import type { Fields } from '../../domain/interaction.ts';
import type { Item } from '../../domain/item.ts';
import { fieldsOf } from '../../domain/items/fields.ts';
import { isComplete, questionOf } from '../../domain/items/registry.ts';
import { itemIn, languageOf } from '../../domain/wording.ts';
import type { AttemptWork } from '../../services/attempting.ts';
import type { AnswerProblem, PostedAnswer } from '../../services/saving.ts';
import type { SavedResponse } from '../../store/responses.ts';
import { BadRequestError } from '../http-errors.ts';
import { textOf, type PostedForm } from '../forms.ts';
import type { QuestionView, Tile } from './models.ts';

/** Field names of a question's controls: `q3`, or `q3.<part>` where it has several. */
const FIELD = /^q(\d{1,3})(?:\.(.*))?$/s;

/** What a refused form brings to the page that shows it again. */
export interface Refusal {
  readonly answers: readonly PostedAnswer[];
  readonly problems: readonly AnswerProblem[];
  readonly stale: readonly string[];
}

/** A question of the attempt as its form shows it: from the refused form if there is one, else as saved. */
export function questionView(
  work: AttemptWork,
  { number, locale }: { readonly number: number; readonly locale: string },
  refusal?: Refusal,
): QuestionView {
  const item = itemAt(work, number);
  const face = itemIn(item, locale);
  const saved = work.responses.get(item.ref) ?? UNSAVED;
  const stored = fieldsOf(saved.response);
  const asSaved = {
    given: stored,
    flagged: saved.flagged,
    certainty: saved.certainty,
    problem: null,
    stored: null,
  };
  return {
    number,
    ref: item.ref,
    name: `q${number}`,
    lang: languageOf(face),
    question: questionOf(face, orderOf(work, item)),
    revision: saved.revision,
    ...asSaved,
    ...(refusal === undefined ? {} : refusedView(item.ref, refusal, stored)),
  };
}

const UNSAVED = { response: null, flagged: false, certainty: null, revision: 0 };

/** What the learner sent stays in the controls, beside what is wrong with it. */
function refusedView(ref: string, refusal: Refusal, stored: Fields): Partial<QuestionView> {
  const posted = refusal.answers.find((answer) => answer.ref === ref);
  const problem = refusal.problems.find((candidate) => candidate.ref === ref);
  return {
    ...(posted === undefined
      ? {}
      : { given: posted.fields, flagged: posted.flagged, certainty: posted.certainty }),
    ...(problem === undefined
      ? {}
      : { problem: { message: messageOf(problem), part: problem.part } }),
    stored: refusal.stale.includes(ref) ? stored : null,
  };
}

function messageOf({ problem }: AnswerProblem): string {
  return problem === 'blank' ? 'practice.blank' : `question.error.${problem}`;
}

/** The stars of an attempt; `current` is the question on the page, or null. */
export function tilesOf(work: AttemptWork, current: number | null): Tile[] {
  return work.items.map((item, index) => {
    const saved = work.responses.get(item.ref);
    return {
      number: index + 1,
      state: answerState(item, saved) === 'answered' ? 'done' : 'todo',
      current: index + 1 === current,
      flagged: saved?.flagged ?? false,
    };
  });
}

/** Whether an item is answered, answered in part, or blank. Says nothing of right or wrong. */
export function answerState(
  item: Item,
  saved: SavedResponse | undefined,
): 'answered' | 'partial' | 'blank' {
  const response = saved?.response ?? null;
  // Settled in practice: nothing is left to do, even where the answer was shown at once.
  if ((saved?.settled ?? null) !== null) return 'answered';
  if (response === null) return 'blank';
  return isComplete(item, response) ? 'answered' : 'partial';
}

/**
 * Reads the answers that a form holds; it says in `question` which questions it showed.
 * @throws {BadRequestError} for fields of questions that it did not show or that there are not.
 */
export function postedAnswers(work: AttemptWork, form: PostedForm): PostedAnswer[] {
  const numbers = (form.get('question') ?? []).map(Number);
  if (numbers.length === 0 || new Set(numbers).size !== numbers.length) {
    throw new BadRequestError('The form does not say which questions it shows.');
  }
  for (const key of form.keys()) {
    const number = FIELD.exec(key)?.[1];
    if (number !== undefined && !numbers.includes(Number(number))) {
      throw new BadRequestError('The form answers a question that it does not show.');
    }
  }
  return numbers.map((number) => ({
    ref: itemAt(work, number).ref,
    fields: fieldsFor(form, number),
    revision: Number(textOf(form, `revision.q${number}`)),
    flagged: textOf(form, `flag.q${number}`) === 'on',
    certainty: readCertainty(form, number),
  }));
}

/**
 * How sure the learner says they are of a question; null where nothing is ticked.
 * @throws {BadRequestError} for a certainty that the page does not offer.
 */
export function readCertainty(form: PostedForm, number: number): Certainty | null {
  const text = textOf(form, `sure.q${number}`);
  if (text === '') return null;
  const certainty = Number(text);
  if (!isCertainty(certainty)) throw new BadRequestError('There is no such certainty.');
  return certainty;
}

/** @throws {BadRequestError} when the attempt has no such question. */
function itemAt(work: AttemptWork, number: number): Item {
  const item = work.items[number - 1];
  if (item === undefined) throw new BadRequestError('There is no such question.');
  return item;
}

function orderOf(work: AttemptWork, item: Item): readonly string[] {
  return work.attempt.plan.find((planned) => planned.ref === item.ref)?.order ?? [];
}

/** The controls of one question that a form holds, by part. */
export function fieldsFor(form: PostedForm, number: number): Fields {
  const fields = new Map<string, readonly string[]>();
  for (const [key, values] of form) {
    const match = FIELD.exec(key);
    if (match !== null && Number(match[1]) === number) fields.set(match[2] ?? '', values);
  }
  return fields;
}
