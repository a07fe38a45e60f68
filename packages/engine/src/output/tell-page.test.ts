import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright';
import { expect, test } from 'vitest';
import { CHROMIUM, QUIET } from '../browsers.test-helper.ts';
import { type TellPool, tellPageHtml } from './tell-page.ts';

/** Told apart by their bytes alone. */
const patches = (name: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => `data:image/png;base64,${Buffer.from(`${name} ${i}`).toString('base64')}`);
const POOL: TellPool = {
  hair: patches('hair', 12),
  ours: patches('ours', 9),
  grid: patches('grid', 2),
  'white-noise': patches('noise', 1),
};

test('the page asks for nothing, and lets only its own script and style in', () => {
  const page = tellPageHtml(POOL);
  const inside = (tag: string): string => new RegExp(`<${tag}>([^]*?)</${tag}>`).exec(page)?.[1] ?? '';
  const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  const policy = /Content-Security-Policy" content="([^"]+)"/.exec(page)?.[1];
  expect({
    policy: policy?.split('; '),
    addresses: page.match(/(?:https?:)?\/\/[a-z]|\b(?:src|href)="(?!data:)/g),
    promises: /guarantee|\bcures?\b|undetectable|invisible/i.test(page),
  }).toEqual({
    policy: [
      "default-src 'none'",
      'img-src data:',
      `style-src ${hashOf(inside('style'))}`,
      `script-src ${hashOf(inside('script'))}`,
      "base-uri 'none'",
      "form-action 'none'",
    ],
    addresses: null,
    promises: false,
  });
});

test('a pool too small for a game, and what is no picture, are refused', () => {
  const wrong: TellPool[] = [
    { ...POOL, hair: patches('hair', 9) },
    { ...POOL, ours: patches('ours', 7) },
    { ...POOL, grid: [] },
    { ...POOL, grid: ['https://example.org/a.png'] },
    { ...POOL, hair: [...POOL.hair, 'data:image/png;base64,a"><script>'] },
  ];
  expect(wrong.map((pool) => (): unknown => tellPageHtml(pool)).filter((make) => !throwsRange(make))).toEqual([]);
});

function throwsRange(make: () => unknown): boolean {
  try {
    make();
    return false;
  } catch (error) {
    return error instanceof RangeError;
  }
}

test.skipIf(CHROMIUM === undefined)(
  'a game of ten rounds, by key and by click, has one grid, one white noise, no patch twice, and a score that fits',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'stubble-tell-'));
    writeFileSync(join(folder, 'tell.html'), tellPageHtml(POOL));
    const browser = await chromium.launch({ executablePath: CHROMIUM!, args: QUIET });
    const faults: string[] = [];
    const shown: string[] = [];
    let told = { score: '', rounds: [] as string[] };
    try {
      const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
      page.on('pageerror', (error) => faults.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error' && !message.text().includes('ERR_INVALID')) faults.push(message.text());
      });
      await page.goto(pathToFileURL(join(folder, 'tell.html')).href);
      for (let round = 1; round <= 10; round++) {
        await page.getByText(`Round ${round} of 10`).waitFor();
        for (const image of await page.locator('.pair img').all())
          shown.push(Buffer.from(((await image.getAttribute('src')) ?? '').split(',')[1], 'base64').toString());
        if (round % 2 === 0) await page.getByRole('button', { name: 'Right patch is ink' }).click();
        else await page.keyboard.press(round % 4 === 1 ? '1' : 'ArrowRight');
      }
      told = { score: await page.locator('#score').innerText(), rounds: await page.locator('#rounds li').allInnerTexts() };
      await page.getByRole('button', { name: 'Play again' }).click();
      await page.getByText('Round 1 of 10').waitFor();
    } finally {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    }
    const of = (name: string): number => shown.filter((patch) => patch.startsWith(name)).length;
    const found = told.rounds.filter((text) => text.endsWith(': found')).length;
    expect({
      faults,
      kinds: [of('hair'), of('ours'), of('grid'), of('noise')],
      unlike: new Set(shown).size,
      score: [told.score.startsWith(`${found} of 10. By guessing one reaches ${found} or more in `), told.rounds.length],
    }).toEqual({ faults: [], kinds: [10, 8, 1, 1], unlike: 20, score: [true, 10] });
  },
);
