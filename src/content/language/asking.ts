import { list } from './phrases.ts';
import type { Phrases } from './phrases.ts';

/** Words that turn a question round. */
export const NEGATIONS: Phrases = {
  en: ['not', 'except', 'never', 'cannot', "\\p{L}+n[’']t"],
  fr: ['pas', 'sauf', 'jamais', 'excepté', 'hormis'],
  ar: ['ليس', 'ليست', 'ليسوا', 'ما عدا', 'باستثناء', 'عدا'],
};

/** Phrases in which such a word turns nothing round. */
export const NOT_NEGATIONS: Phrases = {
  en: [
    'not only',
    'whether or not',
    'or not',
    'if not',
    'not at all',
    'not more than',
    'not less than',
  ],
  fr: ['non pas seulement', 'pas seulement', 'pas à pas'],
  ar: ['ليس فقط'],
};

/** How a sentence that tells what to do begins. */
export const IMPERATIVES: Phrases = {
  en: [
    'true or false',
    ...list(
      'mark tick choose select pick match put order name type fill complete find which what who give write decide sort',
    ),
  ],
  fr: [
    'vrai ou faux',
    ...list(
      'cochez choisissez sélectionnez marquez associez rangez nommez écrivez complétez trouvez quel quelle quels quelles donnez',
    ),
  ],
  ar: ['صواب أم خطأ', ...list('اختر ضع حدد رتب طابق اكتب أكمل ما أي')],
};

/** Words of five letters or more that carry no content, as stems of `stem`; and those of asking. */
export const EMPTY_WORDS: Phrases = {
  en: list(
    'about above according after again against agree along among another answer article because become before being below between called choose correct could course describe during either following found further given hold itself lesson mainly might named neither never often other question rather right section should since something statement still such their theirs there therefore these thing think those though three through toward under until using where whether which while whose within without would years first second third',
  ),
  fr: list(
    'après avant article aussi autre cette chaque comme contre depuis entre leçon lequel laquelle parce pendant plusieurs quelle quels réponse selon sinon toujours toute toutes suivant suivante sont',
  ),
  ar: list('الذي التي الذين المقال المقالة بين خلال كانت وفقا الدرس'),
};
