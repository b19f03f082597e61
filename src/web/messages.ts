import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInstance, type TFunction } from 'i18next';
import { LOCALES, type Locale } from '../domain/account.ts';
import { packageRoot } from '../package-root.ts';

/** Translates an interface message; parameters are put in as they are (templates escape). */
export type Translate = (key: string, parameters?: Record<string, unknown>) => string;

/** Texts kept for each language: every message, and those with parameters that pages keep asking for. */
const KEPT_TEXTS = 4000;

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
  const translators = new Map<Locale, Translate>(
    LOCALES.map((locale) => [locale, keepTexts(instance.getFixedT(locale))]),
  );
  return (locale) => translators.get(locale) ?? keepTexts(instance.t);
}

/** Looking messages up and filling them in was a quarter of a question's page; texts never change. */
function keepTexts(translate: TFunction): Translate {
  const kept = new Map<string, string>();
  return (key, parameters) => {
    const name = parameters === undefined ? key : `${key} ${JSON.stringify(parameters)}`;
    const known = kept.get(name);
    if (known !== undefined) return known;
    if (kept.size >= KEPT_TEXTS) kept.clear();
    const text = translate(key, parameters ?? {});
    kept.set(name, text);
    return text;
  };
}

function readMessages(locale: Locale): Record<string, unknown> {
  const path = join(packageRoot, 'views', 'messages', `${locale}.json`);
  return JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
}
