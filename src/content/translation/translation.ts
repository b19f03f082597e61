import { z } from 'zod';
import type { OpenText, TranslationState } from '../../domain/course.ts';
import { checkLinks } from '../checks/translation/links.ts';
import { checkMissing, checkUnstamped } from '../checks/translation/missing.ts';
import { checkNumbers } from '../checks/translation/numbers.ts';
import { checkPlaceholders } from '../checks/translation/placeholders.ts';
import { checkGone, reportStale } from '../checks/translation/stale.ts';
import type { Path, Report } from '../diagnostic.ts';
import type { ReadFile, Reading } from '../files.ts';
import { readFile } from '../files.ts';
import { unitDigest } from './digests.ts';
import type { TranslationTexts } from './read.ts';
import { readTexts } from './read.ts';
import type { Branch, Text, Unit } from './units.ts';
import { stringsOf, unitsOf } from './units.ts';

/** The data of a translation's file, before it is held against its base. */
export type TranslationData = Readonly<Record<string, unknown>>;

/** Reads the file of a translation as far as that goes without its base. */
export function readTranslation(
  path: string,
  content: Uint8Array | string,
): Reading<TranslationData> {
  return readFile(path, content, z.record(z.string(), z.unknown()));
}

/** What is translated of one file into one language, and what of that may be shown. */
export interface Translation {
  readonly locale: string;
  readonly units: readonly Unit[];
  /** Texts to be shown, by unit key. */
  readonly texts: ReadonlyMap<string, Text>;
  readonly open: readonly OpenText[];
  /** Takes findings whose paths are those of the translation's file. */
  readonly report: Report;
}

/** A translation of which there is no file. */
export function absentTranslation(base: Branch, locale: string): Translation {
  const units = unitsOf(base);
  const open = units.map((unit) => openText(unit, 'missing', undefined));
  return { locale, units, texts: new Map(), open, report: () => undefined };
}

/** Holds a file against its base: what is stale, not recorded or in error is reported and not shown. */
export function checkTranslation(
  base: Branch,
  read: ReadFile<TranslationData>,
  { locale, from }: { readonly locale: string; readonly from: string },
): Translation {
  const { report } = read.reporter;
  const units = unitsOf(base);
  const found = readTexts(base, read.value, report);
  const judged = units.map((unit) => {
    const text = found.texts.get(unit.key);
    return { unit, text, state: stateOf(unit, text, found) };
  });
  const texts = new Map<string, Text>();
  const open: OpenText[] = [];
  for (const { unit, text, state } of judged) {
    if (state === 'stale') reportStale(report, unit);
    const fit =
      state === 'stale' || text === undefined || keepsMarks(report, unit, text, { locale, from });
    if (state === 'fresh' && text !== undefined && fit) texts.set(unit.key, text);
    else open.push(openText(unit, state === 'fresh' || !fit ? 'broken' : state, text));
  }
  const keysIn = (state: OpenText['state']) =>
    judged.filter((one) => one.state === state).map(({ unit }) => unit.key);
  checkMissing(report, keysIn('missing'), units.length);
  checkUnstamped(report, keysIn('unstamped'));
  checkGone(report, found.madeFrom.keys(), new Set(units.map(({ key }) => key)));
  return { locale, units, texts, open, report };
}

function stateOf(
  unit: Unit,
  text: Text | undefined,
  { misfits, madeFrom }: TranslationTexts,
): OpenText['state'] | 'fresh' {
  if (misfits.has(unit.key)) return 'broken';
  if (text === undefined) return 'missing';
  const recorded = madeFrom.get(unit.key);
  if (recorded === undefined) return 'unstamped';
  return recorded === unitDigest(unit.base) ? 'fresh' : 'stale';
}

/** Checks each string of a text against the base's; false where one may not be shown. */
function keepsMarks(
  report: Report,
  unit: Unit,
  text: Text,
  { locale, from }: { readonly locale: string; readonly from: string },
): boolean {
  const strings = new Map(stringsOf(text).map(([steps, string]) => [steps.join('/'), string]));
  const kept = stringsOf(unit.base).map(([steps, base]) => {
    const string = strings.get(steps.join('/')) ?? '';
    const path = [...unit.names, ...steps];
    checkNumbers(report, { text: base, language: from }, { text: string, language: locale }, path);
    const links = checkLinks(report, base, string, path);
    return checkPlaceholders(report, base, string, path) && links;
  });
  return kept.every(Boolean);
}

function openText(unit: Unit, state: OpenText['state'], text: Text | undefined): OpenText {
  const present = text === undefined ? null : joined(text);
  return { unit: unit.key, state, base: joined(unit.base), present };
}

function joined(text: Text): string {
  return stringsOf(text)
    .map(([, string]) => string.trim())
    .join(' · ');
}

/** The translation without some of its texts, which turned out not to be fit to be shown. */
export function withoutTexts(translation: Translation, keys: ReadonlySet<string>): Translation {
  const refused = translation.units.filter(({ key }) => keys.has(key));
  return {
    ...translation,
    texts: new Map([...translation.texts].filter(([key]) => !keys.has(key))),
    open: [
      ...translation.open,
      ...refused.map((unit) => openText(unit, 'broken', translation.texts.get(unit.key))),
    ],
  };
}

/** How far a file is translated; open texts in the order of the base. */
export function translationState({ locale, units, open }: Translation): TranslationState {
  const byUnit = new Map(open.map((one) => [one.unit, one]));
  return { locale, texts: units.length, open: units.flatMap(({ key }) => byUnit.get(key) ?? []) };
}

/** The unit that a path of the base file leads into, with the steps below it. */
export function unitAt(
  units: readonly Unit[],
  path: Path,
): { readonly unit: Unit; readonly below: Path } | undefined {
  const unit = units.find((one) => one.path.every((step, index) => step === path[index]));
  return unit && { unit, below: path.slice(unit.path.length) };
}
