import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSite, type Browser, type Site } from '../support/site.ts';

let site: Site;
let ines: Browser;
beforeEach(async () => {
  site = await createSite();
  await site.cohort('A', { Ines: 'instructor' });
  ines = await site.signIn('Ines');
});
afterEach(async () => await site.close());

describe('the questions of a lesson as a file', () => {
  it.each([
    ['gift', 'text/plain; charset=utf-8', 'alpha.gift.txt'],
    ['moodle', 'application/xml; charset=utf-8', 'alpha.moodle.xml'],
    ['qti3', 'application/zip', 'alpha.qti3.zip'],
    ['qti22', 'application/zip', 'alpha.qti22.zip'],
    ['csv', 'text/csv; charset=utf-8', 'alpha.csv'],
  ])('can be had as %s from the page of lessons', async (format, type, name) => {
    const address = `/en/teach/lessons/alpha/exports/${format}`;
    expect((await ines.get('/en/teach/lessons')).body).toContain(`href="${address}"`);
    const { statusCode, headers, rawPayload } = await ines.get(address);
    expect(statusCode).toBe(200);
    expect(headers['content-type']).toBe(type);
    expect(headers['content-disposition']).toBe(
      `attachment; filename="${name}"; filename*=UTF-8''${name}`,
    );
    expect(rawPayload.length).toBeGreaterThan(500);
  });

  it('is not found for another lesson or format', async () => {
    for (const path of ['gamma/exports/gift', 'alpha/exports/word', 'alpha/exports/constructor']) {
      expect((await ines.get(`/en/teach/lessons/${path}`)).statusCode).toBe(404);
    }
  });
});

describe('importing questions', () => {
  it('shows the YAML and what is to be written, and stores nothing', async () => {
    const form = { format: 'gift', text: '::Light::Is it <b>light</b>? {T}' };
    const { statusCode, body } = await ines.post('/en/teach/import', form);
    expect(statusCode).toBe(200);
    expect(body).toContain('id: light\n');
    expect(body).toContain('prompt: Is it **light**?');
    expect(body).toContain('there is no objective');
    expect((await ines.get('/en/teach/import')).body).not.toContain('**light**');
  });

  it('says where the file is wrong and keeps what was typed', async () => {
    const form = { format: 'gift', text: 'Is it? {\n=<one>\n\n' };
    const { statusCode, body } = await ines.post('/en/teach/import', form);
    expect(statusCode).toBe(422);
    expect(body).toContain('role="alert"');
    expect(body).toContain('Line <bdi>2</bdi>, column <bdi>7</bdi>');
    expect(body).toContain('=&lt;one&gt;');
  });

  it('asks for a format', async () => {
    expect((await ines.post('/en/teach/import', { text: 'x' })).statusCode).toBe(422);
  });

  it('takes a million characters of Arabic and refuses more', async () => {
    const arabic = 'ض'.repeat(999_000);
    const some = await ines.post('/en/teach/import', { format: 'gift', text: `${arabic}{` });
    expect(some.statusCode).toBe(422);
    const more = await ines.post('/en/teach/import', { format: 'gift', text: arabic + arabic });
    expect([413, 422]).toContain(more.statusCode);
  });
});
