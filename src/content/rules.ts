import type { Severity } from './diagnostic.ts';

/** What the linter looks at, in the order of the documentation. */
export const ABOUT = [
  'the file',
  'YAML',
  'the format',
  'ids',
  'links',
  'quizzes',
  'lessons',
  'figures',
  'timeline',
  'translations',
  'Markdown',
  'coverage',
  'questions',
  'choices',
  'attribution',
  'reading',
  'copying',
] as const;

/** A rule as tools and readers are told of it. */
export interface Rule {
  readonly about: (typeof ABOUT)[number];
  readonly severity: Severity;
  /** One sentence that says what it finds, with its thresholds. */
  readonly says: string;
}

type About = Rule['about'];

function rulesAbout<K extends string>(
  about: About,
  severity: Severity,
  rules: Readonly<Record<K, string>>,
): Readonly<Record<K, Rule>> {
  const entries = Object.entries<string>(rules).map(([id, says]) => [
    id,
    { about, severity, says },
  ]);
  return Object.fromEntries(entries) as Record<K, Rule>;
}

/** Every rule by its name: the documentation, `manara lint --rules` and SARIF are made from it. */
export const RULES = {
  ...rulesAbout('the file', 'error', {
    'file-empty': 'The file holds nothing.',
    'file-size': 'The file is larger than 512 KiB.',
    encoding: 'The file is not UTF-8.',
    'control-character': 'The file holds an invisible character that has no use in prose.',
    'tab-indent': 'A tab stands in the indentation; YAML takes spaces only.',
    'cut-short': 'The file does not end with a line break, so it may be cut short.',
    'too-deep': 'The file has more than 32 levels of nesting.',
    'too-many-keys': 'The file has more than 10,000 keys or 100,000 pieces of YAML.',
    'too-many-files': 'The folder holds more than 1000 files.',
    unreadable: 'The file or folder cannot be read.',
    'missing-file': 'The course has no course.yaml or no sources.yaml.',
  }),
  ...rulesAbout('the file', 'warning', {
    'file-name': 'The file’s name ends in .yml, so it is not read.',
    'missing-lesson': 'course.yaml lists a lesson that has no file.',
    'unlisted-file': 'course.yaml does not list the lesson, so it is not served.',
  }),
  ...rulesAbout('YAML', 'error', {
    'yaml-syntax': 'The file does not parse.',
    'yaml-duplicate-key': 'A key stands twice in the same block.',
    'yaml-alias': 'The file has an anchor or an alias.',
    'yaml-tag': 'The file has a YAML tag.',
    'yaml-directive': 'The file has a YAML directive.',
  }),
  ...rulesAbout('the format', 'error', {
    'unknown-key': 'The format has no such key.',
    'schema-missing': 'A key that must be there is missing or empty.',
    'schema-type': 'A value is of the wrong kind.',
    'schema-value': 'A value is not one of those allowed, or not of the right form.',
    'schema-size': 'A list or number is too small or too large.',
  }),
  ...rulesAbout('ids', 'error', {
    'duplicate-id': 'An id, a place or the text of an option stands twice.',
    'lesson-id': 'The id of a lesson is not its file’s name.',
    'reserved-id': 'An id begins like those that the page uses itself.',
  }),
  ...rulesAbout('links', 'error', {
    'unknown-objective': 'An item names an objective that its lesson does not have.',
    'unknown-citation': 'A citation names no source, section or paragraph that there is.',
    'unknown-term': 'A link leads to a term that is not in the glossary.',
    'unknown-figure': 'A paragraph places a figure that the lesson does not have.',
    'unknown-target': 'A row is matched to a target that the item does not have.',
    'unknown-gap': 'A text has a gap that is not described.',
    'unplaced-gap': 'A gap is described and stands nowhere in the text.',
    'unknown-prerequisite': 'A prerequisite is not a lesson of the course.',
    'prerequisite-circle': 'Prerequisites go in a circle.',
    'link-target': 'A link leads neither to the web nor to the glossary.',
    'link-here': 'A link stands in the label of a control.',
    'empty-link': 'A link has no words.',
    'citation-here': 'A citation stands where none can be shown.',
  }),
  ...rulesAbout('links', 'warning', {
    'vague-link':
      'The words of a link say nothing without those around them, such as “click here”.',
  }),
  ...rulesAbout('quizzes', 'error', {
    'quiz-draw': 'A draw asks for more questions than there are.',
    'quiz-window': 'A quiz closes before it opens.',
  }),
  ...rulesAbout('lessons', 'warning', {
    'lesson-shape': 'A lesson does not have 3 to 5 objectives and 4 to 7 sections.',
    'item-bank': 'A lesson has fewer than eight items or fewer than four types of them.',
  }),
  ...rulesAbout('figures', 'error', {
    'table-shape': 'A row of a table does not have one cell for each column.',
    'series-shape': 'A bar or point of a chart does not have one value for each series.',
    'point-order': 'A point of a line is not later than the one before it.',
  }),
  ...rulesAbout('figures', 'warning', {
    'unplaced-figure': 'A figure is described and never placed.',
  }),
  ...rulesAbout('figures', 'note', {
    'figure-caption': 'A figure has no caption that says what to see in it.',
    'colour-pointer': 'Words point at something by its colour alone, which not everybody sees.',
  }),
  ...rulesAbout('timeline', 'error', {
    'timeline-end': 'An event ends before it begins.',
    'unknown-lesson': 'An event names a lesson that the course does not list.',
  }),
  ...rulesAbout('timeline', 'warning', {
    'timeline-order': 'An event stands after one that was later.',
  }),
  ...rulesAbout('translations', 'error', {
    'translation-unknown': 'A translation has an id that its base does not have.',
    'translation-options': 'A translation leaves out an option of an item, or has one more.',
    'translation-shape': 'A list of a translation has another length than that of its base.',
    'translation-placeholders': 'A translated text does not have the gaps of its base.',
    'translation-links': 'A translated text does not cite, link and place what its base does.',
  }),
  ...rulesAbout('translations', 'warning', {
    'translation-missing': 'Texts of a file have no translation in a language of the course.',
    'translation-unstamped':
      'Translated texts do not say from which base text they were made; `--fix` records it.',
    'translation-stale': 'The base text has changed since it was translated.',
    'translation-gone': 'A translation says what it was made from for a text that is gone.',
    'translation-numbers': 'The numbers of a translated text are not those of its base.',
    'translation-without-base': 'A translation has no base file.',
    'translation-locale': 'A translation is in a language that course.yaml does not list.',
  }),
  ...rulesAbout('Markdown', 'error', {
    heading: 'A heading stands inside a text.',
    table: 'A table is written in Markdown.',
    image: 'An image is placed, or a figure that is not in a paragraph of its own.',
    callout: 'A callout is of no known kind, not closed, or stands where none can.',
  }),
  ...rulesAbout('Markdown', 'warning', {
    html: 'HTML is written, and will be shown as it is.',
  }),
  ...rulesAbout('coverage', 'warning', {
    'objective-without-item': 'No item asks about an objective.',
    'lesson-cites-nothing-tested': 'No item of a lesson cites anything that its text cites.',
    'paragraph-uncited': 'No lesson cites a paragraph of a section that the course means to cover.',
  }),
  ...rulesAbout('coverage', 'note', {
    'paragraph-untested': 'A lesson cites a paragraph, and no item does.',
  }),
  ...rulesAbout('questions', 'error', {
    key: 'The number of right options does not fit the type of the item.',
    'missing-feedback': 'A wrong option has no feedback.',
    credit: 'The credit of a choice contradicts whether it is right.',
    range: 'A range is the wrong way round or contradicts the answer.',
    gap: 'A gap lacks its key, has two, or stands inside emphasis.',
    rubric: 'The levels of a criterion do not rise from nothing to all.',
    todo: 'A text that an import or a scaffold left to be written is still to be written.',
  }),
  ...rulesAbout('questions', 'warning', {
    'unmarked-negation':
      'A prompt asks with “not”, “except” or “never” and does not stress the word.',
  }),
  ...rulesAbout('questions', 'note', {
    'prompt-length': 'A prompt has more than 60 words, or that of an essay more than 120.',
  }),
  ...rulesAbout('choices', 'warning', {
    'key-longest':
      'Where one choice is clearly the longest (by a quarter and ten characters), it is the right one more often than chance gives at the 5 % level, over a lesson or the course.',
    'key-position':
      'More than 40 % of the right choices stand in one position, more than chance gives at the 5 % level, over a lesson or the course.',
    'catch-all-choice': 'A choice is “all of the above”, “none of these” or the like.',
    'overlapping-choices':
      'Of the choices among which one is to be picked, two ranges overlap or one choice is part of another.',
  }),
  ...rulesAbout('choices', 'note', {
    'absolute-word':
      'A wrong choice has a word such as “always” or “never”, and no right one has it.',
    'clueing-words':
      'A word of five letters or more stands in the prompt and in the right choice alone; a warning from two words on.',
    'choice-length': 'A choice has more than 25 words.',
  }),
  ...rulesAbout('attribution', 'warning', {
    'unattributed-claim':
      'An item cites a passage that a contested callout cites too, and its prompt names nobody who holds it.',
  }),
  ...rulesAbout('reading', 'note', {
    'section-length': 'A section has fewer than 60 or more than 260 words.',
    'reading-level':
      'A section in English has a Flesch–Kincaid grade above 12, the last year of secondary school.',
  }),
  ...rulesAbout('copying', 'warning', {
    'shared-words': 'Eight words or more in a row stand in a text given with --against too.',
  }),
} as const satisfies Readonly<Record<string, Rule>>;

/** The name of a rule, kebab-case; never changed, since people and tools refer to it. */
export type RuleId = keyof typeof RULES;

/** The rules with their names, in the order of the documentation, errors first. */
export function listRules(): readonly (Rule & { readonly id: RuleId })[] {
  const rules = Object.entries(RULES) as [RuleId, Rule][];
  const listed = rules.map(([id, rule]) => ({ id, ...rule }));
  return ABOUT.flatMap((about) => listed.filter((rule) => rule.about === about));
}
