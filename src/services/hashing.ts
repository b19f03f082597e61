import { randomUUID } from 'node:crypto';
import { hash, verify, type Options } from '@node-rs/argon2';
import pLimit from 'p-limit';

/** OWASP's minimum for argon2id, which is the library's own choice: 19 MiB, two passes, one lane. */
const ARGON2ID: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** Hashes at once: more would starve the other pages of processor and memory. */
const AT_ONCE = 2;
/** Hashes that may wait; beyond this the answer is "come back later". */
const MAX_WAITING = 20;

/** Too many sign-ins at once. */
export class GateFullError extends Error {
  override readonly name = 'GateFullError';
  /** Seconds after which to try again. */
  readonly retryAfter = 5;
}

/** Hashes and checks passwords, two at a time, with a short queue. */
export interface PasswordGate {
  /** @throws {GateFullError} */
  readonly hash: (password: string) => Promise<string>;
  /** With `stored` undefined the work is done all the same, and the answer is false. @throws {GateFullError} */
  readonly verify: (stored: string | undefined, password: string) => Promise<boolean>;
  /** How many wait for their turn. */
  readonly waiting: () => number;
}

export function createPasswordGate(): PasswordGate {
  const limit = pLimit(AT_ONCE);
  // Hash of a password that nobody has, so that an unknown address costs as long as a known one.
  let nobody: Promise<string> | undefined;
  const enter = async <T>(work: () => Promise<T>): Promise<T> => {
    if (limit.activeCount + limit.pendingCount >= AT_ONCE + MAX_WAITING) throw new GateFullError();
    return await limit(work);
  };
  return {
    waiting: () => limit.pendingCount,
    hash: (password) => enter(() => hash(password, ARGON2ID)),
    verify: (stored, password) =>
      enter(async () => {
        nobody ??= hash(randomUUID(), ARGON2ID);
        const matches = await verify(stored ?? (await nobody), password);
        return matches && stored !== undefined;
      }),
  };
}
