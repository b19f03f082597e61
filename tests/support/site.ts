import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { hash } from '@node-rs/argon2';
import { readConfig } from '../../src/config.ts';
import type { Context } from '../../src/context.ts';
import { readCatalogue } from '../../src/content/catalogue.ts';
import type { Diagnostic } from '../../src/content/diagnostic.ts';
import type { LessonFolder } from '../../src/content/lesson-folder.ts';
import type { Catalogue } from '../../src/domain/course.ts';
import { createPasswordGate } from '../../src/services/hashing.ts';
import { insertAccount } from '../../src/store/accounts.ts';
import { addMember, insertCohort, type CohortRole } from '../../src/store/cohorts.ts';
import type { Db } from '../../src/store/database.ts';
import { migrateToLatest } from '../../src/store/migrations.ts';
import { openDatabase } from '../../src/store/open.ts';
import { completeContext } from '../../src/wiring.ts';
import type { RouteEntry } from '../../src/web/policy.ts';
import { buildServer } from '../../src/web/server.ts';
import { memoryFolder } from './memory-folder.ts';
import { catalogueOf, SMALL_COURSE } from './small-site-course.ts';

/** Password of every account of a test site. */
export const PASSWORD = 'a long enough password';
/** Cheap to check: tests sign in often, and the strength of the hash is not what they test. */
const CHEAP_HASH = hash(PASSWORD, { memoryCost: 8, timeCost: 1, parallelism: 1 });

export interface SiteOptions {
  readonly env?: Record<string, string>;
  readonly catalogue?: Catalogue;
  /** The course's files for editors; in memory by default. */
  readonly folder?: LessonFolder;
  /** Texts behind the catalogue; those of the small course by default. */
  readonly files?: ReadonlyMap<string, string>;
  /** Path of the database; in memory by default. */
  readonly databaseFile?: string;
  /** The site's clock; sessions run on the real one. */
  readonly now?: () => Date;
}

/** A site in memory, with helpers that act as a browser would. */
export interface Site {
  readonly app: FastifyInstance;
  readonly db: Db;
  readonly context: Context;
  readonly routes: readonly RouteEntry[];
  /** Changes the course under the running site, as a reload does. */
  readonly serve: (catalogue: Catalogue, diagnostics?: readonly Diagnostic[]) => void;
  readonly person: (name: string, options?: { isAdmin?: boolean }) => Promise<string>;
  readonly cohort: (name: string, members: Readonly<Record<string, CohortRole>>) => Promise<string>;
  /** Signs in the person of this name and gives a browser with the session's cookie. */
  readonly signIn: (name: string) => Promise<Browser>;
  readonly anonymous: () => Browser;
  readonly close: () => Promise<void>;
}

/** Sends requests with the cookies it was given, as a same-origin page would. */
export interface Browser {
  readonly get: (path: string) => Promise<LightMyRequestResponse>;
  readonly post: (
    path: string,
    fields?: Readonly<Record<string, string | readonly string[]>>,
  ) => Promise<LightMyRequestResponse>;
  readonly cookies: ReadonlyMap<string, string>;
}

/** Starts a site of its own for a test; close it afterwards. */
export async function createSite(options: SiteOptions = {}): Promise<Site> {
  const databaseFile = options.databaseFile ?? ':memory:';
  const env = { NODE_ENV: 'test', MANARA_DEMO: 'off', DATABASE_URL: `file:${databaseFile}` };
  const config = readConfig({ ...env, ...options.env });
  const db = openDatabase(databaseFile);
  await migrateToLatest(db);
  let catalogue = options.catalogue ?? catalogueOf(SMALL_COURSE);
  let diagnostics: readonly Diagnostic[] = [];
  const now = options.now ?? (() => new Date());
  const files = options.files ?? SMALL_COURSE;
  const folder = options.folder ?? memoryFolder(files);
  const library = {
    catalogue: () => catalogue,
    diagnostics: () => diagnostics,
    folder,
    files: () => files,
    reload: async () => {
      catalogue = readCatalogue(await folder.read()).catalogue ?? catalogue;
    },
  };
  const context = completeContext({ config, db, gate: createPasswordGate(), library, now });
  const { app, routes } = await buildServer(context);
  await app.ready();
  const ids = new Map<string, string>();

  const person: Site['person'] = async (name, { isAdmin = false } = {}) => {
    const account = { name, email: emailOf(name), passwordHash: await CHEAP_HASH, isAdmin };
    const id = await insertAccount(db, { ...account, locale: 'en' }, now());
    ids.set(name, id);
    return id;
  };
  return {
    app,
    db,
    context,
    routes,
    serve: (next, findings = []) => {
      catalogue = next;
      diagnostics = findings;
    },
    person,
    cohort: async (name, members) => {
      const id = await insertCohort(db, { name, code: codeOf(name) }, now());
      for (const [member, role] of Object.entries(members)) {
        const accountId = ids.get(member) ?? (await person(member));
        await db.transaction().execute(async (tx) => addMember(tx, id, accountId, role, now()));
      }
      return id;
    },
    signIn: async (name) => {
      const browser = createBrowser(app);
      const fields = { email: emailOf(name), password: PASSWORD, next: '' };
      const response = await browser.post('/en/sign-in', fields);
      if (response.statusCode !== 303) throw new Error(`${name} could not sign in.`);
      return browser;
    },
    anonymous: () => createBrowser(app),
    close: async () => {
      await app.close();
      await db.destroy();
    },
  };
}

export function emailOf(name: string): string {
  return `${name.toLowerCase().replaceAll(/[^a-z0-9]/g, '-')}@example.org`;
}

/** Join code of a test cohort: its name in capitals, without anything else. */
export function codeOf(name: string): string {
  return name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
}

function createBrowser(app: FastifyInstance): Browser {
  const cookies = new Map<string, string>();
  const remember = (response: LightMyRequestResponse): LightMyRequestResponse => {
    for (const cookie of response.cookies) {
      if (cookie.value === '') cookies.delete(cookie.name);
      else cookies.set(cookie.name, cookie.value);
    }
    return response;
  };
  return {
    cookies,
    get: async (url) => remember(await app.inject({ url, cookies: Object.fromEntries(cookies) })),
    post: async (url, fields = {}) => {
      const body = new URLSearchParams();
      for (const [key, value] of Object.entries(fields)) {
        for (const part of [value].flat()) body.append(key, part);
      }
      const response = await app.inject({
        method: 'POST',
        url,
        cookies: Object.fromEntries(cookies),
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'sec-fetch-site': 'same-origin',
        },
        payload: body.toString(),
      });
      return remember(response);
    },
  };
}
