import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSite, type Browser, type Site } from '../support/site.ts';

let site: Site;
let cohort: string;
let ines: Browser;

beforeEach(async () => {
  site = await createSite();
  cohort = await site.cohort('Class', { Ada: 'student', Ines: 'instructor' });
  ines = await site.signIn('Ines');
});
afterEach(async () => await site.close());

const path = () => `/en/teach/cohorts/${cohort}/invitations`;
const send = async (people: string, go = 'check', browser = ines) =>
  await browser.post(path(), { people, language: 'ar', go });
const invited = async () =>
  await site.db
    .selectFrom('invitation')
    .select(['email', 'name', 'role', 'locale'])
    .orderBy('email')
    .execute();

const LIST = 'name;email;role\nBo;bo@example.org;student\nCy "K";cy@example.org;';

describe('a list of people to invite', () => {
  it('is looked at first, and nothing is done', async () => {
    const { statusCode, body } = await send(`${LIST}\nAda;ada@example.org\nI;ines@example.org`);
    expect(statusCode).toBe(200);
    expect(body).toContain('is invited');
    expect(body).toContain('is a member already');
    expect(body).toContain('is a member in another role, which stays');
    expect(body).toContain('Invite <bdi>2</bdi> people');
    expect(await invited()).toEqual([]);
  });

  it('is invited as a whole when it is sent, each by a mail of the chosen language', async () => {
    const { statusCode, headers } = await send(LIST, 'invite');
    expect(statusCode).toBe(303);
    expect(headers.location).toBe(`/en/teach/cohorts/${cohort}/people`);
    expect(await invited()).toEqual([
      { email: 'bo@example.org', name: 'Bo', role: 'student', locale: 'ar' },
      { email: 'cy@example.org', name: 'Cy "K"', role: 'student', locale: 'ar' },
    ]);
    const mails = await site.db.selectFrom('mail').select(['kind', 'locale']).execute();
    expect(mails).toEqual([
      { kind: 'invitation', locale: 'ar' },
      { kind: 'invitation', locale: 'ar' },
    ]);
    // Nobody is a member before they accept.
    expect(await site.db.selectFrom('membership').selectAll().execute()).toHaveLength(2);
    expect((await send(LIST)).body).toContain('is invited again; the earlier link ends');
  });

  it('with anything wrong invites nobody, and says what is wrong in which row', async () => {
    const { statusCode, body } = await send(`${LIST}\n;di@example.org\nEd;ed`, 'invite');
    expect(statusCode).toBe(422);
    expect(body).toContain('Row <bdi>4</bdi>: the name is missing');
    expect(body).toContain('Row <bdi>5</bdi>: this is no e-mail address');
    expect(body).toContain('<bdi>2</bdi> rows are to be mended first');
    expect(body).not.toContain('value="invite"');
    expect(await invited()).toEqual([]);
    expect((await send(' \n', 'invite')).statusCode).toBe(422);
    const long = Array.from({ length: 501 }, (_, n) => `P,p${n}@example.org`).join('\n');
    expect((await send(long)).body).toContain('Give at most <bdi>500</bdi> rows');
  });

  it('makes nobody an instructor unless an admin sends it', async () => {
    const list = 'Bo,bo@example.org,instructor';
    const { statusCode, body } = await send(list, 'invite');
    expect(statusCode).toBe(422);
    expect(body).toContain('only admins invite instructors');
    expect(await invited()).toEqual([]);
    await site.person('Root', { isAdmin: true });
    expect((await send(list, 'invite', await site.signIn('Root'))).statusCode).toBe(303);
    expect(await invited()).toMatchObject([{ role: 'instructor' }]);
  });

  it('is invited all or nobody', async () => {
    await sql`create trigger no_cy before insert on invitation when new.email = 'cy@example.org'
      begin select raise(abort, 'full'); end`.execute(site.db);
    expect((await send(LIST, 'invite')).statusCode).toBe(500);
    expect(await invited()).toEqual([]);
    expect(await site.db.selectFrom('mail').selectAll().execute()).toEqual([]);
  });
});
