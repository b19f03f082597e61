import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { insertMail } from '../../src/store/mail.ts';
import { createSite, type Browser, type Site } from '../support/site.ts';

const NOW = new Date('2030-01-02T03:04:05Z');
let site: Site;
let root: Browser;
beforeEach(async () => {
  site = await createSite({ now: () => NOW });
  await site.person('Root', { isAdmin: true });
  root = await site.signIn('Root');
});
afterEach(async () => await site.close());

/** Queues a mail to an address, which may have gone or failed since. */
async function mail(recipient: string, state: 'queued' | 'sent' | 'failed'): Promise<string> {
  const { db } = site;
  const params = { invitationId: 'canary-of-the-letter' };
  const letter = { kind: 'invitation', accountId: null, recipient, locale: 'en', params } as const;
  const id = await db.transaction().execute(async (tx) => insertMail(tx, letter, NOW));
  const error = state === 'failed' ? '550 no such mailbox' : null;
  const sent_at = state === 'sent' ? NOW.toISOString() : null;
  const tries = state === 'queued' ? 0 : 2;
  await db.updateTable('mail').set({ state, error, sent_at, tries }).where('id', '=', id).execute();
  return id;
}

async function listed(query = ''): Promise<string[]> {
  const { body } = await root.get(`/en/admin/mail${query}`);
  return [...body.matchAll(/<th scope="row"><bdi>([^<]*)/g)].map(([, to]) => to ?? '');
}

describe('the outbox', () => {
  it('says of each mail to whom it goes and what became of it, and nothing of what is in it', async () => {
    await mail('amina@example.org', 'sent');
    await mail('karim@example.org', 'failed');
    await mail('samir@example.org', 'queued');
    const { body } = await root.get('/en/admin/mail');
    expect(await listed()).toEqual(['samir@example.org', 'karim@example.org', 'amina@example.org']);
    expect(body).toContain('550 no such mailbox');
    expect(body).toContain('invitation to a cohort');
    expect(body).not.toContain('canary');
  });

  it('is narrowed by state and by address', async () => {
    await mail('amina@example.org', 'sent');
    await mail('karim@example.org', 'failed');
    expect(await listed('?state=failed')).toEqual(['karim@example.org']);
    expect(await listed('?to=AMINA%40example.org')).toEqual(['amina@example.org']);
    expect(await listed('?state=queued')).toEqual([]);
    expect(await listed('?state=nonsense&to=')).toHaveLength(2);
  });

  it('goes on from page to page with its filters', async () => {
    for (let n = 0; n < 55; n += 1) await mail(`learner-${n}@example.org`, 'failed');
    const first = await root.get('/en/admin/mail?state=failed');
    const next = /class="next" href="([^"]+)"/.exec(first.body)?.[1] ?? '';
    expect(next).toMatch(/^\?state=failed&amp;after=/);
    expect(await listed(next.replaceAll('&amp;', '&'))).toEqual(
      [4, 3, 2, 1, 0].map((n) => `learner-${n}@example.org`),
    );
  });

  it('puts a mail that failed back into the queue, once', async () => {
    const id = await mail('karim@example.org', 'failed');
    const retried = await root.post(`/en/admin/mail/${id}/retry`);
    expect(retried.headers.location).toBe('/en/admin/mail?state=queued');
    expect(await listed('?state=queued')).toEqual(['karim@example.org']);
    expect((await root.post(`/en/admin/mail/${id}/retry`)).statusCode).toBe(404);
    const { action, subject } = await site.db
      .selectFrom('audit_event')
      .selectAll()
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    expect({ action, subject }).toEqual({ action: 'mail-retried', subject: id });
  });
});
