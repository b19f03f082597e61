import type { Phrases } from './phrases.ts';

/** Words that say that a claim is somebody’s. */
export const OWNED: Phrases = {
  en: [
    'according to',
    'in the (?:view|words|account|opinion|eyes) of',
    '(?:the )?(?:article|author|authors|lesson|report|study|resolution|critics|supporters|historians|scholars|opponents)',
    '(?:say|says|said|claims|claimed|holds|argues|argued|states|reports|reported|puts? forward)',
    '(?:writes|wrote|calls|describes|presents|names|gives|finds|speaks)',
    '(?:view|views|position|positions|opinion|opinions|accounts?|criticism)',
    '(?:denies|denied|affirms|maintains|considers|explains|lists)',
    '(?:dispute|disputes|disputed|contested|claimants?)',
  ],
  fr: [
    'selon',
    "d[’']après",
    "l[’'](?:article|auteur|autrice|auteure)",
    '(?:dit|disent|affirme|affirment|soutient|soutiennent|estime|estiment|déclare|déclarent|écrit|présente|décrit|nomme|appelle|nie|explique)',
    '(?:position|avis|point de vue|thèse|récit|rapport|étude|résolution|leçon)',
  ],
  ar: [
    'وفقا ل\\p{L}*',
    'وفقًا ل\\p{L}*',
    'حسب',
    'بحسب',
    'المقال',
    'المقالة',
    'الكاتبة',
    'المؤلفة',
    'الكاتب',
    'المؤلف',
    '(?:يقول|تقول|يرى|ترى|يزعم|تزعم|يؤكد|تؤكد|يصف|تصف|يسمي|تسمي|ينفي|تنفي|يذكر|تذكر)',
    '(?:رأي|موقف|رواية|تقرير|دراسة|قرار|الدرس)',
  ],
};
