/**
 * What Open Badges 3.0 requires of an OpenBadgeCredential (appendix B, with the claims of section
 * 8.2.4), as far as ours uses it; strict about what is there, so that nothing slips in.
 */
const uri = { type: 'string', pattern: '^(https?://|urn:uuid:)\\S+$' };
const text = { type: 'string', minLength: 1 };
const types = (...required: string[]) => ({
  type: 'array',
  items: { type: 'string' },
  allOf: required.map((one) => ({ contains: { const: one } })),
});

function object(properties: Record<string, object>) {
  return {
    type: 'object',
    required: Object.keys(properties),
    additionalProperties: false,
    properties,
  };
}

export const OPEN_BADGE_SCHEMA = object({
  '@context': {
    type: 'array',
    minItems: 2,
    items: [
      { const: 'https://www.w3.org/ns/credentials/v2' },
      {
        type: 'string',
        pattern: '^https://purl\\.imsglobal\\.org/spec/ob/v3p0/context-3\\.0\\.\\d+\\.json$',
      },
    ],
    additionalItems: false,
  },
  id: uri,
  type: types('VerifiableCredential', 'OpenBadgeCredential'),
  name: text,
  issuer: object({ id: uri, type: types('Profile'), name: text, url: uri }),
  validFrom: { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$' },
  credentialSubject: object({
    id: uri,
    type: types('AchievementSubject'),
    identifier: {
      type: 'array',
      minItems: 1,
      items: object({
        type: { const: 'IdentityObject' },
        hashed: { const: true },
        identityHash: { type: 'string', pattern: '^sha256\\$[0-9a-f]{64}$' },
        identityType: { enum: ['emailAddress', 'name'] },
        salt: { type: 'string', pattern: '^[0-9a-f]{32}$' },
      }),
    },
    achievement: object({
      id: uri,
      type: types('Achievement'),
      achievementType: { const: 'Course' },
      inLanguage: { type: 'string', pattern: '^[a-z]{2}$' },
      name: text,
      description: text,
      criteria: object({ narrative: text }),
    }),
  }),
  iss: uri,
  jti: uri,
  sub: uri,
  nbf: { type: 'integer' },
});
