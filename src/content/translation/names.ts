/** What a translation's file name says. */
export interface SidecarName {
  /** Path of the file that it translates. */
  readonly base: string;
  readonly locale: string;
}

const SIDECAR = /^(.+)\.([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\.yaml$/;

/** Reads `<base>.<locale>.yaml`; null for other names. Ids have no dots, so no lesson's name is one. */
export function sidecarName(path: string): SidecarName | null {
  const [, base, locale] = SIDECAR.exec(path) ?? [];
  return base === undefined || locale === undefined ? null : { base: `${base}.yaml`, locale };
}

/** Path of the translation of a file. */
export function sidecarPath(base: string, locale: string): string {
  return base.replace(/\.yaml$/, `.${locale}.yaml`);
}
