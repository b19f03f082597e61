import type { Config } from '../config.ts';
import type { SendMail } from '../services/sending.ts';
import { openPost } from './post.ts';
import { createMailRenderer, type WrittenMail } from './render.ts';

/** Sends what a sweep of the mails gives it. */
export interface Mailer {
  readonly send: SendMail;
  readonly close: () => void;
}

/** Opens the way out for one sweep of the mails; close it afterwards. */
export type OpenMailer = () => Mailer;

/** How a site's mails are written and go out. */
export function createMailing(config: Config): OpenMailer {
  const render = createMailRenderer(config);
  return () => {
    const post = openPost(config.mail);
    return {
      send: async ({ id, recipient, locale }, matter) => {
        const { html, subject, text, unsubscribe } = render(locale, matter);
        await post.send(id, {
          from: config.mail.from,
          // As a pair, so that nothing in the address is read as another address.
          to: { name: '', address: recipient },
          messageId: `<${id}@${new URL(config.baseUrl).hostname}>`,
          subject,
          html,
          text,
          headers: headersOf(locale, unsubscribe),
        });
      },
      close: () => post.close(),
    };
  };
}

function headersOf(
  locale: string,
  unsubscribe: WrittenMail['unsubscribe'],
): Record<string, string> {
  return {
    'Content-Language': locale,
    // Keeps answering machines from answering.
    'Auto-Submitted': 'auto-generated',
    ...(unsubscribe === null
      ? {}
      : {
          'List-Unsubscribe': `<${unsubscribe}>`,
          // RFC 8058: the reader's mail program posts to the address by itself.
          'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        }),
  };
}
