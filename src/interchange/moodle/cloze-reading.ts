import type { ForeignText, Parts, TextReader } from '../drafts.ts';
import { fromFraction } from '../fractions.ts';
import { parseHtml, wordsOf, writeHtml } from '../html.ts';
import { toMarkdown } from '../markdown.ts';
import { gapChoices } from '../options.ts';
import { unescapeStars } from './folds.ts';

/** A place of a gap while its text is converted; no text that is imported may hold these. */
const OPEN = '\ue000';
const CLOSE = '\ue001';
const PLACE = /\ue000(\d+)\ue001/g;

const START = /\{(\d{0,3}):([A-Z_]{2,20}):/g;
const MOST_GAPS = 10;

interface Alternative {
  /** 0 to 100, or less. */
  readonly percent: number;
  readonly html: string;
  readonly feedback: string | null;
}

interface ForeignGap {
  readonly weight: number;
  readonly kind: string;
  readonly alternatives: readonly Alternative[];
}

/** The parts of a cloze from Moodle’s text with gaps in it; null where it has none. */
export function clozeParts(question: ForeignText, reader: TextReader): Parts | null {
  const { html, gaps } = cut(question.text.replaceAll(/[\ue000\ue001]/g, ''));
  if (gaps.length === 0) {
    reader.note('left out: the cloze has no gaps', true);
    return null;
  }
  if (gaps.length > MOST_GAPS) {
    reader.note(`left out: the cloze has ${gaps.length} gaps, and there can be ${MOST_GAPS}`, true);
    return null;
  }
  if (gaps.some((gap) => gap.weight !== 1)) reader.note('gaps with weights weigh the same');
  const nodes = parseHtml(html);
  const first = nodes.findIndex((node) => writeHtml([node]).includes(OPEN));
  const prompt = writeHtml(nodes.slice(0, first));
  const text = toMarkdown(writeHtml(nodes.slice(first)), 'html', 'label', reader.note, true);
  return {
    type: 'cloze',
    prompt: reader.block({ text: prompt, format: 'html' }),
    text: text.replaceAll(PLACE, (_all, index: string) => `{{gap-${Number(index) + 1}}}`),
    gaps: gaps.map((gap, index) => gapOf(gap, `gap-${index + 1}`, reader)),
  };
}

/** The text with a place for each gap, and the gaps. */
function cut(text: string): { html: string; gaps: ForeignGap[] } {
  const gaps: ForeignGap[] = [];
  let html = '';
  let from = 0;
  START.lastIndex = 0;
  for (let match = START.exec(text); match !== null; match = START.exec(text)) {
    const start = match.index + match[0].length;
    const end = endOf(text, start);
    if (end < 0) break;
    html += `${text.slice(from, match.index)}${OPEN}${gaps.length}${CLOSE}`;
    const alternatives = split(text.slice(start, end), '~').map(readAlternative);
    gaps.push({ weight: Number(match[1] || 1), kind: match[2] ?? '', alternatives });
    from = end + 1;
    START.lastIndex = from;
  }
  return { html: html + text.slice(from), gaps };
}

function endOf(text: string, start: number): number {
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '}') return at;
  }
  return -1;
}

/** Cuts at a mark that is neither escaped nor part of a character reference. */
function split(text: string, mark: string, most = Infinity): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (let at = 0; at < text.length; at += 1) {
    const one = text[at] ?? '';
    if (one === '\\') {
      piece += one + (text[at + 1] ?? '');
      at += 1;
    } else if (one === mark && text[at - 1] !== '&' && pieces.length < most) {
      pieces.push(piece);
      piece = '';
    } else piece += one;
  }
  return [...pieces, piece];
}

function readAlternative(text: string): Alternative {
  const [, equals, percent, rest = ''] =
    /^\s*(?:(=)|%(-?\d{1,3}(?:\.\d{1,7})?)%)?([\s\S]*)$/.exec(text) ?? [];
  const [html = '', feedback] = split(rest, '#', 1);
  return {
    percent: equals === undefined ? Number(percent ?? 0) : 100,
    html: unescape(html),
    feedback: feedback === undefined ? null : unescape(feedback),
  };
}

function unescape(text: string): string {
  return text.replaceAll(/\\([~}{#=/"'\\])/g, '$1');
}

function gapOf(gap: ForeignGap, id: string, reader: TextReader): unknown {
  if (/^(MULTICHOICE|MC|MULTIRESPONSE|MR)/.test(gap.kind)) {
    if (/^(MULTIRESPONSE|MR)/.test(gap.kind)) reader.note(`${id} takes one choice only`);
    const choices = gap.alternatives.map(({ html, feedback, percent }) => ({
      text: { text: html, format: 'html' as const },
      feedback: feedback === null ? null : { text: feedback, format: 'html' as const },
      share: fromFraction(percent),
    }));
    return { id, choices: gapChoices(choices, reader) };
  }
  return textGap(gap, id, reader);
}

function textGap({ kind, alternatives }: ForeignGap, id: string, reader: TextReader): unknown {
  if (/^(NUMERICAL|NM)/.test(kind)) reader.note(`${id} took numbers; it takes these words now`);
  if (/_C$|^(SAC|MWC)$/.test(kind)) reader.note(`capitals do not count in ${id} any more`);
  const accept = alternatives.flatMap((one) => acceptedIn(one, id, reader));
  const other = alternatives.find((one) => one.html.trim() === '*');
  const feedback = other?.feedback ?? null;
  const said = reader.feedback(
    feedback === null ? null : { text: feedback, format: 'html' },
    `another answer in ${id}`,
  );
  return { id, accept: accept.length > 0 ? accept : ['TODO: write the answer'], feedback: said };
}

function acceptedIn({ html, percent }: Alternative, id: string, reader: TextReader): string[] {
  const words = wordsOf(html);
  if (words === '*' || words === '') return [];
  if (percent < 100) {
    if (percent > 0) reader.note(`an answer in ${id} that earned a part was left out`);
    return [];
  }
  const plain = unescapeStars(words);
  if (plain === null) reader.note(`“${words}” in ${id} stood for several answers`, true);
  return [plain ?? words];
}
