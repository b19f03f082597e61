import type { Page, Response } from 'playwright-core';
import { ALPHA_FILE, BETA_FILE, editFile } from '../support/editing.ts';
import { addRevisions } from '../support/revisions.ts';
import type { Browser as Client, Site } from '../support/site.ts';
import { press, type PageKind } from './page-kind.ts';

/** Two revisions of the lesson beta, by id. */
export interface RevisionPlaces {
  readonly found: string;
  readonly other: string;
}

/** Ines has a draft of beta with another key, and one of alpha that has been overtaken. */
export async function draftFiles(site: Site, ines: Client): Promise<RevisionPlaces> {
  const { id } = await site.db
    .selectFrom('account')
    .select('id')
    .where('name', '=', 'Ines')
    .executeTakeFirstOrThrow();
  const { found, other } = await addRevisions(site, id);
  await editFile(ines, BETA_FILE, (text) => text.replace('answer: true', 'answer: false'));
  const { body } = await ines.get(`${ALPHA_FILE}/draft`);
  const text = body.replace('Lesson alpha', 'Another beginning');
  await ines.post(`${ALPHA_FILE}/draft`, { text, base: '', shown: '', go: 'save' });
  return { found, other };
}

/** The pages on which instructors edit files, publish them and look back. */
export function editorPages({ found, other }: RevisionPlaces): PageKind[] {
  const role = 'instructor';
  const status = 200;
  const beta = BETA_FILE.slice('/en'.length);
  const alpha = ALPHA_FILE.slice('/en'.length);
  const decided = `${beta}/publications/new?decision.beta/truth=regrade&go=try`;
  return [
    { name: 'files', role, path: '/teach/files', status },
    {
      name: 'files-errors',
      role,
      path: '/teach/files',
      status: 422,
      arrive: (page) => press(page, 'form[action$="/teach/files"] [type=submit]'),
    },
    { name: 'edit', role, path: '/teach/files/course.yaml/edit', status },
    { name: 'edit-new', role, path: '/teach/files/first-module~new.yaml/edit', status },
    { name: 'edit-checked', role, path: `${beta}/edit?checked=yes`, status },
    { name: 'edit-overtaken', role, path: `${alpha}/edit`, status },
    { name: 'edit-other-window', role, path: `${beta}/edit`, status: 409, arrive: saveTwice },
    { name: 'draft-preview', role, path: `${beta}/preview`, status },
    { name: 'publication-overtaken', role, path: `${alpha}/publications/new`, status },
    { name: 'publication-asked', role, path: `${beta}/publications/new`, status },
    { name: 'publication-decided', role, path: decided, status },
    {
      name: 'publication-errors',
      role,
      path: decided,
      status: 422,
      arrive: (page) => press(page, 'form[action$="/publications"] [type=submit]'),
    },
    { name: 'history', role, path: `${beta}/history`, status },
    { name: 'differences', role, path: `${beta}/differences?from=${found}&to=${other}`, status },
    { name: 'revision', role, path: `${beta}/revisions/${other}`, status },
    { name: 'revision-outside', role, path: `${beta}/revisions/${found}`, status },
  ];
}

/** Saves a draft that is not the one which the page was opened with. */
async function saveTwice(page: Page): Promise<Response> {
  await page.evaluate(() => {
    const shown = document.querySelector<HTMLInputElement>('[name=shown]');
    if (shown !== null) shown.value = '0'.repeat(64);
    const text = document.querySelector<HTMLTextAreaElement>('#text');
    if (text !== null) text.value += '# More\n';
  });
  return press(page, 'form.editor .actions [value=save]');
}
