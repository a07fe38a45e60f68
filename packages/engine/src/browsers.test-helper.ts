/** Browsers of this machine, for tests of what is browser. */
import { existsSync } from 'node:fs';

function first(paths: readonly (string | undefined)[], name: string, variable: string): string | undefined {
  const found = paths.find((path) => path !== undefined && path !== '' && existsSync(path));
  if (found === undefined)
    console.warn(`Tests in ${name} are skipped: install it (Debian: apt install ${name}) or name one in ${variable}.`);
  return found;
}

export const CHROMIUM = first(
  [process.env.STUBBLE_CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'],
  'chromium',
  'STUBBLE_CHROMIUM',
);

export const FIREFOX = first([process.env.STUBBLE_FIREFOX, '/usr/bin/firefox-esr', '/usr/bin/firefox'], 'firefox-esr', 'STUBBLE_FIREFOX');

/** Chromium without its own requests; a test's page is its only content, and root has no sandbox. */
export const QUIET: string[] = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
