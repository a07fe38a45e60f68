/**
 * The annotated dermatoscope fields: how many hairs and units are found, where, and how near their roots lie. Fields of even place in the
 * sorted list served for tuning; the others are what is reported. Runs alone: `node bench/dist/measure/dermoscope.js`.
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Raster, raster } from '@stubble/engine';
import sharp from 'sharp';
import { type Box, links, type MarkedHairs, matched } from './dermoscope-match.js';

const DIST = new URL('../../../packages/engine/dist/', import.meta.url);
const PHOTOS = new URL('../../../../shared/photos/', import.meta.url);
const inside = async <T>(path: string): Promise<T> => (await import(new URL(path, DIST).href)) as T;
const { findBurntIn } = await inside<typeof import('../../packages/engine/dist/calibrate/burnt-in.js')>('calibrate/burnt-in.js');
const { measureMacro } =
  await inside<typeof import('../../packages/engine/dist/measure/macro/measure-macro.js')>('measure/macro/measure-macro.js');

const PX_PER_MM = 362.5;
/** Boxes whose centres lie nearer are one unit. */
const UNIT_LINK_MM = 0.45;

const GREY_BAR_PX = 33;
const TERMINAL = ['premium', 'single'];

interface Tally {
  readonly countErrors: number[];
  readonly unitErrors: number[];
  readonly rootErrorsMm: number[];
  readonly byClass: Map<string, { all: number; found: number; foundByRoot: number }>;
  readonly densities: number[];
  readonly ms: number[];
  marked: number;
  listed: number;
  hits: number;
  hitsByRoot: number;
  /** Shafts and terminal boxes that no edge cuts. */
  readonly whole: { listed: number; hits: number; marked: number; found: number };
}

/** The tables, a line each; one line that says so where the photos are absent. */
export async function dermoscopeTable(): Promise<string[]> {
  if (!existsSync(PHOTOS)) return ['dermatoscope fields: photos absent, skipped'];
  const folder = new URL('dermoscope/', PHOTOS);
  const marked = marksOf(new URL('annotations.json', folder), 'pictures');
  const fields = [...new Set([...marked.keys()].map((name) => name.slice(0, name.lastIndexOf('_'))))].sort();
  const lines = [];
  for (const half of ['tune', 'report'] as const) {
    const tally = emptyTally();
    for (const [k, field] of fields.entries()) {
      if ((k % 2 === 0) !== (half === 'tune')) continue;
      await addField(
        tally,
        [...marked.keys()].filter((name) => name.startsWith(`${field}_`)),
        folder,
        marked,
      );
    }
    lines.push(...linesOf(`24 fields, ${half} half`, tally));
  }
  const single = marksOf(new URL('macro-fdu-annotations.json', PHOTOS), 'boxes');
  const tally = emptyTally();
  for (const name of single.keys()) await addField(tally, [name], PHOTOS, single);
  lines.push(...linesOf('five single pictures', tally));
  return lines;
}

function marksOf(file: URL, key: 'pictures' | 'boxes'): Map<string, Box[]> {
  const all: Record<string, (Box & { class?: string; cls?: string })[]> = JSON.parse(readFileSync(file, 'utf8'))[key];
  return new Map(Object.entries(all).map(([name, boxes]) => [name, boxes.map((b) => ({ ...b, class: b.class ?? b.cls ?? '' }))]));
}

function emptyTally(): Tally {
  return {
    countErrors: [],
    unitErrors: [],
    rootErrorsMm: [],
    byClass: new Map(),
    densities: [],
    ms: [],
    marked: 0,
    listed: 0,
    hits: 0,
    hitsByRoot: 0,
    whole: { listed: 0, hits: 0, marked: 0, found: 0 },
  };
}

