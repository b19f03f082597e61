import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeHtml } from '../../src/domain/html.ts';

describe('escaping text', () => {
  it('writes the five marks of HTML as entities', () => {
    expect(escapeHtml(`<a href="x">'&amp;'</a>`)).toBe(
      '&lt;a href=&quot;x&quot;&gt;&#39;&amp;amp;&#39;&lt;/a&gt;',
    );
  });

  it('leaves no mark that opens a tag or ends an attribute', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(escapeHtml(text)).not.toMatch(/[<>"']/);
      }),
    );
  });
});
