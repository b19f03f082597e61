import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Context } from '../../context.ts';
import { HEALTH_MATTERS, type HealthFigures, type HealthMatter } from '../../domain/health.ts';
import type { Html } from '../../domain/item.ts';
import { packageRoot } from '../../package-root.ts';
import { localeOf } from '../locale.ts';
import { page, type Language } from '../views.ts';
import { readHealth } from './health-figures.ts';

const text = readFileSync(join(packageRoot, 'package.json'), 'utf8');
const { version } = JSON.parse(text) as { version: string };

/** How the site is: each matter with a verdict in words, and what to do. */
export function healthRoutes(app: FastifyInstance, context: Context): void {
  const config = { policy: 'admin' as const };
  app.get('/:locale/admin/health', { config }, async (request, reply) => {
    const { figures, sweeps, since, verdicts, worst } = await readHealth(context);
    const values = describe(app.views.language(localeOf(request)), figures, since);
    const lines = HEALTH_MATTERS.map((matter) => {
      return { matter, verdict: verdicts[matter], value: values[matter] };
    });
    return page(reply, 'admin/health', { worst, at: context.now(), lines, sweeps });
  });
}

/** Each matter in words with its figures. */
function describe(
  { h, format }: Language,
  figures: HealthFigures,
  since: Date,
): Readonly<Record<HealthMatter, Html>> {
  const { backup, database, gate, journalMode, lessons, mail, pulse, schema } = figures;
  const { number } = format;
  const newest = backup.newest?.madeAt;
  const started = { version, node: process.version, since: format.dateTime(since) };
  return {
    program: h('health.value.program', started),
    database:
      database === null
        ? h('health.value.memory')
        : h('health.value.database', {
            size: format.bytes(database.size),
            log: format.bytes(database.log),
          }),
    durability: h('health.value.durability', {
      journal: journalMode,
      synchronous: String(figures.synchronous),
    }),
    disk:
      database === null
        ? h('health.value.memory')
        : h('health.value.disk', { free: format.bytes(database.free) }),
    schema: h('health.value.schema', { applied: schema.applied ?? '–', known: schema.known }),
    backup: newest
      ? h('health.value.backup', { when: format.dateTime(newest) })
      : h('health.value.noBackup'),
    lessons: h('health.value.lessons', { errors: number(lessons.errors) }),
    mail: h('health.value.mail', { queued: number(mail.queued), failed: number(mail.failed) }),
    gate: h('health.value.gate', { waiting: number(gate.waiting) }),
    pulse:
      pulse === null
        ? h('health.value.unwatched')
        : h('health.value.pulse', {
            p99: number(Math.round(pulse.p99)),
            max: number(Math.round(pulse.max)),
          }),
  };
}
