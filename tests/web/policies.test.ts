import { afterEach, describe, expect, it } from 'vitest';
import { MATRIX } from '../support/route-matrix.ts';
import { VISITORS, createTwoCohorts, type TwoCohorts } from '../support/two-cohorts.ts';
import type { LightMyRequestResponse } from 'fastify';
import { buildServer } from '../../src/web/server.ts';
import { createSite } from '../support/site.ts';

interface Row {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly outcomes: readonly string[];
}

const [header = '', ...lines] = MATRIX.trim().split('\n');
const rows: readonly Row[] = lines.map((line) => {
  const [method = '', path = '', ...outcomes] = line.split(/\s+/);
  if (method !== 'GET' && method !== 'POST') throw new Error(`Not a row: ${line}`);
  return { method, path, outcomes };
});

const sites: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const site of sites.splice(0)) await site.close();
});

async function arrange(): Promise<TwoCohorts> {
  const fixture = await createTwoCohorts();
  sites.push(fixture.site);
  return fixture;
}

/** What happened, in the words of the matrix. */
function outcomeOf(response: LightMyRequestResponse): string {
  const { location } = response.headers;
  const toSignIn = response.statusCode === 303 && location?.startsWith('/en/sign-in?next=');
  return toSignIn ? 'sign-in' : String(response.statusCode);
}

describe('the matrix of routes and visitors', () => {
  it('says of every route that the router knows what everybody gets', async () => {
    const { site } = await arrange();
    const known = site.routes.filter(({ method }) => method !== 'HEAD');
    expect(header.split(/\s+/).slice(1)).toEqual([...VISITORS]);
    expect(rows.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual(
      known.map(({ method, path }) => `${method} ${path}`).toSorted(),
    );
    expect(rows.filter(({ outcomes }) => outcomes.length !== VISITORS.length)).toEqual([]);
  });

  it('has a HEAD for every GET and no method but these and POST', async () => {
    const { site } = await arrange();
    const pathsOf = (method: string) =>
      site.routes.filter((route) => route.method === method).map((route) => route.path);
    expect(pathsOf('HEAD').toSorted()).toEqual(pathsOf('GET').toSorted());
    expect(new Set(site.routes.map(({ method }) => method))).toEqual(
      new Set(['GET', 'HEAD', 'POST']),
    );
  });

  it.each(rows)('holds for $method $path', async ({ method, path, outcomes }) => {
    const { addressOf, browser, formOf } = await arrange();
    const found: string[] = [];
    for (const visitor of VISITORS) {
      const address = addressOf(path, visitor);
      const response =
        method === 'GET'
          ? await browser(visitor).get(address)
          : await browser(visitor).post(address, formOf(path, visitor));
      found.push(`${visitor}: ${outcomeOf(response)}`);
    }
    expect(found).toEqual(VISITORS.map((visitor, index) => `${visitor}: ${outcomes[index]}`));
  });

  it.each(rows.filter((row) => row.method === 'GET'))(
    'holds for HEAD $path',
    async ({ path, outcomes }) => {
      const { addressOf, browser, site } = await arrange();
      for (const [index, visitor] of VISITORS.entries()) {
        const cookies = Object.fromEntries(browser(visitor).cookies);
        const response = await site.app.inject({ method: 'HEAD', url: addressOf(path), cookies });
        expect(outcomeOf(response), visitor).toBe(outcomes[index]);
        expect(response.body, visitor).toBe('');
      }
    },
  );
});

describe('a route without a policy', () => {
  it('stops the boot', async () => {
    const site = await createSite();
    sites.push(site);
    const { app } = await buildServer(site.context);
    app.get('/open', async () => 'for all');
    await expect(app.ready()).rejects.toThrow('GET /open declares no policy.');
  });

  it('stops the boot in a plugin of its own, too', async () => {
    const site = await createSite();
    sites.push(site);
    const { app } = await buildServer(site.context);
    void app.register(async (plugin) => {
      plugin.post('/inner', async () => 'for all');
    });
    await expect(app.ready()).rejects.toThrow('POST /inner declares no policy.');
  });
});
