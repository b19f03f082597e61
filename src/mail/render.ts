import { join } from 'node:path';
import { Eta } from 'eta';
import type { Config } from '../config.ts';
import type { Locale } from '../domain/account.ts';
import type { MailMatter } from '../services/mail-matter.ts';
import { packageRoot } from '../package-root.ts';
import { loadLanguages } from '../web/views.ts';
import { writeLetter } from './letters.ts';
import { createWriter } from './writer.ts';

/** A mail as it goes out. */
export interface WrittenMail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** See {@link Letter}. */
  readonly unsubscribe: string | null;
}

/** Writes mails in a language. */
export type MailRenderer = (locale: Locale, matter: MailMatter) => WrittenMail;

export function createMailRenderer(
  config: Pick<Config, 'baseUrl' | 'timeZone' | 'reloadViews'>,
): MailRenderer {
  const languages = loadLanguages(config);
  const views = join(packageRoot, 'views', 'mail');
  const eta = new Eta({ views, cache: !config.reloadViews });
  return (locale, matter) => {
    const language = languages(locale);
    const letter = writeLetter(createWriter(language, config.baseUrl), matter);
    const { t, dir } = language;
    const model = { letter, t, dir, locale, site: config.baseUrl };
    return {
      subject: letter.subject,
      html: eta.render('letter', model),
      text: eta.render('letter-text', model),
      unsubscribe: letter.unsubscribe,
    };
  };
}
