import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport, type SendMailOptions } from 'nodemailer';
import type { MailConfig } from '../config.ts';
import { MailError, type MailFailure } from '../domain/mail.ts';

/** Milliseconds for each step of a conversation with the mail server. */
const TIMEOUT = 10_000;

/** Where mails leave the house. */
export interface Post {
  /** `id` names the file in the outbox. @throws {MailError} */
  readonly send: (id: string, mail: SendMailOptions) => Promise<void>;
  /** Hangs up. */
  readonly close: () => void;
}

/** The configured mail server, or where there is none the folder that takes its place. */
export function openPost({ server, outbox }: Pick<MailConfig, 'server' | 'outbox'>): Post {
  return server === null ? openOutbox(outbox) : openSmtp(server);
}

function openSmtp(server: NonNullable<MailConfig['server']>): Post {
  const transport = createTransport({
    ...server,
    pool: true,
    maxConnections: 1,
    connectionTimeout: TIMEOUT,
    greetingTimeout: TIMEOUT,
    socketTimeout: TIMEOUT,
    ...SAFE,
  });
  return {
    send: async (_id, mail) => {
      try {
        await transport.sendMail(mail);
      } catch (error) {
        throw toMailError(error as SmtpError);
      }
    },
    close: () => transport.close(),
  };
}

/** Each mail becomes a file that mail programs open; it holds live links, so only we may read it. */
function openOutbox(folder: string): Post {
  const transport = createTransport({ streamTransport: true, buffer: true, ...SAFE });
  return {
    send: async (id, mail) => {
      const { message } = await transport.sendMail(mail);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const file = join(folder, `${id}.eml`);
      await writeFile(`${file}.part`, message as Buffer, { mode: 0o600 });
      await rename(`${file}.part`, file);
    },
    close: () => transport.close(),
  };
}

/** A mail is made of what it is given: of no file and no address that stands in it. */
const SAFE = { disableFileAccess: true, disableUrlAccess: true } as const;

/** Codes of nodemailer for conversations that never came to the mail itself. */
const UNREACHABLE = new Set(['ECONNECTION', 'ETIMEDOUT', 'ESOCKET', 'EDNS', 'EAUTH', 'ETLS']);

interface SmtpError extends Error {
  readonly code?: string;
  /** What the server answered; none where it was not asked. */
  readonly responseCode?: number;
}

function toMailError(error: SmtpError): MailError {
  return new MailError(failureOf(error), error.message);
}

function failureOf({ code = '', responseCode = 0 }: SmtpError): MailFailure {
  if (UNREACHABLE.has(code)) return 'unreachable';
  // An address that cannot be one is not even shown to the server.
  const impossible = code === 'EENVELOPE' && responseCode < 400;
  return responseCode >= 500 || impossible ? 'refused' : 'later';
}
