/** Instants are ISO-8601 UTC text. */
type Instant = string;

export interface DraftTable {
  account_id: string;
  path: string;
  base_digest: string | null;
  text: string;
  updated_at: Instant;
}

export interface RevisionTable {
  id: string;
  path: string;
  digest_before: string | null;
  digest_after: string;
  text: string;
  author_id: string | null;
  message: string;
  at: Instant;
}

export interface ItemRulingTable {
  id: string;
  item_hash: string;
  revision_id: string;
  decision: 'regrade' | 'full-credit' | 'drop';
  by_hash: string | null;
  at: Instant;
  reversed_at: Instant | null;
}
