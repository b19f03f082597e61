import type { Desk } from '../compile/texts.ts';
import type { Finding } from '../diagnostic.ts';
import type { World } from '../world.ts';
import { applyTexts } from './apply.ts';
import type { Translation } from './translation.ts';
import { unitAt, withoutTexts } from './translation.ts';

/** What was compiled, and the translation without the texts that the compiler refused. */
export interface Compiled<R> {
  readonly result: R;
  readonly translation: Translation;
}

/**
 * Compiles what an author wrote with its texts in another language. A text that the compiler finds
 * an error in is reported and the base's stands in its place: a translation takes nothing away.
 */
export function compileTranslated<T, R>(
  authored: T,
  translation: Translation,
  { world, base }: { readonly world: World; readonly base: string },
  compile: (desk: Desk, value: T) => R,
): Compiled<R> {
  const { units, texts, locale } = translation;
  const { value, untranslated } = applyTexts(authored, units, texts);
  const findings: Finding[] = [];
  const report = (finding: Finding) => void findings.push(finding);
  const result = compile({ world, voice: { locale, base, untranslated }, report }, value);
  const own = findings.flatMap((finding) => inTranslation(translation, finding) ?? []);
  const errors = own.filter(({ finding }) => (finding.severity ?? 'error') === 'error');
  const said = errors.length > 0 ? errors : own;
  for (const { finding } of said) translation.report(finding);
  if (errors.length === 0) return { result, translation };
  const refused = new Set(errors.map(({ key }) => key));
  const rest = withoutTexts(translation, refused);
  return compileTranslated(authored, rest, { world, base }, compile);
}

/** A finding about a translated text, with its path in the translation; base texts have theirs already. */
function inTranslation(
  { units, texts }: Translation,
  finding: Finding,
): { readonly key: string; readonly finding: Finding } | null {
  const found = unitAt(units, finding.path);
  if (found === undefined || !texts.has(found.unit.key)) return null;
  const path = [...found.unit.names, ...found.below];
  return { key: found.unit.key, finding: { ...finding, path } };
}
