/** What one would take from npm, or write in an hour, to place the dots of a scene. */
import { fieldAt, type Random, type Scene } from '@stubble/engine';
import { Delaunay } from 'd3-delaunay';
import { interleaved } from './lattice.ts';
import { poissonDisk } from './poisson-disk.ts';
import type { Points } from './soft-core.ts';

export interface Rival {
  readonly name: string;
  /** Parameters that must be found first, as a user would by trial; not part of the time. */
  tune(scene: Scene, random: () => Random): number;
  place(scene: Scene, tuned: number, random: Random): Points;
}

/** Wanted number of dots within this share counts as met. */
const COUNT_TOLERANCE = 0.02;
const STIPPLING_ITERATIONS = 30;
/** Pixels of the stippling in spacings of the plateau. */
const STIPPLING_PIXEL = 0.4;

export const RIVALS: readonly Rival[] = [
  {
    name: 'white noise',
    tune: () => 0,
    place: (scene, _, random) => whiteNoise(scene, random),
  },
  {
    name: 'poisson-disk',
    tune: (scene, random) => {
      let [low, high] = [0.4, 1.2];
      for (let tries = 0; tries < 20; tries++) {
        const factor = (low + high) / 2;
        const off = poissonDisk(scene, factor, random().next).xMm.length / scene.count - 1;
        if (Math.abs(off) < COUNT_TOLERANCE) return factor;
        if (off > 0) low = factor;
        else high = factor;
      }
      throw new Error('poisson-disk-sampling does not come to the wanted number');
    },
    place: (scene, factor, random) => poissonDisk(scene, factor, random.next),
  },
  {
    name: 'Voronoi stippling',
    tune: () => 0,
    place: (scene, _, random) => stippling(scene, random),
  },
];

/** Independent places that are clear of hairs. */
function whiteNoise(scene: Scene, random: Random): Points {
  const most = scene.newPerCm2.reduce((a, b) => Math.max(a, b), 0);
  const bucketMm = Math.max(scene.clearanceMm, 0.2);
  const columns = Math.ceil(scene.widthMm / bucketMm) + 2;
  const hairs = new Map<number, number[]>();
  const bucketOf = (x: number, y: number): number => (Math.floor(y / bucketMm) + 1) * columns + Math.floor(x / bucketMm) + 1;
  scene.existingXMm.forEach((x, i) => {
    const key = bucketOf(x, scene.existingYMm[i]);
    hairs.set(key, [...(hairs.get(key) ?? []), i]);
  });
  const free = (x: number, y: number): boolean => {
    const at = bucketOf(x, y);
    for (const key of [-columns - 1, -columns, 1 - columns, -1, 0, 1, columns - 1, columns, columns + 1])
      for (const i of hairs.get(at + key) ?? [])
        if (Math.hypot(scene.existingXMm[i] - x, scene.existingYMm[i] - y) < scene.clearanceMm) return false;
    return true;
  };
  const xMm = new Float64Array(scene.count);
  const yMm = new Float64Array(scene.count);
  for (let k = 0; k < scene.count; ) {
    const x = random.next() * scene.widthMm;
    const y = random.next() * scene.heightMm;
    if (random.next() * most >= fieldAt(scene, scene.newPerCm2, x, y) || !free(x, y)) continue;
    xMm[k] = x;
    yMm[k++] = y;
  }
  return { xMm, yMm };
}

/**
 * Weighted Voronoi stippling (Secord 2002) by the recipe of https://observablehq.com/@mbostock/voronoi-stippling, over-relaxation and shrinking
 * noise included; hairs are sites that stay.
 */
function stippling(scene: Scene, random: Random): Points {
  const densest = scene.totalPerCm2.reduce((a, b) => Math.max(a, b), 0);
  const start = whiteNoise(scene, random);
  const n = scene.count;
  const xMm = new Float64Array(n + scene.existingXMm.length);
  const yMm = new Float64Array(xMm.length);
  xMm.set(start.xMm);
  yMm.set(start.yMm);
  xMm.set(scene.existingXMm, n);
  yMm.set(scene.existingYMm, n);
  const pixelMm = (STIPPLING_PIXEL * 10) / Math.sqrt(densest);
  const columns = Math.floor(scene.widthMm / pixelMm);
  const rows = Math.floor(scene.heightMm / pixelMm);
  const pixels: { x: number; y: number; weight: number }[] = [];
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) {
      const [x, y] = [(c + 0.5) * pixelMm, (r + 0.5) * pixelMm];
      const weight = fieldAt(scene, scene.totalPerCm2, x, y);
      if (weight > 0) pixels.push({ x, y, weight });
    }
  const sums = { weight: new Float64Array(xMm.length), x: new Float64Array(xMm.length), y: new Float64Array(xMm.length) };
  for (let k = 0; k < STIPPLING_ITERATIONS; k++) {
    const cells = new Delaunay(interleaved(xMm, yMm));
    for (const values of Object.values(sums)) values.fill(0);
    let site = 0;
    for (const { x, y, weight } of pixels) {
      site = cells.find(x, y, site);
      sums.weight[site] += weight;
      sums.x[site] += weight * x;
      sums.y[site] += weight * y;
    }
    const noiseMm = k === STIPPLING_ITERATIONS - 1 ? 0 : (k + 1) ** -0.8 * pixelMm;
    for (let i = 0; i < n; i++) {
      const [x0, y0] = [xMm[i], yMm[i]];
      const weight = sums.weight[i];
      const x = (weight > 0 ? sums.x[i] / weight : x0) + (random.next() - 0.5) * noiseMm;
      const y = (weight > 0 ? sums.y[i] / weight : y0) + (random.next() - 0.5) * noiseMm;
      xMm[i] = Math.min(scene.widthMm - 1e-6, Math.max(0, x0 + (x - x0) * 1.8));
      yMm[i] = Math.min(scene.heightMm - 1e-6, Math.max(0, y0 + (y - y0) * 1.8));
    }
  }
  return { xMm: xMm.slice(0, n), yMm: yMm.slice(0, n) };
}
