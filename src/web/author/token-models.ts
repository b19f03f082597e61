import type { ApiScope, TokenLifetime, TokenState } from '../../domain/api-token.ts';
import type { FormErrors } from '../forms.ts';

export interface TokenRow {
  readonly id: string;
  readonly name: string;
  /** Null on one's own list. */
  readonly ownerName: string | null;
  readonly scopes: readonly ApiScope[];
  /** Names; null for every cohort that the owner may see. */
  readonly cohorts: readonly string[] | null;
  readonly state: TokenState;
  readonly expiresAt: Date;
  readonly lastUsedAt: Date | null;
}

export interface TokenValues {
  readonly name: string;
  readonly scopes: readonly string[];
  /** Ids of the cohorts that were ticked. */
  readonly cohorts: readonly string[];
  readonly lifetime: TokenLifetime;
}

export interface TokensModel {
  readonly rows: readonly TokenRow[];
  readonly scopes: readonly ApiScope[];
  readonly lifetimes: readonly TokenLifetime[];
  /** Those that a token can be kept to. */
  readonly cohorts: readonly { readonly id: string; readonly name: string }[];
  readonly values: TokenValues;
  readonly errors: FormErrors;
}

/** The one time that a token is shown. */
export interface NewTokenModel {
  readonly name: string;
  readonly secret: string;
  /** Address to try it at. */
  readonly example: string;
}
