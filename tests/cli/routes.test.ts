import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RouteEntry } from '../../src/web/policy.ts';
import { createDesk, run, type Desk } from '../support/cli.ts';
import { createSite } from '../support/site.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await createDesk();
});
afterEach(async () => await desk.clear());

// Files of the assets folder come in the order of the disk.
const sorted = (routes: readonly RouteEntry[]) =>
  routes.map((route) => JSON.stringify(route)).toSorted();

describe('manara routes', { timeout: 30_000 }, () => {
  it('prints every route with its method and who may call it', async () => {
    const { code, stdout, stderr } = await run(['routes'], desk.env);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const lines = stdout.trim().split('\n');
    for (const line of lines) {
      expect(line).toMatch(/^(GET|HEAD|POST) +(public|signed-in|instructor|admin|token) +\/\S*$/);
    }
    expect(lines).toContain('POST  signed-in   /:locale/attempts/:attempt/submission');
    expect(lines).toContain('GET   admin       /:locale/admin/people');
  });

  it('prints as JSON what the server knows', async () => {
    const { stdout } = await run(['routes', '--json'], desk.env);
    const site = await createSite();
    expect(sorted(JSON.parse(stdout) as RouteEntry[])).toEqual(sorted(site.routes));
    await site.close();
  });

  it('needs no database and touches none', async () => {
    const { code } = await run(['routes'], {
      ...desk.env,
      DATABASE_URL: 'file:/nowhere/at/all.db',
    });
    expect(code).toBe(0);
  });
});
