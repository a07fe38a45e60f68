/**
 * What tells hair from skin at a place of the head, in cells of three quarters of a millimetre: how far the place is darker than bare skin
 * would be, and how much light varies within it, finely (single strands) and coarsely (locks, follicular units).
 */
import { blur, mapDensity } from '../filters.ts';
import { densityRaster, type Raster } from '../raster.ts';

export interface Evidence {
  /** Overview pixels to a cell's side. */
  readonly cellPx: number;
  /** Mean luminance over bare skin's. */
  readonly tone: Raster<'density'>;
  /** Luminance between the strands over bare skin's. */
  readonly between: Raster<'density'>;
  /** Deviation of the luminance from its surroundings over that between the strands: below 0.34 mm, and from there to 1 mm. */
  readonly fine: Raster<'density'>;
  readonly coarse: Raster<'density'>;
  /** Share of the fine variance that is brighter than its surroundings: above a half speaks for light strands or gloss. */
  readonly brightShare: Raster<'density'>;
}

const CELL_MM = 0.75;
/** Border of fine and coarse, and of coarse and form, one deviation. */
const FINE_MM = 0.34;
const COARSE_MM = 1;
/** Neighbourhood of a reading, one deviation. */
const WINDOW_MM = 2.5;
/** Brighter than bare skin by this factor is a glint: it is cut before texture is read. */
const GLINT = 1.35;
/** Relative spread of skin about its own level. */
const SKIN_SPREAD = 0.12;
const MEAN_SHIFTS = 3;
/** A line of texture narrower than twice this is an edge (of a shadow, a sun patch), which hair is not. */
const EDGE_MM = 4;
/** Softening before edges are looked for, one deviation: follicular units stand a millimetre apart. */
const EDGE_SOFT_MM = 0.7;
/** How far variance may stand out of the least around it before it is cut; bare skin's own, relative to its light, always may. */
const EDGE_EXCESS = 6;
const SKIN_GRAIN = 0.008;

/**
 * @param y luminance in overview pixels
 * @param skinLuminance of bare skin, same size
 */
export function hairEvidence(y: Raster<'density'>, skinLuminance: Raster<'density'>, inside: Raster<'density'>, pxPerMm: number): Evidence {
  const cellPx = Math.max(1, Math.round(CELL_MM * pxPerMm));
  const matte = mapDensity(y, (v, i) => Math.min(v, GLINT * skinLuminance.data[i]));
  const fineY = blur(matte, FINE_MM * pxPerMm);
  const coarseY = blur(matte, COARSE_MM * pxPerMm);
  const { width, height } = y;
  const columns = Math.ceil(width / cellPx);
  const rows = Math.ceil(height / cellPx);
  const [n, mean, dark, bright, mid, skin] = Array.from({ length: 6 }, () => densityRaster(columns, rows));
  eachInside(inside, cellPx, columns, (i, cell) => {
    const f = matte.data[i] - fineY.data[i];
    const m = fineY.data[i] - coarseY.data[i];
    n.data[cell]++;
    mean.data[cell] += y.data[i];
    if (f < 0) dark.data[cell] += f * f;
    else bright.data[cell] += f * f;
    mid.data[cell] += m * m;
    skin.data[cell] += skinLuminance.data[i];
  });
  const sigma = (WINDOW_MM * pxPerMm) / cellPx;
  const weight = blur(n, sigma);
  const windowed = (sum: Raster<'density'>): Raster<'density'> => {
    const soft = blur(sum, sigma);
    for (let k = 0; k < soft.data.length; k++) soft.data[k] = weight.data[k] > 1e-3 ? soft.data[k] / weight.data[k] : 0;
    return soft;
  };
  const softly = (EDGE_SOFT_MM * pxPerMm) / cellPx;
  const reach = (EDGE_MM * pxPerMm) / cellPx;
  const [level, bare] = [mean, skin].map(windowed);
  const [darkest, brightest, middle] = [dark, bright, mid].map((sum) => windowed(withoutEdges(sum, n, skin, softly, reach)));
  const between = betweenStrands(y, inside, level, cellPx, sigma);
  const relative = (variance: Raster<'density'>): Raster<'density'> => {
    const out = densityRaster(columns, rows);
    for (let k = 0; k < out.data.length; k++) out.data[k] = Math.sqrt(Math.max(0, variance.data[k])) / Math.max(1e-4, between.data[k]);
    return out;
  };
  const each = (f: (k: number) => number): Raster<'density'> => {
    const out = densityRaster(columns, rows);
    for (let k = 0; k < out.data.length; k++) out.data[k] = f(k);
    return out;
  };
  return {
    cellPx,
    tone: each((k) => level.data[k] / Math.max(1e-4, bare.data[k])),
    between: each((k) => between.data[k] / Math.max(1e-4, bare.data[k])),
    fine: relative(each((k) => darkest.data[k] + brightest.data[k])),
    coarse: relative(middle),
    brightShare: each((k) => brightest.data[k] / Math.max(1e-9, darkest.data[k] + brightest.data[k])),
  };
}

