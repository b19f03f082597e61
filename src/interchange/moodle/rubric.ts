import type { AuthoredItemOf } from '../../content/schema/items.ts';
import type { TextReader } from '../drafts.ts';
import { tidy } from '../fractions.ts';
import { parseHtml, toXhtml, wordsOf, writeHtml } from '../html.ts';
import { Ids } from '../ids.ts';
import type { Texts } from '../texts.ts';

type Criteria = AuthoredItemOf<'essay'>['rubric']['criteria'];

/** A rubric as notes for graders: a paragraph for each criterion and each of its levels. */
export function rubricNotes(criteria: Criteria, texts: Texts): string {
  const paragraphs = criteria.flatMap(({ text, weight, levels }) => [
    `[weight ${weight ?? 1}] ${texts.label(text)}`,
    ...levels.map((level) => `[${tidy(level.share * 100)} %] ${texts.label(level.text)}`),
  ]);
  return paragraphs.map((one) => `<p>${toXhtml(one)}</p>`).join('');
}

const WEIGHT = /^\s*\[weight (\d+(?:\.\d+)?)\]\s*/;
const SHARE = /^\s*\[(\d+(?:\.\d+)?) %\]\s*/;

interface Level {
  readonly id: string;
  readonly text: string;
  readonly share: number;
}

/** The rubric in notes that our export wrote; null where they are anything else. */
export function readRubric(notes: string, reader: TextReader): unknown {
  const criteria: { id: string; text: string; weight?: number; levels: Level[] }[] = [];
  const ids = new Ids('criterion');
  let levelIds = new Ids('level');
  for (const node of parseHtml(notes)) {
    const inner = typeof node === 'string' ? node : writeHtml(node.children);
    const words = wordsOf(inner);
    const weight = WEIGHT.exec(inner);
    const share = SHARE.exec(inner);
    if (weight) {
      const text = labelOf(inner.slice(weight[0].length), reader);
      const heavy = Number(weight[1]);
      levelIds = new Ids('level');
      const head = { id: ids.next(text), text };
      criteria.push({ ...head, ...(heavy === 1 ? {} : { weight: heavy }), levels: [] });
    } else if (share) {
      const text = labelOf(inner.slice(share[0].length), reader);
      const level = { id: levelIds.next(text), text, share: tidy(Number(share[1]) / 100) };
      criteria.at(-1)?.levels.push(level);
    } else if (words !== '') return null;
  }
  return criteria.length === 0 ? null : { criteria };
}

function labelOf(html: string, reader: TextReader): string {
  return reader.label({ text: html, format: 'html' });
}

/** A rubric that an author must write, valid so that the question can be looked at. */
export function rubricToWrite(): unknown {
  return {
    criteria: [
      {
        id: 'todo',
        text: 'TODO: write what a reader looks for',
        levels: [
          { id: 'none', text: 'TODO: write what earns nothing', share: 0 },
          { id: 'all', text: 'TODO: write what earns everything', share: 1 },
        ],
      },
    ],
  };
}
