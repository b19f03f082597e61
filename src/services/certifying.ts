import { createHash, randomBytes, randomInt, randomUUID } from 'node:crypto';
import { emailKey } from '../domain/account.ts';
import { CHECK_CODE_ALPHABET, CHECK_CODE_LENGTH } from '../domain/check-code.ts';
import { hasPassedCourse } from '../domain/course-pass.ts';
import type { Catalogue } from '../domain/course.ts';
import type { Phrase } from '../domain/language.ts';
import { openBadge, type BadgeFacts, type HashedIdentity } from '../domain/open-badge.ts';
import { unitOf } from '../domain/progress.ts';
import { recordEvent } from '../store/audit.ts';
import {
  findCredential,
  findCredentialOf,
  insertCredential,
  setRevoked,
  type Credential,
} from '../store/credentials.ts';
import type { Db } from '../store/database.ts';
import { newId } from '../store/ids.ts';
import { readShownProgress } from './releasing.ts';
import { currentKey, signToken } from './signing-keys.ts';

/** Bytes of salt: enough that nobody has tables of hashes for it. */
const SALT_LENGTH = 16;

/** What a certificate says of the course and of the site, in the language of its learner. */
export interface CertificateWords {
  /** The course's title in each language, by locale. */
  readonly titles: Readonly<Record<string, Phrase>>;
  readonly achievement: Omit<BadgeFacts['achievement'], 'id'>;
  readonly issuer: string;
}

export type CertificateOutcome =
  | 'issued'
  /** There is one already; nothing is made anew. */
  | 'there'
  /** The course is not passed, as far as its learner may know. */
  | 'not-passed'
  /** An admin has revoked one and does not want another. */
  | 'refused';

/**
 * Issues the certificate of the course to a learner who asks for it, once. It rests on what they may
 * know of their marks: results that are held back do not count before their release.
 */
export async function issueCertificate(
  db: Db,
  learner: { readonly id: string; readonly name: string; readonly email: string },
  course: Catalogue,
  { words, baseUrl }: { readonly words: CertificateWords; readonly baseUrl: string },
  now: Date,
): Promise<CertificateOutcome> {
  const before = await mayHave(db, learner.id, course, now);
  if (before !== null) return before;
  const issuedAt = new Date(Math.floor(now.getTime() / 1000) * 1000);
  const code = newCheckCode();
  const badge = openBadge(badgeFacts(learner, words, { baseUrl, code, issuedAt }));
  // Signing waits for a thread of its own, so it comes before the transaction.
  const jwt = await signToken(badge, await currentKey(db, now), baseUrl);
  return await db.transaction().execute(async (tx) => {
    const meanwhile = await mayHave(tx, learner.id, course, now);
    if (meanwhile !== null) return meanwhile;
    const { id: accountId, name } = learner;
    const id = newId();
    await insertCredential(tx, { id, accountId, code, name, titles: words.titles, jwt, issuedAt });
    const event = { actorId: accountId, action: 'certificate-issued', subject: accountId } as const;
    await recordEvent(tx, event, now);
    return 'issued';
  });
}

/** Why there is nothing to issue; null when there is. */
async function mayHave(
  db: Db,
  accountId: string,
  course: Catalogue,
  now: Date,
): Promise<Exclude<CertificateOutcome, 'issued'> | null> {
  const own = await findCredentialOf(db, accountId);
  if (own !== undefined && own.revokedAt === null) return 'there';
  if (own !== undefined && !own.replaceable) return 'refused';
  const findUnit = (quizId: string) => unitOf(course, quizId);
  const progress = await readShownProgress(db, accountId, findUnit, now);
  return hasPassedCourse(course, progress) ? null : 'not-passed';
}

/**
 * Revokes a certificate, or changes what is said of one that is revoked: why, and whether its
 * learner may be given another. Undefined when there is none of this id.
 */
export async function revokeCertificate(
  db: Db,
  actorId: string,
  credentialId: string,
  { reason, replaceable }: { readonly reason: string; readonly replaceable: boolean },
  now: Date,
): Promise<Credential | undefined> {
  return await db.transaction().execute(async (tx) => {
    const credential = await findCredential(tx, credentialId);
    if (credential === undefined) return undefined;
    const at = credential.revokedAt ?? now;
    await setRevoked(tx, credentialId, { at, reason, replaceable });
    const { accountId: subject } = credential;
    await recordEvent(tx, { actorId, action: 'certificate-revoked', subject }, now);
    return credential;
  });
}

/** The address, in no language, at which anybody can check a certificate. */
export function checkAddress(baseUrl: string, code: string): string {
  return `${baseUrl}/credentials/${code}`;
}

/** The issuer's own address, where its profile stands. */
export function issuerAddress(baseUrl: string): string {
  return `${baseUrl}/issuer`;
}

function badgeFacts(
  { name, email }: { readonly name: string; readonly email: string },
  words: CertificateWords,
  issue: { readonly baseUrl: string; readonly code: string; readonly issuedAt: Date },
): BadgeFacts {
  const { baseUrl, code, issuedAt } = issue;
  const issuer = issuerAddress(baseUrl);
  return {
    id: checkAddress(baseUrl, code),
    subject: `urn:uuid:${randomUUID()}`,
    identities: [hashed('emailAddress', emailKey(email)), hashed('name', name)],
    issuer: { id: issuer, name: words.issuer, url: baseUrl },
    achievement: { id: `${issuer}#course`, ...words.achievement },
    issuedAt,
  };
}

/** Each with a salt of its own: two hashes tell nothing of whether two values are the same. */
function hashed(kind: HashedIdentity['kind'], value: string): HashedIdentity {
  const salt = randomBytes(SALT_LENGTH).toString('hex');
  const hash = createHash('sha256')
    .update(value + salt)
    .digest('hex');
  return { kind, hash, salt };
}

function newCheckCode(): string {
  return Array.from(
    { length: CHECK_CODE_LENGTH },
    () => CHECK_CODE_ALPHABET[randomInt(CHECK_CODE_ALPHABET.length)],
  ).join('');
}
