import { REAL_NAMES } from '../../../src/domain/pseudonym.ts';
import { afterEach, expect, it } from 'vitest';
import { readCohortFigures } from '../../../src/services/cohort-figures.ts';
import { progress } from '../../../src/web/api/progress-schemas.ts';
import { ask, tokenOf } from '../../support/bearers.ts';
import { createTwoCohorts } from '../../support/two-cohorts.ts';

const sites: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const site of sites.splice(0)) await site.close();
});

const byId = (one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1);

async function arrange() {
  const fixture = await createTwoCohorts();
  sites.push(fixture.site);
  return { ...fixture, token: await tokenOf(fixture.site, fixture.people.iA) };
}

it('has the numbers of the cohort’s page', async () => {
  const { site, cohorts, token } = await arrange();
  const answer = await ask(site, `/cohorts/${cohorts.A}/progress`, token);
  const { data } = progress.parse(answer.json());
  const course = site.context.library.catalogue();
  const cohort = { id: cohorts.A, archived: false, names: REAL_NAMES };
  const figures = await readCohortFigures(site.db, course, cohort, site.context.now());
  const said = data.map(({ learner, mastery, lessonsStarted, units }) => {
    return { id: learner.id, mastery, lessonsStarted, shares: units.map(({ share }) => share) };
  });
  const shown = figures.learners.map(({ accountId, standing, lessons }) => ({
    id: accountId,
    mastery: standing.mastery,
    lessonsStarted: standing.started,
    shares: [...lessons.values()].map(({ bestShare }) => bestShare),
  }));
  expect(said).toEqual(shown.toSorted(byId));
  expect(said.length).toBeGreaterThan(1);
});

it('is read in parts without losing or repeating anybody', async () => {
  const { site, cohorts, token } = await arrange();
  const seen: string[] = [];
  let path: string | null = `/cohorts/${cohorts.A}/progress?limit=1`;
  while (path !== null) {
    const { data, next }: { data: { learner: { id: string } }[]; next: string | null } =
      progress.parse((await ask(site, path, token)).json());
    seen.push(...data.map(({ learner }) => learner.id));
    path = next?.replace(/.*\/api\/v1/, '') ?? null;
  }
  const { learners } = (await ask(site, `/cohorts/${cohorts.A}`, token)).json<{
    learners: number;
  }>();
  expect([seen.length, new Set(seen).size]).toEqual([learners, learners]);
});

it('is told to the cohort’s learners as a look of the token’s owner', async () => {
  const { site, cohorts, people, token } = await arrange();
  await ask(site, `/cohorts/${cohorts.A}/progress`, token);
  const looks = await site.db
    .selectFrom('work_view')
    .select(['subject_id', 'viewer_id', 'what'])
    .where('what', '=', 'api')
    .execute();
  expect(looks).toEqual([{ subject_id: cohorts.A, viewer_id: people.iA, what: 'api' }]);
});
