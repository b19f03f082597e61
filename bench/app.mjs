/** Manara as `npm start` runs it, with the settings of the environment. */
import { answer } from './child.mjs';
import { begin, end } from './meter.mjs';
import { readConfig } from '../dist/src/config.js';
import { startServer } from '../dist/src/start.js';

const running = startServer(readConfig(process.env), async () => {});
answer({ base: async () => (await running).address, begin, end });
