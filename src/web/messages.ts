import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInstance, type TFunction } from 'i18next';
import { LOCALES, type Locale } from '../domain/account.ts';
import { packageRoot } from '../package-root.ts';

/** Translates an interface message; parameters are put in as they are (templates escape). */
export type Translate = (key: string, parameters?: Record<string, unknown>) => string;

/** Loads the interface's messages; a missing one shows its English text. */
export function loadMessages(): (locale: Locale) => Translate {
  const instance = createInstance();
  void instance.init({
    fallbackLng: 'en',
    supportedLngs: LOCALES,
    initAsync: false,
    interpolation: { escapeValue: false },
    resources: Object.fromEntries(
      LOCALES.map((locale) => [locale, { translation: readMessages(locale) }]),
    ),
  });
  const translators = new Map<Locale, TFunction>(
    LOCALES.map((locale) => [locale, instance.getFixedT(locale)]),
  );
  return (locale) => {
    const translate = translators.get(locale) ?? instance.t;
    return (key, parameters) => translate(key, parameters ?? {});
  };
}

function readMessages(locale: Locale): Record<string, unknown> {
  const path = join(packageRoot, 'views', 'messages', `${locale}.json`);
  return JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
}
