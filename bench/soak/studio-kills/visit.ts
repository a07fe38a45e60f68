/** A browser of its own on a profile that outlives it, killed with everything that it started; and what its page told until then. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium, type Page } from 'playwright';

const CHROMIUM = [process.env.STUBBLE_CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (path) => path !== undefined && path !== '' && existsSync(path),
);
const START_MS = 60_000;

/** A save begins, is on the disk by the word of the browser's storage, and is shown as kept. */
export type Told =
  | { readonly is: 'begun' | 'completed'; readonly sha256: string; readonly savedAt: string }
  | { readonly is: 'kept'; readonly savedAt: string };

export interface Visit {
  readonly page: Page;
  /** SIGKILL to all its processes at once; resolves when the browser is gone. */
  kill(): Promise<void>;
  /** As a user closes it. */
  close(): Promise<void>;
}

export async function visit(profile: string, onTold: (told: Told) => void): Promise<Visit> {
  if (CHROMIUM === undefined) throw new Error('no Chromium: apt install chromium, or name one in STUBBLE_CHROMIUM');
  const args = [
    `--user-data-dir=${profile}`,
    '--remote-debugging-port=0',
    '--headless=new',
    '--no-sandbox',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-breakpad',
    '--disable-gpu',
    '--password-store=basic',
    '--hide-crash-restore-bubble',
    'about:blank',
  ];
  // detached: a group of processes of its own, which is what is killed
  const started = spawn(CHROMIUM, args, { detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
  const gone = new Promise<void>((resolve) => started.once('exit', () => resolve()));
  const browser = await chromium.connectOverCDP(await addressOf(started));
  const [context] = browser.contexts();
  await context.exposeFunction('soakTold', onTold);
  await context.addInitScript(watchSaves);
  const page = context.pages()[0] ?? (await context.newPage());
  return {
    page,
    async kill() {
      process.kill(-(started.pid as number), 'SIGKILL');
      await gone;
      await browser.close().catch(() => undefined);
    },
    async close() {
      const session = await browser.newBrowserCDPSession();
      await session.send('Browser.close').catch(() => undefined);
      await gone;
      await browser.close().catch(() => undefined);
    },
  };
}

function addressOf(browser: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const clock = setTimeout(() => reject(new Error(`the browser did not start: ${said.slice(-500)}`)), START_MS);
    browser.stderr?.on('data', (text) => {
      said += String(text);
      const address = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (address === undefined) return;
      clearTimeout(clock);
      resolve(address);
    });
    browser.once('exit', () => reject(new Error(`the browser ended: ${said.slice(-500)}`)));
  });
}

/** Runs in the page, before its own scripts. */
function watchSaves(): void {
  const { soakTold } = globalThis as unknown as { soakTold(told: unknown): void };
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (this: IDBObjectStore, value: { sha256: string; text: string }, key?: IDBValidKey) {
    if (this.name === 'slots') {
      const { sha256, text } = value;
      const { savedAt } = JSON.parse(text) as { savedAt: string };
      soakTold({ is: 'begun', sha256, savedAt });
      this.transaction.addEventListener('complete', () => soakTold({ is: 'completed', sha256, savedAt }));
    }
    return put.call(this, value, key);
  };
  new MutationObserver(() => {
    const { keptAt } = document.documentElement.dataset;
    if (keptAt !== undefined) soakTold({ is: 'kept', savedAt: keptAt });
  }).observe(document, { attributes: true, subtree: true, attributeFilter: ['data-kept-at'] });
}
