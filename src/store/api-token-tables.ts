/** Instants are ISO-8601 UTC text. */
type Instant = string;

export interface ApiTokenTable {
  id: string;
  digest: string;
  account_id: string;
  name: string;
  /** JSON: the scopes. */
  scopes: string;
  /** JSON: ids of cohorts; null for every one that the owner may see. */
  cohorts: string | null;
  created_at: Instant;
  expires_at: Instant;
  /** A day, `YYYY-MM-DD`, in UTC. */
  last_used_on: string | null;
  revoked_at: Instant | null;
}
