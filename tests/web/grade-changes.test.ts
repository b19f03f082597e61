import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { essayCourse } from '../support/essay-course.ts';
import { gradingOf, LEVELS, submitEssay as submit } from '../support/essays.ts';
import { hiddenFields } from '../support/quiz-run.ts';
import { createSite, type Site } from '../support/site.ts';

let site: Site;

beforeEach(async () => {
  site = await createSite({ catalogue: essayCourse() });
  await site.cohort('Class', { Ada: 'student', Ines: 'instructor' });
  await site.cohort('Other', { Omar: 'instructor' });
});
afterEach(async () => await site.close());

describe('a grade that was given', () => {
  it('changes a grade on request, with a line that the learner reads', async () => {
    const ada = await site.signIn('Ada');
    const attempt = await submit(ada, 'Text.');
    const path = gradingOf(attempt);
    const ines = await site.signIn('Ines');
    await ines.post(path, { ...LEVELS, comment: 'Well said.', go: 'queue' });
    const form = (await ines.get(path)).body;
    expect(form).toContain('value="clear" checked');
    expect(form).toContain('Well said.');
    const { replaces } = hiddenFields(form);
    const better = { 'level.claim': 'clear', 'level.proof': 'full', comment: 'Even better.' };
    const changed = await ines.post(path, { ...better, replaces: replaces ?? '' });
    expect(changed.headers.location).toBe('/en/teach/grading');
    const { body } = await ada.get(attempt);
    expect(body).toContain('Even better.');
    expect(body).toContain('from <bdi>2.5</bdi> to <bdi>4</bdi> points');
    // 1 for the single choice, 4 for the essay.
    const { score } = await site.db.selectFrom('attempt').select('score').executeTakeFirstOrThrow();
    expect(score).toBe(5);
    const events = await site.db.selectFrom('audit_event').select('action').execute();
    expect(events.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['essay-graded', 'essay-regraded']),
    );
    // A second tab that still shows the first grade.
    const late = await ines.post(path, { ...LEVELS, replaces: replaces ?? '' });
    expect(late.headers.location).toBe('/en/teach/grading');
    expect((await ines.get('/en/teach/grading')).body).toContain('had been graded already');
    const { score: kept } = await site.db
      .selectFrom('response')
      .select('score')
      .where('item_ref', '=', 'beta/why')
      .executeTakeFirstOrThrow();
    expect(kept).toBe(4);
  });

  it('is reached from the learner’s attempt, and by nobody but those who teach them', async () => {
    const ada = await site.signIn('Ada');
    const attempt = await submit(ada, 'Text.');
    const path = gradingOf(attempt);
    const ines = await site.signIn('Ines');
    await ines.post(path, { ...LEVELS, go: 'queue' });
    expect((await ada.get(attempt)).body).not.toContain(path);
    const omar = await site.signIn('Omar');
    expect((await omar.get(path)).statusCode).toBe(404);
    const { id } = await site.db
      .selectFrom('cohort')
      .select('id')
      .where('name', '=', 'Class')
      .executeTakeFirstOrThrow();
    const { id: adaId } = await site.db
      .selectFrom('account')
      .select('id')
      .where('name', '=', 'Ada')
      .executeTakeFirstOrThrow();
    const page = `/en/teach/cohorts/${id}/learners/${adaId}/attempts/${attempt.split('/').at(-1)}`;
    const shown = (await ines.get(page)).body;
    expect(shown).toContain(`href="${path}">Change the grade`);
    expect(shown).toContain('The learner’s answer');
  });
});
