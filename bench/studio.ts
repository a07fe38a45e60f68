/**
 * `npm run bench:studio`: the built studio in Chromium, drawn by software: weight of the page, time to the first picture and plan of a photo of 12
 * megapixels (the shared phone photo where it is present, else a synthetic head), and frames while the slider and the brush move over 60,000 dots.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { chromium, type Locator, type Page } from 'playwright';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const STUBBLE = join(ROOT, 'packages/cli/bin/stubble.js');
const ASSETS = join(ROOT, 'packages/studio/dist/assets');
const PHONE = join(ROOT, '../shared/photos/phone-06-shaved-bald.jpg');
const CHROMIUM = process.env.STUBBLE_CHROMIUM ?? '/usr/bin/chromium';

interface Row {
  readonly what: string;
  readonly value: string;
  readonly bar: string;
  readonly kept: string;
}

const rows: Row[] = [];
function row(what: string, value: number, unit: string, most: number | null): void {
  rows.push({
    what,
    value: `${value.toFixed(value < 100 ? 1 : 0)} ${unit}`,
    bar: most === null ? '' : `≤ ${most} ${unit}`,
    kept: most === null ? '' : value <= most ? 'yes' : 'NO',
  });
}

const scratch = mkdtempSync(join(tmpdir(), 'stubble-bench-'));
const server = spawn(process.execPath, [STUBBLE, 'studio', '--no-open', '--json', '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
const url = await new Promise<string>((resolve) =>
  server.stdout.on('data', (text) => resolve((JSON.parse(String(text)) as { url: string }).url)),
);
const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-quic', '--no-first-run'] });

try {
  const main = readdirSync(ASSETS).filter((name) => /^index-.*\.js$/.test(name));
  row('main bundle, compressed', Math.max(...main.map((name) => gzipSync(readFileSync(join(ASSETS, name))).length)) / 1000, 'kB', 400);

  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  const start = performance.now();
  await page.goto(url);
  await page.locator('.canvas-poster img').nth(1).waitFor();
  row('first paint: the treated sample', performance.now() - start, 'ms', null);
  await page.getByRole('button', { name: 'Skip the tour' }).click();
  await planned(page);

  const photo = existsSync(PHONE) ? PHONE : syntheticPhoto();
  await page.keyboard.press('1');
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Choose a photo' }).first().click(),
  ]);
  const opening = performance.now();
  await chooser.setFiles(photo);
  await page
    .getByText(photo.split('/').pop() ?? '')
    .first()
    .waitFor();
  await page.getByText('Healed · simulation').waitFor();
  row(`first picture of ${photo.split('/').pop()}`, performance.now() - opening, 'ms', 2000);
  await planned(page);
  row('its full plan', performance.now() - opening, 'ms', null);

  await page.reload();
  await planned(page);
  // the densest plan of a head that is said to be twice as large
  await page.keyboard.press('2');
  await page.getByText('Pixels per millimetre').first().click();
  await typed(page, '4', page.getByRole('textbox').first());
  await page.keyboard.press('4');
  const dots = await typed(page, '400', page.getByRole('textbox', { name: /Density/ }).first());
  await page.keyboard.press('5');
  await page.waitForTimeout(1500);
  const slider = page.getByRole('slider', { name: /photo and the simulation/ });
  await slider.focus();
  const slid = await frames(page, async () => {
    for (let i = 0; i < 60; i++) await page.keyboard.press(i % 20 < 10 ? 'ArrowLeft' : 'ArrowRight');
  });
  row(`frame of the slider over ${dots} dots, median`, middle(slid, 0.5), 'ms', 50);
  row('the same, 95 of 100', middle(slid, 0.95), 'ms', null);
  await page.keyboard.press('4');
  await page.getByRole('button', { name: 'Brush' }).click();
  const stage = await page.locator('.canvas-stage').boundingBox();
  if (stage === null) throw new Error('the stage has no size');
  const [x, y] = [stage.x + stage.width / 2, stage.y + stage.height * 0.4];
  await page.mouse.move(x - 80, y);
  await page.mouse.down();
  const brushed = await frames(page, async () => {
    for (let i = 0; i < 60; i++) await page.mouse.move(x - 80 + 2.5 * i, y + 20 * Math.sin(i / 6));
  });
  row(`frame of the brush over ${dots} dots, median`, middle(brushed, 0.5), 'ms', 50);
  row('the same, 95 of 100', middle(brushed, 0.95), 'ms', null);
  const release = performance.now();
  const told = await status(page);
  await page.mouse.up();
  await page.waitForFunction(
    (old) => [...document.querySelectorAll('[role=status]')].map((e) => e.textContent ?? '').join(' ') !== old,
    told,
  );
  row('dots laid anew about the stroke', performance.now() - release, 'ms', null);
} finally {
  await browser.close();
  server.kill('SIGTERM');
  rmSync(scratch, { recursive: true, force: true });
}
console.table(rows);

function syntheticPhoto(): string {
  spawnSync(process.execPath, [STUBBLE, 'phantom', '--out', scratch, '--px-per-mm', '16'], { stdio: 'ignore' });
  return join(scratch, 'photo.png');
}

/** Types a number that leads to another plan, and waits for it. */
async function typed(page: Page, text: string, field: Locator): Promise<number> {
  const before = await status(page);
  await field.fill(text);
  await page.keyboard.press('Tab');
  await page.waitForFunction(
    (old) => [...document.querySelectorAll('[role=status]')].map((e) => e.textContent ?? '').join(' ') !== old,
    before,
    {
      timeout: 90_000,
    },
  );
  return planned(page);
}

async function status(page: Page): Promise<string> {
  return (await page.locator('[role=status]').allTextContents()).join(' ');
}

async function planned(page: Page): Promise<number> {
  await page.waitForFunction(
    () => [...document.querySelectorAll('[role=status]')].some((e) => (e.textContent ?? '').includes('Planned:')),
    undefined,
    { timeout: 90_000 },
  );
  return Number(/Planned: ([\d,]+) dots/.exec(await status(page))?.[1]?.replaceAll(',', ''));
}

/** Milliseconds from frame to frame while something moves. */
async function frames(page: Page, move: () => Promise<void>): Promise<number[]> {
  await page.evaluate(() => {
    const kept: number[] = [];
    let last = performance.now();
    const tick = (now: number): void => {
      kept.push(now - last);
      last = now;
      (globalThis as unknown as { frameTimes: number[] | null }).frameTimes === null ? undefined : requestAnimationFrame(tick);
    };
    (globalThis as unknown as { frameTimes: number[] }).frameTimes = kept;
    requestAnimationFrame(tick);
  });
  await move();
  return page.evaluate(() => {
    const holder = globalThis as unknown as { frameTimes: number[] | null };
    const kept = holder.frameTimes ?? [];
    holder.frameTimes = null;
    return kept.slice(2);
  });
}

function middle(values: readonly number[], share: number): number {
  const sorted = [...values].sort((p, q) => p - q);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
