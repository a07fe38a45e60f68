import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument, PrintScaling } from '@cantoo/pdf-lib';
import { expect, test } from 'vitest';
import { sampleDots, samplePlan } from '../document/sample-plan.test-helper.ts';
import { stencilPdf } from './stencil.ts';

const PLAN = samplePlan();
const DOTS = sampleDots(300);
const hasPoppler = spawnSync('pdftoppm', ['-v']).error === undefined;
const DPI = 300;

interface Page {
  readonly width: number;
  readonly height: number;
  dark(x: number, y: number): boolean;
}

/** Pages as grey pictures, by Poppler. */
function rendered(pdf: Uint8Array): Page[] {
  const folder = mkdtempSync(join(tmpdir(), 'stubble-pdf-'));
  writeFileSync(join(folder, 'a.pdf'), pdf);
  spawnSync('pdftoppm', ['-r', String(DPI), '-gray', 'a.pdf', 'p'], { cwd: folder });
  const pages = readdirSync(folder)
    .filter((name) => name.endsWith('.pgm'))
    .sort()
    .map((name): Page => {
      const bytes = readFileSync(join(folder, name));
      const header = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.subarray(0, 40).toString('latin1'));
      if (header === null) throw new Error('no PGM');
      const [width, height] = [Number(header[1]), Number(header[2])];
      return { width, height, dark: (x, y) => bytes[header[0].length + y * width + x] < 128 };
    });
  rmSync(folder, { recursive: true });
  return pages;
}

/** Length in mm of the longest dark run along an axis within a band of the page. */
function longestRun(page: Page, axis: 'x' | 'y', from: number, to: number): number {
  let longest = 0;
  const along = axis === 'x' ? page.width : page.height;
  for (let line = Math.round(from); line < to; line++) {
    let run = 0;
    for (let i = 0; i < along; i++) {
      run = (axis === 'x' ? page.dark(i, line) : page.dark(line, i)) ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
  }
  return (longest * 25.4) / DPI;
}

const mm = (value: number): number => (value * DPI) / 25.4;

test.skipIf(!hasPoppler).each(['a4', 'letter'] as const)(
  'the bars of every page of %s are 100.0 ± 0.3 mm along both axes when rendered (skipped without poppler-utils)',
  async (paper) => {
    const pages = rendered(await stencilPdf(PLAN, DOTS, { paper, session: null, dots: true }));
    const bars = pages.flatMap((page) => [
      longestRun(page, 'x', page.height - mm(13.6), page.height - mm(12.4)),
      longestRun(page, 'y', mm(7.5), mm(8.5)),
    ]);
    const size = pages.map((page) => Math.abs((page.height * 25.4) / DPI - (paper === 'a4' ? 297 : 279.4)) < 0.2);
    expect({ bars, good: bars.length >= 10 && bars.every((b) => Math.abs(b - 100) < 0.3), size: size.every(Boolean) }).toMatchObject({
      good: true,
      size: true,
    });
  },
);

test.skipIf(!hasPoppler)(
  'bars that a printer drew 98.6 and 100.9 mm long are 100.0 ± 0.3 mm on the corrected print (skipped without poppler-utils)',
  async () => {
    const printed = { acrossMm: 98.6, alongMm: 100.9 };
    const pages = rendered(await stencilPdf(PLAN, DOTS, { paper: 'a4', session: null, dots: false, printed }));
    const across = pages.map((page) => longestRun(page, 'x', page.height - mm(15.5), page.height - mm(11.5)) * (printed.acrossMm / 100));
    const along = pages.map((page) => longestRun(page, 'y', mm(5.5), mm(8.5)) * (printed.alongMm / 100));
    expect([...across, ...along].filter((bar) => Math.abs(bar - 100) > 0.3)).toEqual([]);
  },
);

test('the print asks for no scaling, names no clock, and is the same bytes each time', async () => {
  const options = { paper: 'a4', session: null, dots: true } as const;
  const [first, again] = [await stencilPdf(PLAN, DOTS, options), await stencilPdf(PLAN, DOTS, options)];
  const read = await PDFDocument.load(first, { updateMetadata: false });
  expect([
    Buffer.from(first).equals(Buffer.from(again)),
    read.catalog.getViewerPreferences()?.getPrintScaling(),
    read.getCreationDate(),
    read.getModificationDate(),
  ]).toEqual([true, PrintScaling.None, undefined, undefined]);
});

test.skipIf(!hasPoppler)(
  'landmarks, zones, needles and dilutions are in the text; a session has its own sheets (skipped without poppler-utils)',
  async () => {
    const text = (pdf: Uint8Array): string => spawnSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8' }).stdout;
    const all = text(await stencilPdf(PLAN, DOTS, { paper: 'a4', session: null, dots: true }));
    const second = text(await stencilPdf(PLAN, DOTS, { paper: 'a4', session: 2, dots: true }));
    const missing = [
      'mid-frontal point',
      '70 (60–80)',
      'glabella',
      'tragus',
      'hairline',
      'crown',
      '3-point',
      '1:10 to 1:20',
      'not visible',
      'Worst stretch',
    ].filter((word) => !all.includes(word));
    const worst = /Worst stretch on this sheet ([\d.]+) %/.exec(all)?.[1];
    expect([missing, second.includes('Dot sheets of session 2'), Number(worst) < 5]).toEqual([[], true, true]);
  },
);

test('texts with any characters, and a plan without dots, hairline or zones, still print', async () => {
  const bare = {
    ...PLAN,
    modeReason: 'Δ 漢字 \u0007 ‘quoted’ → ≥ 😀',
    notes: Array.from({ length: 60 }, () => ({ code: 'x', severity: 'warning' as const, message: 'long '.repeat(90) })),
    design: { ...PLAN.design, zonePx: [], zoneMm: [], hairlineMm: [], hiddenHairlineMm: [], landmarks: [], zones: [] },
  };
  const pdf = await stencilPdf(bare, sampleDots(0), { paper: 'letter', session: null, dots: true });
  expect((await PDFDocument.load(pdf)).getPageCount()).toBeGreaterThan(3);
});
