/** The ceiling: Fastify as it comes, answering every request with one constant page. */
import { readFileSync } from 'node:fs';
import Fastify from 'fastify';
import { answer } from './child.mjs';
import { begin, end } from './meter.mjs';

const page = readFileSync(process.argv[2]);
const app = Fastify({ logger: false });
app.get('/', (_request, reply) => reply.type('text/html; charset=utf-8').send(page));
const base = await app.listen({ host: '127.0.0.1', port: 0 });
answer({ base: () => base, begin, end });
