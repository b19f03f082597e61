/** The text with a line feed alone at the end of each line. */
export function withLineFeeds(text: string): string {
  return text.replaceAll('\r\n', '\n');
}
