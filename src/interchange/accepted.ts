/** Accepted answers, of one language or by language. */
export type Accept = readonly string[] | Readonly<Record<string, readonly string[] | undefined>>;

/** All accepted answers, the one to be shown first; those of several languages one after another. */
export function acceptedOf(accept: Accept): readonly string[] {
  const all = Array.isArray(accept) ? accept : Object.values(accept).flat();
  return [...new Set(all.filter((one): one is string => typeof one === 'string'))].map((one) =>
    one.trim(),
  );
}
