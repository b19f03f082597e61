import type { Path, Report } from '../../diagnostic.ts';
import { didYouMean } from '../../nearest.ts';
import { unknownKey } from '../../schema/messages.ts';
import type { Branch } from '../../translation/units.ts';

/** Lists among whose members a learner chooses: half a list would be another question. */
const OPTION_LISTS = new Set(['choices', 'sentences', 'rows', 'targets', 'entries', 'gaps']);

/** True for the mapping of an item's options, given where a translation has it. */
export function isOptions({ byId }: Branch, path: Path): boolean {
  return byId && OPTION_LISTS.has(String(path.at(-1)));
}

/** Says that a translation has a key or an id that its base has not. */
export function checkStranger(report: Report, branch: Branch, path: Path): void {
  const key = String(path.at(-1));
  const known = [...branch.members.keys()];
  if (!branch.byId) return report(unknownKey(key, path.slice(0, -1), known));
  const rule = isOptions(branch, path.slice(0, -1)) ? 'translation-options' : 'translation-unknown';
  const message = `the base has no \`${key}\` here`;
  report({ path, rule, message, suggestion: didYouMean(key, known), onKey: true });
}

/** Says which options of the base a translation leaves out. */
export function checkLeftOut(
  report: Report,
  { members }: Branch,
  present: readonly string[],
  path: Path,
): void {
  const missing = [...members]
    .filter(
      ([id, node]) => !present.includes(id) && (node.kind === 'leaf' || node.members.size > 0),
    )
    .map(([id]) => `\`${id}\``);
  if (missing.length === 0) return;
  const message = `the base has ${missing.join(', ')} here, too`;
  report({ path, rule: 'translation-options', message, onKey: true });
}
