import { sidecarName } from './names.ts';
import type { Stamps } from './stamping.ts';
import { acceptedStamps, listSidecars, missingStamps, stamped } from './stamping.ts';

/**
 * A translation as it was typed, with what a machine may record by itself: the base texts that its
 * new texts were made from. With `accept` all its texts are said to fit their bases as they are now.
 * Any other file, and one that cannot be read or recorded, is given back as it is.
 * @param files the course's texts by path, the translation's base among them.
 */
export function recordedTranslation(
  files: ReadonlyMap<string, string>,
  {
    path,
    text,
    accept,
  }: { readonly path: string; readonly text: string; readonly accept: boolean },
): string {
  const base = sidecarName(path)?.base ?? '';
  const written = files.get(base);
  if (written === undefined) return text;
  const pair = new Map([
    [base, written],
    [path, text],
  ]);
  const [sidecar] = listSidecars(pair);
  if (sidecar === undefined) return text;
  const missing = missingStamps(sidecar);
  const accepted = accept ? acceptedStamps(sidecar, null) : NOTHING;
  const stamps = { set: new Map([...missing.set, ...accepted.set]), drop: missing.drop };
  if (stamps.set.size + stamps.drop.size === 0) return text;
  try {
    return stamped(sidecar, stamps);
  } catch {
    // A record that cannot be edited line by line is the linter's to speak of.
    return text;
  }
}

const NOTHING: Stamps = { set: new Map(), drop: new Set() };
