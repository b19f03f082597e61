import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { afterEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { createMailing } from '../../src/mail/mailer.ts';
import { sweepMail } from '../../src/services/sending.ts';
import { invite } from '../../src/services/inviting.ts';
import { insertCohort } from '../../src/store/cohorts.ts';
import type { Db } from '../../src/store/database.ts';
import { countMail, listMail } from '../../src/store/mail.ts';
import { startMailServer, type MailServer, type Received } from '../support/smtp.ts';
import { createStore } from '../support/store.ts';

const BASE_URL = 'https://manara.example.org';
const FROM = 'Manara school <manara@example.org>';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

async function openStore(): Promise<{ db: Db; cohortId: string }> {
  const db = await createStore();
  closers.push(() => db.destroy());
  const cohortId = await insertCohort(db, { name: 'Class', code: 'CLASS' }, new Date());
  return { db, cohortId };
}

async function openServer(refuse?: (address: string) => number | null): Promise<MailServer> {
  const server = await startMailServer(refuse);
  closers.push(server.close);
  return server;
}

async function inviteAll(db: Db, cohortId: string, emails: readonly string[], name = 'Zaynab') {
  await db.transaction().execute(async (tx) => {
    for (const email of emails) {
      const person = { email, name, role: 'student', locale: 'ar' } as const;
      await invite(tx, { ...person, cohortId, invitedBy: null }, new Date());
    }
  });
}

async function sendAll(db: Db, env: Record<string, string>): Promise<number> {
  const mailer = createMailing(readConfig({ BASE_URL, MAIL_FROM: FROM, ...env }))();
  try {
    return await sweepMail(db, mailer.send, () => new Date());
  } finally {
    mailer.close();
  }
}

function onlyOne({ received }: MailServer): Received {
  const [first] = received;
  if (first === undefined || received.length > 1) throw new Error('There is not one mail.');
  return first;
}

describe('a mail server', () => {
  it('gets each mail with its two forms and the heads of automatic mail', async () => {
    const server = await openServer();
    const { db, cohortId } = await openStore();
    await inviteAll(db, cohortId, ['zaynab@example.org'], 'زينب الإدريسي');
    expect(await sendAll(db, { SMTP_URL: `smtp://127.0.0.1:${server.port}` })).toBe(1);
    const { mail, recipients } = onlyOne(server);
    expect(recipients).toEqual(['zaynab@example.org']);
    expect(mail.from?.text).toBe('"Manara school" <manara@example.org>');
    expect(mail.subject).toBe('دعوة إلى دورة على منارة');
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail.headers.get('content-language')).toBe('ar');
    const [entry] = await listMail(db, {}, { limit: 1, before: null });
    expect(mail.messageId).toBe(`<${entry?.id}@manara.example.org>`);
    expect(mail.text).toContain('زينب الإدريسي');
    const link = /https:\S+invitations\/[\w-]{43}/.exec(mail.text ?? '')?.[0] ?? '';
    expect(link).toContain(`${BASE_URL}/ar/invitations/`);
    expect(mail.html).toContain(`href="${link}"`);
    expect(mail.attachments).toEqual([]);
  });

  it('that refuses one address for good gets the others', async () => {
    const server = await openServer((address) => (address.startsWith('no') ? 550 : null));
    const { db, cohortId } = await openStore();
    await inviteAll(db, cohortId, ['no@example.org', 'yes@example.org']);
    expect(await sendAll(db, { SMTP_URL: `smtp://127.0.0.1:${server.port}` })).toBe(1);
    const [failed] = await listMail(db, { state: 'failed' }, { limit: 9, before: null });
    expect(failed).toMatchObject({
      recipient: 'no@example.org',
      error: expect.stringMatching(/550/),
    });
  });

  it('that refuses for now is asked again later', async () => {
    const server = await openServer(() => 451);
    const { db, cohortId } = await openStore();
    await inviteAll(db, cohortId, ['a@example.org']);
    expect(await sendAll(db, { SMTP_URL: `smtp://127.0.0.1:${server.port}` })).toBe(0);
    expect(await countMail(db)).toEqual({ queued: 1, sent: 0, failed: 0 });
  });

  it('that is not there leaves every mail in the queue', async () => {
    const server = await startMailServer();
    await server.close();
    const { db, cohortId } = await openStore();
    await inviteAll(db, cohortId, ['a@example.org', 'b@example.org']);
    expect(await sendAll(db, { SMTP_URL: `smtp://127.0.0.1:${server.port}` })).toBe(0);
    const mails = await listMail(db, { state: 'queued' }, { limit: 9, before: null });
    expect(mails.map(({ tries }) => tries)).toEqual([0, 1]);
  });

  it('without encryption beyond this machine gets nothing', async () => {
    const config = readConfig({ BASE_URL, MAIL_FROM: FROM, SMTP_URL: 'smtp://mail.example.org' });
    expect(config.mail.server).toMatchObject({ secure: false, requireTLS: true, port: 587 });
  });

  it.each([
    'a,evil@example.org',
    'evil>@example.org',
    '"a;b"@example.org',
    'a@example.org>,<evil@example.net',
    'group:evil@example.org',
  ])('is never led to another address by %s', async (email) => {
    const server = await openServer();
    const { db, cohortId } = await openStore();
    await inviteAll(db, cohortId, [email]);
    await sendAll(db, { SMTP_URL: `smtp://127.0.0.1:${server.port}` });
    const recipients = server.received.flatMap(({ recipients }) => recipients);
    // Quotes around what stands before the @ mean the same address.
    const meant = recipients.map((address) => address.replaceAll('"', ''));
    expect(meant.filter((address) => address !== email.replaceAll('"', ''))).toEqual([]);
  });

  it('sees no line of its head that a name or a cohort brought in', async () => {
    const server = await openServer();
    const { db } = await openStore();
    const name = 'Evil\r\nBcc: evil@example.net\r\n\r\n<script>alert(1)</script>';
    const cohortId = await insertCohort(db, { name, code: 'EVIL' }, new Date());
    await inviteAll(db, cohortId, ['a@example.org'], name);
    await sendAll(db, { SMTP_URL: `smtp://127.0.0.1:${server.port}` });
    const { mail, raw, recipients } = onlyOne(server);
    expect(recipients).toEqual(['a@example.org']);
    const head = raw.slice(0, raw.indexOf('\r\n\r\n'));
    expect(head).not.toMatch(/evil/i);
    expect(mail.bcc).toBeUndefined();
    expect(mail.html).not.toContain('<script>');
  });
});

describe('the outbox', () => {
  it('takes the place of a mail server: files that nobody else reads', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'manara-outbox-'));
    closers.push(() => rm(folder, { recursive: true }));
    const { db, cohortId } = await openStore();
    await inviteAll(db, cohortId, ['zaynab@example.org']);
    const env = { DATABASE_URL: `file:${folder}/manara.db` };
    expect(await sendAll(db, env)).toBe(1);
    const outbox = join(folder, 'outbox');
    const files = await readdir(outbox);
    const [entry] = await listMail(db, {}, { limit: 1, before: null });
    expect(files).toEqual([`${entry?.id}.eml`]);
    const file = join(outbox, files[0] ?? '');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const mail = await simpleParser(await readFile(file));
    expect(mail.to).toMatchObject({ text: 'zaynab@example.org' });
    expect(mail.text).toContain(`${BASE_URL}/ar/invitations/`);
  });
});
