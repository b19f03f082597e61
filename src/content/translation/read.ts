import { z } from 'zod';
import { checkLeftOut, checkStranger, isOptions } from '../checks/translation/unknown.ts';
import { checkShape } from '../checks/translation/shape.ts';
import type { Path, Report } from '../diagnostic.ts';
import { wrongType } from '../schema/messages.ts';
import { MAX_TEXT_LENGTH, text } from '../schema/fields.ts';
import { validate } from '../schema/validate.ts';
import { MADE_FROM } from './digests.ts';
import type { Branch, Leaf, Text, Unit } from './units.ts';

/** What a translation's file holds, as far as it fits its base. */
export interface TranslationTexts {
  /** Well-formed texts by unit key. */
  readonly texts: ReadonlyMap<string, Text>;
  /** Keys of units whose text is there and does not fit. */
  readonly misfits: ReadonlySet<string>;
  /** Digests by unit key, as recorded. */
  readonly madeFrom: ReadonlyMap<string, string>;
}

const madeFromSchema = z.strictObject({ [MADE_FROM]: z.record(z.string(), text).optional() });

/** Holds the data of a translation against what its base has; what does not fit is reported. */
export function readTexts(
  base: Branch,
  data: Readonly<Record<string, unknown>>,
  report: Report,
): TranslationTexts {
  const { [MADE_FROM]: recorded, ...rest } = data;
  const found: Found = { texts: new Map(), misfits: new Set(), report };
  readBranch(base, rest, [], found);
  return { ...found, madeFrom: readMadeFrom(recorded, report) };
}

interface Found {
  readonly texts: Map<string, Text>;
  readonly misfits: Set<string>;
  readonly report: Report;
}

/**
 * A line that is in error still is a line: without it, its text would look as if it had never been
 * recorded, and could be recorded as made from a base that it was not made from.
 */
function readMadeFrom(recorded: unknown, report: Report): ReadonlyMap<string, string> {
  // A block without lines yet.
  if (recorded === undefined || recorded === null) return new Map();
  const checked = validate(madeFromSchema, { [MADE_FROM]: recorded });
  if (!checked.ok) checked.findings.forEach(report);
  const lines = isBlock(recorded) ? Object.entries(recorded) : [];
  return new Map(lines.map(([key, digest]) => [key, String(digest)]));
}

function readNode(node: Branch | Leaf, value: unknown, path: Path, found: Found): void {
  if (node.kind === 'leaf') return readLeaf(node.unit, value, path, found);
  if (isBlock(value)) return readBranch(node, value, path, found);
  found.report(wrongType(path, value, 'a block of keys'));
}

function readBranch(
  branch: Branch,
  value: Readonly<Record<string, unknown>>,
  path: Path,
  found: Found,
): void {
  for (const key of Object.keys(value)) {
    if (!branch.members.has(key)) checkStranger(found.report, branch, [...path, key]);
  }
  if (isOptions(branch, path)) checkLeftOut(found.report, branch, Object.keys(value), path);
  for (const [key, member] of branch.members) {
    if (Object.hasOwn(value, key)) readNode(member, value[key], [...path, key], found);
  }
}

function isBlock(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readLeaf(unit: Unit, value: unknown, path: Path, found: Found): void {
  if (fits(unit, value, path, found.report)) found.texts.set(unit.key, value);
  else found.misfits.add(unit.key);
}

function fits(unit: Unit, value: unknown, path: Path, report: Report): value is Text {
  // Nearly every text is a string in order, and building a schema for each would take longer than
  // all the rest.
  if (typeof unit.base === 'string' && isText(value)) return true;
  if (!checkShape(report, unit.base, value, path)) return false;
  const key = String(path.at(-1));
  const checked = validate(z.strictObject({ [key]: schemaOf(unit.base) }), { [key]: value });
  if (checked.ok) return true;
  for (const finding of checked.findings) {
    report({ ...finding, path: [...path.slice(0, -1), ...finding.path] });
  }
  return false;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && /\S/.test(value) && value.length <= MAX_TEXT_LENGTH;
}

/** Entries of a list are alike. */
function schemaOf(base: Text | undefined): z.ZodType {
  if (base === undefined || typeof base === 'string') return text;
  if (Array.isArray(base)) return z.array(schemaOf(base[0]));
  return z.strictObject(
    Object.fromEntries(
      Object.entries(base).map(([key, one]: [string, Text]) => [key, schemaOf(one)]),
    ),
  );
}
