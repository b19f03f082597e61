import type { Path, Report } from '../diagnostic.ts';
import { EMPTY_WORDS, IMPERATIVES, NEGATIONS, NOT_NEGATIONS } from '../language/asking.ts';
import { allPhrases, wholeWords } from '../language/phrases.ts';
import { stem } from '../language/stem.ts';
import type { AuthoredItem, AuthoredItemOf } from '../schema/items.ts';
import { countWords, wordsOf } from './words.ts';

/** Most words of a prompt: more is a text to be read, and belongs in the lesson. */
const MAX_WORDS = 60;
/** An essay’s prompt is a task, and stays in sight while it is done. */
const MAX_ESSAY_WORDS = 120;
/** Letters from which a word says something by itself. */
const MIN_LETTERS = 5;

// Bounded, so that a text full of opening marks takes linear time.
const STRESSED = /\*{1,3}[^*\n]{1,200}\*{1,3}|_{1,2}[^_\n]{1,200}_{1,2}/g;
const QUOTED = /“[^”]{0,500}”|«[^»]{0,500}»|"[^"]{0,500}"/g;
const SENTENCE_END = /(?<=[.?!؟:])\s+/u;

const NEGATION = wholeWords(allPhrases(NEGATIONS));
const NOT_NEGATION = wholeWords(allPhrases(NOT_NEGATIONS));
const IMPERATIVE = new RegExp(`^(?:${wholeWords(allPhrases(IMPERATIVES)).source})`, 'iu');
const PLAIN_NOT = /^(?:not|pas|ليس|ليست)$/i;
const EMPTY = new Set(allPhrases(EMPTY_WORDS));

/** Checks a prompt: its length, its negations, and words that give the right choice away. */
export function checkStem(report: Report, item: AuthoredItem, path: Path): void {
  const at = [...path, 'prompt'];
  const words = countWords(item.prompt);
  const most = item.type === 'essay' ? MAX_ESSAY_WORDS : MAX_WORDS;
  if (words > most) {
    const message = `this prompt has ${words} words; up to ${most} can be kept in mind`;
    report({ path: at, rule: 'prompt-length', message, onKey: true });
  }
  const negation = unstressedNegation(item.prompt);
  if (negation !== undefined) {
    const message = `“${negation}” turns the question round and is easily missed`;
    const suggestion = `ask without it, or write **${negation}**`;
    report({ path: at, rule: 'unmarked-negation', message, suggestion, needle: negation });
  }
  if (item.type === 'single-choice') checkClues(report, item, path);
}

/** A negation in the sentences that ask; what stands in quotation marks is not the author’s. */
function unstressedNegation(prompt: string): string | undefined {
  const plain = [QUOTED, STRESSED, NOT_NEGATION].reduce(
    (text, one) => text.replaceAll(one, ' … '),
    prompt,
  );
  const sentences = plain.trim().split(SENTENCE_END);
  const asking = sentences.filter((one) => /[?؟]\s*$/.test(one));
  const telling = sentences.filter((one) => IMPERATIVE.test(one));
  const relevant = [asking, telling].find((some) => some.length > 0) ?? sentences;
  return relevant.flatMap(negationsIn).at(0);
}

/** Negations of a sentence, without those in capitals and those of an aside (“, not …”). */
function negationsIn(sentence: string): readonly string[] {
  return [...sentence.matchAll(NEGATION)].flatMap(({ 0: word, index }) => {
    const stressed = /^\p{Lu}{2,}$/u.test(word);
    const aside = PLAIN_NOT.test(word) && /[,،–—(]\s*$/.test(sentence.slice(0, index));
    return stressed || aside ? [] : [word];
  });
}

function checkClues(report: Report, item: AuthoredItemOf<'single-choice'>, path: Path): void {
  const index = item.choices.findIndex((choice) => choice.correct);
  const asked = contentOf(item.prompt);
  const wrong = item.choices.filter((choice) => !choice.correct);
  const others = new Set(wrong.flatMap(({ text }) => [...contentOf(text).keys()]));
  const shared = [...contentOf(item.choices[index]?.text ?? '')].filter(
    ([stemmed]) => asked.has(stemmed) && !others.has(stemmed),
  );
  const [first] = shared;
  if (first === undefined) return;
  const names = shared.map(([, word]) => `“${word}”`).join(', ');
  const message = `${names} ${shared.length > 1 ? 'stand' : 'stands'} in the prompt and in the right choice alone`;
  const severity = shared.length > 1 ? 'warning' : 'note';
  const at = { path: [...path, 'choices', index, 'text'], needle: first[1] };
  report({ ...at, rule: 'clueing-words', severity, message });
}

/** The words of a text that say something, by their stems. */
function contentOf(text: string): ReadonlyMap<string, string> {
  const words = wordsOf(text).filter((word) => word.length >= MIN_LETTERS && /\p{L}/u.test(word));
  const stemmed = words.map((word): [string, string] => [stem(word), word]);
  return new Map(
    stemmed.filter(([key, word]) => !EMPTY.has(key) && !EMPTY.has(word.toLowerCase())),
  );
}
