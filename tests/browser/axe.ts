import axe, { type AxeResults, type RunOnly, type RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

/** All levels up to AA of every version, and what axe thinks good besides. */
export const EVERYTHING: RunOnly = {
  type: 'tag',
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'],
};
/** In the dark only colours are others; the rest was looked at in the light. */
export const COLOURS: RunOnly = {
  type: 'rule',
  values: ['color-contrast', 'link-in-text-block'],
};

/** What axe finds on the page as it is, a line each. */
export async function violations(page: Page, runOnly: RunOnly): Promise<string[]> {
  await page.evaluate(axe.source);
  const results = await page.evaluate<AxeResults, RunOptions>(runAxe, { runOnly });
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
  );
}

/** Runs in the page, where axe's source has been put before. */
function runAxe(options: RunOptions): Promise<AxeResults> {
  const { axe } = window as unknown as {
    axe: { run: (wanted: RunOptions) => Promise<AxeResults> };
  };
  return axe.run(options);
}
