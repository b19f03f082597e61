/** The words that the compiler itself puts into a text, in one language. */
interface Words {
  readonly paragraph: (number: number) => string;
  /** Titles of callouts that have none of their own, by kind. */
  readonly callouts: ReadonlyMap<string, string>;
}

const ENGLISH: Words = {
  paragraph: (number) => `paragraph ${number}`,
  callouts: new Map([
    ['contested', 'Contested'],
    ['erratum', 'Correction'],
    ['key', 'Key idea'],
    ['example', 'Example'],
  ]),
};

const WORDS: ReadonlyMap<string, Words> = new Map([
  ['en', ENGLISH],
  [
    'fr',
    {
      paragraph: (number: number) => `paragraphe ${number}`,
      callouts: new Map([
        ['contested', 'Point contesté'],
        ['erratum', 'Correction'],
        ['key', 'Idée clé'],
        ['example', 'Exemple'],
      ]),
    },
  ],
  [
    'ar',
    {
      paragraph: (number: number) => `الفقرة ${number}`,
      callouts: new Map([
        ['contested', 'مسألة خلافية'],
        ['erratum', 'تصويب'],
        ['key', 'فكرة أساسية'],
        ['example', 'مثال'],
      ]),
    },
  ],
]);

/** Kinds of callout. */
export const CALLOUT_KINDS: readonly string[] = [...ENGLISH.callouts.keys()];

/** The title of a callout that has none of its own. */
export function calloutTitle(kind: string, language: string): string {
  return (WORDS.get(language) ?? ENGLISH).callouts.get(kind) ?? kind;
}

/** The place of a citation within its section; a sign for languages that have no words here. */
export function paragraphWords(number: number, language: string): string {
  return WORDS.get(language)?.paragraph(number) ?? `§ ${number}`;
}
