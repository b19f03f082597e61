/** The text with a line break at its end. */
export function withFinalBreak(text: string): string {
  return text.trim() === '' || text.endsWith('\n') ? text : `${text}\n`;
}
