import { CompiledQuery } from 'kysely';
import type { Db, Tx } from './database.ts';

interface Job {
  /** Does the work; gives what tells its caller, to be called once all is on disk. */
  readonly run: (tx: Tx) => Promise<() => void>;
  readonly reject: (error: unknown) => void;
}

/** Works asked for in this turn of the event loop. */
const waiting = new WeakMap<Db, Job[]>();

const SAVEPOINT = CompiledQuery.raw('savepoint job');
const RELEASE = CompiledQuery.raw('release job');
const ROLLBACK = CompiledQuery.raw('rollback to job');

/**
 * Does `work` in a transaction that it shares with all others asked for in the same turn of the
 * event loop: waiting for the disk costs more than all else, and one wait will do for many. A work
 * that throws is undone alone. Settles when the transaction is on disk, or nothing of it is.
 */
export async function commitTogether<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return await new Promise<T>((resolve, reject) => {
    const run = async (tx: Tx) => {
      const value = await work(tx);
      return () => resolve(value);
    };
    const jobs = waiting.get(db) ?? [];
    jobs.push({ run, reject });
    if (jobs.length > 1) return;
    waiting.set(db, jobs);
    setImmediate(() => {
      waiting.delete(db);
      void commit(db, jobs);
    });
  });
}

async function commit(db: Db, jobs: readonly Job[]): Promise<void> {
  try {
    const tell = await db.transaction().execute(async (tx) => await runAll(tx, jobs));
    for (const one of tell) one();
  } catch (error) {
    for (const job of jobs) job.reject(error);
  }
}

async function runAll(tx: Tx, jobs: readonly Job[]): Promise<(() => void)[]> {
  const [only] = jobs;
  if (only !== undefined && jobs.length === 1) return [await only.run(tx)];
  const tell = [];
  for (const job of jobs) tell.push(await runAlone(tx, job));
  return tell;
}

/** @throws the work's error when the database gave up the whole transaction: on a full disk, for one. */
async function runAlone(tx: Tx, job: Job): Promise<() => void> {
  await tx.executeQuery(SAVEPOINT);
  try {
    const tell = await job.run(tx);
    await tx.executeQuery(RELEASE);
    return tell;
  } catch (error) {
    const undone = await undo(tx);
    if (!undone) throw error;
    return () => job.reject(error);
  }
}

/** False when there is nothing to go back to, since all of the transaction is undone already. */
async function undo(tx: Tx): Promise<boolean> {
  try {
    await tx.executeQuery(ROLLBACK);
    await tx.executeQuery(RELEASE);
    return true;
  } catch {
    return false;
  }
}
