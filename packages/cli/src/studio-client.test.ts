/** What a client does alone, on a phone and by keyboard; and whether everybody can use every step. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { downloaded, NO_STUDIO, opened, planned, replanned, type Studio, segment, startedStudio, step } from './studio-page.test-helper.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const STEPS = ['Photo', 'Scale', 'Measure', 'Design', 'Dots', 'See', 'Future', 'Print'] as const;

const DESK = { width: 1440, height: 900 };

const VIEWS = [
  ['light', 1440, 900],
  ['dark', 1440, 900],
  ['light', 390, 844],
  ['dark', 390, 844],
  ['light', 1024, 768],
] as const;

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

interface Axe {
  run(options: { readonly resultTypes: readonly string[]; readonly selectors: boolean }): Promise<{ readonly violations: Violation[] }>;
}

async function axeFinds(page: Page, where: string): Promise<string[]> {
  // run by the test and not by the page, whose policy forbids foreign scripts
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE);
  await page.waitForFunction(() => document.querySelector('.chart-waiting') === null);
  const found = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: Axe };
    // every rule runs; only the long lists of what was found in order are left out
    const { violations } = await axe.run({ resultTypes: ['violations'], selectors: false });
    return violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html.slice(0, 120)}`);
  });
  return found.map((violation) => `${where}: ${violation}`);
}

describe.skipIf(NO_STUDIO !== null)(`a client alone, and everybody (skipped: ${NO_STUDIO})`, () => {
  let studio: Studio;
  /** One visit on a desk: most journeys go on where the one before has left it, as a plan of its own for each would take most of the time. */
  let desk: Page;

  beforeAll(async () => {
    studio = await startedStudio();
    desk = await opened(studio, { viewport: DESK, reducedMotion: 'reduce' });
  });
  afterAll(async () => studio?.close());

  test('the first paint is a treated head, before anything is computed', async () => {
    const page = await studio.page({ viewport: { width: 1440, height: 900 } });
    // a planner that never answers
    await page.route('**/planner.worker*', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }));
    await page.goto(studio.url);
    const pictures = page.locator('.canvas-poster img');
    await pictures.nth(1).waitFor();
    const drawn = await pictures.evaluateAll((images) => images.map((image) => (image as HTMLImageElement).naturalWidth > 200));
    await page.context().close();
    expect(drawn).toEqual([true, true]);
  });

  test('opens on the sample, treated and divided in the middle', async () => {
    const handle = desk.getByRole('slider', { name: /photo and the simulation/ });
    await handle.waitFor();
    expect([Number(await handle.getAttribute('aria-valuenow')), await desk.getByText('sample').count()]).toEqual([50, 1]);
  });

  test('on a phone the slider, the years, the lights and the depth change the picture; it opens on healed', async () => {
    const page = await opened(studio, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    const slider = page.getByRole('slider', { name: /photo and the simulation/ });
    await slider.waitFor();
    const healed = await settledPixels(page, null);
    const shown = await page.getByText('Healed · simulation').count();
    await segment(page, 'Fresh').tap();
    const fresh = await settledPixels(page, healed);
    await segment(page, '10 years').tap();
    const aged = await settledPixels(page, fresh);
    await slider.focus();
    await page.keyboard.press('Home');
    const treatedAlone = await settledPixels(page, aged);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
    await page.context().close();
    expect([shown, new Set([healed, fresh, aged, treatedAlone]).size, wide]).toEqual([1, 4, true]);
  });

  test('the take-home file opens offline in a clean browser, asks for nothing, and promises nothing', async () => {
    await step(desk, 'Print');
    const file = join(studio.folder, 'take-home.html');
    writeFileSync(file, await downloaded(desk, 'Take-home file'));
    const home = await studio.page({ offline: true });
    const asked: string[] = [];
    home.on('request', (request) => {
      if (!/^(file|data|blob):/.test(request.url())) asked.push(request.url());
    });
    await home.goto(pathToFileURL(file).href);
    const text = await home.locator('body').innerText();
    await home.context().close();
    expect([asked, /simulation/i.test(text), /guarantee|100 %|\bcures?\b/i.test(text)]).toEqual([[], true, false]);
  });

  test('by keyboard alone: every step, a style, undo, the slider', async () => {
    const page = desk;
    const headings: string[] = [];
    for (let n = 1; n <= STEPS.length; n++) {
      await page.keyboard.press(String(n));
      headings.push(
        (await page.getByRole('complementary').or(page.locator('#inspector')).getByRole('heading').first().textContent()) ?? '',
      );
    }
    const reached = new Set<string>();
    for (let i = 0; i < 60; i++) {
      await page.keyboard.press('Tab');
      reached.add(
        await page.evaluate(() => {
          const at = document.activeElement;
          return `${at?.getAttribute('role') ?? at?.tagName} ${at?.getAttribute('aria-label') ?? at?.textContent?.slice(0, 20) ?? ''}`;
        }),
      );
    }
    const before = await planned(page);
    await page.keyboard.press('4');
    await page.getByRole('button', { name: 'Brush' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('group', { name: /^Photo\. Plus/ }).focus();
    const brushed = await replanned(page, () => page.keyboard.press('Enter'));
    const undone = await replanned(page, () => page.keyboard.press('Control+z'));
    await page.keyboard.press('Escape');
    expect([headings, reached.size > 20, [...reached].some((name) => name.startsWith('slider'))]).toEqual([[...STEPS], true, true]);
    expect([brushed < before, undone]).toEqual([true, before]);
  });

  test('axe finds nothing on any step, light and dark, wide, on a tablet and on a phone', { timeout: 300_000 }, async () => {
    const page = desk;
    const toggleMap = async (): Promise<void> => {
      await step(page, 'Measure');
      await page.getByText('Show the map on the photo').click();
    };
    await toggleMap();
    const found: string[] = [];
    for (const [colorScheme, width, height] of VIEWS) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height });
      for (const name of STEPS) {
        await step(page, name);
        found.push(...(await axeFinds(page, `${name}, ${colorScheme}, ${width} px`)));
      }
    }
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    await page.setViewportSize(DESK);
    await toggleMap();
    expect(found).toEqual([]);
  });

  test('the sun moves the years as one change, and undo takes it back', async () => {
    const page = desk;
    await step(page, 'See');
    const refresh = async (): Promise<number> =>
      Number.parseFloat(await page.locator('.fact', { hasText: 'First refresh usually wanted after' }).locator('.value').innerText());
    await page.getByRole('img', { name: 'Darkness over the years, by zone' }).waitFor();
    const average = await refresh();
    await replanned(page, () => page.getByRole('button', { name: 'Work in strong sun' }).click());
    const sunny = await refresh();
    await replanned(page, () => page.keyboard.press('Control+z'));
    const undone = await refresh();
    expect([sunny < average, undone]).toEqual([true, average]);
  });

  test('the rules of good plans are told with their reasons, and what they speak of is shown on the photo', async () => {
    const page = desk;
    await step(page, 'Design');
    await page.getByText(/^Checked: /).waitFor({ state: 'attached', timeout: 60_000 });
    const told = await page.locator('.finding').allInnerTexts();
    const show = page.getByRole('button', { name: /^Show on the photo/ }).first();
    await show.click();
    const marked = await page.locator('.canvas-finding').count();
    const found = await axeFinds(page, 'Check');
    await page.getByRole('button', { name: /^Hide/ }).click();
    const left = await page.locator('.canvas-finding').count();
    await page.getByRole('button', { name: /^Fit/ }).click();
    expect([told.length > 0, told.every((text) => /(broken|in doubt)[\s\S]*Why/.test(text)), marked > 0, left, found]).toEqual([
      true,
      true,
      true,
      0,
      [],
    ]);
  });

  test('from across a room the picture is another, and what could give the dots away is told for three times', async () => {
    const page = desk;
    await step(page, 'See');
    await page.getByRole('slider', { name: /photo and the simulation/ }).waitFor();
    const near = await settledPixels(page, null);
    await page.getByRole('button', { name: /Seen from/ }).click();
    await page.getByRole('option', { name: 'Room, 2 m' }).click();
    const far = await settledPixels(page, near);
    await page.getByRole('button', { name: /Seen from/ }).click();
    await page.getByRole('option', { name: 'Every pixel' }).click();
    await page.getByRole('button', { name: 'Would it be noticed' }).click();
    await page.getByText(/^Most telling: /).waitFor({ timeout: 60_000 });
    const scores = await page.locator('.fact', { hasText: /of 100|In 5 years|After 2 refreshes/ }).count();
    const parts = await page.locator('.parts .reason').allInnerTexts();
    const found = await axeFinds(page, 'See, noticed');
    expect([near !== far, scores >= 2, parts.length, parts.every((text) => text.length > 10), found]).toEqual([true, true, 10, true, []]);
  });

  test('the game of hair and ink is played by keys alone and told with what guessing reaches', async () => {
    const page = desk;
    await page.getByRole('button', { name: 'Can you tell?' }).click();
    const patches = page.locator('.tell-tile:enabled canvas');
    await patches.nth(1).waitFor({ timeout: 60_000 });
    const found = await axeFinds(page, 'Can you tell?');
    for (let round = 1; round <= 10; round++) {
      await page.getByText(`Round ${round} of 10`).waitFor();
      await patches.nth(1).waitFor({ timeout: 60_000 });
      await page.keyboard.press(['1', '2', 'ArrowLeft', 'ArrowRight'][round % 4]);
    }
    const score = await page.locator('.tell-score').innerText();
    const answers = await page.getByRole('dialog').getByRole('row').allInnerTexts();
    found.push(...(await axeFinds(page, 'Can you tell, the score')));
    await page.keyboard.press('Escape');
    const right = answers.filter((text) => /found$/.test(text.trim())).length;
    expect([score.startsWith(`${right} of 10. By guessing`), answers.length, await page.getByRole('dialog').count(), found]).toEqual([
      true,
      11,
      0,
      [],
    ]);
  });

  test('own hair is foreseen beside its plan and the other options, and a zone that reaches further becomes the drawn one', async () => {
    const page = desk;
    await step(page, 'Future');
    const use = page.getByRole('button', { name: 'Use this zone' });
    await use.waitFor({ timeout: 60_000 });
    await page.getByRole('img', { name: 'Coverage by hair over the years, by region and treatment' }).waitFor();
    await page.getByRole('img', { name: 'Coverage over the years, option by option, in per cent' }).waitFor();
    const said = await page.locator('#inspector').innerText();
    const outlines = await page.locator('.canvas-reach').count();
    const found = await axeFinds(page, 'Future');
    const before = await planned(page);
    const wider = await replanned(page, () => use.click());
    expect([/Models, not evidence/.test(said), /Regret, of 100/.test(said), /guarantee|\bcures?\b/i.test(said), outlines]).toEqual([
      true,
      true,
      false,
      1,
    ]);
    expect([found, wider > before]).toEqual([[], true]);
  });

  test('work that is kept in the browser comes back after the tab is killed', async () => {
    await step(desk, 'Photo');
    await desk.getByText('Keep my work in this browser').click();
    await step(desk, 'Design');
    // it is kept whether or not the plan is ready
    await segment(desk, 'Defined').click();
    await expect.poll(() => keptStyle(desk), { timeout: 30_000 }).toBe('defined');
    const context = desk.context();
    // nothing is told to a page that is killed
    await desk.close({ runBeforeUnload: false });
    const again = await context.newPage();
    await again.goto(studio.url);
    await planned(again);
    await step(again, 'Design');
    const style = await again.getByRole('radio', { name: 'Defined' }).isChecked();
    await context.close();
    expect(style).toBe(true);
  });

  test('nothing was asked of any other origin, and no script failed', () => {
    expect([studio.foreign, studio.faults.filter((fault) => !fault.includes('planner.worker'))]).toEqual([[], []]);
  });
});

/** What the photo looks like once it is another than before and changes no more. */
async function settledPixels(page: Page, before: string | null): Promise<string> {
  let last = before;
  for (let tries = 0; tries < 40; tries++) {
    const now = (await page.locator('canvas').first().screenshot()).toString('base64');
    if (now === last && now !== before) break;
    last = now;
    await page.waitForTimeout(300);
  }
  return last ?? '';
}

/** The style in the newest slot of what this browser keeps. */
function keptStyle(page: Page): Promise<string | undefined> {
  return page.evaluate(async () => {
    // opening what is not there would make it, empty
    if (!(await indexedDB.databases()).some(({ name }) => name === 'stubble-autosave')) return undefined;
    return new Promise<string | undefined>((resolve) => {
      const opening = indexedDB.open('stubble-autosave');
      opening.onsuccess = () => {
        const vault = opening.result;
        const read = vault.transaction('slots').objectStore('slots').getAll();
        read.onsuccess = () => {
          const slots = read.result as { readonly counter: number; readonly text: string }[];
          const newest = slots.sort((a, b) => b.counter - a.counter)[0];
          resolve(newest === undefined ? undefined : JSON.parse(newest.text).inputs.style);
          vault.close();
        };
      };
    });
  });
}
