import { createHash } from 'node:crypto';
import { Ajv } from 'ajv';
import jwt from 'jsonwebtoken';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rotateKey } from '../../src/services/signing-keys.ts';
import {
  BASE_URL,
  CERTIFICATE,
  createCertificateSite,
  kidOf,
  pathOf,
  type CertificateSite,
} from '../support/certificate-site.ts';
import { OPEN_BADGE_SCHEMA } from '../support/open-badge-schema.ts';
import { passSmallCourse } from '../support/passing.ts';
import { takeQuiz } from '../support/quiz-run.ts';
import { emailOf, type Browser, type Site } from '../support/site.ts';
import { catalogueOf, SMALL_COURSE } from '../support/small-site-course.ts';

let arranged: CertificateSite;
let site: Site;
let ada: Browser;
beforeEach(async () => {
  arranged = await createCertificateSite();
  ({ site, ada } = arranged);
});
afterEach(async () => await site.close());

describe('a learner who has not passed the course', () => {
  it('sees what is missing, gets no certificate, and finds no file', async () => {
    await takeQuiz(ada, 'beta', { 1: 'red', 2: 'true' });
    const { body } = await ada.get(CERTIFICATE);
    expect(body).toContain('Still to pass');
    expect(body).toContain('href="/en/lessons/alpha"');
    expect(body).not.toContain('href="/en/lessons/beta"');
    expect(body).toContain('You have passed <bdi>1</bdi> of <bdi>2</bdi>.');
    await ada.post(CERTIFICATE);
    expect(await site.db.selectFrom('credential').select('id').execute()).toEqual([]);
    expect((await ada.get(`${CERTIFICATE}/files/jwt`)).statusCode).toBe(404);
  });

  it('is told nothing of results that are held back', async () => {
    const closes = '2026-06-11T12:00:00.000Z';
    const beta = (SMALL_COURSE.get('first-module/beta.yaml') ?? '').replace(
      '  pass: 60',
      `  mode: exam\n  closes: '${closes}'\n  pass: 60`,
    );
    site.serve(catalogueOf(new Map([...SMALL_COURSE, ['first-module/beta.yaml', beta]])));
    await passSmallCourse(ada);
    expect((await ada.get(CERTIFICATE)).body).toContain('href="/en/lessons/beta"');
    await ada.post(CERTIFICATE);
    expect((await ada.get(`${CERTIFICATE}/files/jwt`)).statusCode).toBe(404);
    arranged.clock.now = new Date(closes);
    expect((await ada.get(CERTIFICATE)).body).toContain('You have passed the course');
    await ada.post(CERTIFICATE);
    expect((await ada.get(`${CERTIFICATE}/files/jwt`)).statusCode).toBe(200);
  });
});

describe('a learner who has passed the course', () => {
  it('gets the certificate by asking for it, never by looking', async () => {
    await passSmallCourse(ada);
    const before = (await ada.get(CERTIFICATE)).body;
    expect(before).toContain('Get the certificate');
    expect(before).not.toContain('class="qr"');
    await ada.get(CERTIFICATE);
    expect(await site.db.selectFrom('credential').select('id').execute()).toEqual([]);
    await ada.post(CERTIFICATE);
    const after = (await ada.get(CERTIFICATE)).body;
    expect(after).toContain('class="qr"');
    expect(after).toContain('<bdi>Ada</bdi>');
    expect(after).toContain('A small course');
    expect(after).toContain('10 June 2026');
    expect(after).not.toContain('Get the certificate');
  });

  it('gets one only, however often it is asked for at once', async () => {
    await passSmallCourse(ada);
    // The site makes its key on first need, once too.
    await site.db.deleteFrom('site_key').execute();
    await Promise.all(Array.from({ length: 3 }, async () => ada.post(CERTIFICATE)));
    expect(await site.db.selectFrom('credential').select('id').execute()).toHaveLength(1);
    expect(await site.db.selectFrom('site_key').select('id').execute()).toHaveLength(1);
    const events = await site.db
      .selectFrom('audit_event')
      .select('actor_id')
      .where('action', '=', 'certificate-issued')
      .execute();
    expect(events).toHaveLength(1);
  });

  it('keeps it, with the name that it was made out to, when name and marks change', async () => {
    const token = await arranged.issued();
    await site.db.updateTable('account').set({ name: 'Another' }).execute();
    await site.db.updateTable('lesson_progress').set({ state: 'completed' }).execute();
    expect((await ada.get(CERTIFICATE)).body).toContain(
      '<p class="certificate-name"><bdi>Ada</bdi></p>',
    );
    expect((await ada.get(`${CERTIFICATE}/files/jwt`)).body).toBe(token);
    const check = await site.anonymous().get(`/en/credentials/${await arranged.codeOf(token)}`);
    expect(check.body).toContain('This certificate is valid.');
    expect(check.body).toContain('Ada');
    expect(check.body).not.toContain('Another');
  });

  it('sees it in each language, with the date and the check address', async () => {
    const code = await arranged.codeOf(await arranged.issued());
    const french = (await ada.get('/fr/certificate')).body;
    expect(french).toContain('10 juin 2026');
    const arabic = (await ada.get('/ar/certificate')).body;
    expect(arabic).toContain('dir="rtl"');
    expect(arabic).toContain(`<bdi dir="ltr">${BASE_URL}/credentials/${code}</bdi>`);
  });
});

