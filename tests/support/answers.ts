/** Fields of a posted form. */
export type Form = Readonly<Record<string, string | readonly string[]>>;

/** Answer of a question by its part; `''` is the question's only control. */
type Answer = Readonly<Record<string, string | readonly string[]>>;

/** Right answers to the small course's lesson alpha, by question number. */
export const ALPHA_RIGHT: readonly Answer[] = [
  { '': 'red' },
  { '': 'true' },
  { '': ['sun', 'lamp'] },
  { '': 'lighthouse' },
  { '': '8471' },
  { thing: 'light', time: 'night' },
  { cat: 'meow', dog: 'bark' },
  { wake: '1', eat: '2', sleep: '3' },
  { '': 'first' },
];

/** Wrong answers, as long as the right ones and with as many ticks. */
export const ALPHA_WRONG: readonly Answer[] = [
  { '': 'blue' },
  { '': 'false' },
  { '': ['lamp', 'stone'] },
  { '': 'lighthousx' },
  { '': '1748' },
  { thing: 'night', time: 'noon' },
  { cat: 'moo', dog: 'moo' },
  { wake: '3', eat: '2', sleep: '1' },
  { '': 'second' },
];

/** The form of the page with all questions; `flagged` are question numbers. */
export function quizForm(
  answers: readonly Answer[],
  { revision = 0, flagged = [] }: { revision?: number; flagged?: readonly number[] } = {},
): Form {
  const form: Record<string, string | readonly string[]> = {
    question: answers.map((_, index) => String(index + 1)),
    go: 'all',
  };
  for (const [index, answer] of answers.entries()) {
    const name = `q${index + 1}`;
    form[`revision.${name}`] = String(revision);
    if (flagged.includes(index + 1)) form[`flag.${name}`] = 'on';
    for (const [part, value] of Object.entries(answer)) {
      form[part === '' ? name : `${name}.${part}`] = value;
    }
  }
  return form;
}

const ALPHA_ITEMS = [
  'pick',
  'truth',
  'several',
  'word',
  'figure',
  'blanks',
  'pairs',
  'steps',
  'evidence',
];

/** A form for alpha's questions, as an attempt takes it that asks them in the order of `refs`. */
export function renumbered(form: Form, refs: readonly string[]): Form {
  const numberOf = (number: string): string =>
    String(refs.indexOf(`alpha/${ALPHA_ITEMS[Number(number) - 1]}`) + 1);
  return Object.fromEntries(
    Object.entries(form).map(([name, value]) =>
      name === 'question'
        ? [name, [value].flat().map(numberOf)]
        : [name.replace(/\bq(\d)\b/, (_, number: string) => `q${numberOf(number)}`), value],
    ),
  );
}
