import { HtmlValidate } from 'html-validate';
import { describe, expect, it } from 'vitest';
import { LOCALES, type Locale } from '../../src/domain/account.ts';
import { directionOf } from '../../src/domain/language.ts';
import { hasForbiddenCharacters } from '../../src/domain/text.ts';
import type { MailKind } from '../../src/domain/mail.ts';
import { createMailRenderer } from '../../src/mail/render.ts';
import type { MailMatter } from '../../src/services/mail-matter.ts';

const BASE = 'https://manara.example.org';
const TOKEN = 'T'.repeat(43);
const NAME = 'فاطمة <b>& O’Neil';
const NEXT = 'next@example.org';

const render = createMailRenderer({ baseUrl: BASE, timeZone: 'UTC', reloadViews: false });

const invitation = {
  id: 'i',
  cohortId: 'c',
  cohort: 'Class <7>',
  email: 'a@example.org',
  name: NAME,
  role: 'student',
  locale: 'en',
  inviter: 'Ines',
  expiresAt: new Date(0),
} as const;
const week = { id: 'c', name: 'Class <7>', learners: 1200, active: 7, submissions: 30 };
const cohorts = [
  { ...week, essays: 2, disputes: 0 },
  { ...week, id: 'd', name: 'فوج الربيع', essays: 0, disputes: 1 },
];

/** What a mail of each kind is about, and the addresses that it leads to, below the language. */
const KINDS: { readonly [Kind in MailKind]: readonly [object, readonly string[]] } = {
  erasure: [{ name: NAME, asked: 'inactive', dueAt: new Date(0) }, ['/account/erasure']],
  invitation: [{ token: TOKEN, invitation }, [`/invitations/${TOKEN}`]],
  'password-reset': [{ token: TOKEN, name: NAME }, [`/password-resets/${TOKEN}`]],
  'password-changed': [{ name: NAME }, ['/password-reset']],
  'address-confirmation': [{ token: TOKEN, name: NAME, email: NEXT }, [`/confirmations/${TOKEN}`]],
  'address-change': [{ name: NAME, next: NEXT }, ['/account']],
  'weekly-summary': [
    { token: TOKEN, name: NAME, cohorts },
    ['/teach/cohorts/c', '/teach/cohorts/d', `/unsubscriptions/${TOKEN}`],
  ],
  'review-reminder': [
    { token: TOKEN, name: NAME, due: 3 },
    ['/reviews', `/unsubscriptions/${TOKEN}`],
  ],
};

const mails = LOCALES.flatMap((locale) =>
  Object.entries(KINDS).map(([kind, [matter, paths]]) => ({
    kind,
    locale,
    paths,
    written: render(locale, { kind, ...matter } as MailMatter),
  })),
);

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  // Mail programs drop style sheets; what counts stands on the elements.
  rules: { 'no-inline-style': 'off' },
});

/** What the reader of the HTML sees: no head, no tags, entities as characters. */
function shownBy(html: string): string {
  return html
    .replace(/^.*<body/s, '<body')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#39;', '’')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, '');
}

const bare = (text: string): string => text.replaceAll(/[\u2068\u2069]/g, '');

describe.each(mails)('the mail $kind in $locale', ({ kind, locale, paths, written }) => {
  const { html, subject, text, unsubscribe } = written;

  it('is valid HTML, in its language and direction', async () => {
    const report = await validator.validateString(html);
    expect(report.results.flatMap(({ messages }) => messages)).toEqual([]);
    expect(html).toContain(`<html lang="${locale}" dir="${directionOf(locale)}">`);
    // Once more inside, since many mail programs keep only what stands in the body.
    expect(html).toMatch(new RegExp(`<div [^>]*lang="${locale}" dir="${directionOf(locale)}"`));
  });

  it('has every word in its language', () => {
    for (const part of [subject, html, text]) {
      expect(part).not.toMatch(/\bmail\.[a-z]|undefined|null|\{\{|\[object|NaN/);
    }
    // Addresses, the site's name and what people typed may be in another script.
    const foreign = bare(text).replaceAll(/https?:\S+|\S+@\S+|Manara|O’Neil|Class|Ines|<b>/g, '');
    if (locale === 'ar') expect(foreign).not.toMatch(/[a-zA-Z]/);
    expect(subject).toMatch(locale === 'ar' ? /[\u0600-\u06FF]/ : /[a-z]/);
  });

  it('leads to the pages that it is about, in its language, and to none elsewhere', () => {
    const wanted = [...paths, '/'].map((path) => `${BASE}/${locale}${path}`);
    const links = [...html.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, link]) => link);
    expect(new Set(links)).toEqual(new Set(wanted));
    const lines = text.split('\n').filter((line) => line.startsWith('http'));
    expect(new Set(lines)).toEqual(new Set(wanted));
    expect(html).not.toMatch(/<(?:img|script|link|iframe|object)\b|@import|url\(/);
  });

  it('says the same as plain text, line for line', () => {
    const shown = shownBy(html);
    const lines = bare(text)
      .split('\n')
      .map((line) => line.replace(/^(?:## |-- )|:$/g, ''));
    for (const line of lines.filter((one) => !one.startsWith('http'))) {
      // A figure stands in two cells.
      const said = line.replace(/: (?=[\d\s.,]+$)/, '').replaceAll(/\s+/g, '');
      expect(shown).toContain(said);
    }
  });

  it('shows names as they are and keeps them out of the subject', () => {
    expect(html).not.toContain('<b>');
    expect(html).toContain('<bdi>فاطمة &lt;b&gt;&amp; O’Neil</bdi>');
    expect(bare(text)).toContain(NAME);
    for (const typed of [NAME, 'Class', 'Ines', NEXT]) expect(subject).not.toContain(typed);
    expect(hasForbiddenCharacters(subject)).toBe(false);
  });

  it('can be stopped exactly if it was asked for', () => {
    const isChoice = kind === 'weekly-summary' || kind === 'review-reminder';
    expect(unsubscribe).toBe(isChoice ? `${BASE}/${locale}/unsubscriptions/${TOKEN}` : null);
  });

  it('is light', () => {
    expect(Buffer.byteLength(html)).toBeLessThan(9000);
  });
});

const reminder = (locale: Locale, due: number) =>
  bare(render(locale, { kind: 'review-reminder', token: TOKEN, name: 'Ada', due }).text);

describe('plural forms and numbers', () => {
  it.each([
    ['en', 1, '1 question is due'],
    ['en', 3, '3 questions are due'],
    ['fr', 1, '1 question est à réviser'],
    ['fr', 20, '20 questions sont à réviser'],
    ['ar', 1, 'سؤال واحد'],
    ['ar', 2, 'سؤالان'],
    ['ar', 3, '3 أسئلة'],
    ['ar', 11, '11 سؤالاً'],
  ] as const)('are right in %s for %i', (locale, due, words) => {
    expect(reminder(locale, due)).toContain(words);
  });
});
