import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterEach, expect, it } from 'vitest';
import { OPERATIONS } from '../../../src/web/api/routes.ts';
import { ask, tokenOf } from '../../support/bearers.ts';
import { createTwoCohorts } from '../../support/two-cohorts.ts';

interface Description {
  readonly paths: Readonly<
    Record<
      string,
      {
        readonly get: {
          readonly operationId: string;
          readonly responses: Readonly<
            Record<string, { readonly content: Readonly<Record<string, { schema: object }>> }>
          >;
        };
      }
    >
  >;
  readonly components: { readonly schemas: object };
}

const sites: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const site of sites.splice(0)) await site.close();
});

async function arrange() {
  const fixture = await createTwoCohorts();
  sites.push(fixture.site);
  const description = (await ask(fixture.site, '/openapi.json', null)).json<Description>();
  return { ...fixture, description };
}

it('is a valid description by OpenAPI’s own schema', async () => {
  const { description } = await arrange();
  const { valid, errors } = await new Validator().validate({ ...description });
  expect(errors).toBeUndefined();
  expect(valid).toBe(true);
});

it('describes every address that the router has, and no other', async () => {
  const { description, site } = await arrange();
  const routed = site.routes
    .filter(({ method, policy }) => method === 'GET' && policy === 'token')
    .map(({ path }) => path.replace('/api/v1', '').replaceAll(/:([a-z]+)/g, '{$1}'));
  expect(Object.keys(description.paths).toSorted()).toEqual(routed.toSorted());
  const ids = Object.values(description.paths).map(({ get }) => get.operationId);
  expect(new Set(ids).size).toBe(OPERATIONS.length);
});

it('describes what each address answers', async () => {
  const { addressOf, description, people, site } = await arrange();
  const token = await tokenOf(site, people.iA);
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema({ $id: 'api', components: description.components });
  for (const [path, { get }] of Object.entries(description.paths)) {
    const content = get.responses['200']?.content ?? {};
    const [media, { schema }] = Object.entries(content)[0] ?? ['', { schema: {} }];
    const address = addressOf(path.replaceAll(/\{([a-z]+)\}/g, ':$1'));
    const { body, headers } = await ask(site, address, token);
    expect(String(headers['content-type']), path).toContain(media);
    const ref = (schema as { $ref: string }).$ref;
    const check = ajv.compile({ $ref: `api${ref}` });
    const answers = media === 'application/json' ? [body] : body.trimEnd().split('\n');
    for (const answer of answers) {
      check(JSON.parse(answer));
      expect(check.errors, path).toBeNull();
    }
  }
});
