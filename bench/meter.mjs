/** What a process spends between two moments; runs in the server's own process. */
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';

/** Milliseconds between two looks at the event loop; the delay measured includes them. */
const RESOLUTION = 10;

const delay = monitorEventLoopDelay({ resolution: RESOLUTION });
delay.enable();
let cpu;
let loop;

export function begin() {
  cpu = process.cpuUsage();
  loop = performance.eventLoopUtilization();
  delay.reset();
}

/**
 * @returns {{ cpu: number, lag: number, busy: number }} `cpu`: microseconds of processor time, all
 * threads; `lag`: milliseconds that the event loop was late, 99th percentile; `busy`: share of the
 * time in which the event loop had work, 0 to 1
 */
export function end() {
  const { user, system } = process.cpuUsage(cpu);
  const lag = Math.max(0, delay.percentile(99) / 1e6 - RESOLUTION);
  return { cpu: user + system, lag, busy: performance.eventLoopUtilization(loop).utilization };
}
