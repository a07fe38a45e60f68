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

async function axeFinds(page: Page, where: string): Promise<string[]> {
  // run by the test and not by the page, whose policy forbids foreign scripts
  await page.evaluate(AXE);
  const found = await page.evaluate(async () => {
    const axe = (globalThis as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } }).axe;
    return (await axe.run()).violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html.slice(0, 120)}`);
  });
  return found.map((violation) => `${where}: ${violation}`);
}

describe.skipIf(NO_STUDIO !== null)(`a client alone, and everybody (skipped: ${NO_STUDIO})`, () => {
  let studio: Studio;

  beforeAll(async () => {
    studio = await startedStudio();
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

  test('on a phone the slider, the years, the lights and the depth change the picture; it opens on healed', async () => {
    const page = await opened(studio, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    const pixels = async (): Promise<string> => {
      await page.waitForTimeout(1500);
      return (await page.locator('canvas').first().screenshot()).toString('base64');
    };
    const healed = await pixels();
    const shown = await page.getByText('Healed · simulation').count();
    await segment(page, 'Fresh').tap();
    const fresh = await pixels();
    await segment(page, '10 years').tap();
    const aged = await pixels();
    const slider = page.getByRole('slider', { name: /photo and the simulation/ });
    await slider.focus();
    await page.keyboard.press('Home');
    const treatedAlone = await pixels();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
    await page.context().close();
    expect([shown, new Set([healed, fresh, aged, treatedAlone]).size, wide]).toEqual([1, 4, true]);
  });

  test('the take-home file opens offline in a clean browser, asks for nothing, and promises nothing', async () => {
    const page = await opened(studio, { viewport: { width: 1440, height: 900 } });
    await step(page, 'Print');
    const file = join(studio.folder, 'take-home.html');
    writeFileSync(file, await downloaded(page, 'Take-home file'));
    await page.context().close();
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
    const page = await opened(studio, { viewport: { width: 1440, height: 900 } });
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
    await page.context().close();
    expect([headings, reached.size > 20, [...reached].some((name) => name.startsWith('slider'))]).toEqual([[...STEPS], true, true]);
    expect([brushed < before, undone]).toEqual([true, before]);
  });

  test('axe finds nothing on any step, light and dark, wide, on a tablet and on a phone', { timeout: 300_000 }, async () => {
    const page = await opened(studio, { viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
    await step(page, 'Measure');
    await page.getByText('Show the map on the photo').click();
    const found: string[] = [];
    for (const [colorScheme, width, height] of VIEWS) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height });
      for (const name of STEPS) {
        await step(page, name);
        await page.waitForTimeout(150);
        found.push(...(await axeFinds(page, `${name}, ${colorScheme}, ${width} px`)));
      }
    }
    await page.context().close();
    expect(found).toEqual([]);
  });

  test('the sun moves the years as one change, and undo takes it back', async () => {
    const page = await opened(studio, { viewport: { width: 1440, height: 900 } });
    const refresh = async (): Promise<number> =>
      Number.parseFloat(await page.locator('.fact', { hasText: 'First refresh usually wanted after' }).locator('.value').innerText());
    await page.getByRole('img', { name: 'Darkness over the years, by zone' }).waitFor();
    const average = await refresh();
    await replanned(page, () => page.getByRole('button', { name: 'Work in strong sun' }).click());
    const sunny = await refresh();
    await replanned(page, () => page.keyboard.press('Control+z'));
    const undone = await refresh();
    await page.context().close();
    expect([sunny < average, undone]).toEqual([true, average]);
  });

  test('own hair is foreseen beside its plan and the other options, and a zone that reaches further becomes the drawn one', async () => {
    const page = await opened(studio, { viewport: { width: 1440, height: 900 } });
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
    await page.context().close();
    expect([/Models, not evidence/.test(said), /Regret, of 100/.test(said), /guarantee|\bcures?\b/i.test(said), outlines]).toEqual([
      true,
      true,
      false,
      1,
    ]);
    expect([found, wider > before]).toEqual([[], true]);
  });

  test('work that is kept in the browser comes back after the tab is killed', async () => {
    const page = await opened(studio, { viewport: { width: 1440, height: 900 } });
    await step(page, 'Photo');
    await page.getByText('Keep my work in this browser').click();
    await step(page, 'Design');
    await replanned(page, () => segment(page, 'Defined').click());
    await page.waitForTimeout(4000);
    const context = page.context();
    // nothing is told to a page that is killed
    await page.close({ runBeforeUnload: false });
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
