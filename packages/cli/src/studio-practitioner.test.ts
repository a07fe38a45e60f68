/** What a practitioner does in one sitting, in the built studio and a real browser. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCase } from '@stubble/case';
import { makePhantom, PHANTOM_DEFAULTS, seededRandom } from '@stubble/engine';
import { encodePng } from '@stubble/files';
import type { Page } from 'playwright';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  choose,
  downloaded,
  NO_STUDIO,
  planned,
  replanned,
  type Studio,
  startedStudio,
  step,
  stubble,
  visited,
} from './studio-page.test-helper.ts';

/** A small photo: what is asked of it does not depend on its size, and it is planned many times. */
const PHANTOM = makePhantom(
  { ...PHANTOM_DEFAULTS.top, view: 'top', sex: 'male', stage: 5, skinType: 'III', pxPerMm: 3 },
  seededRandom(2, 'phantom'),
);
/** Clipped, so that its roots are seen, and large enough for them also where the scale is only assumed. */
const CLIPPED = { pxPerMm: 7, hairLengthMm: 0.6 };
const GPS = '61.4979';
const DESK = { viewport: { width: 1440, height: 900 } } as const;

describe.skipIf(NO_STUDIO !== null)(`a practitioner's sitting (skipped: ${NO_STUDIO})`, () => {
  let studio: Studio;
  let page: Page;
  /** The head as a lossless file, and as a phone would save it, with the place in it. */
  let png: Uint8Array;
  let jpeg: Buffer;

  beforeAll(async () => {
    studio = await startedStudio();
    png = await encodePng(PHANTOM.photo, 'photo');
    jpeg = await sharp(png)
      .withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '61/1 29/1 52/1' }, IFD0: { ImageDescription: `canary ${GPS}` } })
      .jpeg()
      .toBuffer();
    // photos are opened while the sample is planned, as people do who have seen it
    page = await visited(studio, DESK);
  });
  afterAll(async () => studio?.close());

  const fileOf = (name: string, bytes: Uint8Array): string => {
    const path = join(studio.folder, name);
    writeFileSync(path, bytes);
    return path;
  };

  test('photos that cannot be read are refused by name, and the page stays as it is', async () => {
    await step(page, 'Photo');
    const bomb = Buffer.from(png.subarray(0, 64));
    bomb.writeUInt32BE(60_000, 16);
    bomb.writeUInt32BE(60_000, 20);
    const bad = [
      fileOf('empty.jpg', new Uint8Array(0)),
      fileOf('text.jpg', new TextEncoder().encode('not a picture at all')),
      fileOf('cut.png', png.subarray(0, 5000)),
      fileOf('bomb.png', bomb),
    ];
    const told: string[] = [];
    for (const path of bad) {
      await choose(page, 'Choose a photo', path);
      const dialog = page.getByRole('alertdialog').or(page.getByRole('dialog'));
      told.push((await dialog.textContent()) ?? '');
      await page.keyboard.press('Escape');
    }
    expect(told.map((text, i) => text.includes(bad[i].split('/').pop() ?? '?'))).toEqual([true, true, true, true]);
  });

  test('a photo with a place in it opens, and the same pixels give the dots of the command line', async () => {
    await choose(page, 'Choose a photo', fileOf('gps.jpg', jpeg));
    await page.getByText('gps.jpg').first().waitFor();
    await planned(page);
    await step(page, 'Scale');
    await replanned(page, async () => {
      await page.getByText('Pixels per millimetre').first().click();
      await page.getByRole('textbox').first().fill('3');
      await page.keyboard.press('Enter');
    });
    const count = await planned(page);
    await step(page, 'Print');
    const csv = (await downloaded(page, 'Dots as CSV')).toString();
    // the pixels as the browser has decoded them, which lie in the case
    const saved = readCase(await downloaded(page, /^Save (case|without)/));
    if (!saved.ok) throw new Error(saved.problem.message);
    const out = join(studio.folder, 'cli');
    const photo = fileOf('decoded.png', saved.value.photoPng);
    stubble(['plan', photo, '--px-per-mm', '3', '--out', out, '--no-report', '--json']);
    stubble(['export', join(out, 'plan.stubble.json'), '--format', 'csv', '--out', join(studio.folder, 'cli.csv')]);
    expect([csv.trim().split('\n').length - 1, csv === readFileSync(join(studio.folder, 'cli.csv'), 'utf8')]).toEqual([count, true]);
  });

  test('a stroke of the brush and a no-go area change the dots, are one undo each, and hold no dot', async () => {
    const before = await planned(page);
    await step(page, 'Design');
    const stage = await box(page);
    const [x, y] = [stage.x + stage.width / 2, stage.y + stage.height * 0.45];
    await page.getByRole('button', { name: 'Brush' }).click();
    const brushed = await replanned(page, () => drag(page, [x - 60, y], [x + 60, y]));
    await page.keyboard.press('Escape');
    const undone = await replanned(page, () => page.getByRole('button', { name: /^Undo/ }).click());
    const redone = await replanned(page, () => page.getByRole('button', { name: /^Redo/ }).click());
    await page.getByRole('button', { name: 'No-go' }).click();
    const excluded = await replanned(page, () => drag(page, [x, y + 120], [x + 25, y + 120]));
    await page.keyboard.press('Escape');
    expect([brushed < before, undone, redone, excluded < redone]).toEqual([true, before, brushed, true]);
  });

  test('a hairline begins from a template; a kept plan lies beside the new one; the page stays in its place', async () => {
    const before = await planned(page);
    await step(page, 'See');
    await page.getByRole('button', { name: 'Keep as plan A' }).click();
    await step(page, 'Design');
    const drawn = await replanned(page, () => page.getByRole('button', { name: 'Man from 50' }).click());
    await step(page, 'See');
    await page.getByText('Plan A to the left of the line').click();
    await page.getByText('Plan A · simulation').waitFor();
    const scrolled = await page.evaluate(() => document.documentElement.scrollTop + document.body.scrollTop);
    await page.getByRole('button', { name: 'Forget A' }).click();
    const back = await replanned(page, () => page.getByRole('button', { name: /^Undo/ }).click());
    expect([drawn !== before, scrolled, back]).toEqual([true, 0, before]);
  });

  test('prints at true size; report, drawing and table hold the plan, and neither they nor a case the place of the photo', async () => {
    const count = await planned(page);
    await step(page, 'Print');
    const pdf = await downloaded(page, 'Stencil PDF');
    const csv = await downloaded(page, 'Dots as CSV');
    const svg = await downloaded(page, 'Dots as SVG');
    const report = await downloaded(page, 'Report');
    const saved = await downloaded(page, /^Save (case|without)/);
    const text = report.toString();
    expect({
      pdf: pdf.subarray(0, 5).toString(),
      rows: csv.toString().trim().split('\n').length - 1,
      circles: svg.toString().match(/<circle/g)?.length,
      report: text.includes('simulation') && !/guaranteed|100 %|cure/i.test(text.replace(/<[^>]*>/g, ' ').replace(/data:[^"']*/g, '')),
      place: [jpeg, pdf, csv, svg, report, saved].map((file) => file.includes(GPS) || file.includes('canary')),
    }).toEqual({ pdf: '%PDF-', rows: count, circles: count, report: true, place: [true, false, false, false, false, false] });
  });

  test('how far the zone stands out is told for three times and distances, each with its interval', async () => {
    await step(page, 'See');
    await page.getByRole('button', { name: 'As seen' }).click();
    const cells = page.locator('.seen-cell');
    await cells.first().waitFor({ timeout: 90_000 });
    const told = await cells.allInnerTexts();
    await page.getByRole('button', { name: 'As seen' }).click();
    expect([told.length, told.filter((text) => !/\d[\s\S]*\d–\d[\s\S]*(blends in|may stand out|stands out)/.test(text))]).toEqual([9, []]);
  });

  test('a case saved is a case that the command line and the studio open again', async () => {
    const count = await planned(page);
    await step(page, 'Print');
    const saved = fileOf('head.stubble', await downloaded(page, /^Save (case|without)/));
    stubble(['export', saved, '--format', 'csv', '--out', join(studio.folder, 'case.csv')]);
    const rows = readFileSync(join(studio.folder, 'case.csv'), 'utf8').trim().split('\n').length - 1;
    const other = await visited(studio, DESK);
    await step(other, 'Photo');
    // its photo is decoded apart, as photos from strangers are
    studio.replace('decode.worker', "onmessage = () => { throw new RangeError('memory'); }; postMessage('ready');");
    await choose(other, 'Open a case', saved);
    const problem = await other.getByRole('alertdialog').innerText();
    await other.keyboard.press('Escape');
    studio.replace('decode.worker', null);
    await planned(other);
    const again = await replanned(other, () => choose(other, 'Open a case', saved));
    await other.context().close();
    expect([rows, problem.includes('The photo in the case needs more memory'), Math.abs(again / count - 1) < 0.02]).toEqual([
      count,
      true,
      true,
    ]);
  });

  test('found and corrected counts stand side by side; the map lies over the photo; the marker sheet prints', async () => {
    const clipped = makePhantom(
      { ...PHANTOM_DEFAULTS.top, view: 'top', sex: 'male', stage: 4, skinType: 'III', ...CLIPPED },
      seededRandom(3, 'phantom'),
    );
    await step(page, 'Photo');
    await choose(page, 'Choose a photo', fileOf('clipped.png', await encodePng(clipped.photo, 'photo')));
    await page.getByText('clipped.png').first().waitFor();
    await planned(page);
    await step(page, 'Measure');
    const found = placesOf(await downloaded(page, /^Roots$/));
    const onStage = onFittedPhoto(await box(page), clipped.photo);
    const [removed, added] = apartPlaces(found, clipped.photo);
    await page.getByRole('button', { name: 'Remove roots' }).click();
    for (const place of removed) await page.mouse.click(...onStage(place));
    await page.getByRole('button', { name: 'Add roots' }).click();
    for (const place of added) await page.mouse.click(...onStage(place));
    await page.keyboard.press('Escape');
    const counts = page.getByRole('row', { name: /^Roots/ }).getByRole('cell');
    const wanted = [found.length, found.length - removed.length + added.length].map((n) => n.toLocaleString('en'));
    await expect.poll(() => counts.allTextContents(), { timeout: 30_000 }).toEqual(wanted);
    await planned(page);
    const told = await page.getByText(/^By hand: 2 added, 3 removed/).count();
    const heads = await page.getByRole('columnheader').allTextContents();
    const origins = (await downloaded(page, /^Roots$/)).toString().match(/(added|removed)$/gm);
    const measurement = JSON.parse((await downloaded(page, 'Measurement')).toString()) as Measured;

    const picture = page.getByRole('img', { name: /^clipped.png/ });
    await page.getByText('Show the map on the photo').click();
    const mapped = await picture.getAttribute('aria-label');
    await page.getByText('Show the map on the photo').click();
    const bare = await picture.getAttribute('aria-label');

    await step(page, 'Scale');
    await page.getByText('Printed marker in the photo').click();
    const sheet = await downloaded(page, 'Marker sheet PDF');
    await page.getByText('The marker was not found', { exact: false }).last().waitFor();

    expect([told, heads.slice(-2), origins?.sort()]).toEqual([
      1,
      ['Automatic', 'Corrected by hand'],
      ['added', 'added', 'removed', 'removed', 'removed'],
    ]);
    expect([measurement.corrected, measurement.follicles.xPx.length]).toMatchObject([{ added: 2, removed: 3 }, found.length]);
    expect([mapped?.includes('thinning map'), bare?.includes('thinning map'), sheet.subarray(0, 5).toString()]).toEqual([
      true,
      false,
      '%PDF-',
    ]);
  });

  test('nothing was asked of any other origin, and no script failed', () => {
    expect([studio.foreign, studio.faults]).toEqual([[], []]);
  });
});

async function box(page: Page): Promise<{ x: number; y: number; width: number; height: number }> {
  const found = await page.getByRole('group', { name: /^Photo\. Plus/ }).boundingBox();
  if (found === null) throw new Error('the stage has no size');
  return found;
}

interface Measured {
  readonly corrected: { readonly added: number; readonly removed: number };
  readonly follicles: { readonly xPx: readonly number[] };
}

type Place = readonly [x: number, y: number];

/** Places in the photo of a table of roots. */
function placesOf(csv: Buffer): Place[] {
  const [, ...rows] = csv.toString().trim().split('\n');
  return rows.map((row) => row.split(',')).map(([, x, y]): Place => [Number(x), Number(y)]);
}

/** Three roots, and two places between them, far enough from each other that a click means only one; from the middle of the head. */
function apartPlaces(roots: readonly Place[], { height }: { readonly height: number }): [Place[], Place[]] {
  const APART_PX = 60;
  const chosen: Place[] = [];
  for (const root of roots) {
    if (root[1] < 0.3 * height || root[1] > 0.6 * height) continue;
    if (chosen.every((other) => Math.hypot(other[0] - root[0], other[1] - root[1]) > APART_PX)) chosen.push(root);
  }
  if (chosen.length < 5) throw new Error('too few roots lie apart');
  return [chosen.slice(0, 3), chosen.slice(3, 5).map(([x, y]): Place => [x + 6, y + 6])];
}

/** From the photo to the page, while the whole photo is shown: fitted with 12 px to spare, in the middle (canvas/viewport.ts). */
function onFittedPhoto(
  stage: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  photo: { readonly width: number; readonly height: number },
): (place: Place) => [number, number] {
  const scale = Math.min((stage.width - 24) / photo.width, (stage.height - 24) / photo.height);
  const left = stage.x + (stage.width - photo.width * scale) / 2;
  const top = stage.y + (stage.height - photo.height * scale) / 2;
  return ([x, y]) => [left + x * scale, top + y * scale];
}

async function drag(page: Page, [x0, y0]: readonly [number, number], [x1, y1]: readonly [number, number]): Promise<void> {
  await page.mouse.move(x0, y0);
  await page.mouse.down();
  await page.mouse.move((x0 + x1) / 2, (y0 + y1) / 2, { steps: 6 });
  await page.mouse.move(x1, y1, { steps: 6 });
  await page.mouse.up();
}
