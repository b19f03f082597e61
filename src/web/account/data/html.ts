import type { FastifyRequest } from 'fastify';
import type { Context } from '../../../context.ts';
import { bdi } from '../../html.ts';
import { localeOf } from '../../locale.ts';
import type { Html } from '../../../domain/item.ts';
import { MARKUP, type Language } from '../../views.ts';
import { accountOf } from '../../visitor.ts';
import { readAttempts } from './attempts.ts';
import type { Cell, Row, Section } from './models.ts';
import { dataSections } from './sections.ts';

/** A field of a row as it is shown. */
interface ShownField {
  readonly field: string;
  readonly html: Html;
  /** A text of several lines, which must keep them. */
  readonly long: boolean;
}

/** All that is held about the visitor as one page that needs nothing beside it, piece by piece. */
export async function* dataHtml(context: Context, request: FastifyRequest): AsyncGenerator<string> {
  const account = accountOf(request);
  const { views } = request.server;
  const language = views.language(localeOf(request));
  const locals = { ...language, ...MARKUP, icon: () => '' };
  const render = (part: string, model: object) =>
    views.eta.render(`/account/data/${part}`, { ...locals, ...model });
  yield render('head', { name: account.name, madeAt: context.now() });
  for (const section of dataSections(context, account, language.locale)) {
    yield* shownSection(section, language, render);
  }
  yield render('attempts-head', {});
  for await (const data of readAttempts(context, account.id, language.locale)) {
    yield render('attempt', data);
  }
  yield render('tail', {});
}

async function* shownSection(
  { name, rows }: Section,
  language: Language,
  render: (part: string, model: object) => string,
): AsyncGenerator<string> {
  yield render('section-head', { name });
  let count = 0;
  for await (const row of await rows()) {
    count += 1;
    yield render('row', { name, fields: shownFields(row, language) });
  }
  yield render('section-tail', { empty: count === 0 });
}

/** What is not there is not shown: a row has a line for each field that says something. */
function shownFields(row: Row, language: Language): readonly ShownField[] {
  return Object.entries(row).flatMap(([field, cell]) =>
    cell === null || cell === ''
      ? []
      : {
          field,
          html: shownCell(cell, language),
          long: typeof cell === 'string' && cell.includes('\n'),
        },
  );
}

function shownCell(cell: Exclude<Cell, null>, { t, h, format }: Language): Html {
  if (typeof cell === 'string') return bdi(cell);
  if (typeof cell === 'number') return bdi(format.precise(cell));
  if (typeof cell === 'boolean') return bdi(t(cell ? 'data.yes' : 'data.no'));
  if (cell instanceof Date) return bdi(format.dateTime(cell));
  return 'key' in cell ? h(cell.key, cell.parameters) : cell.html;
}
