/** The load generator: a process of its own, so that it does not take the server's time. */
import { performance } from 'node:perf_hooks';
import autocannon from 'autocannon';
import { answer } from './child.mjs';

/** Milliseconds between autocannon's looks at whether it is done; its default is a second. */
const SAMPLE_INTERVAL = 50;

/**
 * Sends `amount` requests, each connection going through its own list in order and around.
 * @param {{ base: string, lists: object[][], amount: number, expected: number }} load
 * `lists`: autocannon's request objects, a list for each connection; `expected`: HTTP status
 * @returns {Promise<{ elapsed: number, p50: number, p99: number }>} milliseconds
 * @throws when a reply is missing or has another status: fast errors are no result
 */
async function run({ base, lists, amount, expected }) {
  const times = [];
  const wrong = new Map();
  let last = 0;
  let next = 0;
  const firing = autocannon({
    url: base,
    connections: lists.length,
    amount,
    sampleInt: SAMPLE_INTERVAL,
    setupClient: (client) => client.setRequests(lists[next++]),
  });
  // The clients and their requests are made by now; they connect in the next turn of the loop.
  const first = performance.now();
  firing.on('response', (_client, status, _bytes, time) => {
    last = performance.now();
    times.push(time);
    if (status !== expected) wrong.set(status, (wrong.get(status) ?? 0) + 1);
  });
  await firing;
  if (wrong.size > 0) throw new Error(`Replies other than ${expected}: ${describe(wrong)}`);
  if (times.length !== amount) throw new Error(`${times.length} replies to ${amount} requests.`);
  times.sort((one, other) => one - other);
  return { elapsed: last - first, p50: at(times, 0.5), p99: at(times, 0.99) };
}

const at = (sorted, share) => sorted[Math.floor(share * (sorted.length - 1))];
const describe = (counts) => [...counts].map(([status, n]) => `${status} × ${n}`).join(', ');

answer({ run });
