import { splitAtGaps } from '../../content/markdown/gaps.ts';
import type { AuthoredGap, AuthoredItemOf } from '../../content/schema/items.ts';
import { acceptedOf } from '../accepted.ts';
import { escapeHtml } from '../../domain/html.ts';
import type { Texts } from '../texts.ts';
import { escapeStars, noteFolds } from './folds.ts';

/** The text of a cloze with its gaps as Moodle writes them inside it. */
export function clozeQuestion(item: AuthoredItemOf<'cloze'>, texts: Texts): string {
  if ((item.points ?? 1) !== item.gaps.length) {
    texts.note('in Moodle each gap of a cloze is worth one point');
  }
  const gaps = new Map(item.gaps.map((gap) => [gap.id, gap]));
  const pieces = splitAtGaps(texts.cloze(item.text, new Set(gaps.keys())));
  const written = pieces.map((piece, index) => {
    if (index % 2 === 0) return guardBraces(piece);
    const gap = gaps.get(piece);
    return gap === undefined ? '' : writeGap(gap, texts);
  });
  return `<p>${written.join('')}</p>`;
}

function writeGap(gap: AuthoredGap, texts: Texts): string {
  if (gap.choices) {
    const choices = gap.choices.map(({ text, correct, feedback }) => {
      const said = feedback === undefined ? '' : `#${guard(texts.line(feedback))}`;
      return `${correct ? '=' : ''}${guard(texts.label(text))}${said}`;
    });
    return `{1:MULTICHOICE_S:${choices.join('~')}}`;
  }
  noteFolds(gap, texts);
  const accepted = acceptedOf(gap.accept ?? []).map(
    (one) => `=${guard(escapeHtml(escapeStars(one)))}`,
  );
  const feedback = gap.feedback === undefined ? [] : [`*#${guard(texts.line(gap.feedback))}`];
  return `{1:SHORTANSWER:${[...accepted, ...feedback].join('~')}}`;
}

/** Marks of Moodle’s gaps as references, which it resolves; it knows no way to escape a backslash. */
function guard(html: string): string {
  return html.replaceAll(/[~}{\\]|(?<!&)#|^[=%*]/g, reference);
}

function guardBraces(html: string): string {
  return html.replaceAll(/[{}]/g, reference);
}

function reference(mark: string): string {
  return `&#${mark.codePointAt(0) ?? 0};`;
}
