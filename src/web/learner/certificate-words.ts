import type { Context } from '../../context.ts';
import { LOCALES, type Locale } from '../../domain/account.ts';
import { quizzesToPass } from '../../domain/course-pass.ts';
import { inLocale } from '../../domain/course.ts';
import { wordsOf } from '../../interchange/html.ts';
import type { CertificateWords } from '../../services/certifying.ts';
import type { Views } from '../views.ts';

/** What a certificate issued now says of the course, in the learner's language. */
export function certificateWords(
  { library }: Pick<Context, 'library'>,
  views: Pick<Views, 'language'>,
  locale: Locale,
): CertificateWords {
  const written = library.catalogue();
  const { title, summary, locale: language } = inLocale(written, locale);
  const { t } = views.language(locale);
  return {
    titles: Object.fromEntries(LOCALES.map((one) => [one, inLocale(written, one).title])),
    issuer: t('site.name'),
    achievement: {
      name: title.text,
      description: wordsOf(summary),
      narrative: t('certificate.narrative', { count: quizzesToPass(written).length }),
      language,
    },
  };
}
