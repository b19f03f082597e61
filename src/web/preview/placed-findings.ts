import type { OutlinePart } from '../../content/outline.ts';
import type { Finding } from '../author/models.ts';

/** Findings about one file, by the part that they are about. */
export interface PlacedFindings {
  readonly all: readonly Finding[];
  /** Those about the member of a list with this id, e.g. of `items`. */
  readonly about: (list: string, id: string) => readonly Finding[];
}

/** Sorts findings to the parts of their file by line. */
export function placeFindings(
  findings: readonly Finding[],
  outline: readonly OutlinePart[],
): PlacedFindings {
  return {
    all: findings,
    about: (list, id) => {
      const parts = outline.filter((part) => part.list === list && part.id === id);
      return findings.filter(({ line }) =>
        parts.some((part) => part.line <= line && line <= part.endLine),
      );
    },
  };
}
