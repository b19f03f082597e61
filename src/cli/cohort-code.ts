import { InvalidArgumentError, type Command } from 'commander';
import { MAX_CODE_CAP } from '../domain/join-code.ts';
import { readLocalTime, writeLocalTime } from '../domain/local-time.ts';
import { limitCode, renewCode } from '../services/join-codes.ts';
import { getJoinCodeOf, type JoinCode } from '../store/join-codes.ts';
import { namedCohort } from './named-cohort.ts';
import { withDatabase } from './open.ts';

interface Options {
  readonly renew: boolean;
  /** A local time. */
  readonly expires?: string;
  readonly places?: number | 'any';
}

/** Adds `manara cohort code`. */
export function registerCode(cohort: Command): void {
  cohort
    .command('code')
    .description('limit the join code of a cohort, make another, and say how it stands')
    .argument('<cohort>', 'its join code or id')
    .option('--renew', 'make another code; the old one opens nothing any more', false)
    .option('--expires <when>', 'a time like 2027-03-01T18:00 in TIME_ZONE, or never', readWhen)
    .option('--places <number>', 'how many learners may join by the code, or any', readPlaces)
    .action(changeCode);
}

async function changeCode(named: string, options: Options, command: Command): Promise<void> {
  await withDatabase(command, async (db, _file, { timeZone }) => {
    const { id } = await namedCohort(db, command, named);
    const now = new Date();
    if (options.renew) await renewCode(db, null, id, now);
    const held = await getJoinCodeOf(db, id);
    const { expires, places } = options;
    if (expires !== undefined || places !== undefined) {
      // What is no time is “never”.
      const expiresAt = expires === undefined ? held.expiresAt : readLocalTime(expires, timeZone);
      const cap = places === undefined ? held.cap : places === 'any' ? null : places;
      await limitCode(db, null, id, { expiresAt, cap }, now);
    }
    console.log(inWords(await getJoinCodeOf(db, id), timeZone));
  });
}

function inWords({ code, expiresAt, cap, joins }: JoinCode, timeZone: string): string {
  const end = expiresAt === null ? 'it is changed' : writeLocalTime(expiresAt, timeZone);
  const taken = cap === null ? `${joins} joined` : `${joins} of ${cap} places taken`;
  return [code, `until ${end}`, taken].join('\t');
}

/** The zone does not matter for whether it is a time. */
function readWhen(text: string): string {
  if (text !== 'never' && readLocalTime(text, 'UTC') === null) {
    throw new InvalidArgumentError('Give a time like 2027-03-01T18:00, or never.');
  }
  return text;
}

function readPlaces(text: string): number | 'any' {
  if (text === 'any') return text;
  const places = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (places < 1 || places > MAX_CODE_CAP) {
    throw new InvalidArgumentError(`Give a number from 1 to ${MAX_CODE_CAP}, or any.`);
  }
  return places;
}
