import { run } from './cli/program.ts';

// `npm start` is `manara serve`.
process.exitCode = await run([...process.argv.slice(0, 2), 'serve', ...process.argv.slice(2)]);
