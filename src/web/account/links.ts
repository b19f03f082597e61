import type { FastifyReply, FastifyRequest } from 'fastify';
import { page } from '../views.ts';
import type { LinkOverModel } from './link-models.ts';

/** The secret in the address of a page that a mail led to. */
export function tokenOf(request: FastifyRequest): string {
  return (request.params as { readonly secret: string }).secret;
}

/** Answers a link that opens nothing any more, or never did: the two look the same. */
export function linkOver(reply: FastifyReply, kind: LinkOverModel['kind']): FastifyReply {
  return page(reply.status(404), 'account/link-over', { kind });
}
