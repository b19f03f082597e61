import { createHash } from 'node:crypto';

/** Hex characters kept of a digest: 128 bits, enough that no two versions ever meet by chance. */
const DIGEST_LENGTH = 32;

/** JSON with sorted keys and no spaces: the same data gives the same text however it was written. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(sorted(value)) ?? 'null';
}

/** The name of a version of some data. */
export function digest(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex').slice(0, DIGEST_LENGTH);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  // Order by code unit, not by locale: a digest must not depend on the machine.
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
