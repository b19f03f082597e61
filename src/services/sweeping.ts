/** Work that is done now and then, whoever visits. */
export interface Sweep {
  /** Names it in the log and on the health page, where `sweep.<name>` has its words. */
  readonly name: string;
  /** Milliseconds between two runs. */
  readonly interval: number;
  readonly run: (now: Date) => Promise<unknown>;
}

/** What became of a sweep since the start. */
export interface SweepReport {
  readonly name: string;
  /** Milliseconds between two runs. */
  readonly interval: number;
  /** When the last run began; null before the first. */
  readonly lastRun: Date | null;
  /** Milliseconds that the last run took; null before its end. */
  readonly duration: number | null;
  /** What went wrong last, also where a later run went well. */
  readonly lastFailure: { readonly at: Date; readonly message: string } | null;
  /** Runs that failed since the last that went well. */
  readonly failures: number;
}

/** Runs sweeps one by one on their own clocks, and remembers how they went. */
export interface Sweeper {
  /** In the order of the list. */
  readonly reports: () => readonly SweepReport[];
  /**
   * Runs a sweep now, unless it is under way, in which case that run is awaited. A failure is
   * reported, not thrown.
   * @throws when there is no sweep of this name.
   */
  readonly run: (name: string) => Promise<void>;
  /** Begins to run each sweep whenever its interval has passed. */
  readonly start: () => void;
  /** Ends that, and waits for what is under way. */
  readonly stop: () => Promise<void>;
}

interface Entry {
  readonly sweep: Sweep;
  report: SweepReport;
  underWay: Promise<void> | null;
}

/** `onFailure` hears of each run that failed, for the log. */
export function createSweeper(
  sweeps: readonly Sweep[],
  now: () => Date,
  onFailure: (name: string, error: unknown) => void,
): Sweeper {
  const entries = new Map(sweeps.map((sweep) => [sweep.name, toEntry(sweep)]));
  let timers: NodeJS.Timeout[] = [];
  const runOnce = async (entry: Entry): Promise<void> => {
    entry.underWay ??= attempt(entry, now, onFailure).finally(() => (entry.underWay = null));
    await entry.underWay;
  };
  return {
    reports: () => [...entries.values()].map(({ report }) => report),
    run: async (name) => {
      const entry = entries.get(name);
      if (entry === undefined) throw new Error(`There is no sweep ${name}.`);
      await runOnce(entry);
    },
    start: () => {
      timers = [...entries.values()].map((entry) =>
        setInterval(() => void runOnce(entry), entry.sweep.interval).unref(),
      );
    },
    stop: async () => {
      for (const timer of timers) clearInterval(timer);
      await Promise.all([...entries.values()].map(async ({ underWay }) => await underWay));
    },
  };
}

function toEntry(sweep: Sweep): Entry {
  const { name, interval } = sweep;
  const never = { lastRun: null, duration: null, lastFailure: null, failures: 0 };
  return { sweep, report: { name, interval, ...never }, underWay: null };
}

async function attempt(
  entry: Entry,
  now: () => Date,
  onFailure: (name: string, error: unknown) => void,
): Promise<void> {
  const { sweep } = entry;
  const at = now();
  const began = performance.now();
  entry.report = { ...entry.report, lastRun: at, duration: null };
  let failure: SweepReport['lastFailure'] = null;
  try {
    await sweep.run(at);
  } catch (error) {
    failure = { at, message: error instanceof Error ? error.message : String(error) };
    onFailure(sweep.name, error);
  }
  const { lastFailure, failures } = entry.report;
  entry.report = {
    ...entry.report,
    duration: performance.now() - began,
    lastFailure: failure ?? lastFailure,
    failures: failure === null ? 0 : failures + 1,
  };
}
