/** The studio killed with its browser while it keeps the work: on the next visit the old or the new work is there, whole, and what was shown as kept. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makePhantom, PHANTOM_DEFAULTS, seededRandom } from '@stubble/engine';
import { encodePng } from '@stubble/files';
import type { Page } from 'playwright';
import { type Part, STUBBLE } from './part.ts';
import { type Told, type Visit, visit } from './studio-kills/visit.ts';

/** After a change work is kept within some 800 ms of rest; kills are spread over that, and more of them over the few milliseconds of the save itself. */
const MOST_WAIT_MS = 1500;
const MOST_INTO_SAVE_MS = 12;
const STEP_MS = 60_000;
const PHOTO_SHARE = 0.3;
const INTO_SAVE_SHARE = 0.7;

export const part: Part = {
  name: 'studio-kills',
  says: 'kill -9 of the browser while the studio keeps the work: the old or the new is restored, whole, and nothing that was shown as kept is lost',
  count: 200,
  async run({ count, seed, log }) {
    const folder = mkdtempSync(join(tmpdir(), 'stubble-studio-kills-'));
    const server = spawn(process.execPath, [STUBBLE, 'studio', '--no-open', '--json', '--port', '0'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      const url = await new Promise<string>((resolve) =>
        server.stdout.once('data', (text) => resolve(JSON.parse(String(text)).url as string)),
      );
      return await killed(folder, url, count, seed, log);
    } finally {
      server.kill('SIGTERM');
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  },
};

/** All that was told since the first visit. */
interface Ledger {
  /** Hashes of slots in the order in which their saves began. */
  readonly begun: string[];
  readonly completed: Set<string>;
  /** Place in `begun` of the last save that was shown as kept; -1 before. */
  kept: number;
  shown: number;
  readonly savedAt: Map<string, number>;
  readonly saveMs: number[];
}

async function killed(folder: string, url: string, count: number, seed: number, log: (line: string) => void) {
  const random = seededRandom(seed, 'studio-kills');
  const photos = await twoPhotos(folder);
  const profile = join(folder, 'profile');
  const ledger: Ledger = { begun: [], completed: new Set(), kept: -1, shown: 0, savedAt: new Map(), saveMs: [] };
  const wrong: string[] = [];
  const tally = { inSave: 0, withPhoto: 0, old: 0, new: 0 };
  await firstVisit(profile, url, photos[0], ledger);
  // the last round only looks
  for (let round = 0; round <= count && wrong.length < 50; round++) {
    const here = `round ${round} of seed ${seed}`;
    const now = await visit(profile, noting(ledger));
    try {
      const before = { begun: ledger.begun.length, isCut: isSaving(ledger) };
      const found = await look(now.page, url, ledger);
      wrong.push(...found.wrong.map((what) => `${here}: ${what}`));
      if (before.isCut) tally[found.place === before.begun - 1 ? 'new' : 'old']++;
      const restored = await restoredAs(now.page, url, found.name, found.style);
      if (restored !== null) wrong.push(`${here}: ${restored}`);
      if (round === count) {
        await now.close();
        break;
      }
      const withPhoto = random.next() < PHOTO_SHARE;
      const intoSave = random.next() < INTO_SAVE_SHARE;
      const waitMs = random.next() * (intoSave ? MOST_INTO_SAVE_MS : MOST_WAIT_MS);
      const begun = ledger.begun.length;
      await (withPhoto ? otherPhoto(now.page, photos, found.name) : otherStyle(now.page, found.style));
      if (intoSave) await until(() => ledger.begun.length > begun);
      await new Promise((resolve) => setTimeout(resolve, waitMs));
      await now.kill();
      if (isSaving(ledger)) tally.inSave++;
      if (withPhoto) tally.withPhoto++;
    } catch (error) {
      wrong.push(`${here}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
      await now.kill().catch(() => undefined);
    }
    if (round % 20 === 19) log(`${round + 1} kills, ${tally.inSave} of them into a save, ${wrong.length} wrong`);
  }
  const figures = {
    kills: count,
    intoARunningSave: tally.inSave,
    ofThoseOldThere: tally.old,
    ofThoseNewThere: tally.new,
    withAnotherPhoto: tally.withPhoto,
    savesBegun: ledger.begun.length,
    savesShownAsKept: ledger.shown,
    medianSaveMs: median(ledger.saveMs).toFixed(1),
  };
  return { figures, wrong: wrong.slice(0, 50) };
}

async function twoPhotos(folder: string): Promise<readonly [string, string]> {
  const shared = { ...PHANTOM_DEFAULTS.top, view: 'top', sex: 'male', skinType: 'III', pxPerMm: 1.2 } as const;
  const paths = ['first.png', 'second.png'].map((name) => join(folder, name));
  for (const [i, path] of paths.entries()) {
    const { photo } = makePhantom({ ...shared, stage: 4 + i }, seededRandom(i, 'phantom'));
    writeFileSync(path, await encodePng(photo, 'photo'));
  }
  return [paths[0], paths[1]];
}

async function firstVisit(profile: string, url: string, photo: string, ledger: Ledger): Promise<void> {
  const first: Visit = await visit(profile, noting(ledger));
  const { page } = first;
  await page.goto(url);
  await page.getByRole('button', { name: 'Skip the tour' }).click();
  await page.keyboard.press('1');
  await page.getByText('Keep my work in this browser').click();
  await choose(page, photo);
  await until(() => ledger.kept >= 0);
  await first.close();
}

function noting(ledger: Ledger): (told: Told) => void {
  const begunAt = new Map<string, number>();
  return (told) => {
    if (told.is === 'begun') {
      ledger.savedAt.set(told.savedAt, ledger.begun.push(told.sha256) - 1);
      begunAt.set(told.sha256, performance.now());
    } else if (told.is === 'completed') {
      ledger.completed.add(told.sha256);
      ledger.saveMs.push(performance.now() - (begunAt.get(told.sha256) ?? Number.NaN));
    } else {
      ledger.kept = Math.max(ledger.kept, ledger.savedAt.get(told.savedAt) ?? -1);
      ledger.shown++;
    }
  };
}

function isSaving({ begun, completed }: Ledger): boolean {
  const last = begun.at(-1);
  return last !== undefined && !completed.has(last);
}

interface Slot {
  readonly counter: number;
  readonly sha256: string;
  readonly text: string;
}

interface Found {
  /** Of the newest slot among all saves ever begun. */
  readonly place: number;
  readonly name: string;
  readonly style: string;
  readonly wrong: readonly string[];
}

/** What lies in the browser's storage, before the studio has seen it: asked on a page of the same origin that runs no script of its own. */
async function look(page: Page, url: string, ledger: Ledger): Promise<Found> {
  await page.goto(`${url}sample/before.jpg`);
  const { slots, photos, isOn } = await page.evaluate(async () => {
    const answer = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const vault = await answer(indexedDB.open('stubble-autosave'));
    const store = (name: string): IDBObjectStore => vault.transaction(name).objectStore(name);
    const slots = [await answer(store('slots').get(0)), await answer(store('slots').get(1))] as (Slot | undefined)[];
    const photos: [named: string, is: string][] = [];
    for (const key of await answer(store('photos').getAllKeys())) {
      const bytes = (await answer(store('photos').get(key))) as Uint8Array<ArrayBuffer>;
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
      photos.push([String(key), Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')]);
    }
    vault.close();
    return { slots, photos, isOn: localStorage.getItem('stubble-autosave') === 'on' };
  });
  const wrong: string[] = isOn ? [] : ['keeping was no longer switched on'];
  const whole = slots.filter((slot): slot is Slot => slot !== undefined && isWhole(slot)).sort((a, b) => b.counter - a.counter);
  for (const slot of slots) if (slot !== undefined && !isWhole(slot)) wrong.push(`slot ${slot.counter} is not whole`);
  const there = new Map(photos);
  for (const { counter, text } of whole) {
    const { photoSha256 } = JSON.parse(text) as { photoSha256: string };
    if (there.get(photoSha256) !== photoSha256) wrong.push(`the photo of slot ${counter} is not there whole`);
  }
  const [newest] = whole;
  if (newest === undefined) throw new Error('nothing is kept');
  const place = ledger.begun.lastIndexOf(newest.sha256);
  if (place < 0) wrong.push('what is kept was never saved');
  else if (place < ledger.kept) wrong.push(`save ${place} is there, although save ${ledger.kept} was shown as kept`);
  const { photo, inputs } = JSON.parse(newest.text) as { photo: { name: string }; inputs: { style: string } };
  return { place, name: photo.name, style: inputs.style, wrong };
}

function isWhole({ counter, sha256, text }: Slot): boolean {
  return createHash('sha256').update(`${counter}\n${text}`).digest('hex') === sha256;
}

const STYLES: Readonly<Record<string, string>> = { soft: 'Soft', defined: 'Defined', broken: 'Broken' };

/** The page with the work as its user sees it; one sentence where that is not what is kept. */
async function restoredAs(page: Page, url: string, name: string, style: string): Promise<string | null> {
  await page.goto(url);
  await page.waitForFunction((shown) => document.title.includes(shown), name, { timeout: STEP_MS });
  await page.keyboard.press('4');
  const isChosen = await page.getByRole('radio', { name: STYLES[style] }).isChecked({ timeout: STEP_MS });
  const problem = await page.getByRole('alertdialog').allInnerTexts();
  if (problem.length > 0) return `the studio said: ${problem.join(' ').replace(/\s+/g, ' ')}`;
  return isChosen ? null : `${name} came back without its style, ${style}`;
}

/** By keyboard, from any style to the next. */
async function otherStyle(page: Page, style: string): Promise<void> {
  await page.getByRole('radio', { name: STYLES[style] }).focus();
  await page.keyboard.press('ArrowRight');
}

async function otherPhoto(page: Page, photos: readonly [string, string], shown: string): Promise<void> {
  await page.keyboard.press('1');
  await choose(page, photos[photos[0].endsWith(shown) ? 1 : 0]);
}

async function choose(page: Page, photo: string): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser', { timeout: STEP_MS }),
    page.getByRole('button', { name: 'Choose a photo' }).first().click(),
  ]);
  await chooser.setFiles(photo);
}

async function until(isSo: () => boolean): Promise<void> {
  const end = performance.now() + STEP_MS;
  while (!isSo()) {
    if (performance.now() > end) throw new Error(`nothing was saved within ${STEP_MS / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
