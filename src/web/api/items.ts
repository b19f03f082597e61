import type { Catalogue } from '../../domain/course.ts';
import type { Item, ItemBase } from '../../domain/item.ts';
import { languageOf } from '../../domain/wording.ts';
import { findItemVersion } from '../../store/item-versions.ts';
import { found } from '../http-errors.ts';
import { itemQuery, items, itemWithKey } from './item-schemas.ts';
import { cutPage, operation, type Operation } from './operations.ts';
import { noQuery } from './schemas.ts';

/** Questions: those of the course now, and any version that was ever asked. */
export const itemOperations: readonly Operation[] = [
  operation({
    path: '/items',
    id: 'listItems',
    summary: 'The questions of the course as it is now, without their keys.',
    scope: 'items:read',
    query: itemQuery,
    answer: items,
    read: async ({ library }, call) => {
      const { after = '', lesson, limit } = call.query;
      const rows = bankOf(library.catalogue())
        .filter((item) => item.ref > after && (lesson === undefined || item.lesson === lesson))
        .toSorted((one, other) => (one.ref < other.ref ? -1 : 1))
        .slice(0, limit + 1)
        .map((item) => ({ ...headOf(item), type: item.type }));
      return cutPage(call, rows, ({ ref }) => ref);
    },
  }),
  operation({
    path: '/items/:version',
    id: 'getItem',
    summary:
      'A version of a question with its key: of the course now, or one that was asked before.',
    scope: 'items:read',
    query: noQuery,
    answer: itemWithKey,
    read: async ({ db, library }, { params }) => {
      const hash = params['version'] ?? '';
      const now = bankOf(library.catalogue()).find((item) => item.hash === hash);
      const item = found(now ?? (await findItemVersion(db, hash)));
      const { explanation, hints, penalty } = item;
      const interaction = interactionOf(item);
      return {
        ...headOf(item),
        current: now !== undefined,
        explanation,
        hints,
        penalty,
        interaction,
      };
    },
  }),
];

function bankOf(course: Catalogue): Item[] {
  return [...course.lessons.values()].flatMap((lesson) => lesson.items);
}

function headOf(item: Item) {
  const { ref, hash: version, lesson, objective, points, prompt, tags } = item;
  const cites = item.cite.map((cited) => cited.ref);
  return {
    ref,
    version,
    lesson,
    objective,
    points,
    language: languageOf(item),
    prompt,
    tags,
    cites,
  };
}

/** What every item has, of whatever type. */
const COMMON: Readonly<Record<keyof ItemBase, true>> = {
  ref: true,
  id: true,
  lesson: true,
  hash: true,
  locale: true,
  wording: true,
  objective: true,
  points: true,
  prompt: true,
  explanation: true,
  cite: true,
  tags: true,
  hints: true,
  penalty: true,
};

type Interaction = Item extends infer One
  ? One extends Item
    ? Omit<One, keyof ItemBase>
    : never
  : never;

/** What is of the item's own type, the key included. */
function interactionOf(item: Item): Interaction {
  const own = Object.entries(item).filter(([name]) => !Object.hasOwn(COMMON, name));
  return Object.fromEntries(own) as Interaction;
}
