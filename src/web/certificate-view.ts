import { groupedCode } from '../domain/check-code.ts';
import type { Html } from '../domain/item.ts';
import type { Phrase } from '../domain/language.ts';
import { checkAddress } from '../services/certifying.ts';
import type { Credential } from '../store/credentials.ts';
import { qrCode } from './qr-code.ts';
import type { Language } from './views.ts';

/** A certificate as it is shown and printed. */
export interface CertificateView {
  readonly name: string;
  readonly title: Phrase;
  readonly issuedAt: Date;
  /** The check code in groups. */
  readonly code: string;
  /** Where anybody can check it. */
  readonly address: string;
  readonly qr: Html;
}

/** The certificate in a language, with the course's title as it was at issue. */
export function certificateView(
  { code, name, titles, issuedAt }: Credential,
  { locale, t }: Pick<Language, 'locale' | 't'>,
  baseUrl: string,
): CertificateView {
  const address = checkAddress(baseUrl, code);
  return {
    name,
    title: titleIn(titles, locale),
    issuedAt,
    code: groupedCode(code),
    address,
    qr: qrCode(address, t('certificate.qr')),
  };
}

/** The course's title as it was at issue, in a language. */
export function titleIn(titles: Credential['titles'], locale: string): Phrase {
  const [first] = Object.values(titles);
  return titles[locale] ?? first ?? { text: '', lang: locale };
}
