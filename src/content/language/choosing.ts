import { list } from './phrases.ts';
import type { Phrases } from './phrases.ts';

/** Choices about other choices; compared without case, accents, vowel marks and punctuation. */
export const CATCH_ALL: Phrases = {
  en: [
    '(?:all|none|any|both|neither|either|some)(?: of)? (?:the |these |those |them )?(?:above|below|others?|choices|answers|options|statements)(?: (?:choices|answers|options|statements))?(?: (?:is|are) (?:correct|right|true|wrong|false))?',
    '(?:all|none|any|both|neither|either|some) of (?:these|those|them)(?: (?:is|are) (?:correct|right|true|wrong|false))?',
    'both|neither|either',
    '(?:both )?(?:answers? |choices? )?[a-e] (?:and|or|&) [a-e](?: (?:only|alone))?',
  ],
  fr: [
    '(?:toutes?|tous|aucune?|chacune?) (?:de |des |d entre )?(?:ces|ceux|celles|les|elles|eux|l une|la)(?: (?:autres )?(?:reponses?|propositions?|options?|choix|affirmations?))?(?: (?:ci dessus|ci dessous|ci|la|precedentes?|qui precedent?))?(?: (?:est|sont) (?:correctes?|justes?|vraies?|exactes?))?',
    'tout ce qui precede|rien de (?:tout )?(?:cela|ce qui precede)|aucune? des deux|(?:toutes )?les deux|ni l une? ni l autre',
  ],
  ar: [
    '(?:كل|جميع) (?:ما|مما) (?:سبق|ذكر|تقدم|ورد)(?: صحيح)?',
    '(?:لا شيء|ليس ايا|ليس اي|لا احد) (?:مما|ما|من ذلك|منها)(?: (?:سبق|ذكر|تقدم|ورد))?',
    '(?:كل|جميع) (?:الاجابات|الخيارات|الاجوبه)(?: (?:السابقه|اعلاه|المذكوره))?(?: (?:صحيحه|خاطئه))?',
    'كلاهما|كلتاهما|لا هذا ولا ذاك',
  ],
};

/** Words that claim that there is no exception (Haladyna et al.: specific determiners). */
export const ABSOLUTE: Phrases = {
  en: [
    'no one',
    'without exception',
    ...list(
      'always never only all none nobody nothing everybody everyone everything every completely entirely totally absolutely exclusively solely invariably impossible',
    ),
  ],
  fr: [
    'personne ne',
    'sans exception',
    ...list(
      'toujours jamais uniquement seulement exclusivement complètement entièrement totalement absolument tous toutes aucun aucune impossible',
    ),
  ],
  ar: ['بلا استثناء', ...list('دائما دائمًا أبدا أبدًا فقط كل جميع مطلقا مطلقًا كليا كليًا مستحيل')],
};

/** Phrases in which such a word claims nothing. */
export const NOT_ABSOLUTE: Phrases = {
  en: [
    'not only',
    'not all',
    'not every',
    'not always',
    'not completely',
    'not entirely',
    'at all',
    'after all',
    'above all',
    'first of all',
    'all over',
    'all in all',
    'every (?:day|week|month|year|(?:two|three|four|five|six|seven|ten|\\d+) (?:days|weeks|months|years))',
  ],
  fr: ['pas seulement', 'pas toujours', 'non seulement', 'tous les (?:jours|mois|ans)', 'pas tous'],
  ar: ['ليس فقط', 'ليس دائما', 'كل (?:يوم|شهر|سنة|عام)'],
};
