import { schemaLine } from '../mend/schema-line.ts';

/**
 * The text of a lesson that is still to be written: what is empty is what the linter asks for.
 * @param path of its file within the lessons folder.
 */
export function lessonScaffold(path: string, id: string): string {
  return `${schemaLine(path) ?? ''}
id: ${id} # the name of this file
title: # a few words
summary: # one or two sentences for the course map
minutes: # reading time, such as 10
objectives: # three to five; each completes “By the end you can …”
  - id: first-objective # a short name of your own; questions point to it
    text: # begin with a verb that can be observed, such as: explain why …
sections: # four to seven, each with 80 to 220 words
  - id: first-section
    title: # a few words
    # Cite by [@source] or [@source:section.paragraph], as in sources.yaml;
    # link a term of the glossary by [words](term:id). Write the text after \`body: |\`.
    body: # Markdown
    # recall: { prompt: a question to answer from memory, answer: its answer }
items: [] # add one with: manara new item ${id} single-choice
`;
}
