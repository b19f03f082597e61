import type { Files } from '../../../src/content/catalogue.ts';
import { readCatalogue } from '../../../src/content/catalogue.ts';
import { replaced, type Changes } from '../../support/translating.ts';
import { LESSON_PATH } from '../small-course.ts';
import { bilingual, FRENCH_LESSON } from './small-translation.ts';

const said = (files: Files) => readCatalogue(files).diagnostics;

/** Findings in the small course with words of its French lesson replaced. */
const french = (words: string, replacement: string) => () =>
  said(replaced(bilingual(), FRENCH_LESSON, words, replacement));
/** Findings in the small course with other French texts. */
const inFrench = (changes: Changes) => () => said(bilingual(changes));

/** What triggers each rule about translations, once. */
export const TRANSLATION_FIXTURES = {
  'translation-unknown': french('  name-parts:\n', '  name-partz:\n    text: FR\n  name-parts:\n'),
  'translation-options': french(
    '      c:\n        text: FR Gamma\n        feedback: FR Not that.\n',
    '      c:\n        text: FR Gamma\n        feedback: FR Not that.\n      d:\n        text: FR\n',
  ),
  'translation-shape': inFrench({ 'figures.parts.tiles': [{ title: 'FR', text: 'FR' }] }),
  'translation-placeholders': inFrench({ 'items.fill.text': 'FR {{year}} {{whom}}' }),
  'translation-links': inFrench({ 'items.pick.explanation': 'FR rien.' }),
  'translation-missing': inFrench({ 'items.pick.prompt': null }),
  'translation-unstamped': french('  items.pick.prompt: ', '  x-items.pick.prompt: '),
  'translation-stale': () =>
    said(replaced(bilingual(), LESSON_PATH, 'prompt: Type it.', 'prompt: Type it now.')),
  'translation-gone': french('made-from:\n', 'made-from:\n  gone.text: 12ab34cd\n'),
  'translation-numbers': inFrench({ 'items.pick.prompt': 'Lequel des 3 ?' }),
  'translation-without-base': () =>
    said(new Map([...bilingual(), ['basics/second.fr.yaml', 'title: FR\n']])),
  'translation-locale': () =>
    said(new Map([...bilingual(), [LESSON_PATH.replace('.yaml', '.ar.yaml'), 'title: AR\n']])),
};
