import type { Context } from '../../context.ts';
import { noteLooksOf, type Seen } from '../author/looks.ts';
import type { Call } from './operations.ts';

/** A learner as programs see them. */
export function learnerOf(learner: {
  readonly accountId: string;
  readonly name: string;
  readonly email: string;
}): { id: string; name: string; email: string } {
  return { id: learner.accountId, name: learner.name, email: learner.email };
}

/** Records for the learners that the owner of the token looks at their work. */
export async function noteApiLook(
  context: Context,
  { bearer, log }: Pick<Call<unknown>, 'bearer' | 'log'>,
  seen: Seen,
): Promise<void> {
  await noteLooksOf(context, { viewerId: bearer.accountId, log }, [seen]);
}
