/** The built studio in a real browser, served as `stubble studio` serves it, with every request to elsewhere counted. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright';
import { CHROMIUM, QUIET } from '../../engine/src/browsers.test-helper.ts';
import { type StudioServer, serveFolder } from './studio-server.ts';

const DIST = fileURLToPath(new URL('../../studio/dist', import.meta.url));
const STUBBLE = fileURLToPath(new URL('../bin/stubble.js', import.meta.url));

/** Why the journeys cannot run; null where they can. */
export const NO_STUDIO: string | null =
  CHROMIUM === undefined
    ? 'no Chromium: apt install chromium'
    : existsSync(join(DIST, 'index.html'))
      ? null
      : 'studio not built: npm run build';

export interface Studio {
  readonly url: string;
  readonly folder: string;
  /** Addresses outside the studio that any page, or the browser itself, asked for. */
  readonly foreign: readonly string[];
  /** What went wrong in pages: errors of scripts, and what the content policy refused. */
  readonly faults: readonly string[];
  page(options?: BrowserContextOptions): Promise<Page>;
  /** From now on files of the studio whose name begins so hold another script: those of workers of workers, which no page can route. Null: their own again. */
  replace(name: string, script: string | null): void;
  close(): Promise<void>;
}

export async function startedStudio(): Promise<Studio> {
  const served = await serveFolder(DIST, [0]);
  if (!served.ok) throw new Error(served.problem.message);
  const server: StudioServer = served.value;
  const foreign: string[] = [];
  const scripts = new Map<string, string>();
  const proxy = await countingProxy(new URL(server.url).host, foreign, scripts);
  const browser: Browser = await chromium.launch({
    ...(CHROMIUM === undefined ? {} : { executablePath: CHROMIUM }),
    args: QUIET,
    // without the bypass rule a browser asks its own machine past any proxy
    proxy: { server: proxy.url, bypass: '<-loopback>' },
  });
  const faults: string[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'stubble-studio-'));
  return {
    url: server.url,
    folder,
    foreign,
    faults,
    async page(options = {}) {
      const context = await browser.newContext({ acceptDownloads: true, ...options });
      const page = await context.newPage();
      // files are saved through downloads: the dialog of the File System Access API belongs to the browser and not to the page
      await page.addInitScript(() => {
        Reflect.deleteProperty(window, 'showSaveFilePicker');
      });
      page.on('request', (request) => {
        if (!request.url().startsWith(server.url) && !/^(blob|data|file):/.test(request.url())) foreign.push(request.url());
      });
      page.on('pageerror', (error) => faults.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') faults.push(message.text());
      });
      return page;
    },
    replace(name, script) {
      if (script === null) scripts.delete(name);
      else scripts.set(name, script);
    },
    async close() {
      await browser.close();
      proxy.close();
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * What Chromium 156 asks for at its start, before any page is open, and what no switch stops: its list of accounts and a component of its own. It is
 * refused like all else; a page that asked for them would be counted by its own events.
 */
const OF_THE_BROWSER: readonly string[] = ['accounts.google.com:443', 'update.googleapis.com:443', 'update.googleapis.com'];

/** Hands on what is asked of the studio and nothing else: every other request, and every tunnel that would hide one, is counted and refused. */
async function countingProxy(
  studioHost: string,
  foreign: string[],
  scripts: ReadonlyMap<string, string>,
): Promise<{ readonly url: string; close(): void }> {
  const count = (host: string, what: string): void => {
    if (!OF_THE_BROWSER.includes(host)) foreign.push(what);
  };
  const proxy = createServer((asked, answer) => {
    const address = asked.url ?? '';
    const host = URL.canParse(address) ? new URL(address).host : '';
    if (host !== studioHost) {
      count(host, `${asked.method} ${address}`);
      answer.writeHead(502).end();
      return;
    }
    const file = new URL(address).pathname.split('/').at(-1) ?? '';
    const script = [...scripts].find(([name]) => file.startsWith(name))?.[1];
    const onward = request(address, { method: asked.method, headers: asked.headers }, (given) => {
      const { 'content-length': _, 'content-encoding': __, ...headers } = given.headers;
      answer.writeHead(given.statusCode ?? 502, script === undefined ? given.headers : { ...headers, 'cache-control': 'no-store' });
      if (script === undefined) given.pipe(answer);
      else answer.end(script);
    });
    onward.on('error', () => answer.destroy());
    asked.pipe(onward);
  });
  proxy.on('connect', (asked, socket) => {
    count(asked.url ?? '', `CONNECT ${asked.url}`);
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const close = (): void => {
    proxy.close();
    proxy.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, close };
}

/** Opens the studio on its sample and puts the tour away. */
export async function opened(studio: Studio, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await studio.page(options);
  await page.goto(studio.url);
  await page.getByRole('button', { name: 'Skip the tour' }).click();
  await planned(page);
  return page;
}

/** The studio on its sample, which is still being planned: what is opened now takes over. */
export async function visited(studio: Studio, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await studio.page(options);
  await page.goto(studio.url);
  await page.getByRole('button', { name: 'Skip the tour' }).click();
  await page.getByText('sample').first().waitFor();
  return page;
}

/** Where plans are told: other panels tell of themselves in regions of their own. */
const TOLD = '[role=status][aria-live]';
const PLANNED = /Planned: ([\d,]+) dots/;

/** Waits until a full plan is told, and no other is under way; returns its number of dots. */
export async function planned(page: Page): Promise<number> {
  await page.waitForFunction(
    (region) => {
      const told = document.querySelector(region)?.textContent ?? '';
      return told.includes('Planned:') && document.querySelector('.canvas-stage[aria-busy="true"]') === null;
    },
    TOLD,
    { timeout: 60_000 },
  );
  const told = (await page.locator(TOLD).textContent()) ?? '';
  return Number(PLANNED.exec(told)?.[1]?.replaceAll(',', ''));
}

/** Does something that leads to another plan, and waits for it. */
export async function replanned(page: Page, act: () => Promise<unknown>): Promise<number> {
  const before = await page.locator(TOLD).textContent();
  await act();
  await page.waitForFunction(([region, old]) => document.querySelector(region)?.textContent !== old, [TOLD, before ?? ''] as const, {
    timeout: 60_000,
  });
  return planned(page);
}

export async function step(page: Page, name: string): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Steps' })
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .click();
}

/** One of a row of choices, by what it says. */
export function segment(page: Page, name: string): Locator {
  return page.locator('label', { hasText: new RegExp(`^${name}$`) });
}

export async function choose(page: Page, button: string, file: string): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: button }).first().click()]);
  await chooser.setFiles(file);
}

/** Presses a button that saves something; the file's bytes. */
export async function downloaded(page: Page, button: string | RegExp): Promise<Buffer> {
  const [download] = await Promise.all([
    // a report takes longest
    page.waitForEvent('download', { timeout: 110_000 }),
    page.getByRole('button', { name: button }).first().click(),
  ]);
  return readFileSync(await download.path());
}

/** The command line, for what it says of the same photo. */
export function stubble(args: readonly string[]): string {
  const done = spawnSync(process.execPath, [STUBBLE, ...args], { encoding: 'utf8', maxBuffer: 256e6 });
  if (done.status !== 0) throw new Error(done.stderr);
  return done.stdout;
}
