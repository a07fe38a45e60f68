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

/**
 * The last list of this kind counts, so that what Playwright switches off to keep the browser silent and steady stands here again. New: what a form
 * looks like is asked of a server of the browser's maker, for every page that has fields.
 */
const FEATURES_OFF = [
  'AutofillServerCommunication',
  'AimEnabled',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
];

/** Chromium without its own requests; a test's page is its only content, and root has no sandbox. */
export const QUIET: string[] = [
  `--disable-features=${FEATURES_OFF.join(',')}`,
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