/** All pictures of a field count together. */
async function addField(tally: Tally, names: readonly string[], folder: URL, marked: ReadonlyMap<string, Box[]>): Promise<void> {
  let [count, truth, units, trueUnits] = [0, 0, 0, 0];
  for (const name of names) {
    const boxes = marked.get(name) ?? [];
    const photo = await decoded(new URL(name, folder));
    const mask = findBurntIn(photo).mask;
    const start = performance.now();
    const { shafts, hairsPerCm2 } = measureMacro(photo, mask, PX_PER_MM, 0.015);
    tally.ms.push(performance.now() - start);
    if (hairsPerCm2 !== null) tally.densities.push(hairsPerCm2.value);
    const listed = [...shafts.listed.keys()].filter((i) => shafts.listed[i] === 1);
    const hairs: MarkedHairs = {
      rootX: listed.map((i) => shafts.rootXPx[i]),
      rootY: listed.map((i) => shafts.rootYPx[i]),
      tipX: listed.map((i) => shafts.tipXPx[i]),
      tipY: listed.map((i) => shafts.tipYPx[i]),
      widthPx: listed.map((i) => (shafts.seenWidthUm[i] / 1000) * PX_PER_MM),
    };
    const shaftOf = matched(hairs, boxes, PX_PER_MM, 'shaft');
    const rootOf = matched(hairs, boxes, PX_PER_MM, 'root');
    const hit = new Set(shaftOf);
    listed.forEach((i, k) => {
      const { rootXPx, rootYPx, tipXPx, tipYPx } = shafts;
      if (!(awayFromEdge(photo, rootXPx[i], rootYPx[i]) && awayFromEdge(photo, tipXPx[i], tipYPx[i]))) return;
      tally.whole.listed++;
      if (hit.has(k)) tally.whole.hits++;
    });
    boxes.forEach((box, k) => {
      if (TERMINAL.includes(box.class) && awayFromEdge(photo, box.x0, box.y0) && awayFromEdge(photo, box.x1, box.y1)) {
        tally.whole.marked++;
        if (shaftOf[k] >= 0) tally.whole.found++;
      }
      const row = tally.byClass.get(box.class) ?? { all: 0, found: 0, foundByRoot: 0 };
      tally.byClass.set(box.class, row);
      row.all++;
      if (rootOf[k] >= 0) row.foundByRoot++;
      const i = shaftOf[k];
      if (i < 0) return;
      row.found++;
      tally.rootErrorsMm.push(Math.hypot(hairs.rootX[i] - box.x0, hairs.rootY[i] - box.y0) / PX_PER_MM);
    });
    tally.hits += shaftOf.filter((i) => i >= 0).length;
    tally.hitsByRoot += rootOf.filter((i) => i >= 0).length;
    count += listed.length;
    truth += boxes.length;
    units += new Set(listed.map((i) => shafts.unit[i])).size;
    trueUnits += links(
      boxes.map((b) => (b.x0 + b.x1) / 2),
      boxes.map((b) => (b.y0 + b.y1) / 2),
      UNIT_LINK_MM * PX_PER_MM,
    );
  }
  tally.listed += count;
  tally.marked += truth;
  tally.countErrors.push(Math.abs(count - truth) / Math.max(1, truth));
  tally.unitErrors.push(Math.abs(units - trueUnits) / Math.max(1, trueUnits));
}

/** Further than 0.1 mm from the picture's edges and from the grey bar below. */
function awayFromEdge({ width, height }: Raster<'srgb8'>, x: number, y: number): boolean {
  const reach = 0.1 * PX_PER_MM;
  return x > reach && y > reach && x < width - reach && y < height - GREY_BAR_PX - reach;
}

async function decoded(file: URL): Promise<Raster<'srgb8'>> {
  const { data, info } = await sharp(fileURLToPath(file)).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return raster('srgb8', info.width, info.height, new Uint8Array(data));
}

function linesOf(title: string, t: Tally): string[] {
  const mean = (v: readonly number[]): number => v.reduce((sum, x) => sum + x, 0) / Math.max(1, v.length);
  const at = (v: readonly number[], share: number): number => v.slice().sort((p, q) => p - q)[Math.floor(share * (v.length - 1))] ?? NaN;
  const of = (classes: readonly string[], by: 'found' | 'foundByRoot'): string => {
    const rows = classes.map((c) => t.byClass.get(c)).filter((r) => r !== undefined);
    return (rows.reduce((sum, r) => sum + r[by], 0) / rows.reduce((sum, r) => sum + r.all, 0)).toFixed(3);
  };
  const recall = (by: 'found' | 'foundByRoot'): string =>
    `terminal recall ${of(TERMINAL, by)}, undersize ${of(['undersize'], by)}, abnormal ${of(['abnormal'], by)}`;
  return [
    `${title}: ${t.marked} hairs marked, ${t.listed} listed; count error ${(100 * mean(t.countErrors)).toFixed(1)} % a field (mean absolute)`,
    `  shaft in the box or centre within 0.3 mm: ${recall('found')}, precision ${(t.hits / t.listed).toFixed(3)}`,
    `  the same away from edges: terminal recall ${(t.whole.found / t.whole.marked).toFixed(3)}, precision ${(t.whole.hits / t.whole.listed).toFixed(3)}`,
    `  root point alone: ${recall('foundByRoot')}, precision ${(t.hitsByRoot / t.listed).toFixed(3)}`,
    `  follicular units: error ${(100 * mean(t.unitErrors)).toFixed(1)} % a field`,
    `  root error: median ${at(t.rootErrorsMm, 0.5).toFixed(3)} mm, p90 ${at(t.rootErrorsMm, 0.9).toFixed(3)} mm; hairs/cm² in the window: mean ${mean(t.densities).toFixed(1)}`,
    `  time: median ${at(t.ms, 0.5).toFixed(0)} ms, longest ${at(t.ms, 1).toFixed(0)} ms a picture`,
  ];
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  for (const line of await dermoscopeTable()) console.log(line);
