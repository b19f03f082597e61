import type { Phrases } from './phrases.ts';

/** Link words that say nothing by themselves; compared like CATCH_ALL. */
export const VAGUE_LINKS: Phrases = {
  en: [
    '(?:please )?(?:click|press|tap|see|look)(?: (?:here|there|this|this link|the link))',
    'here|there|this|that|link|links|more|source|details|website|site|page',
    '(?:this|that) (?:link|page|site|website|article|text|one)|the (?:link|source)',
    '(?:read|learn|see|find out) more(?: here)?|more (?:here|information|details)|read on|go',
  ],
  fr: [
    '(?:cliquez|cliquer|appuyez|voir|voyez)(?: sur)? (?:ici|ce lien|le lien|la)',
    'ici|la|lien|ce lien|le lien|cette page|ce site|cet article',
    'lire (?:la suite|plus)|en savoir plus|plus|plus d informations|voir plus|suite|source',
  ],
  ar: [
    '(?:انقر|اضغط|انظر)(?: على)? (?:هنا|هذا الرابط|الرابط)',
    'هنا|هذا|الرابط|هذا الرابط|رابط|هذه الصفحه|هذا الموقع',
    'المزيد|اقرا المزيد|لمزيد من المعلومات|للمزيد|المصدر',
  ],
};

const COLOURS_EN = 'red|green|blue|yellow|orange|purple|violet|pink|brown|black|white|grey|gray';
const COLOURS_FR =
  'rouges?|vert(?:e|s|es)?|bleu(?:e|s|es)?|jaunes?|oranges?|violet(?:te|s|tes)?|roses?|brun(?:e|s|es)?|noir(?:e|s|es)?|blanc(?:he|s|hes)?|gris(?:e|es)?';
const COLOURS_AR =
  '(?:ال)?(?:أحمر|حمراء|أخضر|خضراء|أزرق|زرقاء|أصفر|صفراء|برتقالي|بنفسجي|أسود|سوداء|أبيض|بيضاء)';

/** Words that point at a part of a drawing by its colour. */
export const COLOUR_POINTERS: Phrases = {
  en: [
    `the (?:${COLOURS_EN}) (?:bars?|boxes|box|tiles?|stars?|dots?|arrows?|circles?|segments?|slices?|columns?|curves?|rows?|line|part|cells? of the table)`,
    `(?:shown|marked|coloured|colored|highlighted|drawn|printed|written) in (?:${COLOURS_EN})`,
  ],
  fr: [
    `(?:la|le|les) (?:barres?|cases?|étoiles?|points?|flèches?|cercles?|segments?|colonnes?|courbes?|lignes?) (?:${COLOURS_FR})`,
    `(?:montrée?s?|marquée?s?|surlignée?s?|écrite?s?|indiquée?s?) en (?:${COLOURS_FR})`,
  ],
  ar: [
    `(?:الشريط|الخط|المربع|النجمة|السهم|الدائرة|العمود|النقطة|الخانة) (?:${COLOURS_AR})`,
    `ب?اللون (?:${COLOURS_AR})`,
  ],
};
