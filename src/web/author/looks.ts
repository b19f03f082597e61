import type { FastifyBaseLogger, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import { commitTogether } from '../../store/group-commit.ts';
import { recordLook, type Look } from '../../store/work-views.ts';
import { accountOf } from '../visitor.ts';

/** A look without the one who looks, who is the visitor. */
export type Seen = Look extends infer One
  ? One extends Look
    ? Omit<One, 'viewerId'>
    : never
  : never;

/**
 * Records what the page shows of learners' work, for those whose work it is. Where that cannot be
 * written (the disk is full) the page is shown all the same, and the server's log has it.
 */
export async function noteLooks(
  context: Context,
  request: FastifyRequest,
  seen: readonly Seen[],
): Promise<void> {
  await noteLooksOf(context, { viewerId: accountOf(request).id, log: request.log }, seen);
}

/** The same for a viewer who is not signed in: a program with a token of theirs. */
export async function noteLooksOf(
  context: Context,
  { viewerId, log }: { readonly viewerId: string; readonly log: FastifyBaseLogger },
  seen: readonly Seen[],
): Promise<void> {
  if (seen.length === 0) return;
  try {
    await commitTogether(context.db, async (tx) => {
      for (const one of seen) await recordLook(tx, { ...one, viewerId }, context.now());
    });
  } catch (error) {
    log.error({ err: error, viewerId, seen }, 'looks at work not recorded');
  }
}
