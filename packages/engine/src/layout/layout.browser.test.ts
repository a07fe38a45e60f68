/** The same scene and seed give the same dots in Node, Chromium and Firefox. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { build } from 'vite';
import { beforeAll, expect, test } from 'vitest';
import { CHROMIUM, FIREFOX, QUIET } from '../browsers.test-helper.ts';
import { layoutHash } from './layout-hash.test-helper.ts';

const ENTRY = fileURLToPath(new URL('./layout-hash.test-helper.ts', import.meta.url));
const HERE = layoutHash();
let script = '';

beforeAll(async () => {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, minify: false, lib: { entry: ENTRY, formats: ['iife'], name: 'stubble' } },
  });
  const outputs = Array.isArray(built) ? built : [built];
  for (const output of outputs) if ('output' in output) for (const part of output.output) if (part.type === 'chunk') script = part.code;
});

test.skipIf(CHROMIUM === undefined)('Chromium makes the dots that Node makes (skipped without it: apt install chromium)', async () => {
  const browser = await chromium.launch({ executablePath: CHROMIUM as string, args: QUIET });
  try {
    const page = await browser.newPage();
    const there = await page.evaluate(`${script}; stubble.layoutHash()`);
    expect(there).toBe(HERE);
  } finally {
    await browser.close();
  }
});

test.skipIf(FIREFOX === undefined)('Firefox makes the dots that Node makes (skipped without it: apt install firefox-esr)', async () => {
  const there = await inFirefox(`<!doctype html><title>layout</title><script>${script};
    fetch('/result', { method: 'POST', body: stubble.layoutHash() });</script>`);
  expect(there).toBe(HERE);
});

/** Opens a page in a headless Firefox of its own and gives what the page posts to /result. */
async function inFirefox(page: string): Promise<string> {
  const profile = mkdtempSync(join(tmpdir(), 'stubble-firefox-'));
  // nothing is asked of the world: no updates, no telemetry, no captive-portal probes
  writeFileSync(
    join(profile, 'user.js'),
    [
      'app.update.enabled',
      'app.normandy.enabled',
      'datareporting.policy.dataSubmissionEnabled',
      'network.captive-portal-service.enabled',
      'network.connectivity-service.enabled',
      'browser.safebrowsing.malware.enabled',
      'browser.safebrowsing.phishing.enabled',
      'extensions.update.enabled',
    ]
      .map((name) => `user_pref("${name}", false);\n`)
      .join(''),
  );
  let posted: (value: string) => void = () => {};
  const result = new Promise<string>((resolve) => {
    posted = resolve;
  });
  const server = createServer((request, response) => {
    if (request.method !== 'POST') {
      response.setHeader('content-type', 'text/html').end(page);
      return;
    }
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      response.end();
      posted(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const browser = spawn(FIREFOX as string, ['--headless', '--no-remote', '--profile', profile, `http://127.0.0.1:${port}/`], {
    stdio: 'ignore',
    env: { ...process.env, HOME: profile, MOZ_HEADLESS: '1' },
  });
  const gone = new Promise<string>((resolve) => {
    browser.on('exit', (code) => resolve(`Firefox ended with ${code}`));
    setTimeout(() => resolve('Firefox gave no answer in 90 s'), 90_000).unref();
  });
  try {
    return await Promise.race([result, gone]);
  } finally {
    browser.kill('SIGKILL');
    await new Promise((resolve) => setTimeout(resolve, 300));
    server.closeAllConnections();
    server.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}
