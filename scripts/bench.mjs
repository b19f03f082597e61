/**
 * `npm run bench`: measures Manara against a constant page and against its bare statements, see
 * bench/bench.mjs. Never part of `npm test`: a shared machine would make it fail by chance.
 */
import { ensure } from './ensure.mjs';

await ensure();
const { bench } = await import('../bench/bench.mjs');
await bench(process.argv.slice(2));
