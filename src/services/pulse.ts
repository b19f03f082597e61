import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Milliseconds between two looks at the clock. */
const RESOLUTION = 20;
const NANOSECONDS = 1_000_000;

/** How late the event loop is: time in which nobody was answered. */
export interface Pulse {
  readonly start: () => void;
  readonly stop: () => void;
  /** Milliseconds since the start; null where it was not started. */
  readonly read: () => { readonly p99: number; readonly max: number } | null;
}

export function createPulse(): Pulse {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION });
  let started = false;
  // The clock's own interval is in each figure.
  const late = (value: number) => Math.max(0, value / NANOSECONDS - RESOLUTION);
  return {
    start: () => {
      started = true;
      delays.enable();
    },
    stop: () => void delays.disable(),
    read: () => (started ? { p99: late(delays.percentile(99)), max: late(delays.max) } : null),
  };
}
