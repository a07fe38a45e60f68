import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { deflateSync } from 'node:zlib';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { headOfStage, inked, oval } from '../advise/head-plan.test-helper.ts';
import { outlookOf } from '../advise/outlook.ts';
import { CHROMIUM, QUIET } from '../browsers.test-helper.ts';
import { smoothLoss } from '../compare/loss.test-helper.ts';
import type { Plan } from '../document/schema.ts';
import { refreshBySun, yearsOfPlan } from '../forecast/outlook.ts';
import { loadCharts } from './charts/charts.ts';
import { reportHtml } from './report.ts';

function crc32(bytes: Uint8Array): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

function chunk(name: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

/** A picture of one grey, as PNG: enough to tell the states apart on screen. */
function greyPng(grey: number, widthPx: number, heightPx: number): string {
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0]);
  header.writeUInt32BE(widthPx, 0);
  header.writeUInt32BE(heightPx, 4);
  const row = Buffer.from([0, ...Array.from({ length: widthPx }, () => grey)]);
  const rows = Buffer.concat(Array.from({ length: heightPx }, () => row));
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  const png = Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
  return `data:image/png;base64,${png.toString('base64')}`;
}

describe.skipIf(CHROMIUM === undefined)('the report in a browser (skipped without Chromium: apt install chromium)', () => {
  let browser: Browser;
  let folder: string;
  let address: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'stubble-report-'));
    const file = join(folder, 'report.html');
    const [before, fresh, healed, year5] = [220, 40, 90, 140].map((grey) => greyPng(grey, 90, 120)) as [string, string, string, string];
    const { plan: unforetold, dots } = inked(headOfStage(4), oval(0, -40, 45, 50));
    const plan: Plan = { ...unforetold, forecast: [...yearsOfPlan(unforetold)] as NonNullable<Plan['forecast']> };
    const future = outlookOf(plan, dots, (request) => smoothLoss(request, request.treatment));
    const strip = [0, 7, 42, 365, 1826].flatMap((atDays) =>
      (['least', 'likely', 'most'] as const).map((outlook) => ({ atDays, outlook, uri: healed })),
    );
    const long = {
      code: 'long',
      severity: 'warning' as const,
      message: `${'unbreakable'.repeat(40)} <script>document.title = 'canary'</script>`,
    };
    writeFileSync(
      file,
      reportHtml(
        { ...plan, notes: [...plan.notes, long] },
        { before, fresh, healed, year5, widthPx: 90, heightPx: 120 },
        { charts: await loadCharts(), strip, bySun: refreshBySun(plan), future, judged: null },
      ),
    );
    address = pathToFileURL(file).href;
    browser = await chromium.launch({ executablePath: CHROMIUM!, args: QUIET });
  });

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function opened(
    options: BrowserContextOptions,
    visit: (page: Page) => Promise<void>,
  ): Promise<{ requests: string[]; complaints: string[] }> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 1600 }, ...options });
    const page = await context.newPage();
    const requests: string[] = [];
    const complaints: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(address);
    await visit(page);
    await context.close();
    return { requests: requests.filter((url) => url !== address && !url.startsWith('data:')), complaints };
  }

  const at = async (page: Page): Promise<number> => Number(await page.getByRole('slider').getAttribute('aria-valuenow'));
  const shown = (page: Page): Promise<(string | null)[]> =>
    page
      .locator('.shot.after')
      .evaluateAll((shots) => shots.filter((shot) => shot.checkVisibility()).map((shot) => shot.getAttribute('data-state')));

  /** Grey of the picture at a place of the frame (0..1 of its width), as the screen shows it. */
  async function greyAt(page: Page, across: number): Promise<number> {
    const box = (await page.locator('[data-frame]').boundingBox())!;
    const clip = { x: Math.round(box.x + box.width * across), y: Math.round(box.y + box.height * 0.75), width: 1, height: 1 };
    const png = (await page.screenshot({ clip })).toString('base64');
    return page.evaluate(async (uri) => {
      const image = new Image();
      image.src = uri;
      await image.decode();
      const context = document.createElement('canvas').getContext('2d')!;
      context.drawImage(image, 0, 0);
      return context.getImageData(0, 0, 1, 1).data[0]!;
    }, `data:image/png;base64,${png}`);
  }

  test('opens on healed, without a request, without a complaint', async () => {
    const seen: unknown[] = [];
    const { requests, complaints } = await opened({}, async (page) => {
      seen.push(await shown(page), await at(page), await page.getByRole('button', { name: 'Healed' }).getAttribute('aria-pressed'));
      seen.push(await greyAt(page, 0.25), await greyAt(page, 0.75), (await page.title()) === 'canary');
      await page.waitForTimeout(300);
    });
    expect(seen).toEqual([['healed'], 50, 'true', 220, 90, false]);
    expect({ requests, complaints }).toEqual({ requests: [], complaints: [] });
  });

  test('the slider follows keys, the pointer and a finger', async () => {
    const places: number[] = [];
    await opened({ hasTouch: true }, async (page) => {
      await page.getByRole('slider').focus();
      for (const key of ['ArrowRight', 'ArrowUp', 'ArrowLeft', 'PageDown', 'End', 'ArrowRight', 'Home', 'ArrowLeft']) {
        await page.keyboard.press(key);
        places.push(await at(page));
      }
      const box = (await page.locator('[data-frame]').boundingBox())!;
      const y = box.y + box.height / 2;
      await page.mouse.move(box.x + box.width * 0.3, y);
      await page.mouse.down();
      places.push(await at(page));
      await page.mouse.move(box.x + box.width * 0.8, y, { steps: 4 });
      places.push(await at(page));
      await page.mouse.up();
      await page.mouse.move(box.x + box.width * 0.1, y);
      places.push(await at(page), await greyAt(page, 0.7), await greyAt(page, 0.95));
      await page.touchscreen.tap(box.x + box.width * 0.2, y);
      places.push(await at(page), await greyAt(page, 0.7));
    });
    expect(places).toEqual([52, 54, 52, 42, 100, 100, 0, 0, 30, 80, 80, 220, 90, 20, 90]);
  });

  test('the buttons change the picture and its words; every simulated picture says so', async () => {
    const seen: unknown[] = [];
    await opened({}, async (page) => {
      for (const name of ['Fresh', '5 years', 'Healed']) {
        await page.getByRole('button', { name }).click();
        const pressed = await page.locator('[data-show][aria-pressed=true]').allInnerTexts();
        const captions = await page.locator('.shot.after figcaption:visible').allInnerTexts();
        const said = await page.locator('.said:visible').allInnerTexts();
        const valued = await page.getByRole('slider').getAttribute('aria-valuetext');
        seen.push([
          pressed,
          captions,
          said.map((words) => words.startsWith('Simulation')),
          valued?.includes(captions[0]!),
          await greyAt(page, 0.75),
        ]);
      }
    });
    expect(seen).toEqual([
      [['Fresh'], ['Simulation: fresh'], [true], true, 40],
      [['5 years'], ['Simulation: 5 years'], [true], true, 140],
      [['Healed'], ['Simulation: healed'], [true], true, 90],
    ]);
  });

  test('nothing sticks out sideways, from 360 px up, in light and dark', async () => {
    const wide: number[] = [];
    for (const [colorScheme, ...widths] of [
      ['light', 360, 768],
      ['dark', 390, 1280],
    ] as const)
      await opened({ viewport: { width: widths[0], height: 800 }, colorScheme }, async (page) => {
        for (const width of widths) {
          await page.setViewportSize({ width, height: 800 });
          wide.push((await page.evaluate(() => document.documentElement.scrollWidth)) - width);
        }
      });
    expect(wide).toEqual([0, 0, 0, 0]);
  });

  test('text stands out from its ground by 4.5 to 1 or more, in light and dark', async () => {
    const faint: string[] = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      await opened({ colorScheme, reducedMotion: 'reduce' }, async (page) => {
        faint.push(
          ...(await page.evaluate(() => {
            const parts = (colour: string): number[] => (colour.match(/[\d.]+/g) ?? []).map(Number);
            const luminance = (colour: string): number => {
              const [r, g, b] = parts(colour).map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
              return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
            };
            const ground = (element: Element | null): string => {
              if (element === null) return 'rgb(255, 255, 255)';
              const colour = getComputedStyle(element).backgroundColor;
              return (parts(colour)[3] ?? 1) > 0.5 ? colour : ground(element.parentElement);
            };
            return [...document.querySelectorAll('body *')]
              .filter(
                (e) => !e.closest('script, title, desc') && [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent!.trim() !== ''),
              )
              .filter((e) => {
                const style = getComputedStyle(e);
                const [a, b] = [luminance(e.closest('svg') ? style.fill : style.color), luminance(ground(e))];
                return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) < 4.5;
              })
              .map((e) => `${e.tagName}.${e.getAttribute('class')}: ${e.textContent!.slice(0, 30)}`);
          })),
        );
      });
    }
    expect(faint).toEqual([]);
  });

  test('without scripts the photo and the healed simulation stand one above the other', async () => {
    let tops: number[] = [];
    let controls = 0;
    await opened({ javaScriptEnabled: false }, async (page) => {
      const boxes = await Promise.all((await page.locator('.shot:visible').all()).map((shot) => shot.boundingBox()));
      tops = boxes.map((box) => box!.y);
      controls = await page.locator('.handle:visible, .states:visible').count();
    });
    expect({ shots: tops.length, below: tops[1]! > tops[0]!, controls }).toEqual({ shots: 2, below: true, controls: 0 });
  });

  test('paper shows the photo and the healed simulation side by side, on white, whatever was chosen on screen', async () => {
    const seen: unknown[] = [];
    await opened({ colorScheme: 'dark' }, async (page) => {
      await page.getByRole('button', { name: 'Fresh' }).click();
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
      const shots = await page.locator('.shot:visible').all();
      const boxes = await Promise.all(shots.map((shot) => shot.boundingBox()));
      seen.push(await page.locator('.shot:visible figcaption').allInnerTexts());
      seen.push(boxes[0]!.y === boxes[1]!.y, boxes[1]!.x >= boxes[0]!.x + boxes[0]!.width);
      seen.push(
        await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor),
        await page.locator('.handle:visible').count(),
      );
    });
    expect(seen).toEqual([['Photo: before', 'Simulation: healed'], true, true, 'rgb(255, 255, 255)', 0]);
  });

  test('on paper no table and no drawing is cut off at the right', async () => {
    const cut: string[] = [];
    // A4 without its margins
    await opened({ viewport: { width: 673, height: 1000 } }, async (page) => {
      await page.emulateMedia({ media: 'print' });
      cut.push(
        ...(await page
          .locator('table:visible, figure:visible, svg:visible')
          .evaluateAll((wide) =>
            wide.flatMap((one) =>
              one.getBoundingClientRect().right > innerWidth ? [one.closest('section')!.getAttribute('aria-labelledby')!] : [],
            ),
          )),
      );
    });
    expect(cut).toEqual([]);
  });

  test('headings go down one step at a time, every picture has words, and every name in the page is one element’s', async () => {
    let levels: number[] = [];
    let wordless = 0;
    let twice: string[] = [];
    await opened({}, async (page) => {
      levels = await page.locator('h1, h2, h3').evaluateAll((headings) => headings.map((heading) => Number(heading.tagName[1])));
      wordless = await page.locator('img:not([alt]), img[alt=""], svg[role=img]:not([aria-labelledby])').count();
      twice = await page.locator('[id]').evaluateAll((named) => named.map(({ id }) => id).filter((id, i, ids) => ids.indexOf(id) !== i));
    });
    expect({
      first: levels[0],
      ones: levels.filter((l) => l === 1).length,
      leaps: levels.filter((l, i) => i > 0 && l > levels[i - 1]! + 1),
      wordless,
      twice,
    }).toEqual({
      first: 1,
      ones: 1,
      leaps: [],
      wordless: 0,
      twice: [],
    });
  });
});
