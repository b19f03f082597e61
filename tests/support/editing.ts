import type { Browser } from './site.ts';
import { hiddenFields } from './quiz-run.ts';

export const ALPHA_FILE = '/en/teach/files/first-module~alpha.yaml';
export const BETA_FILE = '/en/teach/files/first-module~beta.yaml';

/** The text in the box of an editor's page. */
export function editedText(body: string): string {
  const text = /<textarea[^>]*>\n([^]*?)<\/textarea>/.exec(body)?.[1] ?? '';
  return unescaped(text);
}

/** A text as it was before it was put into HTML. */
export function unescaped(html: string): string {
  return html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}

/** Opens the editor, changes its text, and presses one of its buttons. */
export async function editFile(
  browser: Browser,
  file: string,
  change: (text: string) => string,
  go = 'save',
) {
  const { body } = await browser.get(`${file}/edit`);
  const text = change(editedText(body)).replaceAll('\n', '\r\n');
  return await browser.post(`${file}/draft`, { ...hiddenFields(body), text, go });
}

/** Publishes the draft of a file with what its page asks for. */
export async function publishDraft(
  browser: Browser,
  file: string,
  fields: Readonly<Record<string, string>> = {},
) {
  const { body } = await browser.get(`${file}/publications/new`);
  const message = 'Say it better';
  return await browser.post(`${file}/publications`, { ...hiddenFields(body), message, ...fields });
}