describe('the signed credential', () => {
  it('verifies with another library and the published key, and fails with one byte changed', async () => {
    const token = await arranged.issued();
    const payload = await arranged.verify(token);
    expect(payload['type']).toEqual(['VerifiableCredential', 'OpenBadgeCredential']);
    const [head = '', body = '', signature = ''] = token.split('.');
    for (const part of [body, signature]) {
      const middle = Math.floor(part.length / 2);
      const other = part[middle] === 'A' ? 'B' : 'A';
      const changed = part.slice(0, middle) + other + part.slice(middle + 1);
      const forged = [head, part === body ? changed : body, part === body ? signature : changed];
      await expect(arranged.verify(forged.join('.'))).rejects.toThrow();
    }
  });

  it('has what Open Badges 3.0 asks for, and claims that say the same', async () => {
    const token = await arranged.issued();
    const payload = await arranged.verify(token);
    const validate = new Ajv({ allErrors: true }).compile(OPEN_BADGE_SCHEMA);
    expect(validate(payload) || validate.errors).toBe(true);
    const issuer = payload['issuer'] as { id: string };
    const subject = payload['credentialSubject'] as { id: string };
    expect(payload['iss']).toBe(issuer.id);
    expect(payload['sub']).toBe(subject.id);
    expect(payload['jti']).toBe(payload['id']);
    expect(payload['validFrom']).toBe('2026-06-10T10:00:00Z');
    expect(payload['nbf']).toBe(Date.parse('2026-06-10T10:00:00Z') / 1000);
    const decoded = jwt.decode(token, { complete: true });
    expect(Object.keys(decoded?.header ?? {}).toSorted()).toEqual(['alg', 'kid', 'typ']);
    expect((await ada.get(`${CERTIFICATE}/files/json`)).json()).toEqual(payload);
  });

  it('holds name and address as salted hashes only, and nothing else of the learner', async () => {
    const payload = await arranged.verify(await arranged.issued());
    const { identifier } = payload['credentialSubject'] as {
      identifier: readonly { identityType: string; identityHash: string; salt: string }[];
    };
    const values = { emailAddress: emailOf('Ada'), name: 'Ada' };
    for (const [type, value] of Object.entries(values)) {
      const { salt, identityHash } = identifier.find((one) => one.identityType === type) ?? {};
      const hash = createHash('sha256').update(`${value}${salt}`).digest('hex');
      expect(identityHash).toBe(`sha256$${hash}`);
    }
    const { id } = await site.db.selectFrom('account').select('id').executeTakeFirstOrThrow();
    const text = JSON.stringify(payload);
    expect(text).not.toMatch(/Ada\b|ada@/);
    expect(text).not.toContain(id);
  });

  it('names its key by an address that leads to it, and its issuer by one that says who it is', async () => {
    const token = await arranged.issued();
    const { header, payload } = jwt.decode(token, { complete: true }) ?? {};
    const key = await site.anonymous().get(pathOf(header?.kid));
    expect(key.json()).toEqual((await arranged.publishedKeys())[0]);
    expect(Object.keys(key.json())).not.toContain('d');
    const { iss } = payload as { iss: string };
    expect((await site.anonymous().get(pathOf(iss))).json()).toMatchObject({
      id: iss,
      name: 'Manara',
    });
    for (const path of ['/.well-known/jwks.json', pathOf(header?.kid), pathOf(iss)]) {
      const { headers } = await site.anonymous().get(path);
      expect(headers['cache-control']).toBe('public, max-age=3600');
      expect(headers['access-control-allow-origin']).toBe('*');
    }
    expect((await site.anonymous().get('/.well-known/keys/none')).statusCode).toBe(404);
  });

  it('stays verifiable when the site has a new key, which signs from then on', async () => {
    const token = await arranged.issued();
    const later = new Date(arranged.clock.now.getTime() + 60_000);
    await site.person('Ben');
    await rotateKey(site.db, later);
    expect(await arranged.publishedKeys()).toHaveLength(2);
    await arranged.verify(token);
    const ben = await site.signIn('Ben');
    await passSmallCourse(ben);
    await ben.post(CERTIFICATE);
    const other = (await ben.get(`${CERTIFICATE}/files/jwt`)).body;
    await arranged.verify(other);
    expect(kidOf(other)).not.toBe(kidOf(token));
    expect(kidOf(other)).toBe((await arranged.publishedKeys())[0]?.kid);
  });
});
