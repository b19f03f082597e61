/** Who somebody is, as a salted hash that only those who know the value can check. */
export interface HashedIdentity {
  readonly kind: 'emailAddress' | 'name';
  /** SHA-256 of the value followed by the salt, in hexadecimal. */
  readonly hash: string;
  readonly salt: string;
}

/** What a badge says; addresses are absolute. */
export interface BadgeFacts {
  /** Address at which the badge can be checked. */
  readonly id: string;
  /** A URI for the learner in this badge; it must lead nobody to other data about them. */
  readonly subject: string;
  readonly identities: readonly HashedIdentity[];
  readonly issuer: { readonly id: string; readonly name: string; readonly url: string };
  readonly achievement: {
    readonly id: string;
    readonly name: string;
    readonly description: string;
    /** What had to be done for it. */
    readonly narrative: string;
    /** BCP 47 tag of the texts. */
    readonly language: string;
  };
  /** Whole seconds: the token's times have no finer ones. */
  readonly issuedAt: Date;
}

/**
 * The payload of a credential after Open Badges 3.0 (1EdTech, 2024), section 8.2: an
 * OpenBadgeCredential of the W3C Verifiable Credentials Data Model 2.0, with the claims that a JSON
 * Web Token repeats. `iss` is the issuer's id, `jti` the credential's, `sub` the subject's, and
 * `nbf` is `validFrom` in seconds.
 */
export function openBadge(facts: BadgeFacts) {
  const { issuer, achievement } = facts;
  return {
    '@context': [
      'https://www.w3.org/ns/credentials/v2',
      'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
    ],
    id: facts.id,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: achievement.name,
    issuer: { id: issuer.id, type: ['Profile'], name: issuer.name, url: issuer.url },
    validFrom: withoutFractions(facts.issuedAt),
    credentialSubject: {
      id: facts.subject,
      type: ['AchievementSubject'],
      identifier: facts.identities.map(identityObject),
      achievement: {
        id: achievement.id,
        type: ['Achievement'],
        achievementType: 'Course',
        inLanguage: achievement.language,
        name: achievement.name,
        description: achievement.description,
        criteria: { narrative: achievement.narrative },
      },
    },
    iss: issuer.id,
    jti: facts.id,
    sub: facts.subject,
    nbf: Math.floor(facts.issuedAt.getTime() / 1000),
  };
}

export type OpenBadge = ReturnType<typeof openBadge>;

function identityObject({ kind, hash, salt }: HashedIdentity) {
  return {
    type: 'IdentityObject',
    hashed: true,
    identityHash: `sha256$${hash}`,
    identityType: kind,
    salt,
  };
}

function withoutFractions(instant: Date): string {
  return instant.toISOString().replace(/\.\d+Z$/, 'Z');
}
