import { v7 } from 'uuid';

/** A new key that sorts by the time it was made (UUIDv7). */
export function newId(): string {
  return v7();
}
