/** A mail server and how to speak to it, as nodemailer takes it. */
export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** Encrypted from the first byte. */
  readonly secure: boolean;
  /** Refuse to go on where the server does not offer encryption. */
  readonly requireTLS: boolean;
  readonly auth?: { readonly user: string; readonly pass: string };
}

const PORTS = { 'smtp:': 587, 'smtps:': 465 } as const;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** What is wrong with the address of a mail server; null when nothing is. */
export function smtpUrlProblem(text: string): string | null {
  if (!URL.canParse(text)) return 'must look like smtps://user:password@mail.example.org';
  const url = new URL(text);
  if (!(url.protocol in PORTS)) return 'must begin with smtp:// or smtps://';
  if (url.hostname === '') return 'must name a host';
  const unknown = [...url.searchParams.keys()].find((name) => name !== 'tls');
  if (unknown !== undefined) return `knows no option ${unknown}`;
  const tls = url.searchParams.get('tls');
  return tls === null || tls === 'off' ? null : 'knows only tls=off';
}

/**
 * Reads `smtp[s]://[user:password@]host[:port][?tls=off]`. Beyond this machine `smtp:` insists on
 * encryption (STARTTLS), unless `tls=off` says that the way is safe.
 */
export function readSmtpUrl(text: string): SmtpServer {
  const url = new URL(text);
  const secure = url.protocol === 'smtps:';
  const open = LOOPBACK.has(url.hostname) || url.searchParams.get('tls') === 'off';
  const port = url.port === '' ? PORTS[secure ? 'smtps:' : 'smtp:'] : Number(url.port);
  const [user, pass] = [url.username, url.password].map((part) => decodeURIComponent(part));
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port,
    secure,
    requireTLS: !secure && !open,
    ...(user === undefined || user === '' ? {} : { auth: { user, pass: pass ?? '' } }),
  };
}
