import { digest } from '../digest.ts';
import type { Text } from './units.ts';

/** Hex characters of a unit's digest: enough to tell a text from its own earlier versions. */
const LENGTH = 8;

/** The key of the block that records what each text was made from. */
export const MADE_FROM = 'made-from';

/** The short digest of a base text. White space at its ends, which depends on YAML style, is left out. */
export function unitDigest(base: Text): string {
  return digest(trimmed(base)).slice(0, LENGTH);
}

function trimmed(text: Text): unknown {
  if (typeof text === 'string') return text.trim();
  if (Array.isArray(text)) return text.map(trimmed);
  return Object.fromEntries(Object.entries(text).map(([key, one]) => [key, trimmed(one)]));
}