/** Luminance at which most pixels of a place gather, from the bright side: mean shift (Comaniciu & Meer 2002) in luminance. */
function betweenStrands(
  y: Raster<'density'>,
  inside: Raster<'density'>,
  level: Raster<'density'>,
  cellPx: number,
  sigma: number,
): Raster<'density'> {
  const { width: columns, height: rows } = level;
  let at = level;
  for (let round = 0; round <= MEAN_SHIFTS; round++) {
    const sum = densityRaster(columns, rows);
    const weight = densityRaster(columns, rows);
    eachInside(inside, cellPx, columns, (i, cell) => {
      const v = y.data[i];
      const q = (v / at.data[cell] - 1) / SKIN_SPREAD;
      const w = round === 0 ? (v >= at.data[cell] ? 1 : 0) : 1e-3 + 1 / (1 + q * q * (1 + q * q));
      sum.data[cell] += w * v;
      weight.data[cell] += w;
    });
    const [s, t] = [blur(sum, sigma), blur(weight, sigma)];
    const next = densityRaster(columns, rows);
    for (let k = 0; k < next.data.length; k++) next.data[k] = t.data[k] > 1e-4 ? s.data[k] / t.data[k] : level.data[k];
    at = next;
  }
  return at;
}

function eachInside(inside: Raster<'density'>, cellPx: number, columns: number, visit: (index: number, cell: number) => void): void {
  const { width, height, data } = inside;
  for (let py = 0; py < height; py++) {
    const row = Math.floor(py / cellPx) * columns;
    for (let px = 0; px < width; px++) {
      const i = py * width + px;
      if (data[i] > 0) visit(i, row + Math.floor(px / cellPx));
    }
  }
}

/** Sums of squares cut down to what their surroundings hold: opening by a square (Serra 1982) tells lines from areas. */
function withoutEdges(
  sum: Raster<'density'>,
  count: Raster<'density'>,
  skin: Raster<'density'>,
  softly: number,
  reachCells: number,
): Raster<'density'> {
  const r = Math.max(1, Math.round(reachCells));
  const [soft, counts] = [blur(sum, softly), blur(count, softly)];
  // outside the head nothing is known: it must not count as smooth
  const variance = mapDensity(soft, (v, k) => (counts.data[k] > 0.05 ? v / counts.data[k] : Number.POSITIVE_INFINITY));
  const eroded = extreme(variance, r, -1);
  for (let k = 0; k < eroded.data.length; k++) if (eroded.data[k] === Number.POSITIVE_INFINITY) eroded.data[k] = 0;
  const opened = extreme(eroded, r, 1);
  return mapDensity(sum, (v, k) => {
    const n = count.data[k];
    if (n === 0) return 0;
    const own = (SKIN_GRAIN * skin.data[k]) / n;
    return Math.min(v, n * (EDGE_EXCESS * opened.data[k] + own * own));
  });
}

/** Greatest (sign 1) or least (sign −1) within a square of half side `r`. */
function extreme({ data, width, height }: Raster<'density'>, r: number, sign: 1 | -1): Raster<'density'> {
  const along = new Float32Array(data.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let v = Number.NEGATIVE_INFINITY;
      const last = y * width + Math.min(width - 1, x + r);
      for (let k = y * width + Math.max(0, x - r); k <= last; k++) if (sign * data[k] > v) v = sign * data[k];
      along[y * width + x] = v;
    }
  const out = densityRaster(width, height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let v = Number.NEGATIVE_INFINITY;
      const last = Math.min(height - 1, y + r) * width + x;
      for (let k = Math.max(0, y - r) * width + x; k <= last; k += width) if (along[k] > v) v = along[k];
      out.data[y * width + x] = sign * v;
    }
  return out;
}
