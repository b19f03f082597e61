import type { Form } from './answers.ts';

/** What an instructor or an admin sends to run a cohort, by route. */
export const COHORT_FORMS: Readonly<Record<string, Form>> = {
  '/:locale/teach/cohorts/:cohort/invitations': {
    people: 'Ada, ada@example.com',
    language: 'en',
  },
  '/:locale/admin/cohorts/:cohort/repetition': {
    name: 'Again',
    began: '2030-01-01',
    begins: '2031-01-01',
  },
  '/:locale/teach/cohorts/:cohort/code/limits': { 'code-places': '30' },
};
