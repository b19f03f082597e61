import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import { startReset } from '../../services/resetting.ts';
import { leaveFlash } from '../flash.ts';
import { found } from '../http-errors.ts';
import { localeOf } from '../locale.ts';
import { pathsFor } from '../paths.ts';
import { accountOf } from '../visitor.ts';

type PersonRequest = FastifyRequest<{ Params: { person: string } }>;

/** Sends a person the mail with which they set a new password. */
export function personResetRoutes(app: FastifyInstance, { db, now }: Context): void {
  const config = { policy: 'admin' as const };
  app.post(
    '/:locale/admin/people/:person/password-reset',
    { config },
    async (request: PersonRequest, reply) => {
      const { person } = request.params;
      const { id } = accountOf(request);
      const sent = await db
        .transaction()
        .execute(async (tx) => await startReset(tx, id, person, now()));
      found(sent ? sent : null);
      leaveFlash(reply, 'reset-sent');
      return reply.redirect(pathsFor(localeOf(request)).person(person), 303);
    },
  );
}
