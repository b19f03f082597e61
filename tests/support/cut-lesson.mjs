// Reads a lesson file cut at every byte, and prints at which lengths nothing was said about it.
import { readFileSync } from 'node:fs';
import { readFile } from '../../dist/src/content/files.js';
import { lessonSchema } from '../../dist/src/content/schema/lesson.js';

const bytes = readFileSync(process.argv[2]);
const silent = [];
for (let length = 0; length < bytes.length; length += 1) {
  const { diagnostics } = readFile('lesson.yaml', bytes.subarray(0, length), lessonSchema);
  if (diagnostics.length === 0) silent.push(length);
}
process.stdout.write(`${JSON.stringify({ bytes: bytes.length, silent })}\n`);
