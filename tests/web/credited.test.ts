import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  bothAnswer,
  flip,
  openScene,
  publishAs,
  results,
  withoutGreen,
  withoutTruth,
  type Edit,
  type Scene,
} from '../support/deciding.ts';
import { levelOf, progressOf, scoreOf } from '../support/disputes.ts';
import { BETA_FILE } from '../support/editing.ts';
import { beginQuiz, saveQuiz, takeQuiz } from '../support/quiz-run.ts';
import { SMALL_COURSE } from '../support/small-site-course.ts';

let scene: Scene;
beforeEach(async () => {
  scene = await openScene();
});
afterEach(async () => await scene.site.close());

const both: Edit = (text) =>
  flip(text)
    .replace('text: Red, correct: true', 'text: Red')
    .replace('Green, feedback', 'Green, correct: true, feedback');
const red: Edit = (text) => text.replace('text: Red }', 'text: Red, feedback: No }');

describe('full credit', () => {
  it('gives all points to everybody who was asked, answered or not', async () => {
    const { wrong, right } = await bothAnswer(scene);
    const blank = await takeQuiz(await scene.site.signIn('Cleo'), 'beta', { 1: 'red' });
    await publishAs(scene, flip, { truth: 'full-credit' });
    for (const attempt of [wrong, right, blank]) {
      expect(await scoreOf(scene.site, attempt)).toMatchObject({ score: 2, max_score: 2 });
    }
  });
});

describe('a dropped question', () => {
  it('leaves score, maximum, level and reviews, and comes back whole', async () => {
    const { wrong, right } = await bothAnswer(scene);
    const before = await results(scene);
    const { page } = await publishAs(scene, flip, { truth: 'drop' });
    expect(await scoreOf(scene.site, wrong)).toMatchObject({ score: 1, max_score: 1 });
    expect(await scoreOf(scene.site, right)).toMatchObject({ score: 1, max_score: 1 });
    expect(await progressOf(scene.site, 'Ada', 'beta')).toMatchObject({
      state: 'passed',
      best_share: 1,
    });
    await expect(levelOf(scene.site, 'Ada', 'use')).rejects.toThrow();
    expect(await levelOf(scene.site, 'Ada', 'know')).toEqual({ level: 'proficient', share: 1 });
    const cards = await scene.site.db.selectFrom('review_card').select('item_ref').execute();
    expect(cards.map(({ item_ref }) => item_ref)).toEqual(['beta/pick', 'beta/pick']);
    const { body } = await scene.ada.get(wrong);
    expect(body).toContain('Does not count');
    expect(body).toContain('no longer counts, neither for points nor for the maximum');
    expect(body).toContain('<bdi>1</bdi> of <bdi>1</bdi>');
    await scene.ines.post(`${page}/reversal`);
    expect(await results(scene)).toEqual(before);
  });

  it('counts for nothing in attempts that still ran', async () => {
    const cleo = await scene.site.signIn('Cleo');
    const running = await beginQuiz(cleo, 'beta');
    await saveQuiz(cleo, running, { 1: 'red', 2: 'false' });
    const { page } = await publishAs(scene, flip, { truth: 'drop' });
    await cleo.post(`${running}/submission`, { key: 'key-12345678' });
    expect(await scoreOf(scene.site, running)).toMatchObject({ score: 1, max_score: 1 });
    await scene.ines.post(`${page}/reversal`);
    expect(await scoreOf(scene.site, running)).toMatchObject({ score: 1, max_score: 2 });
    expect(await levelOf(scene.site, 'Cleo', 'use')).toEqual({ level: 'attempted', share: 0 });
  });

  it('can be one that was taken out of the lesson, or put back later', async () => {
    const { wrong } = await bothAnswer(scene);
    const text = SMALL_COURSE.get('first-module/beta.yaml') ?? '';
    const { asked } = await publishAs(scene, withoutTruth, { truth: 'drop' });
    expect(asked).toContain('the question is taken out');
    expect(asked).not.toContain('value="regrade"');
    expect(await scoreOf(scene.site, wrong)).toMatchObject({ score: 1, max_score: 1 });
    expect((await publishAs(scene, () => text)).published.statusCode).toBe(303);
    const anew = await takeQuiz(await scene.site.signIn('Cleo'), 'beta', { 1: 'red', 2: 'true' });
    expect(await scoreOf(scene.site, anew)).toMatchObject({ score: 2, max_score: 2 });
    expect(await scoreOf(scene.site, wrong)).toMatchObject({ score: 1, max_score: 1 });
  });

  it('leaves a result alone of which nothing else is left', async () => {
    const { wrong } = await bothAnswer(scene);
    const before = await progressOf(scene.site, 'Ada', 'beta');
    const { published } = await publishAs(scene, (text) => red(both(text)), {
      truth: 'drop',
      pick: 'drop',
    });
    expect(published.statusCode).toBe(303);
    expect(await scoreOf(scene.site, wrong)).toMatchObject({ score: 0, max_score: 0 });
    expect(await progressOf(scene.site, 'Ada', 'beta')).toEqual(before);
    expect((await scene.ada.get(wrong)).statusCode).toBe(200);
    expect((await scene.ada.get('/en/progress')).statusCode).toBe(200);
  });
});

describe('a structural change', () => {
  it('leaves answers alone that the new question has no word for', async () => {
    const green = await takeQuiz(scene.ada, 'beta', { 1: 'green', 2: 'true' });
    const before = await results(scene);
    const { asked, published } = await publishAs(scene, withoutGreen, { pick: 'regrade' });
    expect(asked).toContain('the parts of an answer have changed');
    expect(published.statusCode).toBe(303);
    expect(await results(scene)).toEqual(before);
    expect(await scoreOf(scene.site, green)).toMatchObject({ score: 1 });
  });
});

it('is for instructors alone', async () => {
  const { page } = await publishAs(scene, flip);
  expect((await scene.ada.get(page)).statusCode).toBe(403);
  expect((await scene.ada.post(`${page}/reversal`)).statusCode).toBe(403);
  expect((await scene.ada.post(`${BETA_FILE}/publications`, {})).statusCode).toBe(403);
});

it('leaves, in any order of publications and undoing, scores within bounds and nothing behind', async () => {
  const decision = fc.constantFrom('keep', 'regrade', 'full-credit', 'drop');
  await fc.assert(
    fc.asyncProperty(fc.array(decision, { minLength: 1, maxLength: 4 }), async (decisions) => {
      await scene.site.close();
      scene = await openScene();
      await bothAnswer(scene);
      const before = await results(scene);
      const pages: string[] = [];
      for (const truth of decisions) {
        const { published, page } = await publishAs(scene, flip, { truth });
        expect(published.statusCode).toBe(303);
        pages.push(page);
        for (const { score, max_score } of (await results(scene)).attempts) {
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(max_score);
        }
      }
      for (const page of pages.toReversed()) await scene.ines.post(`${page}/reversal`);
      expect(await results(scene)).toEqual(before);
    }),
    { numRuns: 15, seed: 5 },
  );
});
