/** A setting as admins see it. */
export interface Setting {
  /** Name of the environment variable. */
  readonly name: string;
  /** What holds, secrets blotted out; null for none. */
  readonly value: string | null;
  readonly source: 'environment' | 'default';
}

/** Stands for what nobody should read over an admin's shoulder. */
const BLOT = '•••';

/**
 * What holds for each variable: what the environment says, else the default. `defaults` has those
 * that follow from other settings or are none.
 */
export function describeSettings(
  names: readonly string[],
  env: Readonly<Record<string, string>>,
  defaults: Readonly<Record<string, unknown>>,
): Setting[] {
  return names.map((name) => {
    const given = env[name];
    if (given !== undefined) return { name, value: blot(given), source: 'environment' };
    const value = defaults[name];
    const shown = value === undefined || value === null ? null : blot(written(value));
    return { name, value: shown, source: 'default' };
  });
}

/** As it would be written in the environment. */
function written(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return String(value);
}

/** Blots out the password of an address, and all of an address that cannot be read. */
function blot(value: string): string {
  if (!/^[a-z][a-z+.-]*:\/\//i.test(value)) return value;
  if (!URL.canParse(value)) return BLOT;
  const url = new URL(value);
  if (url.password === '' && url.search === '') return value;
  const name = url.username === '' ? '' : `${url.username}:${BLOT}@`;
  const query = url.search === '' ? '' : `?${BLOT}`;
  return `${url.protocol}//${name}${url.host}${url.pathname.replace(/\/$/, '')}${query}`;
}
