import type { Command } from 'commander';
import { foldCode } from '../services/joining.ts';
import { findCohort, findOpenCohort, type Cohort } from '../store/cohorts.ts';
import type { Db } from '../store/database.ts';

/** The cohort that a command line means, by its join code or its id; else ends with exit code 1. */
export async function namedCohort(db: Db, command: Command, named: string): Promise<Cohort> {
  const open = await findOpenCohort(db, foldCode(named));
  const cohort = await findCohort(db, open?.id ?? named);
  return cohort ?? command.error('error: no cohort has this code or id', { exitCode: 1 });
}
