import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A mail as a real mail server took it. */
export interface Received {
  /** The addresses of the envelope, which is what mail goes by. */
  readonly recipients: readonly string[];
  readonly raw: string;
  readonly mail: ParsedMail;
}

export interface MailServer {
  readonly port: number;
  readonly received: readonly Received[];
  readonly close: () => Promise<void>;
}

/** A mail server on loopback; `refuse` says with which code it refuses an address, if it does. */
export async function startMailServer(
  refuse: (address: string) => number | null = () => null,
): Promise<MailServer> {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, callback) => {
      const responseCode = refuse(address);
      callback(
        responseCode === null ? null : Object.assign(new Error('Not this one.'), { responseCode }),
      );
    },
    onData: (stream, session, callback) => {
      const recipients = session.envelope.rcptTo.map(({ address }) => address);
      void receive(stream, recipients, received, callback);
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  return {
    port: (server.server.address() as AddressInfo).port,
    received,
    close: async () => await new Promise((resolve) => server.close(() => resolve())),
  };
}

async function receive(
  stream: Readable,
  recipients: readonly string[],
  received: Received[],
  callback: () => void,
): Promise<void> {
  const raw = await text(stream);
  received.push({ recipients, raw, mail: await simpleParser(raw) });
  callback();
}
