import { stat } from 'node:fs/promises';
import type { Command } from 'commander';
import { Option } from 'commander';
import { readCatalogue } from '../content/catalogue.ts';
import { readFolder } from '../content/source-files.ts';
import type { Item } from '../domain/item.ts';
import type { ChangeKind, ItemRevision, RevisionDecision } from '../domain/revision.ts';
import { needsDecision, REVISION_DECISIONS, reviseItems } from '../domain/revision.ts';

interface DiffOptions {
  readonly format: 'text' | 'json';
  readonly decide: readonly string[];
}

type Decisions = ReadonlyMap<string, RevisionDecision>;

/** One item that changed, as it is printed. */
interface Entry {
  readonly item: string;
  readonly change: ChangeKind | 'added' | 'removed';
  /** What differs, for changed items. */
  readonly differences: readonly { readonly path: string; readonly kind: ChangeKind }[];
  readonly needsDecision: boolean;
  readonly decision: RevisionDecision | null;
}

/** Exit code where somebody has to decide something. */
const UNDECIDED = 1;
/** Exit code for a command line, or a folder, that cannot be used. */
const BAD_INPUT = 2;

/** Adds `manara diff`. */
export function register(program: Command): void {
  program
    .command('diff')
    .description('say what the changes of a course mean for the answers given before')
    .argument('<old>', 'the lessons folder as it was')
    .argument('<new>', 'the lessons folder as it is to be')
    .addOption(
      new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text'),
    )
    .option(
      '--decide <lesson/item=decision...>',
      `what to do with the answers to a changed question: ${REVISION_DECISIONS.join(', ')}`,
      [],
    )
    .action(diff);
}

async function diff(
  before: string,
  after: string,
  options: DiffOptions,
  command: Command,
): Promise<void> {
  const [old, now] = await Promise.all([readItems(before, command), readItems(after, command)]);
  const revisions = reviseItems(old, now);
  const decisions = readDecisions(options.decide, revisions, command);
  const entries = revisions.map((revision) => toEntry(revision, decisions));
  const undecided = entries.filter((one) => one.needsDecision && one.decision === null).length;
  const print = options.format === 'json' ? toJson : toText;
  console.log(print(entries, undecided));
  process.exitCode = undecided > 0 ? UNDECIDED : 0;
}

/** A lesson with errors would look as if its questions had been removed, so there may be none. */
async function readItems(dir: string, command: Command): Promise<readonly Item[]> {
  const folder = await stat(dir).catch(() => null);
  if (!folder?.isDirectory()) return fail(command, `there is no folder ${dir}`);
  const { files, diagnostics } = await readFolder(dir);
  const { catalogue, failing } = readCatalogue(files);
  const unread = diagnostics.some(({ severity }) => severity === 'error');
  if (catalogue === null || failing.size > 0 || unread) {
    return fail(command, `${dir} has errors; see "manara lint ${dir}"`);
  }
  return [...catalogue.lessons.values()].flatMap((lesson) => lesson.items);
}

function readDecisions(
  given: readonly string[],
  revisions: readonly ItemRevision[],
  command: Command,
): Decisions {
  const open = new Map(revisions.map((one) => [one.ref, asksForDecision(one)]));
  const decisions = new Map<string, RevisionDecision>();
  for (const words of given) {
    const [ref = '', decision = ''] = words.split('=', 2);
    const known = REVISION_DECISIONS.find((one) => one === decision);
    if (known === undefined) {
      const choices = REVISION_DECISIONS.join(', ');
      return fail(command, `${words} is not <lesson>/<item>=<one of ${choices}>`);
    }
    if (open.get(ref) !== true) return fail(command, `nothing is to be decided about ${ref}`);
    decisions.set(ref, known);
  }
  return decisions;
}

function asksForDecision(revision: ItemRevision): boolean {
  return revision.status === 'changed' && needsDecision(revision.change.kind);
}

function fail(command: Command, message: string): never {
  return command.error(`error: ${message}`, { exitCode: BAD_INPUT });
}

function toEntry(revision: ItemRevision, decisions: Decisions): Entry {
  const changed = revision.status === 'changed';
  return {
    item: revision.ref,
    change: changed ? revision.change.kind : revision.status,
    differences: changed ? revision.change.differences : [],
    needsDecision: asksForDecision(revision),
    decision: decisions.get(revision.ref) ?? null,
  };
}

function toJson(changes: readonly Entry[], undecided: number): string {
  return JSON.stringify({ undecided, changes }, null, 2);
}

function toText(entries: readonly Entry[], undecided: number): string {
  const lines = entries.map((entry) => {
    const paths = entry.differences.map(({ path }) => path).join(', ');
    const asks = entry.needsDecision ? `[${entry.decision ?? 'to be decided'}]` : '';
    return [entry.change.padEnd(10), entry.item, paths, asks].filter(Boolean).join('  ');
  });
  const summary = `${plural(entries.length, 'question')} changed, ${undecided} to be decided`;
  const how = `Decide with --decide lesson/item=${REVISION_DECISIONS.join('|')}`;
  return [...lines, summary, ...(undecided > 0 ? [how] : [])].join('\n');
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
