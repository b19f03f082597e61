import type { Context } from '../../../context.ts';
import type { Account, Locale } from '../../../domain/account.ts';
import { readAttempts } from './attempts.ts';
import type { Cell, Row } from './models.ts';
import { dataSections } from './sections.ts';

/** Version of the file's shape, which docs/privacy.md tells; counted up when a field changes or goes. */
const VERSION = 1;

/** All that is held about a person as one JSON text, piece by piece; `note` explains what is held back. */
export async function* dataJson(
  context: Context,
  account: Account,
  { locale, note }: { readonly locale: Locale; readonly note: string },
): AsyncGenerator<string> {
  const head = {
    format: 'manara-my-data',
    version: VERSION,
    site: context.config.baseUrl,
    madeAt: context.now().toISOString(),
    note,
  };
  yield JSON.stringify(head).replace(/\}$/, '');
  for (const { name, rows } of dataSections(context, account, locale)) {
    yield* jsonList(name, await rows(), plainRow);
  }
  yield* jsonList('attempts', readAttempts(context, account.id, locale), ({ record }) => record);
  yield '\n}\n';
}

async function* jsonList<T>(
  name: string,
  rows: AsyncIterable<T> | Iterable<T>,
  plain: (row: T) => unknown,
): AsyncGenerator<string> {
  yield `,\n${JSON.stringify(name)}:[`;
  let separator = '\n';
  for await (const row of rows) {
    yield separator + JSON.stringify(plain(row));
    separator = ',\n';
  }
  yield ']';
}

function plainRow(row: Row): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(row).map(([field, cell]) => [field, plainCell(cell)]));
}

function plainCell(cell: Cell): unknown {
  if (typeof cell !== 'object' || cell === null || cell instanceof Date) return cell;
  return 'key' in cell ? cell.value : cell.stored;
}
