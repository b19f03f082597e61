import { expect, it } from 'vitest';
import { qrCode } from '../../src/web/qr-code.ts';
import { decodeQr, matrixOf } from '../support/qr-decoder.ts';

it.each([
  'https://a.example/credentials/0123456789ABCDEFGHJK',
  'https://manara.example.org/credentials/ZZZZZZZZZZ0000000000',
  'http://localhost:3000/credentials/7QX0M4K2N9R1T5V8W3YB',
  'https://a-rather-long-name.schools.example.org/credentials/7QX0M4K2N9R1T5V8W3YB',
])('draws a code that reads %s', (address) => {
  expect(decodeQr(matrixOf(qrCode(address, 'Where to check'), 4))).toBe(address);
});

it('says in words what it is for, with nothing in them that is markup', () => {
  const svg = qrCode('https://a.example', 'Check <here> & "now"');
  expect(svg).toContain('<title id="qr-title">Check &lt;here&gt; &amp; &quot;now&quot;</title>');
  expect(svg).toMatch(/^<svg [^>]*role="img" aria-labelledby="qr-title"/);
});
