import type { LightMyRequestResponse } from 'fastify';
import type { Browser } from './site.ts';

const ORIGIN = 'http://localhost';
const ATTRIBUTE = /\b(?:href|src|action|formaction|data|poster|cite)="([^"]*)"/g;
const STYLE_URL = /\burl\(["']?([^"')]+)["']?\)/g;

/**
 * Opens every address of the site that can be reached from `starts` by links, redirects, form
 * addresses, style sheets and the images and scripts of pages.
 */
export async function crawl(
  browser: Browser,
  starts: readonly string[],
): Promise<ReadonlyMap<string, LightMyRequestResponse>> {
  const seen = new Map<string, LightMyRequestResponse>();
  const waiting = [...starts];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (seen.has(path)) continue;
    const response = await browser.get(path);
    seen.set(path, response);
    waiting.push(...linksOf(path, response));
  }
  return seen;
}

/** Status, headers and body as one text. */
export function wholeOf(response: LightMyRequestResponse): string {
  return `${response.statusCode}\n${JSON.stringify(response.headers, null, 1)}\n\n${response.body}`;
}

function linksOf(path: string, response: LightMyRequestResponse): string[] {
  const { location } = response.headers;
  const links = [...response.body.matchAll(ATTRIBUTE), ...response.body.matchAll(STYLE_URL)];
  return [...links.map(([, link = '']) => link), ...(location === undefined ? [] : [location])]
    .map((link) => link.replaceAll('&amp;', '&'))
    .filter((link) => URL.canParse(link, ORIGIN + path))
    .map((link) => new URL(link, ORIGIN + path))
    .filter((url) => url.origin === ORIGIN)
    .map((url) => url.pathname + url.search);
}
