import { Migrator, type MigrationProvider } from 'kysely';
import * as peopleAndCohorts from '../../migrations/0001-people-and-cohorts.ts';
import * as attempts from '../../migrations/0002-attempts.ts';
import * as progress from '../../migrations/0003-progress.ts';
import * as disputesAndRecords from '../../migrations/0004-disputes-and-records.ts';
import * as heldMarks from '../../migrations/0005-held-marks.ts';
import * as wordings from '../../migrations/0006-wordings.ts';
import * as statistics from '../../migrations/0007-statistics.ts';
import * as publishing from '../../migrations/0008-publishing.ts';
import * as runningCohorts from '../../migrations/0009-running-cohorts.ts';
import * as mail from '../../migrations/0010-mail.ts';
import * as cohortSums from '../../migrations/0011-cohort-sums.ts';
import * as credentials from '../../migrations/0012-credentials.ts';
import * as privacy from '../../migrations/0013-privacy.ts';
import * as activity from '../../migrations/0014-activity.ts';
import * as apiTokens from '../../migrations/0015-api-tokens.ts';
import * as administration from '../../migrations/0016-administration.ts';
import type { Db } from './database.ts';

/** Listed by hand, so that the compiler and the bundle know them; the order is that of the names. */
const migrations = {
  '0001-people-and-cohorts': peopleAndCohorts,
  '0002-attempts': attempts,
  '0003-progress': progress,
  '0004-disputes-and-records': disputesAndRecords,
  '0005-held-marks': heldMarks,
  '0006-wordings': wordings,
  '0007-statistics': statistics,
  '0008-publishing': publishing,
  '0009-running-cohorts': runningCohorts,
  '0010-mail': mail,
  '0011-cohort-sums': cohortSums,
  '0012-credentials': credentials,
  '0013-privacy': privacy,
  '0014-activity': activity,
  '0015-api-tokens': apiTokens,
  '0016-administration': administration,
};

const provider: MigrationProvider = { getMigrations: async () => migrations };

/** The names of all migrations, in order. */
export const MIGRATION_NAMES: readonly string[] = Object.keys(migrations).toSorted();

/**
 * Brings the schema up to date, all or nothing.
 * @returns the names of the migrations that ran, in order.
 * @throws the error of the migration that failed; nothing is left half done.
 */
export async function migrateToLatest(db: Db): Promise<string[]> {
  const { error, results } = await new Migrator({ db, provider }).migrateToLatest();
  if (error !== undefined) throw error;
  return (results ?? []).map((result) => result.migrationName);
}
