import { readNumber } from '../../domain/items/numbers.ts';
import type { Report } from '../diagnostic.ts';
import { foldWording } from '../language/fold.ts';
import type { ChoiceList } from './choice-lists.ts';

/** Numbers from `least` to `most`, both ends included. */
interface Range {
  readonly least: number;
  readonly most: number;
}

const NUMBER = String.raw`(\d[\d .,\u00a0\u202f]*\d|\d)`;
const BETWEEN = new RegExp(
  String.raw`^(?:from |between |de |entre |من |بين )?${NUMBER} ?(?:[-–—]| to | and | à | et | الى | إلى | و ?)${' ?'}${NUMBER}(?: \D*)?$`,
  'iu',
);
const AT_LEAST = new RegExp(
  `^(?:more than|over|at least|plus de|au moins|أكثر من|على الأقل) ${NUMBER}(?: \\D*)?$`,
  'iu',
);
const AT_MOST = new RegExp(
  `^(?:less than|fewer than|under|at most|up to|moins de|au plus|أقل من|على الأكثر) ${NUMBER}(?: \\D*)?$`,
  'iu',
);
const STRICT = /^(?:more than|over|plus de|أكثر من|less than|fewer than|under|moins de|أقل من)/iu;
/** Less than the difference between any two numbers that people write in choices. */
const TINY = 1e-6;

/** Checks that of the choices of which one is to be picked no two can be right together. */
export function checkOverlaps(report: Report, { options, path, pickOne }: ChoiceList): void {
  if (!pickOne) return;
  options.forEach(({ text }, index) => {
    const other = options.slice(0, index).find((before) => overlap(before.text, text));
    if (other === undefined) return;
    const message = `this choice and “${other.text.trim()}” can be right together`;
    report({ path: [...path, index, 'text'], rule: 'overlapping-choices', message });
  });
}

function overlap(one: string, other: string): boolean {
  const [a, b] = [rangeOf(one), rangeOf(other)];
  if (a && b) return a.least <= b.most && b.least <= a.most;
  return contains(partsOf(one), partsOf(other)) || contains(partsOf(other), partsOf(one));
}

function rangeOf(text: string): Range | undefined {
  const plain = text.trim();
  const [, from, to] = BETWEEN.exec(plain) ?? [];
  const [least, most] = [numberIn(from), numberIn(to)];
  if (least !== null && most !== null) return { least, most };
  const margin = STRICT.test(plain) ? TINY : 0;
  const low = numberIn(AT_LEAST.exec(plain)?.[1]);
  if (low !== null) return { least: low + margin, most: Infinity };
  const high = numberIn(AT_MOST.exec(plain)?.[1]);
  return high === null ? undefined : { least: -Infinity, most: high - margin };
}

function numberIn(text: string | undefined): number | null {
  if (text === undefined) return null;
  // Between choices it makes no difference whether 1,234 means a thousand or one and a bit.
  return readNumber(text) ?? readNumber(text.replaceAll(/[.,](?=\d{3}\b)/g, ''));
}

/** The members of an enumeration: “Rabat and Fez” has two. */
function partsOf(text: string): ReadonlySet<string> {
  const parts = text.split(/,|;|،|\s(?:and|or|et|ou|&)\s|\s(?=و\p{L})/u);
  return new Set(parts.map(foldWording).filter((part) => part !== ''));
}

function contains(whole: ReadonlySet<string>, part: ReadonlySet<string>): boolean {
  return part.size > 0 && part.size < whole.size && [...part].every((one) => whole.has(one));
}
