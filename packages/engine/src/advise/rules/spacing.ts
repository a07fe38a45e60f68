/** How dots lie to their neighbours on the skin, and whether they keep time: rows and lattices show as a peak of the spectrum of a patch. */
import type { DotColumns } from '../../document/packed.ts';
import type { Spot, SurfaceGeometry } from '../../head/surface.ts';
import type { Point } from '../../polygon.ts';

export interface Spacing {
  /** By dot: the nearest other dot, its distance on the skin, and the spacing 1/√density about it. Not a number for a dot that is alone. */
  readonly nearest: Int32Array;
  readonly nearestMm: Float64Array;
  readonly localMm: Float64Array;
  readonly patches: readonly Patch[];
}

export interface Patch {
  readonly centreMm: Point;
  readonly dots: number;
  /** All dots, or those of one session. */
  readonly session: number | null;
  /** 1 of a lattice or of rows, about 0.2 of a pattern by chance: the greatest |Σ exp(i k·r)| / n over the waves of a dot's spacing. */
  readonly rhythm: number;
}

/** Neighbours that speak for the density about a dot. */
const NEIGHBOURS = 6;
const BUCKET_MM = 2.5;
/** Beyond this a dot counts as alone. */
const FARTHEST_BUCKETS = 4;
/** Patches are so broad: small enough that the head is flat and a machine holds its line. */
const PATCH_MM = 14;
const LEAST_PATCH_DOTS = 80;
/** So many patches speak for a head. */
const MOST_PATCHES = 24;
const DIRECTIONS = 48;
/** Waves from this share of a dot's spacing to this: rows of a hexagonal lattice lie 0.93 spacings apart, those of a square one 1 [computed]. */
const WAVES = { least: 0.55, most: 1.7, steps: 36 };

export function spacingOf(geometry: SurfaceGeometry, dots: DotColumns): Spacing {
  const spots = Array.from({ length: dots.count }, (_, i) => geometry.onHead(dots.xMm[i], dots.yMm[i]));
  const buckets = new Map<number, number[]>();
  const line = (mm: number): number => Math.floor(mm / BUCKET_MM) + 500;
  for (let i = 0; i < dots.count; i++) {
    const key = line(dots.yMm[i]) * 1000 + line(dots.xMm[i]);
    const bucket = buckets.get(key);
    if (bucket === undefined) buckets.set(key, [i]);
    else bucket.push(i);
  }
  const nearest = new Int32Array(dots.count).fill(-1);
  const nearestMm = new Float64Array(dots.count).fill(Number.NaN);
  const localMm = new Float64Array(dots.count).fill(Number.NaN);
  for (let i = 0; i < dots.count; i++) {
    const [c, r] = [line(dots.xMm[i]), line(dots.yMm[i])];
    for (let reach = 1; reach <= FARTHEST_BUCKETS; reach++) {
      const near: { readonly dot: number; readonly mm: number }[] = [];
      for (let dr = -reach; dr <= reach; dr++)
        for (let dc = -reach; dc <= reach; dc++)
          for (const j of buckets.get((r + dr) * 1000 + c + dc) ?? []) if (j !== i) near.push({ dot: j, mm: apart(spots[i], spots[j]) });
      if (near.length < NEIGHBOURS && reach < FARTHEST_BUCKETS) continue;
      near.sort((p, q) => p.mm - q.mm);
      if (near.length > 0) {
        nearest[i] = near[0].dot;
        nearestMm[i] = near[0].mm;
      }
      // a circle to the sixth neighbour holds five and a half others on average
      if (near.length >= NEIGHBOURS) localMm[i] = near[NEIGHBOURS - 1].mm * Math.sqrt(Math.PI / (NEIGHBOURS - 0.5));
      break;
    }
  }
  return { nearest, nearestMm, localMm, patches: patchesOf(geometry, dots, spots) };
}

