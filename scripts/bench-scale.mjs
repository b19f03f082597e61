/**
 * `npm run bench:scale`: measures that pages cost the same however many attempts there are, see
 * bench/scale.mjs. Takes minutes and some gigabytes of disk; never part of `npm test`.
 */
import { ensure } from './ensure.mjs';

await ensure();
const { benchScale } = await import('../bench/scale.mjs');
await benchScale(process.argv.slice(2));
