/** Any base will do: a `next` that leaves it is refused. */
const BASE = 'http://manara.invalid';
const CONTROLS_OR_BACKSLASH = /[\p{Cc} \\]/u;

/** `next` when it is a path of this site, else null: `//evil`, `/\evil` and `/\t/evil` are not. */
export function safeNext(next: string): string | null {
  if (!next.startsWith('/') || next.startsWith('//') || CONTROLS_OR_BACKSLASH.test(next)) {
    return null;
  }
  if (!URL.canParse(next, BASE)) return null;
  const url = new URL(next, BASE);
  // Taking out `..` may leave `//evil`: the path counts as it will be sent.
  if (url.origin !== BASE || url.pathname.startsWith('//')) return null;
  return url.pathname + url.search + url.hash;
}
