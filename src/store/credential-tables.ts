/** Instants are ISO-8601 UTC text. */
type Instant = string;

export interface SiteKeyTable {
  /** The key's thumbprint (RFC 7638). */
  id: string;
  private_jwk: string;
  created_at: Instant;
}

export interface CredentialTable {
  id: string;
  account_id: string;
  kind: 'course';
  /** By which others look it up. */
  code: string;
  /** The learner's name as it was at issue. */
  name: string;
  /** The course's title in each language, by locale, as JSON. */
  titles: string;
  jwt: string;
  issued_at: Instant;
  revoked_at: Instant | null;
  revoked_reason: string | null;
  /** Whether its learner may be given another one after this was revoked. */
  replaceable: 0 | 1;
}
