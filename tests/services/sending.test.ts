import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MailError, nextTry } from '../../src/domain/mail.ts';
import { invite } from '../../src/services/inviting.ts';
import { queueMail } from '../../src/services/mailing.ts';
import { sweepMail, type SendMail } from '../../src/services/sending.ts';
import { insertCohort } from '../../src/store/cohorts.ts';
import type { Db } from '../../src/store/database.ts';
import { countMail, listMail, retryMail, type MailFilter } from '../../src/store/mail.ts';
import { createStore } from '../support/store.ts';

const START = Date.parse('2031-05-06T07:08:09.000Z');
const MINUTE = 60_000;

let db: Db;
let cohortId: string;
let time: number;
const now = () => new Date(time);
beforeEach(async () => {
  time = START;
  db = await createStore();
  cohortId = await insertCohort(db, { name: 'Class', code: 'CLASS' }, now());
});
afterEach(async () => await db.destroy());

/** Queues the mails of as many invitations. */
async function queue(names: readonly string[]): Promise<void> {
  await db.transaction().execute(async (tx) => {
    for (const name of names) {
      const person = { name, email: `${name}@example.org`, role: 'student' } as const;
      await invite(tx, { ...person, cohortId, locale: 'en', invitedBy: null }, now());
    }
  });
}

const rows = async () => await db.selectFrom('mail').selectAll().orderBy('id').execute();

const list = async (filter: MailFilter, before: string | null = null) =>
  await listMail(db, filter, { limit: 2, before });

/** Notes whom it sends to. */
function recorder(): { readonly sent: string[]; readonly send: SendMail } {
  const sent: string[] = [];
  return { sent, send: async ({ recipient }) => void sent.push(recipient) };
}

const failing =
  (failure: MailError['failure']): SendMail =>
  async () => {
    throw new MailError(failure, `451 no: ${failure}`);
  };

