import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  BASE_URL,
  CERTIFICATE,
  createCertificateSite,
  type CertificateSite,
} from '../support/certificate-site.ts';
import { passAlpha } from '../support/passing.ts';
import type { Browser, Site } from '../support/site.ts';

let arranged: CertificateSite;
let site: Site;
let ada: Browser;
beforeEach(async () => {
  arranged = await createCertificateSite();
  ({ site, ada } = arranged);
});
afterEach(async () => await site.close());

/** An admin before the list of certificates, and the page of the only one. */
async function asAdmin(): Promise<{ root: Browser; page: string; token: string }> {
  const token = await arranged.issued();
  await site.person('Root', { isAdmin: true });
  const root = await site.signIn('Root');
  const list = (await root.get('/en/admin/credentials')).body;
  const page = /href="(\/en\/admin\/credentials\/[^"]+)"/.exec(list)?.[1] ?? '';
  return { root, page, token };
}

describe('whoever checks a certificate', () => {
  it('needs no account: the printed address leads to a page in their language', async () => {
    const code = await arranged.codeOf(await arranged.issued());
    const visitor = site.anonymous();
    const led = await visitor.get(`/credentials/${code.toLowerCase()}`);
    expect(led.headers.location).toBe(`/en/credentials/${code}`);
    const { statusCode, body, headers } = await visitor.get(`/fr/credentials/${code}`);
    expect(statusCode).toBe(200);
    expect(body).toContain('Ce certificat est valable.');
    expect(headers['x-robots-tag']).toBe('noindex');
    expect(body).not.toContain('ada@');
  });

  it('is told when there is none of this code', async () => {
    const visitor = site.anonymous();
    for (const code of ['0123456789ABCDEFGHJK', 'nonsense', '%00']) {
      const { statusCode, body } = await visitor.get(`/en/credentials/${code}`);
      expect(statusCode, code).toBe(404);
      expect(body, code).toContain('This site knows no certificate with this code.');
    }
  });

  it('may give the code in a form, or the signed text', async () => {
    const token = await arranged.issued();
    const code = await arranged.codeOf(token);
    const visitor = site.anonymous();
    const check = async (credential: string) => visitor.post('/en/credentials', { credential });
    expect((await check(` ${code.toLowerCase()} `)).headers.location).toBe(
      `/en/credentials/${code}`,
    );
    expect((await check(`${BASE_URL}/credentials/${code}`)).headers.location).toBe(
      `/en/credentials/${code}`,
    );
    const genuine = (await check(token)).body;
    expect(genuine).toContain('The signature of the text is genuine.');
    expect(genuine).toContain('This certificate is valid.');
    const forged = (await check(`${token.slice(0, -9)}${'A'.repeat(9)}`)).body;
    expect(forged).toContain('This is neither a code nor a text that this site has signed');
    expect(forged).not.toContain('Ada</bdi>');
    const empty = await check('  ');
    expect(empty.statusCode).toBe(422);
    expect(empty.body).toContain('Enter a code or the text of a signed certificate');
  });

  it('may not try codes without end', async () => {
    const visitor = site.anonymous();
    const statuses = [];
    for (let look = 0; look < 61; look += 1) {
      statuses.push((await visitor.get('/en/credentials/0123456789ABCDEFGHJK')).statusCode);
    }
    expect(statuses.slice(0, 60)).toEqual(Array.from({ length: 60 }, () => 404));
    expect(statuses[60]).toBe(429);
  });
});

describe('an admin', () => {
  it('revokes a certificate with a reason, and everybody who checks it is told', async () => {
    const { root, page, token } = await asAdmin();
    const refused = await root.post(`${page}/revocation`, { reason: ' ' });
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('Say why');
    await root.post(`${page}/revocation`, { reason: 'Somebody else sat the quizzes.' });
    const code = await arranged.codeOf(token);
    const check = (await site.anonymous().get(`/en/credentials/${code}`)).body;
    expect(check).toContain('This certificate was revoked on');
    expect(check).not.toContain('Somebody else');
    const pasted = await site.anonymous().post('/en/credentials', { credential: token });
    expect(pasted.body).toContain('This certificate was revoked on');
    const own = (await ada.get(CERTIFICATE)).body;
    expect(own).toContain('Somebody else sat the quizzes.');
    expect(own).not.toContain('class="qr"');
    expect(own).not.toContain('Get the certificate');
    await ada.post(CERTIFICATE);
    expect(await site.db.selectFrom('credential').select('id').execute()).toHaveLength(1);
    expect((await root.get('/en/admin/audit')).body).toContain('certificate revoked');
  });

  it('may let the learner have another one, which has a code of its own', async () => {
    const { root, page, token } = await asAdmin();
    const form = { reason: 'The name was misspelt.', replaceable: 'yes' };
    await root.post(`${page}/revocation`, form);
    await site.db.updateTable('account').set({ name: 'Ada L.' }).execute();
    expect((await ada.get(CERTIFICATE)).body).toContain('made out to <bdi>Ada L.</bdi>');
    await ada.post(CERTIFICATE);
    const other = (await ada.get(`${CERTIFICATE}/files/jwt`)).body;
    expect(await arranged.codeOf(other)).not.toBe(await arranged.codeOf(token));
    const check = (await site.anonymous().get(`/en/credentials/${await arranged.codeOf(other)}`))
      .body;
    expect(check).toContain('Ada L.');
    await passAlpha(ada);
    expect((await ada.get(CERTIFICATE)).body).toContain('class="qr"');
  });
});
