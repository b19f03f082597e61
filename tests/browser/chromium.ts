import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

/** A browser that is already on the machine is used before the one from npm. */
const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
];

/** No sandbox: tests run as root in containers. Hinting off: the same pixels on every machine. */
const ARGUMENTS = ['--no-sandbox', '--disable-dev-shm-usage', '--font-render-hinting=none'];

/** The npm browser is unpacked below the temporary folder on first use (about two seconds). */
async function packagedChromium(): Promise<string> {
  const { default: packaged } = await import('@sparticuz/chromium');
  packaged.setGraphicsMode = false;
  return packaged.executablePath();
}

/**
 * Starts a headless Chromium: `CHROMIUM_PATH`, else one that is installed, else the npm package
 * (which needs libnss3 on Linux: `.ci/run` installs it). The caller closes it.
 */
export async function launchBrowser(): Promise<Browser> {
  const executablePath =
    process.env['CHROMIUM_PATH'] ?? INSTALLED.find(existsSync) ?? (await packagedChromium());
  return chromium.launch({ executablePath, args: ARGUMENTS, headless: true });
}
