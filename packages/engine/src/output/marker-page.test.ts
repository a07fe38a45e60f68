import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { PDFDocument, PrintScaling } from '@cantoo/pdf-lib';
import { expect, test } from 'vitest';
import { findMarker } from '../calibrate/marker.ts';
import { distance } from '../polygon.ts';
import { raster } from '../raster.ts';
import { markerPdf } from './marker-page.ts';

const hasPoppler = spawnSync('pdftoppm', ['-v']).error === undefined;

/** Sides in mm of the filled squares that the page's drawing holds, by its path operators. */
function filledSidesMm(pdf: Uint8Array): number[] {
  const bytes = Buffer.from(pdf);
  let drawing = '';
  for (let at = bytes.indexOf('stream'); at >= 0; at = bytes.indexOf('stream', at + 6)) {
    if (bytes.subarray(at - 3, at).toString('latin1') === 'end') continue;
    const from = at + (bytes[at + 6] === 13 ? 8 : 7);
    try {
      drawing += inflateSync(bytes.subarray(from, bytes.indexOf('endstream', from))).toString('latin1');
    } catch {
      // fonts and other streams
    }
  }
  const paths = [...drawing.matchAll(/([-\d.]+) ([-\d.]+) m\s+([-\d.]+) ([-\d.]+) l/g)];
  return paths.map(([, x0, y0, x1, y1]) => (distance([Number(x0), Number(y0)], [Number(x1), Number(y1)]) * 25.4) / 72);
}

test.each([8, 20, 37.5, 60])(
  'the square of %s mm is that wide on the page to 0.01 mm, and there are several where they fit',
  async (sideMm) => {
    for (const paper of ['a4', 'letter'] as const) {
      const sides = filledSidesMm(await markerPdf({ sideMm, paper })).filter((mm) => Math.abs(mm - sideMm) < 0.01);
      expect(sides.length).toBeGreaterThanOrEqual(4);
    }
  },
);

test('the page is one, asks for no scaling, names no clock, and is the same bytes each time', async () => {
  const options = { sideMm: 20, paper: 'a4' } as const;
  const [first, again] = [await markerPdf(options), await markerPdf(options)];
  const read = await PDFDocument.load(first, { updateMetadata: false });
  expect([
    Buffer.from(first).equals(Buffer.from(again)),
    read.getPageCount(),
    read.catalog.getViewerPreferences()?.getPrintScaling(),
    read.getCreationDate(),
  ]).toEqual([true, 1, PrintScaling.None, undefined]);
});

test.skipIf(!hasPoppler).each([8, 20, 60])(
  'the printed square of %s mm is found, as wide as the page has it to a pixel (skipped without poppler-utils)',
  async (sideMm) => {
    const folder = mkdtempSync(join(tmpdir(), 'stubble-marker-'));
    writeFileSync(join(folder, 'a.pdf'), await markerPdf({ sideMm, paper: 'a4' }));
    spawnSync('pdftoppm', ['-r', '150', '-singlefile', 'a.pdf', 'p'], { cwd: folder });
    const bytes = readFileSync(join(folder, 'p.ppm'));
    rmSync(folder, { recursive: true });
    const header = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.subarray(0, 40).toString('latin1'));
    if (header === null) throw new Error('no PPM');
    const page = raster('srgb8', Number(header[1]), Number(header[2]), new Uint8Array(bytes.subarray(header[0].length)));
    // the renderer draws fills to whole pixels
    const found = findMarker(page, sideMm);
    const offPx = ((found?.pxPerMm ?? 0) - 150 / 25.4) * sideMm;
    expect([found?.id, Math.abs(offPx) < 1]).toEqual([0, true]);
  },
);
