import type { FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import { SUBSCRIPTION_KINDS } from '../../domain/subscription.ts';
import { findAddressee } from '../../store/addresses.ts';
import { listSubscriptions } from '../../store/subscriptions.ts';
import { accountOf } from '../visitor.ts';
import type { AccountModel } from './models.ts';

/** What the account page shows of the address, and of mails that the person may ask for. */
export async function mailState(
  { db }: Context,
  request: FastifyRequest,
): Promise<Pick<AccountModel, 'isConfirmed' | 'pendingEmail' | 'subscriptions'>> {
  const { id, isConfirmed, teaches } = accountOf(request);
  const wanted = await listSubscriptions(db, id);
  const kinds = SUBSCRIPTION_KINDS.filter((kind) => teaches || kind !== 'weekly-summary');
  return {
    isConfirmed,
    pendingEmail: (await findAddressee(db, id))?.pendingEmail ?? null,
    subscriptions: kinds.map((kind) => ({ kind, wanted: wanted.has(kind) })),
  };
}
