import { HtmlValidate } from 'html-validate';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { eachPage, furnishStage, type FurnishedStage } from './stage.ts';

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    // The tick boxes of one question share its name, as radios do.
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit'] }],
  },
});
/** A form says in a hidden field which question it shows; with several, there are several. */
const MEANT = 'Duplicate form control name "question"';

let stage: FurnishedStage;
beforeAll(async () => {
  stage = await furnishStage();
});
afterAll(async () => await stage.close());

it.each(['en', 'ar'])('serves valid HTML on every kind of page (%s)', async (locale) => {
  const findings: string[] = [];
  await eachPage(stage, locale, { javaScriptEnabled: false }, async (_page, kind, response) => {
    const report = await validator.validateString(await response.text());
    for (const { ruleId, message, line, column } of report.results.flatMap((one) => one.messages)) {
      if (message !== MEANT) findings.push(`${kind.name} ${line}:${column} ${ruleId}: ${message}`);
    }
  });
  expect(findings).toEqual([]);
});
