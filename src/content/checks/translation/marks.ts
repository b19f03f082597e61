/** A kind of mark in a text that a translation must keep, and how it is found. */
export interface Marks {
  readonly noun: string;
  /** The marks of a text, one entry for each time it stands there. */
  readonly find: (text: string) => readonly string[];
}

/** What one text has and another has not, each as often as it has it more. */
export function surplus(these: readonly string[], those: readonly string[]): readonly string[] {
  const rest = [...those];
  return these.filter((mark) => {
    const at = rest.indexOf(mark);
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
}

/** What is wrong with the marks of a translated text, in words; null where nothing is. */
export function difference(base: string, text: string, { noun, find }: Marks): string | null {
  const [wanted, present] = [find(base), find(text)];
  const missing = surplus(wanted, present);
  const strange = surplus(present, wanted);
  const parts = [
    missing.length > 0 ? `lacks ${quoted(missing)}` : '',
    strange.length > 0 ? `has ${quoted(strange)}, which the base has not` : '',
  ].filter(Boolean);
  return parts.length === 0
    ? null
    : `${noun} differ from the base: the text ${parts.join(' and ')}`;
}

function quoted(marks: readonly string[]): string {
  return marks.map((mark) => `\`${mark}\``).join(', ');
}
