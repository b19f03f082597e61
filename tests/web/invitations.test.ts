import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { invite } from '../../src/services/inviting.ts';
import type { NewInvitation } from '../../src/store/invitations.ts';
import { collectMail } from '../support/mail.ts';
import { createSite, PASSWORD, type Site } from '../support/site.ts';

const START = Date.parse('2031-05-06T07:08:09Z');
const DAY = 86_400_000;
const CHOSEN = { name: 'Zaynab Idrissi', password: 'seven blue camels' };

let site: Site;
let time: number;
let cohortId: string;
let invitedBy: string;
beforeEach(async () => {
  time = START;
  site = await createSite({ now: () => new Date(time) });
  invitedBy = await site.person('Ines');
  cohortId = await site.cohort('Class', { Ines: 'instructor' });
});
afterEach(async () => await site.close());

async function inviteBy(changes: Partial<NewInvitation> = {}) {
  const person = { email: 'zaynab@example.org', name: 'Zaynab', role: 'student' } as const;
  const invitation = { cohortId, invitedBy, locale: 'en' as const, ...person, ...changes };
  return await site.db.transaction().execute(async (tx) => invite(tx, invitation, new Date(time)));
}

/** The page that the newest mail leads to. */
async function pathOf(): Promise<string> {
  const path = (await collectMail(site)).at(-1)?.path;
  if (path === undefined) throw new Error('No mail went.');
  return path;
}

const members = async () =>
  await site.db
    .selectFrom('membership')
    .innerJoin('account', 'account.id', 'membership.account_id')
    .select(['account.email', 'membership.role'])
    .where('membership.cohort_id', '=', cohortId)
    .orderBy('account.email')
    .execute();

