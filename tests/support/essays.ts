import { expect } from 'vitest';
import type { Browser } from './site.ts';

/** Takes the quiz with `text` as its essay; gives the attempt's path. */
export async function submitEssay(browser: Browser, text: string): Promise<string> {
  const started = await browser.post('/en/lessons/beta/attempts');
  const path = started.headers.location ?? '';
  const saved = await browser.post(`${path}/responses`, {
    question: ['1', '3'],
    'revision.q1': '0',
    'revision.q3': '0',
    q1: 'red',
    q3: text,
    go: 'review',
  });
  expect(saved.statusCode).toBe(303);
  await browser.post(`${path}/submission`, { key: 'key-12345678' });
  return path;
}

/** Where the essay of an attempt is graded. */
export function gradingOf(path: string): string {
  return `/en/teach/grading/${path.split('/').at(-1)}/3`;
}

/** A grade of 2.5 of the essay's 4 points. */
export const LEVELS = { 'level.claim': 'clear', 'level.proof': 'some' };