function patchesOf(geometry: SurfaceGeometry, dots: DotColumns, spots: readonly Spot[]): readonly Patch[] {
  const byCell = new Map<string, number[]>();
  for (let i = 0; i < dots.count; i++) {
    const key = `${Math.floor(dots.xMm[i] / PATCH_MM)},${Math.floor(dots.yMm[i] / PATCH_MM)}`;
    const cell = byCell.get(key);
    if (cell === undefined) byCell.set(key, [i]);
    else cell.push(i);
  }
  const cells = [...byCell.values()].filter((cell) => cell.length >= LEAST_PATCH_DOTS);
  const every = Math.max(1, Math.ceil(cells.length / MOST_PATCHES));
  return cells
    .filter((_, k) => k % every === 0)
    .flatMap((cell) => {
      const mean = (of: Float32Array): number => cell.reduce((sum, i) => sum + of[i], 0) / cell.length;
      const centreMm: Point = [mean(dots.xMm), mean(dots.yMm)];
      const flat = flattened(
        geometry,
        centreMm,
        cell.map((i) => spots[i]),
      );
      const sessions = [...new Set(cell.map((i) => dots.session[i]))].sort((p, q) => p - q);
      const parts: readonly (readonly [number | null, readonly Point[]])[] = [
        [null, flat],
        ...sessions.map((session) => [session, flat.filter((_, k) => dots.session[cell[k]] === session)] as const),
      ];
      return parts.flatMap(([session, points]) =>
        points.length < LEAST_PATCH_DOTS || (session !== null && sessions.length === 1)
          ? []
          : [{ centreMm, dots: points.length, session, rhythm: rhythmOf(points) }],
      );
    });
}

/** In the plane that touches the head in the middle of a patch. */
function flattened(geometry: SurfaceGeometry, [x, y]: Point, spots: readonly Spot[]): readonly Point[] {
  const at = geometry.onHead(x, y);
  const along = unit(less(geometry.onHead(x + 1, y), at));
  const up = less(geometry.onHead(x, y + 1), at);
  const lean = dot(up, along);
  const across = unit([up[0] - lean * along[0], up[1] - lean * along[1], up[2] - lean * along[2]]);
  return spots.map((spot): Point => {
    const to = less(spot, at);
    return [dot(to, along), dot(to, across)];
  });
}

function rhythmOf(points: readonly Point[]): number {
  const count = points.length;
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const area = (Math.max(...xs) - Math.min(...xs)) * (Math.max(...ys) - Math.min(...ys));
  const spacing = Math.sqrt(area / count);
  // even steps of the wave number, as a patch tells waves apart by it; then each step turns a point's phase by the same angle
  const first = (2 * Math.PI) / (WAVES.most * spacing);
  const step = ((2 * Math.PI) / (WAVES.least * spacing) - first) / (WAVES.steps - 1);
  let most = 0;
  for (let d = 0; d < DIRECTIONS; d++) {
    const [ux, uy] = [Math.cos((Math.PI * d) / DIRECTIONS), Math.sin((Math.PI * d) / DIRECTIONS)];
    const [re, im] = [new Float64Array(WAVES.steps), new Float64Array(WAVES.steps)];
    for (let i = 0; i < count; i++) {
      const along = ux * xs[i] + uy * ys[i];
      let [cos, sin] = [Math.cos(first * along), Math.sin(first * along)];
      const [turnCos, turnSin] = [Math.cos(step * along), Math.sin(step * along)];
      for (let s = 0; s < WAVES.steps; s++) {
        re[s] += cos;
        im[s] += sin;
        const turned = cos * turnCos - sin * turnSin;
        sin = sin * turnCos + cos * turnSin;
        cos = turned;
      }
    }
    for (let s = 0; s < WAVES.steps; s++) most = Math.max(most, Math.sqrt(re[s] * re[s] + im[s] * im[s]) / count);
  }
  return most;
}

function apart(p: Spot, q: Spot): number {
  return Math.sqrt((p[0] - q[0]) ** 2 + (p[1] - q[1]) ** 2 + (p[2] - q[2]) ** 2);
}

function less(p: Spot, q: Spot): Spot {
  return [p[0] - q[0], p[1] - q[1], p[2] - q[2]];
}

function dot(p: Spot, q: Spot): number {
  return p[0] * q[0] + p[1] * q[1] + p[2] * q[2];
}

function unit(v: Spot): Spot {
  const length = Math.sqrt(dot(v, v));
  return [v[0] / length, v[1] / length, v[2] / length];
}
