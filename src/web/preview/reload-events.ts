import type { FastifyInstance, FastifyReply } from 'fastify';

/** Milliseconds after which a browser that lost the server looks again. */
const RETRY = 1000;

/** Tells the open pages of a preview to load again. */
export interface ReloadEvents {
  readonly send: () => void;
}

/** Serves the version of the course at `/preview/events`, now and at each change, as server-sent events. */
export function addReloadEvents(app: FastifyInstance): ReloadEvents {
  const listeners = new Set<FastifyReply['raw']>();
  // Another number than before a restart, so that pages see that they are out of date.
  let version = Date.now();
  const event = () => `event: version\ndata: ${version}\n\n`;
  app.get('/preview/events', { config: { policy: 'public' } }, async (request, reply) => {
    reply.hijack();
    const headers = { ...reply.getHeaders(), 'content-type': 'text/event-stream; charset=utf-8' };
    reply.raw.writeHead(200, headers as Record<string, string>);
    reply.raw.write(`retry: ${RETRY}\n${event()}`);
    listeners.add(reply.raw);
    request.raw.on('close', () => listeners.delete(reply.raw));
  });
  app.addHook('preClose', async () => {
    for (const listener of listeners) listener.end();
  });
  return {
    send: () => {
      version += 1;
      for (const listener of listeners) listener.write(event());
    },
  };
}
