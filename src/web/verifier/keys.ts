import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Context } from '../../context.ts';
import { issuerAddress } from '../../services/certifying.ts';
import { publicKey } from '../../services/signing-keys.ts';
import { listSiteKeys } from '../../store/site-keys.ts';
import { found } from '../http-errors.ts';

/** Seconds that others may keep the keys: a new one is known everywhere an hour later. */
const KEPT_FOR = 3600;

interface KeyParams {
  readonly key: string;
}

/** What programs need to check certificates: the site's public keys and its profile as an issuer. */
export function keyRoutes(app: FastifyInstance, { db, config }: Context): void {
  const { baseUrl } = config;
  const open = { config: { policy: 'public' as const } };
  const listKeys = async () => (await listSiteKeys(db)).map((key) => publicKey(key, baseUrl));
  app.get('/.well-known/jwks.json', open, async (_request, reply) =>
    sendOpenly(reply, 'application/jwk-set+json', { keys: await listKeys() }),
  );
  app.get<{ Params: KeyParams }>('/.well-known/keys/:key', open, async (request, reply) => {
    const keys = await listSiteKeys(db);
    const key = found(keys.find(({ id }) => id === request.params.key));
    return sendOpenly(reply, 'application/jwk+json', publicKey(key, baseUrl));
  });
  app.get('/issuer', open, async (request, reply) => {
    const name = request.server.views.language('en').t('site.name');
    const profile = { id: issuerAddress(baseUrl), type: ['Profile'], name, url: baseUrl };
    const context = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json';
    return sendOpenly(reply, 'application/ld+json', {
      '@context': ['https://www.w3.org/ns/credentials/v2', context],
      ...profile,
    });
  });
}

/** The same for everybody, so it may be kept, and read by the pages of other sites. */
function sendOpenly(reply: FastifyReply, type: string, body: object): FastifyReply {
  return reply
    .header('cache-control', `public, max-age=${KEPT_FOR}`)
    .header('access-control-allow-origin', '*')
    .header('cross-origin-resource-policy', 'cross-origin')
    .type(type)
    .send(JSON.stringify(body));
}
