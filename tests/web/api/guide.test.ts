import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { API_SCOPES } from '../../../src/domain/api-token.ts';
import { packageRoot } from '../../../src/package-root.ts';
import { OPERATIONS } from '../../../src/web/api/routes.ts';

const guide = readFileSync(join(packageRoot, 'docs', 'api.md'), 'utf8');

/** `$COHORT` in the guide is `:cohort` in a route. */
const examples = [...guide.matchAll(/"\$MANARA(\/[^"]*)"/g)].map(([, address = '']) => {
  const [path = '', query = ''] = address.split('?');
  const route = path.replaceAll(/\$([A-Z]+)/g, (_, name: string) => `:${name.toLowerCase()}`);
  return { route, query: Object.fromEntries(new URLSearchParams(query)) };
});

it('shows every address once, and none that is not there', () => {
  expect(examples.map(({ route }) => route).toSorted()).toEqual(
    OPERATIONS.map(({ path }) => path).toSorted(),
  );
});

it('asks in a way that is understood', () => {
  for (const { route, query } of examples) {
    const operation = OPERATIONS.find(({ path }) => path === route);
    expect(operation?.query.safeParse(query).error, route).toBeUndefined();
  }
});

it('names every scope', () => {
  for (const scope of API_SCOPES) expect(guide).toContain(`\`${scope}\``);
});
