import { canonicalJson } from '../digest.ts';
import { parseYaml } from '../yaml.ts';

/** How wide editors show a tab. */
const WIDTHS = [2, 4, 8];
const INDENTATION = /^[ \t]*\t[ \t]*(?=\S)/gm;

/**
 * The text with spaces for the tabs in its indentation, if all the widths at which the text parses
 * give the same data; the text as it is where they do not.
 */
export function withoutTabs(text: string): string {
  const readings = WIDTHS.flatMap((width) => {
    const spaced = text.replaceAll(INDENTATION, (indentation) => expand(indentation, width));
    const { value } = parseYaml('', spaced);
    return value === undefined ? [] : [{ spaced, data: canonicalJson(value) }];
  });
  const meanings = new Set(readings.map((reading) => reading.data));
  return meanings.size === 1 ? (readings[0]?.spaced ?? text) : text;
}

/** White space with each tab drawn out to the next multiple of the width. */
function expand(indentation: string, width: number): string {
  const length = Array.from(indentation).reduce(
    (column, mark) => (mark === '\t' ? column + width - (column % width) : column + 1),
    0,
  );
  return ' '.repeat(length);
}
