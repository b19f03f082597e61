import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Lucia, TimeSpan, type Session } from 'lucia';
import type { Config } from '../config.ts';
import type { Account } from '../domain/account.ts';
import type { Db } from '../store/database.ts';
import { sessionAdapter } from '../store/sessions.ts';
import { isApi } from './api/problems.ts';

/** A signed-in visitor. */
export interface Visitor {
  readonly account: Account;
  readonly sessionId: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Null for anonymous visitors. */
    visitor: Visitor | null;
  }
  interface FastifyInstance {
    sessions: Sessions;
  }
}

declare module 'lucia' {
  interface Register {
    Lucia: ReturnType<typeof createLucia>;
  }
}

/** Starts and ends sessions of the browser behind a reply. */
export interface Sessions {
  /** A new session with a new id, whatever the browser held before. */
  readonly start: (
    request: FastifyRequest,
    reply: FastifyReply,
    accountId: string,
  ) => Promise<void>;
  readonly end: (request: FastifyRequest, reply: FastifyReply) => Promise<void>;
}

/** Session ids are 40 characters; anything far from that is not looked up. */
const SESSION_ID = /^[a-z0-9]{20,64}$/;

/** Reads the session cookie of each request; a malformed or ended one is an anonymous visitor. */
export function addSessions(app: FastifyInstance, db: Db, config: Config): void {
  const lucia = createLucia(db, config);
  app.decorateRequest('visitor', null);
  app.decorate('sessions', createSessions(lucia));
  app.addHook('onRequest', async (request, reply) => {
    // Other programs show a token; a session opens nothing there.
    if (isApi(request)) return;
    const id = request.cookies[lucia.sessionCookieName];
    if (id === undefined || !SESSION_ID.test(id)) return;
    const { session, user } = await lucia.validateSession(id);
    if (session === null) return;
    if (isOver(session, config)) {
      await lucia.invalidateSession(id);
      return;
    }
    request.visitor = { account: user, sessionId: id };
    // Lucia has just moved the end of the idle time; the cookie must live as long.
    if (session.fresh) setCookie(reply, lucia.createSessionCookie(id));
  });
}

function createLucia(db: Db, config: Config) {
  const secure = config.baseUrl.startsWith('https:');
  return new Lucia(sessionAdapter(db), {
    sessionExpiresIn: new TimeSpan(config.sessionIdle, 'ms'),
    sessionCookie: {
      // `__Host-` needs Secure, which needs https.
      name: secure ? '__Host-manara' : 'manara',
      attributes: { secure, sameSite: 'lax', path: '/' },
    },
    getSessionAttributes: (attributes) => ({ createdAt: attributes.createdAt }),
    getUserAttributes: (account) => account,
  });
}

function createSessions(lucia: ReturnType<typeof createLucia>): Sessions {
  return {
    start: async (request, reply, accountId) => {
      if (request.visitor !== null) await lucia.invalidateSession(request.visitor.sessionId);
      const session = await lucia.createSession(accountId, { createdAt: new Date() });
      setCookie(reply, lucia.createSessionCookie(session.id));
    },
    end: async (request, reply) => {
      if (request.visitor !== null) await lucia.invalidateSession(request.visitor.sessionId);
      setCookie(reply, lucia.createBlankSessionCookie());
    },
  };
}

/** Lucia knows only the idle time; this is the absolute one. */
function isOver(session: Session, config: Config): boolean {
  return Date.now() - session.createdAt.getTime() > config.sessionMax;
}

function setCookie(
  reply: FastifyReply,
  cookie: { name: string; value: string; attributes: object },
): void {
  reply.setCookie(cookie.name, cookie.value, cookie.attributes);
}

/** The account behind a request whose route asks for one. @throws when the route's policy does not. */
export function accountOf(request: FastifyRequest): Account {
  if (request.visitor === null) throw new Error('This route is open to anonymous visitors.');
  return request.visitor.account;
}
