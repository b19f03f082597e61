import type { LightMyRequestResponse } from 'fastify';
import type { ApiScope } from '../../src/domain/api-token.ts';
import { issueToken } from '../../src/services/issuing-tokens.ts';
import type { Site } from './site.ts';

export interface TokenOptions {
  readonly scopes?: readonly ApiScope[];
  /** Ids; every cohort of the owner where left out. */
  readonly cohorts?: readonly string[];
}

/** A token of this account, for everything unless told otherwise. */
export async function tokenOf(
  { context, db }: Site,
  accountId: string,
  {
    scopes = ['cohorts:read', 'results:read', 'items:read', 'activity:read'],
    cohorts,
  }: TokenOptions = {},
): Promise<string> {
  const asked = {
    accountId,
    name: 'Test',
    scopes,
    cohorts: cohorts ?? null,
    lifetime: 90,
  } as const;
  return await issueToken(db, asked, context.now());
}

/** Asks the interface for programs, with a token where one is given. */
export async function ask(
  { app }: Site,
  path: string,
  token: string | null,
  headers: Readonly<Record<string, string>> = {},
): Promise<LightMyRequestResponse> {
  const authorization = token === null ? {} : { authorization: `Bearer ${token}` };
  return await app.inject({ url: `/api/v1${path}`, headers: { ...authorization, ...headers } });
}
