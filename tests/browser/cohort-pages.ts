import type { Page, Response } from 'playwright-core';
import { press, type PageKind } from './page-kind.ts';

/** The pages with which an instructor runs a cohort. */
export function cohortPages(cohort: string): PageKind[] {
  const role = 'instructor';
  return [
    {
      name: 'teach-assignments',
      role,
      path: `/teach/cohorts/${cohort}/assignments?from=2098-05-01T08:00`,
      status: 200,
    },
    {
      name: 'teach-assignments-errors',
      role,
      path: `/teach/cohorts/${cohort}/assignments?from=2098-05-01T08:00`,
      status: 422,
      arrive: dueBeforeOpening,
    },
    {
      name: 'teach-invitations',
      role,
      path: `/teach/cohorts/${cohort}/invitations`,
      status: 422,
      arrive: inviteWrongly,
    },
    { name: 'teach-people', role, path: `/teach/cohorts/${cohort}/people`, status: 200 },
    {
      name: 'teach-people-errors',
      role,
      path: `/teach/cohorts/${cohort}/people`,
      status: 422,
      arrive: limitWrongly,
    },
  ];
}

async function dueBeforeOpening(page: Page): Promise<Response> {
  await page.locator('[id^="due-"]').first().fill('2001-01-01T08:00');
  return press(page, 'form[action$="/assignments"][method=post] [type=submit]');
}

async function inviteWrongly(page: Page): Promise<Response> {
  await page.fill('#people', 'Bo,bo@example.org\nCy,cy\nDi,di@example.org,instructor');
  return press(page, 'form[action$="/invitations"] [type=submit]');
}

async function limitWrongly(page: Page): Promise<Response> {
  await page.fill('#code-places', 'many');
  return press(page, 'form[action$="/limits"] [type=submit]');
}
