import { afterEach, describe, expect, it } from 'vitest';
import { VISITORS, createTwoCohorts, type TwoCohorts } from '../support/two-cohorts.ts';
import type { LightMyRequestResponse } from 'fastify';
import { buildServer } from '../../src/web/server.ts';
import { createSite } from '../support/site.ts';

/**
 * What everybody gets at every route. Parameters are about cohort A, learner a1 and a1's running
 * attempt, or the submitted one where a dispute or a grade is its matter; forms are filled in as
 * the route wants them. `sign-in` is a redirect to signing in.
 * GET rows hold for HEAD, too.
 */
const MATRIX = `
route                                                                   anonymous disabled b1  a2  iB  iA  a1  admin
GET /                                                                   302       302      302 302 302 302 302 302
GET /:locale                                                            301       301      301 301 301 301 301 301
GET /:locale/                                                           200       200      200 200 200 200 200 200
GET /:locale/sign-in                                                    200       200      303 303 303 303 303 303
POST /:locale/sign-in                                                   422       422      303 303 303 303 303 303
POST /:locale/sign-out                                                  sign-in   sign-in  303 303 303 303 303 303
GET /:locale/join                                                       200       200      303 303 303 303 303 303
POST /:locale/join                                                      303       303      303 303 303 303 303 303
GET /:locale/invitations/:secret                                        200       200      200 200 200 200 200 200
POST /:locale/invitations/:secret                                       303       303      409 409 409 409 409 409
GET /:locale/password-reset                                             200       200      200 200 200 200 200 200
POST /:locale/password-reset                                            303       303      303 303 303 303 303 303
GET /:locale/password-resets/:secret                                    200       200      200 200 200 200 200 200
POST /:locale/password-resets/:secret                                   303       303      303 303 303 303 303 303
POST /:locale/account/address                                           sign-in   sign-in  303 303 303 303 303 303
POST /:locale/account/confirmations                                     sign-in   sign-in  303 303 303 303 303 303
GET /:locale/confirmations/:secret                                      sign-in   sign-in  200 200 200 200 200 200
POST /:locale/confirmations/:secret                                     sign-in   sign-in  409 409 409 409 303 404
POST /:locale/account/subscriptions                                     sign-in   sign-in  303 303 303 303 303 303
GET /:locale/unsubscriptions/:secret                                    200       200      200 200 200 200 200 200
POST /:locale/unsubscriptions/:secret                                   200       200      200 200 200 200 200 200
GET /:locale/account                                                    sign-in   sign-in  200 200 200 200 200 200
GET /:locale/account/data                                               sign-in   sign-in  200 200 200 200 200 200
GET /:locale/account/data/file.json                                     sign-in   sign-in  200 200 200 200 200 200
GET /:locale/account/data/file.html                                     sign-in   sign-in  200 200 200 200 200 200
GET /:locale/account/erasure                                            sign-in   sign-in  200 200 200 200 200 200
POST /:locale/account/erasure                                           sign-in   sign-in  303 303 303 303 303 422
POST /:locale/account/erasure/withdrawal                                sign-in   sign-in  303 303 303 303 303 303
GET /:locale/account/looks                                              sign-in   sign-in  200 200 200 200 200 200
POST /:locale/account/preferences                                       sign-in   sign-in  303 303 303 303 303 303
POST /:locale/account/password                                          sign-in   sign-in  303 303 303 303 303 303
POST /:locale/account/sessions                                          sign-in   sign-in  303 303 303 303 303 303
POST /:locale/account/cohorts                                           sign-in   sign-in  303 303 303 303 303 303
GET /:locale/lessons/:lesson                                            sign-in   sign-in  200 200 200 200 200 200
POST /:locale/lessons/:lesson/readings                                  sign-in   sign-in  303 303 303 303 303 303
POST /:locale/lessons/:lesson/attempts                                  sign-in   sign-in  303 303 303 303 303 303
GET /:locale/attempts/:attempt                                          sign-in   sign-in  404 404 404 404 303 404
GET /:locale/attempts/:attempt/review                                   sign-in   sign-in  404 404 404 404 200 404
POST /:locale/attempts/:attempt/submission                              sign-in   sign-in  404 404 404 404 303 404
GET /:locale/attempts/:attempt/questions/:number                        sign-in   sign-in  404 404 404 404 200 404
GET /:locale/attempts/:attempt/questions                                sign-in   sign-in  404 404 404 404 200 404
POST /:locale/attempts/:attempt/responses                               sign-in   sign-in  404 404 404 404 303 404
GET /:locale/quizzes/:quiz                                              sign-in   sign-in  200 200 200 200 200 200
POST /:locale/quizzes/:quiz/attempts                                    sign-in   sign-in  303 303 303 303 303 303
GET /:locale/attempts/:attempt/questions/:number/dispute                sign-in   sign-in  404 404 404 404 200 404
POST /:locale/attempts/:attempt/questions/:number/dispute               sign-in   sign-in  404 404 404 404 303 404
GET /:locale/reviews                                                    sign-in   sign-in  200 200 200 200 200 200
GET /:locale/reviews/next                                               sign-in   sign-in  303 303 303 303 200 303
POST /:locale/reviews/answers                                           sign-in   sign-in  404 404 404 404 303 404
GET /:locale/reviews/answers/:answer                                    sign-in   sign-in  404 404 404 404 200 404
GET /:locale/teach/disputes                                             sign-in   sign-in  403 403 200 200 403 200
GET /:locale/teach/disputes/:dispute                                    sign-in   sign-in  403 403 404 200 403 200
POST /:locale/teach/disputes/:dispute/acceptance                        sign-in   sign-in  403 403 404 303 403 303
POST /:locale/teach/disputes/:dispute/reversal                          sign-in   sign-in  403 403 404 303 403 303
POST /:locale/teach/disputes/:dispute/answer                            sign-in   sign-in  403 403 404 303 403 303
GET /:locale/teach/grading                                              sign-in   sign-in  403 403 200 200 403 200
GET /:locale/teach/grading/:attempt/:number                             sign-in   sign-in  403 403 404 200 403 200
POST /:locale/teach/grading/:attempt/:number                            sign-in   sign-in  403 403 404 303 403 303
POST /:locale/teach/cohorts/:cohort/accommodations                      sign-in   sign-in  403 403 404 303 403 303
POST /:locale/teach/cohorts/:cohort/accommodations/:accommodation/end   sign-in   sign-in  403 403 404 303 403 303
POST /:locale/teach/cohorts/:cohort/learners/:learner/accommodations    sign-in   sign-in  403 403 404 303 403 303
POST /:locale/teach/cohorts/:cohort/learners/:learner/accommodations/:accommodation/end sign-in   sign-in  403 403 404 303 403 303
GET /:locale/progress                                                   sign-in   sign-in  200 200 200 200 200 200
GET /:locale/glossary                                                   200       200      200 200 200 200 200 200
GET /:locale/sources                                                    200       200      200 200 200 200 200 200
GET /:locale/timeline                                                   200       200      200 200 200 200 200 200
GET /:locale/teach                                                      sign-in   sign-in  403 403 200 200 403 200
GET /:locale/teach/cohorts/:cohort                                      sign-in   sign-in  403 403 404 200 403 200
GET /:locale/teach/cohorts/:cohort/assignments                          sign-in   sign-in  403 403 404 200 403 200
POST /:locale/teach/cohorts/:cohort/assignments                         sign-in   sign-in  403 403 404 303 403 303
GET /:locale/teach/cohorts/:cohort/people                               sign-in   sign-in  403 403 404 200 403 200
POST /:locale/teach/cohorts/:cohort/code                                sign-in   sign-in  403 403 404 303 403 303
POST /:locale/teach/cohorts/:cohort/code/limits                         sign-in   sign-in  403 403 404 303 403 303
GET /:locale/teach/cohorts/:cohort/learners/:learner                    sign-in   sign-in  403 403 404 200 403 200
GET /:locale/teach/cohorts/:cohort/learners/:learner/attempts/:attempt  sign-in   sign-in  403 403 404 200 403 200
GET /:locale/teach/statistics                                           sign-in   sign-in  403 403 200 200 403 200
GET /:locale/teach/statistics/:quiz                                     sign-in   sign-in  403 403 200 200 403 200
GET /:locale/teach/statistics/:quiz/items/:version                      sign-in   sign-in  403 403 200 200 403 200
GET /:locale/teach/lessons                                              sign-in   sign-in  403 403 200 200 403 200
GET /:locale/teach/search                                               sign-in   sign-in  403 403 200 200 403 200
GET /:locale/teach/lessons/:lesson                                      sign-in   sign-in  403 403 200 200 403 200
GET /:locale/teach/lessons/:lesson/items/:item                          sign-in   sign-in  403 403 200 200 403 200
GET /:locale/teach/lessons/:lesson/edit                                 sign-in   sign-in  403 403 303 303 403 303
GET /:locale/teach/lessons/:lesson/history                              sign-in   sign-in  403 403 303 303 403 303
GET /:locale/teach/files                                                sign-in   sign-in  403 403 200 200 403 200
POST /:locale/teach/files                                               sign-in   sign-in  403 403 303 303 403 303
GET /:locale/teach/files/:file/edit                                     sign-in   sign-in  403 403 200 200 403 200
POST /:locale/teach/files/:file/draft                                   sign-in   sign-in  403 403 303 303 403 303
GET /:locale/teach/files/:file/draft                                    sign-in   sign-in  403 403 200 200 403 200
POST /:locale/teach/files/:file/draft/removal                           sign-in   sign-in  403 403 303 303 403 303
POST /:locale/teach/files/:file/check                                   sign-in   sign-in  403 403 200 200 403 200
GET /:locale/teach/files/:file/preview                                  sign-in   sign-in  403 403 200 200 403 200
POST /:locale/teach/files/:file/preview                                 sign-in   sign-in  403 403 200 200 403 200
GET /:locale/teach/files/:file/publications/new                         sign-in   sign-in  403 403 200 200 403 200
POST /:locale/teach/files/:file/publications                            sign-in   sign-in  403 403 303 303 403 303
GET /:locale/teach/files/:file/history                                  sign-in   sign-in  403 403 200 200 403 200
GET /:locale/teach/files/:file/differences                              sign-in   sign-in  403 403 200 200 403 200
GET /:locale/teach/files/:file/revisions/:revision                      sign-in   sign-in  403 403 200 200 403 200
POST /:locale/teach/files/:file/revisions/:revision/reversal            sign-in   sign-in  403 403 303 303 403 303
GET /:locale/teach/lessons/:lesson/exports/:format                      sign-in   sign-in  403 403 200 200 403 200
GET /:locale/teach/import                                               sign-in   sign-in  403 403 200 200 403 200
POST /:locale/teach/import                                              sign-in   sign-in  403 403 200 200 403 200
GET /:locale/teach/tokens                                               sign-in   sign-in  403 403 200 200 403 200
POST /:locale/teach/tokens                                              sign-in   sign-in  403 403 201 201 403 201
POST /:locale/teach/tokens/:token/revocation                            sign-in   sign-in  403 403 404 303 403 303
GET /:locale/admin/people                                               sign-in   sign-in  403 403 403 403 403 200
GET /:locale/admin/people/:person                                       sign-in   sign-in  403 403 403 403 403 200
POST /:locale/admin/people/:person/role                                 sign-in   sign-in  403 403 403 403 403 303
POST /:locale/admin/people/:person/access                               sign-in   sign-in  403 403 403 403 403 303
POST /:locale/admin/people/:person/erasure                              sign-in   sign-in  403 403 403 403 403 303
POST /:locale/admin/people/:person/erasure/withdrawal                   sign-in   sign-in  403 403 403 403 403 303
GET /:locale/admin/cohorts                                              sign-in   sign-in  403 403 403 403 403 200
POST /:locale/admin/cohorts                                             sign-in   sign-in  403 403 403 403 403 303
GET /:locale/admin/cohorts/:cohort                                      sign-in   sign-in  403 403 403 403 403 200
POST /:locale/admin/cohorts/:cohort/name                                sign-in   sign-in  403 403 403 403 403 303
POST /:locale/admin/cohorts/:cohort/archive                             sign-in   sign-in  403 403 403 403 403 303
POST /:locale/admin/cohorts/:cohort/members                             sign-in   sign-in  403 403 403 403 403 303
GET /:locale/admin/progress                                             sign-in   sign-in  403 403 403 403 403 200
GET /:locale/admin/audit                                                sign-in   sign-in  403 403 403 403 403 200
GET /:locale/admin                                                      sign-in   sign-in  403 403 403 403 403 200
GET /:locale/admin/health                                               sign-in   sign-in  403 403 403 403 403 200
GET /:locale/admin/settings                                             sign-in   sign-in  403 403 403 403 403 200
GET /:locale/admin/sessions                                             sign-in   sign-in  403 403 403 403 403 200
POST /:locale/admin/people/:person/sessions                             sign-in   sign-in  403 403 403 403 403 303
GET /:locale/admin/mail                                                 sign-in   sign-in  403 403 403 403 403 200
POST /:locale/admin/mail/:mail/retry                                    sign-in   sign-in  403 403 403 403 403 404
GET /:locale/certificate                                                sign-in   sign-in  200 200 200 200 200 200
POST /:locale/certificate                                               sign-in   sign-in  303 303 303 303 303 303
GET /:locale/certificate/files/:kind                                    sign-in   sign-in  404 404 404 404 200 404
GET /credentials/:code                                                  302       302      302 302 302 302 302 302
GET /:locale/credentials                                                200       200      200 200 200 200 200 200
POST /:locale/credentials                                               303       303      303 303 303 303 303 303
GET /:locale/credentials/:code                                          200       200      200 200 200 200 200 200
GET /.well-known/jwks.json                                              200       200      200 200 200 200 200 200
GET /.well-known/keys/:key                                              200       200      200 200 200 200 200 200
GET /issuer                                                             200       200      200 200 200 200 200 200
GET /:locale/admin/credentials                                          sign-in   sign-in  403 403 403 403 403 200
GET /:locale/admin/credentials/:credential                              sign-in   sign-in  403 403 403 403 403 200
POST /:locale/admin/credentials/:credential/revocation                  sign-in   sign-in  403 403 403 403 403 303
GET /:locale/admin/backups                                              sign-in   sign-in  403 403 403 403 403 200
POST /:locale/admin/backups                                             sign-in   sign-in  403 403 403 403 403 303
POST /:locale/admin/backups/:backup/check                               sign-in   sign-in  403 403 403 403 403 404
GET /api/v1/openapi.json                                                200       200      200 200 200 200 200 200
GET /api/v1/cohorts                                                     401       401      401 401 401 401 401 401
GET /api/v1/cohorts/:cohort                                             401       401      401 401 401 401 401 401
GET /api/v1/cohorts/:cohort/progress                                    401       401      401 401 401 401 401 401
GET /api/v1/cohorts/:cohort/results                                     401       401      401 401 401 401 401 401
GET /api/v1/results/:result                                             401       401      401 401 401 401 401 401
GET /api/v1/items                                                       401       401      401 401 401 401 401 401
GET /api/v1/items/:version                                              401       401      401 401 401 401 401 401
GET /api/v1/lessons                                                     401       401      401 401 401 401 401 401
GET /api/v1/cohorts/:cohort/activity.jsonl                              401       401      401 401 401 401 401 401
GET /assets/*                                                           200       200      200 200 200 200 200 200
`;

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
