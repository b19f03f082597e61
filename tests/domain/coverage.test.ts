import { describe, expect, it } from 'vitest';
import { readCatalogue } from '../../src/content/catalogue.ts';
import { coverageOf } from '../../src/domain/coverage.ts';
import { edited, SMALL } from '../content/small-course.ts';

function covered(files: ReadonlyMap<string, string> = SMALL) {
  const { catalogue } = readCatalogue(files);
  if (catalogue === null) throw new Error('the course cannot be read');
  return coverageOf(catalogue);
}

describe('the coverage of the sources', () => {
  it('has each section of each source that is cited by paragraph, in the order of the file', () => {
    expect(covered().map(({ source, section, title }) => [source, section, title])).toEqual([
      ['article', 'principles', 'Principles'],
      ['article', 'borders', 'Borders'],
    ]);
  });

  it('says of each paragraph which lessons cite it in text or figures, and which items', () => {
    const [principles, borders] = covered();
    expect(principles?.paragraphs).toHaveLength(7);
    // Paragraph 3 is cited twice in the text and by an item, 7 in the caption of a figure.
    expect(principles?.paragraphs[2]).toEqual({
      number: 3,
      lessons: ['first'],
      items: ['first/pick'],
    });
    expect(principles?.paragraphs[6]).toEqual({ number: 7, lessons: ['first'], items: [] });
    expect(principles?.paragraphs[1]).toEqual({ number: 2, lessons: [], items: [] });
    expect(borders?.paragraphs).toEqual([{ number: 1, lessons: ['first'], items: [] }]);
  });

  it('keeps whether a section is meant to be covered, which it is unless the file says otherwise', () => {
    const files = edited('sources.yaml', 'paragraphs: 7, cover: false', 'paragraphs: 7');
    expect(covered(files).map(({ cover }) => cover)).toEqual([true, false]);
  });
});
