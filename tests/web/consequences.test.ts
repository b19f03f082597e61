import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  bothAnswer,
  flip,
  ledger,
  openScene,
  publishAs,
  results,
  reword,
  type Scene,
} from '../support/deciding.ts';
import { levelOf, progressOf, scoreOf } from '../support/disputes.ts';
import { BETA_FILE, editFile } from '../support/editing.ts';
import { beginQuiz, hiddenFields, saveQuiz, takeQuiz } from '../support/quiz-run.ts';

let scene: Scene;
beforeEach(async () => {
  scene = await openScene();
});
afterEach(async () => await scene.site.close());

describe('publishing another key', () => {
  it('asks nothing while nobody has answered', async () => {
    const { asked, published } = await publishAs(scene, flip);
    expect(asked).not.toContain('What becomes of the answers?');
    expect(published.statusCode).toBe(303);
  });

  it('asks nothing for feedback and wording', async () => {
    await bothAnswer(scene);
    const { asked, published } = await publishAs(scene, (text) =>
      reword(text).replace('CANARY-explanation-truth', 'Better said'),
    );
    expect(asked).not.toContain('What becomes of the answers?');
    expect(published.statusCode).toBe(303);
  });

  it('asks, and publishes nothing undecided', async () => {
    await bothAnswer(scene);
    const before = await results(scene);
    const { asked, published } = await publishAs(scene, flip);
    expect(asked).toContain('What becomes of the answers?');
    expect(asked).toContain('the key has changed');
    expect(asked).toContain('<bdi>2</bdi> attempts hold it');
    expect(asked).toContain('Decide what happens to the answers to this question');
    expect(published.statusCode).toBe(422);
    for (const forged of ['', 'other', '__proto__']) {
      expect((await publishAs(scene, (text) => text, { truth: forged })).published.statusCode).toBe(
        422,
      );
    }
    expect(await results(scene)).toEqual(before);
    const revisions = await scene.site.db.selectFrom('revision').selectAll().execute();
    expect(revisions.every(({ author_id }) => author_id === null)).toBe(true);
  });

  it('first says in words what a decision would do, and does nothing', async () => {
    await bothAnswer(scene);
    await editFile(scene.ines, BETA_FILE, flip);
    const before = await results(scene);
    const said = async (decision: string) => {
      const { body } = await scene.ines.get(
        `${BETA_FILE}/publications/new?decision.beta/truth=${decision}&go=try`,
      );
      return [...body.matchAll(/<li>(<bdi>\d<\/bdi> (?:attempt|learner)[^<]*)<\/li>/g)].map(
        ([, words = '']) => words.replaceAll(/<\/?bdi>/g, ''),
      );
    };
    expect(await said('regrade')).toEqual([
      '2 attempts change.',
      '1 learner newly passes.',
      '1 learner no longer passes.',
    ]);
    expect(await said('full-credit')).toEqual([
      '1 attempt changes.',
      '1 learner newly passes.',
      '0 learners no longer pass.',
    ]);
    expect(await said('drop')).toEqual([
      '2 attempts change.',
      '1 learner newly passes.',
      '0 learners no longer pass.',
    ]);
    expect(await said('keep')).toEqual([
      '0 attempts change.',
      '0 learners newly pass.',
      '0 learners no longer pass.',
    ]);
    expect(await results(scene)).toEqual(before);
    expect(await ledger(scene)).toEqual([]);
    expect(await scene.site.db.selectFrom('item_ruling').selectAll().execute()).toEqual([]);
    expect((await scene.site.db.selectFrom('draft').selectAll().execute()).length).toBe(1);
  });

  it('marks again by the new key, shows it to the learner, and undoes it in one step', async () => {
    const { wrong, right } = await bothAnswer(scene);
    const before = await results(scene);
    scene.setNow(new Date('2026-06-03T08:00:00Z'));
    const { page } = await publishAs(scene, flip, { truth: 'regrade' });
    expect(await scoreOf(scene.site, wrong)).toMatchObject({ score: 2, max_score: 2 });
    expect(await scoreOf(scene.site, right)).toMatchObject({ score: 1, max_score: 2 });
    expect(await progressOf(scene.site, 'Ada', 'beta')).toMatchObject({
      state: 'passed',
      best_share: 1,
    });
    expect(await progressOf(scene.site, 'Ben', 'beta')).toMatchObject({ state: 'in-progress' });
    expect(await levelOf(scene.site, 'Ada', 'use')).toEqual({ level: 'proficient', share: 1 });
    expect((await scene.ada.get(wrong)).body).toContain('the question’s key was mended');
    const revision = await scene.ines.get(page);
    expect(revision.body).toContain('<bdi>2</bdi> marks were changed with it.');
    const undone = await scene.ines.post(`${page}/reversal`);
    expect(undone.headers.location).toBe(page);
    expect(await results(scene)).toEqual(before);
    expect((await scene.ada.get(wrong)).body).toContain('an earlier change was undone');
    expect((await scene.ines.get(page)).body).not.toContain('/reversal');
    const lines = (await ledger(scene)).map((line) => line.join(' '));
    expect(lines.slice(0, 2).toSorted()).toEqual(['0 1 item-regraded', '1 0 item-regraded']);
    expect(lines.slice(2).toSorted()).toEqual(['0 1 revision-reversed', '1 0 revision-reversed']);
    await scene.ines.post(`${page}/reversal`);
    expect(await ledger(scene)).toHaveLength(4);
    const events = await scene.site.db
      .selectFrom('audit_event')
      .select('action')
      .where('action', 'in', ['file-published', 'revision-reversed'])
      .orderBy('id')
      .execute();
    expect(events.map(({ action }) => action)).toEqual(['file-published', 'revision-reversed']);
  });

  it('holds for attempts that still ran, and is undone for them, too', async () => {
    const cleo = await scene.site.signIn('Cleo');
    await bothAnswer(scene);
    const running = await beginQuiz(cleo, 'beta');
    await saveQuiz(cleo, running, { 1: 'red', 2: 'false' });
    const { page } = await publishAs(scene, flip, { truth: 'regrade' });
    await cleo.post(`${running}/submission`, { key: 'key-12345678' });
    expect(await scoreOf(scene.site, running)).toMatchObject({ score: 2 });
    await scene.ines.post(`${page}/reversal`);
    expect(await scoreOf(scene.site, running)).toMatchObject({ score: 1 });
  });

  it('reaches answers to earlier versions with the same key', async () => {
    const { wrong } = await bothAnswer(scene);
    await publishAs(scene, reword);
    const cleo = await takeQuiz(await scene.site.signIn('Cleo'), 'beta', { 1: 'red', 2: 'false' });
    const { asked } = await publishAs(scene, flip, { truth: 'regrade' });
    expect(asked).toContain('<bdi>3</bdi> attempts');
    expect(await scoreOf(scene.site, wrong)).toMatchObject({ score: 2 });
    expect(await scoreOf(scene.site, cleo)).toMatchObject({ score: 2 });
    // And follows them to the next key.
    await publishAs(scene, flip, { truth: 'regrade' });
    expect(await scoreOf(scene.site, wrong)).toMatchObject({ score: 1 });
    expect(await scoreOf(scene.site, cleo)).toMatchObject({ score: 1 });
  });

  it('keeps marks on demand, and marks a version that comes back by its own key', async () => {
    const { wrong, right } = await bothAnswer(scene);
    await publishAs(scene, flip, { truth: 'regrade' });
    expect(await scoreOf(scene.site, wrong)).toMatchObject({ score: 2 });
    await publishAs(scene, flip, { truth: 'keep' });
    expect(await scoreOf(scene.site, wrong)).toMatchObject({ score: 2 });
    expect(await scoreOf(scene.site, right)).toMatchObject({ score: 1 });
    const anew = await takeQuiz(await scene.site.signIn('Cleo'), 'beta', { 1: 'red', 2: 'true' });
    expect(await scoreOf(scene.site, anew)).toMatchObject({ score: 2 });
  });

  it('asks the same when an older text is published again in one step', async () => {
    await publishAs(scene, (text) => text);
    await publishAs(scene, flip);
    await bothAnswer(scene);
    const { body } = await scene.ines.get(`${BETA_FILE}/history`);
    const form = body.split('<form').find((part) => part.includes('name="shown"')) ?? '';
    const asked = await scene.ines.post(`${BETA_FILE}/publications`, hiddenFields(form));
    expect(asked.statusCode).toBe(422);
    expect(asked.body).toContain('What becomes of the answers?');
    expect(asked.body).toContain('name="revision"');
    const decided = { ...hiddenFields(form), 'decision.beta/truth': 'regrade' };
    const published = await scene.ines.post(`${BETA_FILE}/publications`, decided);
    expect(published.statusCode).toBe(303);
    expect((await ledger(scene)).length).toBe(2);
  });
});
