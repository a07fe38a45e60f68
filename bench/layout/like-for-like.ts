/**
 * The statistics of real follicular units with the estimators by which they were taken from small microscope fields: windows of
 * 2.69 × 2.16 spacings in groups of four, each group in spacings of its own count; distances to the nearest neighbour by Hanisch's border
 * weights (1984, Statistics 15:409), pair correlation with translation weights (Ohser 1983).
 */
import { FOLLICULAR_UNITS, fieldAt, type Pattern, pairMisfit, seededRandom } from '@stubble/engine';

const BIN = FOLLICULAR_UNITS.binSpacings;
const WIDTH = 2.69;
const HEIGHT = 2.16;
const GROUP = 4;
/** Windows lie where the density is at least this share of the plateau's, and the dots this share of dots and hairs: hairs are not ours. */
const LEAST_TOTAL = 0.78;
const LEAST_NEW = 0.6;

export interface LikeForLike {
  readonly windows: number;
  /** Units in a window. */
  readonly meanCount: number;
  readonly nearest: { readonly mean: number; readonly cv: number; readonly q01: number };
  /** Variance over mean of the counts of a group. */
  readonly fano: number;
  readonly g: Float64Array;
  readonly misfit: number;
}

/** Windows of one person: points from the corner of each, in any unit. */
export interface Group {
  readonly width: number;
  readonly height: number;
  readonly windows: readonly (readonly (readonly [x: number, y: number])[])[];
}

/** A layout cut into windows, where most points are dots and no feather thins them. */
export function likeForLike(pattern: Pattern, plateauPerCm2: number): LikeForLike {
  const { scene } = pattern;
  const stepMm = 10 / Math.sqrt(0.75 * plateauPerCm2);
  const windows: [number, number][][] = [];
  const byColumn = Array.from({ length: Math.ceil(scene.widthMm) }, (): number[] => []);
  pattern.xMm.forEach((x, i) => {
    byColumn[Math.min(byColumn.length - 1, Math.floor(x))].push(i);
  });
  for (let x = 0; x + WIDTH * stepMm <= scene.widthMm; x += WIDTH * stepMm)
    for (let y = 0; y + HEIGHT * stepMm <= scene.heightMm; y += HEIGHT * stepMm) {
      const total = fieldAt(scene, scene.totalPerCm2, x + (WIDTH * stepMm) / 2, y + (HEIGHT * stepMm) / 2);
      const s = 10 / Math.sqrt(total);
      const corners = [0, WIDTH * s].flatMap((dx) => [0, HEIGHT * s].map((dy) => [x + dx, y + dy] as const));
      const inside = corners.every(([cx, cy]) => {
        const here = fieldAt(scene, scene.totalPerCm2, cx, cy);
        return here > LEAST_TOTAL * plateauPerCm2 && fieldAt(scene, scene.newPerCm2, cx, cy) > LEAST_NEW * here;
      });
      if (!inside || !(total > LEAST_TOTAL * plateauPerCm2)) continue;
      const points: [number, number][] = [];
      for (let column = Math.floor(x); column <= Math.min(byColumn.length - 1, Math.floor(x + WIDTH * s)); column++)
        for (const i of byColumn[column]) {
          const [u, v] = [(pattern.xMm[i] - x) / s, (pattern.yMm[i] - y) / s];
          if (u >= 0 && u < WIDTH && v >= 0 && v < HEIGHT) points.push([u, v]);
        }
      windows.push(points);
    }
  // windows of a person lie anywhere on the head
  const random = seededRandom(1, 'bench/groups');
  for (let k = windows.length - 1; k > 0; k--) {
    const j = random.below(k + 1);
    [windows[k], windows[j]] = [windows[j], windows[k]];
  }
  const groups: Group[] = [];
  for (let k = 0; k + GROUP <= windows.length; k += GROUP)
    groups.push({ width: WIDTH, height: HEIGHT, windows: windows.slice(k, k + GROUP) });
  return fieldStatistics(groups);
}

export function fieldStatistics(groups: readonly Group[]): LikeForLike {
  const pairs = new Float64Array(FOLLICULAR_UNITS.g.length);
  const distances: { distance: number; weight: number }[] = [];
  const counts = { windows: 0, points: 0, variance: 0, mean: 0 };
  for (const { width, height, windows } of groups) {
    const points = windows.reduce((sum, w) => sum + w.length, 0);
    if (points < 2 || windows.length < 2) continue;
    const mean = points / windows.length;
    counts.windows += windows.length;
    counts.points += points;
    counts.mean += mean;
    counts.variance += windows.reduce((sum, w) => sum + (w.length - mean) ** 2, 0) / (windows.length - 1);
    const s = Math.sqrt((windows.length * width * height) / points);
    for (const window of windows) addWindow(window, width / s, height / s, s, pairs, distances);
  }
  const g = pairs.map((sum, bin) => sum / (counts.windows * Math.PI * (2 * bin + 1) * BIN * BIN));
  return {
    windows: counts.windows,
    meanCount: counts.points / counts.windows,
    nearest: weighted(distances),
    fano: counts.variance / counts.mean,
    g,
    misfit: pairMisfit({ g }),
  };
}

function addWindow(
  window: readonly (readonly [number, number])[],
  width: number,
  height: number,
  s: number,
  pairs: Float64Array,
  distances: { distance: number; weight: number }[],
): void {
  for (const [xi, yi] of window) {
    let least = Number.POSITIVE_INFINITY;
    for (const [xj, yj] of window) {
      if (xi === xj && yi === yj) continue;
      const dx = Math.abs(xi - xj) / s;
      const dy = Math.abs(yi - yj) / s;
      const d = Math.hypot(dx, dy);
      least = Math.min(least, d);
      const bin = Math.floor(d / BIN);
      if (bin < pairs.length) pairs[bin] += 1 / ((width - dx) * (height - dy));
    }
    const border = Math.min(xi / s, width - xi / s, yi / s, height - yi / s);
    if (least <= border) distances.push({ distance: least, weight: 1 / ((width - 2 * least) * (height - 2 * least)) });
  }
}

function weighted(distances: { distance: number; weight: number }[]): LikeForLike['nearest'] {
  distances.sort((a, b) => a.distance - b.distance);
  const total = distances.reduce((sum, d) => sum + d.weight, 0);
  const mean = distances.reduce((sum, d) => sum + d.weight * d.distance, 0) / total;
  const variance = distances.reduce((sum, d) => sum + d.weight * (d.distance - mean) ** 2, 0) / total;
  let below = 0;
  const q01 = distances.find((d) => {
    below += d.weight;
    return below >= 0.01 * total;
  });
  return { mean, cv: Math.sqrt(variance) / mean, q01: q01?.distance ?? Number.NaN };
}
