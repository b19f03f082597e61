import { afterEach, describe, expect, it } from 'vitest';
import { results, resultWithAnswers } from '../../../src/web/api/result-schemas.ts';
import { ask, tokenOf } from '../../support/bearers.ts';
import { essayCourse } from '../../support/essay-course.ts';
import { idOf, takeQuiz } from '../../support/quiz-run.ts';
import { createSite, type Site } from '../../support/site.ts';

const START = Date.parse('2031-05-06T07:08:09.000Z');
const MINUTE = 60_000;

const sites: Site[] = [];
afterEach(async () => {
  for (const site of sites.splice(0)) await site.close();
});

/** Each submits the quiz of beta in turn, a minute after the other. */
async function arrange(settings = '') {
  let time = START;
  const now = () => new Date(time);
  const site = await createSite({ catalogue: essayCourse(['why'], settings), now });
  sites.push(site);
  const cohort = await site.cohort('One', { ann: 'student', ben: 'student' });
  await site.cohort('Two', { eve: 'student' });
  const owner = await site.person('admin', { isAdmin: true });
  const attempts: string[] = [];
  for (const name of ['ann', 'ben', 'eve']) {
    const browser = await site.signIn(name);
    const answers = { 1: 'red', 2: name === 'ann' ? 'true' : 'false', 3: `I am ${name}.` };
    attempts.push(idOf(await takeQuiz(browser, 'beta', answers)));
    time += MINUTE;
  }
  return { site, cohort, attempts, token: await tokenOf(site, owner) };
}

describe('the results of a cohort', () => {
  it('are its learners’ submitted attempts in the order of submission', async () => {
    const { site, cohort, attempts, token } = await arrange();
    const { data } = results.parse((await ask(site, `/cohorts/${cohort}/results`, token)).json());
    expect(data.map(({ id }) => id)).toEqual(attempts.slice(0, 2));
    expect(data[0]).toEqual({
      id: attempts[0],
      learner: { id: expect.any(String), name: 'ann', email: 'ann@example.org' },
      quiz: 'beta',
      quizTitle: 'Lesson beta',
      number: 1,
      state: 'awaiting-grading',
      startedAt: '2031-05-06T07:08:09.000Z',
      submittedAt: '2031-05-06T07:08:09.000Z',
      endedBy: 'submission',
      score: null,
      maxScore: 6,
      share: null,
      passed: null,
      certaintyScore: null,
    });
  });

  it('leave out attempts that are not submitted', async () => {
    const { site, cohort, token } = await arrange();
    await (await site.signIn('ann')).post('/en/lessons/alpha/attempts');
    const { data } = results.parse((await ask(site, `/cohorts/${cohort}/results`, token)).json());
    expect(data).toHaveLength(2);
  });

  it('go on behind the last, one at a time', async () => {
    const { site, cohort, attempts, token } = await arrange();
    const first = await ask(site, `/cohorts/${cohort}/results?limit=1`, token);
    const { data, next } = results.parse(first.json());
    const second = await ask(site, (next ?? '').replace(/.*\/api\/v1/, ''), token);
    const rest = results.parse(second.json());
    expect([...data, ...rest.data].map(({ id }) => id)).toEqual(attempts.slice(0, 2));
    expect(rest.next).toBeNull();
  });

  it.each([
    ['2031-05-06T07:09:09Z', 1],
    ['2031-05-06T07:09:09.001Z', 0],
    ['2031-05-06T08:08:09%2B01:00', 2],
  ])('may begin at an instant: %s', async (since, found) => {
    const { site, cohort, token } = await arrange();
    const answer = await ask(site, `/cohorts/${cohort}/results?since=${since}`, token);
    expect(results.parse(answer.json()).data).toHaveLength(found);
  });

  it.each(['after=x', 'since=yesterday'])('refuse a place that is none: %s', async (query) => {
    const { site, cohort, token } = await arrange();
    const answer = await ask(site, `/cohorts/${cohort}/results?${query}`, token);
    expect(answer.statusCode).toBe(400);
  });
});

describe('a result', () => {
  it('has every answer, in ids, with the version that was asked', async () => {
    const { site, attempts, token } = await arrange();
    const answer = await ask(site, `/results/${attempts[1]}`, token);
    const { answers } = resultWithAnswers.parse(answer.json());
    const version = site.context.library.catalogue().lessons.get('beta')?.items[1]?.hash;
    expect(answers[1]).toEqual({
      number: 2,
      item: 'beta/truth',
      version,
      type: 'true-false',
      points: 1,
      given: { answer: false },
      withheld: false,
      score: 0,
      certainty: null,
      dropped: false,
      tries: 0,
      hints: 0,
    });
    expect(answers[2]).toMatchObject({ given: { text: 'I am ben.' }, score: null });
  });

  it('does not show a text that is graded without names and waits', async () => {
    const { site, attempts, token } = await arrange('anonymous-grading: true');
    const answer = await ask(site, `/results/${attempts[1]}`, token);
    const { answers } = resultWithAnswers.parse(answer.json());
    expect(answers[2]).toMatchObject({ given: null, withheld: true });
    expect(answer.body).not.toContain('I am ben.');
  });

  it('is not there before it is submitted', async () => {
    const { site, token } = await arrange();
    const started = await (await site.signIn('ann')).post('/en/lessons/alpha/attempts');
    const running = idOf(String(started.headers.location));
    expect((await ask(site, `/results/${running}`, token)).statusCode).toBe(404);
  });

  it('is told to the learner as a look of the token’s owner', async () => {
    const { site, attempts, token } = await arrange();
    await ask(site, `/results/${attempts[1]}`, token);
    const looks = await site.db.selectFrom('work_view').select(['what', 'times']).execute();
    expect(looks).toEqual([{ what: 'attempt', times: 1 }]);
  });
});