describe('queued mails', () => {
  it('are sent once, and what they were about is forgotten', async () => {
    await queue(['a', 'b']);
    expect((await rows()).every(({ params }) => params !== '{}')).toBe(true);
    const { sent, send } = recorder();
    expect(await sweepMail(db, send, now)).toBe(2);
    expect(await sweepMail(db, send, now)).toBe(0);
    expect(sent).toEqual(['a@example.org', 'b@example.org']);
    expect(await rows()).toMatchObject([
      { state: 'sent', params: '{}', tries: 1, sent_at: now().toISOString() },
      { state: 'sent', params: '{}', tries: 1, sent_at: now().toISOString() },
    ]);
  });

  it('are not there when their deed is undone', async () => {
    await expect(
      db.transaction().execute(async (tx) => {
        const person = { name: 'a', email: 'a@example.org', role: 'student' } as const;
        await invite(tx, { ...person, cohortId, locale: 'en', invitedBy: null }, now());
        throw new Error('undone');
      }),
    ).rejects.toThrow('undone');
    expect(await rows()).toEqual([]);
  });

  it('are each sent by one of several sweeps at once', async () => {
    await queue(Array.from({ length: 20 }, (_, index) => `p${index}`));
    const { sent, send } = recorder();
    const slow: SendMail = async (mail, matter) => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      await send(mail, matter);
    };
    const counts = await Promise.all([1, 2, 3].map(async () => await sweepMail(db, slow, now)));
    expect(counts.reduce((sum, count) => sum + count)).toBe(20);
    expect(new Set(sent).size).toBe(20);
    expect(sent).toHaveLength(20);
  });

  it('are taken up again when the process that had them died', async () => {
    await queue(['a']);
    // Never comes back.
    void sweepMail(db, async () => await new Promise<never>(() => {}), now);
    await new Promise((resolve) => setTimeout(resolve, 10));
    const { sent, send } = recorder();
    time += 5 * MINUTE - 1;
    expect(await sweepMail(db, send, now)).toBe(0);
    time += 1;
    expect(await sweepMail(db, send, now)).toBe(1);
    expect(sent).toEqual(['a@example.org']);
  });

  it('go out later and later while they fail, then not at all, until somebody says so', async () => {
    await queue(['a']);
    for (const minutes of [1, 5, 15, 60, 240, 720, 1080]) {
      await sweepMail(db, failing('later'), now);
      expect(await rows()).toMatchObject([{ state: 'queued', error: '451 no: later' }]);
      time += minutes * MINUTE - 1;
      expect(await sweepMail(db, failing('later'), now)).toBe(0);
      expect((await rows())[0]?.next_try_at).toBe(new Date(time + 1).toISOString());
      time += 1;
    }
    await sweepMail(db, failing('later'), now);
    expect(await rows()).toMatchObject([{ state: 'failed', tries: 8 }]);
    time += 14 * 24 * 60 * MINUTE;
    const { sent, send } = recorder();
    expect(await sweepMail(db, send, now)).toBe(0);
    const [failed] = await listMail(db, { state: 'failed' }, { limit: 10, before: null });
    expect(failed).toMatchObject({ recipient: 'a@example.org', error: '451 no: later' });
    const again = async () =>
      await db.transaction().execute(async (tx) => await retryMail(tx, failed?.id ?? '', now()));
    expect(await again()).toBe(true);
    expect(await again()).toBe(false);
    // The invitation's fourteen days are over by now: nobody needs its mail.
    expect(await sweepMail(db, send, now)).toBe(0);
    expect({ sent, rows: await rows() }).toEqual({ sent: [], rows: [] });
  });

  it('wait untried while the mail server does not answer', async () => {
    await queue(['a', 'b', 'c']);
    expect(await sweepMail(db, failing('unreachable'), now)).toBe(0);
    expect((await rows()).map(({ tries }) => tries)).toEqual([1, 0, 0]);
    const { sent, send } = recorder();
    time += MINUTE;
    expect(await sweepMail(db, send, now)).toBe(3);
    expect(sent).toHaveLength(3);
  });

  it('are given up at once when the recipient’s server refuses them, and hold up no other', async () => {
    await queue(['a', 'b']);
    const { sent, send } = recorder();
    const refuseA: SendMail = async (mail, matter) =>
      mail.recipient.startsWith('a')
        ? await failing('refused')(mail, matter)
        : await send(mail, matter);
    expect(await sweepMail(db, refuseA, now)).toBe(1);
    expect(sent).toEqual(['b@example.org']);
    expect(await countMail(db)).toEqual({ queued: 0, sent: 1, failed: 1 });
  });

  it('hold up no other when they cannot be written', async () => {
    await queue(['a', 'b']);
    await db
      .updateTable('mail')
      .set({ kind: 'unheard-of' })
      .where('recipient', 'like', 'a%')
      .execute();
    const { sent, send } = recorder();
    expect(await sweepMail(db, send, now)).toBe(1);
    expect(sent).toEqual(['b@example.org']);
    expect((await rows())[0]).toMatchObject({ state: 'queued', tries: 1 });
  });

  it('are listed newest first, by state, kind and address, page by page', async () => {
    await queue(['a', 'b', 'c']);
    const first = await list({ state: 'queued', kind: 'invitation' });
    expect(first.map(({ recipient }) => recipient)).toEqual(['c@example.org', 'b@example.org']);
    const second = await list({}, first.at(-1)?.id ?? null);
    expect(second.map(({ recipient }) => recipient)).toEqual(['a@example.org']);
    expect(await list({ recipient: ' B@Example.org' })).toHaveLength(1);
    expect(await list({ state: 'sent' })).toEqual([]);
  });

  it.each(['a@b.org\r\nBcc: c@d.org', 'a@b.org\n', 'a\u202Eb@c.org'])(
    'are not queued for the address %j',
    async (recipient) => {
      const mail = { kind: 'invitation', accountId: null, recipient, locale: 'en' } as const;
      await expect(
        db
          .transaction()
          .execute(async (tx) => queueMail(tx, { ...mail, params: { invitationId: 'x' } }, now())),
      ).rejects.toThrow('No mail goes to such an address.');
    },
  );
});

it('counts the tries of a mail from one', () => {
  expect(nextTry(1, new Date(0))).toEqual(new Date(MINUTE));
  expect(nextTry(7, new Date(0))).toEqual(new Date(1080 * MINUTE));
  expect(nextTry(8, new Date(0))).toBeNull();
});
