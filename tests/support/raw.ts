import { request } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Site } from './site.ts';

export interface RawResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/**
 * Sends requests over a socket, with the path exactly as given: `inject` takes out `..` first.
 * Listens on a free port of this machine; closing the site ends it.
 */
export async function rawRequests(
  site: Site,
): Promise<
  (path: string, headers?: Record<string, string>, method?: string) => Promise<RawResponse>
> {
  await site.app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = site.app.server.address() as AddressInfo;
  return async (path, headers = {}, method = 'GET') =>
    await new Promise((resolve, reject) => {
      const target = { host: '127.0.0.1', port, path, method, headers };
      request(target, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => {
          const body = Buffer.concat(parts).toString('utf8');
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
        });
      })
        .on('error', reject)
        .end();
    });
}
