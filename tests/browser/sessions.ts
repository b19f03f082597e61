import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import { press, ROLES, type Role } from './pages.ts';

export type Credentials = { readonly email: string; readonly password: string };
/** The cookies of each role's session. */
export type Sessions = Readonly<
  Record<Role, Awaited<ReturnType<BrowserContext['storageState']>> | undefined>
>;

/** Signs in as each role, once; contexts made with its state need no sign-in of their own. */
export async function signInAll(
  browser: Browser,
  base: string,
  credentials: Readonly<Partial<Record<Role, Credentials>>>,
): Promise<Sessions> {
  const entries = [];
  for (const role of ROLES) {
    const known = credentials[role];
    entries.push([role, known && (await signIn(browser, base, known))] as const);
  }
  return Object.fromEntries(entries) as Sessions;
}

async function signIn(browser: Browser, base: string, { email, password }: Credentials) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${base}/en/sign-in`);
  await page.fill('#email', email);
  await page.fill('#password', password);
  await press(page, 'form[action$="/sign-in"] [type=submit]');
  const state = await context.storageState();
  await context.close();
  return state;
}

/** A browser window of its own for a role. */
export async function windowOf(
  browser: Browser,
  sessions: Sessions,
  role: Role,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const state = sessions[role];
  return browser.newContext({
    // Colours that are still on their way would be measured halfway.
    reducedMotion: 'reduce',
    ...(state === undefined ? {} : { storageState: state }),
    ...options,
  });
}