describe('an invitation', () => {
  it('makes nobody a member and changes nothing when it is looked at', async () => {
    expect(await inviteBy()).toBe('invited');
    const path = await pathOf();
    const stranger = site.anonymous();
    for (let look = 1; look <= 2; look += 1) {
      const { body, headers, statusCode } = await stranger.get(path);
      expect(statusCode).toBe(200);
      expect(body).toContain('<bdi>Class</bdi>');
      expect(body).toContain('<bdi>Ines</bdi>');
      expect(body).toContain('value="Zaynab"');
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'referrer-policy': 'same-origin',
      });
      expect(body.match(/(?:href|src|action)="https?:/g)).toBeNull();
    }
    expect(await members()).toEqual([{ email: 'ines@example.org', role: 'instructor' }]);
  });

  it('gives an account with a password of one’s own, once', async () => {
    await inviteBy();
    const path = await pathOf();
    const stranger = site.anonymous();
    const accepted = await stranger.post(path, CHOSEN);
    expect({ status: accepted.statusCode, to: accepted.headers.location }).toEqual({
      status: 303,
      to: '/en/',
    });
    expect((await stranger.get('/en/account')).body).toContain('<bdi>zaynab@example.org</bdi>');
    expect(await members()).toContainEqual({ email: 'zaynab@example.org', role: 'student' });
    const row = await site.db
      .selectFrom('account')
      .select(['name', 'email_confirmed_at', 'is_admin'])
      .where('email_key', '=', 'zaynab@example.org')
      .executeTakeFirst();
    expect(row).toEqual({
      name: 'Zaynab Idrissi',
      email_confirmed_at: new Date(START).toISOString(),
      is_admin: 0,
    });
    const again = await site.anonymous().post(path, CHOSEN);
    expect(again.statusCode).toBe(404);
    expect(again.body).toContain('This link opens nothing any more');
  });

  it('gives the role that it names, whatever the form says', async () => {
    await inviteBy({ role: 'instructor' });
    await site.anonymous().post(await pathOf(), { ...CHOSEN, role: 'admin' });
    expect(await members()).toContainEqual({ email: 'zaynab@example.org', role: 'instructor' });
  });

  it('is refused with a weak password or no name, and keeps what was typed', async () => {
    await inviteBy();
    const path = await pathOf();
    const { body, statusCode } = await site.anonymous().post(path, { name: ' ', password: 'x' });
    expect(statusCode).toBe(422);
    expect(body).toContain('<title>Error:');
    expect(body).toContain('<a href="#name">');
    expect(body).toContain('<a href="#password">');
    expect((await site.anonymous().post(path, CHOSEN)).statusCode).toBe(303);
  });

  it('asks somebody who has an account to sign in, and leads back', async () => {
    await site.person('Zaynab');
    await inviteBy();
    const path = await pathOf();
    const stranger = site.anonymous();
    const { body } = await stranger.get(path);
    expect(body).toContain(`/en/sign-in?next=${encodeURIComponent(path)}`);
    expect(body).not.toContain('name="password"');
    expect((await stranger.post(path, CHOSEN)).statusCode).toBe(409);
    const form = { email: 'Zaynab@example.org', password: PASSWORD, next: path };
    expect((await stranger.post('/en/sign-in', form)).headers.location).toBe(path);
    expect((await stranger.get(path)).body).not.toContain('name="password"');
    const session = stranger.cookies.get('manara');
    expect((await stranger.post(path)).headers.location).toBe('/en/');
    expect(await members()).toContainEqual({ email: 'zaynab@example.org', role: 'student' });
    expect(stranger.cookies.get('manara')).not.toBe(session);
  });

  it('tells somebody else who is signed in whose it is, and lets them not have it', async () => {
    await site.person('Omar');
    await inviteBy();
    const path = await pathOf();
    const omar = await site.signIn('Omar');
    expect((await omar.get(path)).body).toContain('<bdi>zaynab@example.org</bdi>');
    expect((await omar.post(path)).statusCode).toBe(409);
    expect(await members()).toHaveLength(1);
  });

  it('is over after fourteen days', async () => {
    await inviteBy();
    const path = await pathOf();
    time += 14 * DAY - 1;
    expect((await site.anonymous().get(path)).statusCode).toBe(200);
    time += 1;
    expect((await site.anonymous().get(path)).statusCode).toBe(404);
    expect((await site.anonymous().post(path, CHOSEN)).statusCode).toBe(404);
  });

  it('is over when the cohort is archived', async () => {
    await inviteBy();
    const path = await pathOf();
    await site.db.updateTable('cohort').set({ archived_at: '2031-01-01' }).execute();
    expect((await site.anonymous().get(path)).statusCode).toBe(404);
  });

  it('that is given again replaces the one before', async () => {
    await inviteBy();
    const first = await pathOf();
    expect(await inviteBy({ email: ' ZAYNAB@example.org', role: 'instructor' })).toBe('renewed');
    const second = await pathOf();
    expect((await site.anonymous().get(first)).statusCode).toBe(404);
    expect((await site.anonymous().get(second)).body).toContain('as an instructor');
    await site.anonymous().post(second, CHOSEN);
    expect(await inviteBy()).toBe('already-member');
    expect(await collectMail(site)).toEqual([]);
  });

  it('is accepted by one of two who press at once', async () => {
    await inviteBy();
    const path = await pathOf();
    const answers = await Promise.all(
      [1, 2].map(async () => await site.anonymous().post(path, CHOSEN)),
    );
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([303, 404]));
    expect(await members()).toHaveLength(2);
  });

  it.each(['x', '%00', 'A'.repeat(43), `${'A'.repeat(42)}=`])(
    'is not found by a link that was made up: %s',
    async (token) => {
      await inviteBy();
      const { statusCode } = await site.anonymous().get(`/en/invitations/${token}`);
      expect(statusCode).toBe(404);
    },
  );

  it('leaves nothing in the database that opens it', async () => {
    await inviteBy();
    const token = (await pathOf()).split('/').at(-1) ?? '';
    expect(token).toHaveLength(43);
    const rows = [
      await site.db.selectFrom('mail').selectAll().execute(),
      await site.db.selectFrom('invitation').selectAll().execute(),
      await site.db.selectFrom('audit_event').selectAll().execute(),
    ];
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it('is recorded with who gave it and who took it', async () => {
    await inviteBy();
    await site.anonymous().post(await pathOf(), CHOSEN);
    const events = await site.db
      .selectFrom('audit_event')
      .select(['action', 'subject'])
      .orderBy('id')
      .execute();
    expect(events).toEqual([
      { action: 'invited', subject: cohortId },
      { action: 'invitation-accepted', subject: cohortId },
    ]);
  });
});
