/** The best bar through a place: all angles, widths and stretches are tried. */

/** A bar with its axis from (x0, y0) to (x1, y1); pixels of the plane it was found in, places at pixel centres + 0.5. */
export interface Stroke {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
  readonly width: number;
  /** Sum of the values under the bar, less its surround. */
  readonly score: number;
  /** The share of the bar that no earlier bar had taken. */
  readonly fresh: number;
}

export interface StrokeRules {
  /** Values above it speak for a shaft. */
  readonly threshold: number;
  /** From here on a value speaks fully for a shaft. */
  readonly full: number;
  /** A patch must reach this somewhere. */
  readonly seed: number;
  /** Width that most shafts have, the widest and the narrowest allowed. */
  readonly typicalWidth: number;
  readonly maxWidth: number;
  readonly minWidth: number;
  readonly minLength: number;
  readonly maxLength: number;
  /** Least score of a bar in pixels of full value. */
  readonly minScore: number;
  /** Bars tried in all, found or not: bounds the time on a picture full of texture. */
  readonly maxTries: number;
  /** Axis angle that shafts near a place have, and how far a bar may turn from it; null: any angle. */
  readonly axisNear: ((x: number, y: number) => number | null) | null;
  readonly maxTurn: number;
  /** How much a bright strip beside the bar speaks for it: chooses the edge of a bundle over its middle. */
  readonly surround: number;
  /** How much more its middle counts: no bar lies across the gap between two. */
  readonly coreWeight: number;
  readonly wideFavour: number;
}

/** Part of a picture: 1 speaks fully for a shaft, −1 against one. */
export interface Field {
  readonly value: Float32Array;
  readonly columns: number;
  readonly rows: number;
}

export type Bar = Omit<Stroke, 'fresh'>;

/** Angles at which the darkest lines run through the seed: bars are sought at these and their neighbours. [M: the same figures on the tune half as with all] */
const LEADS = 2;

/** Bar of the greatest score over or beside the seed. */
export function bestBar(field: Field, seed: number, axis: number | null, rules: StrokeRules): Bar | null {
  const widths = widthsOf(rules);
  const longest = Math.min(Math.hypot(field.columns, field.rows), rules.maxLength);
  const angles = Math.max(12, Math.min(60, Math.round((Math.PI * longest) / 2 / Math.max(1.5, rules.typicalWidth / 2))));
  const lines = Float64Array.from({ length: angles }, (_, a) => darkestLine(field, seed, (Math.PI * a) / angles, rules.maxLength));
  const tried = new Uint8Array(angles);
  let best: Bar | null = null;
  let most = 0;
  for (let lead = 0; lead < LEADS; lead++) {
    let at = -1;
    for (let a = 0; a < angles; a++) if (!tried[a] && (at < 0 || lines[a] > lines[at])) at = a;
    if (at < 0) break;
    for (const a of [at - 1, at, at + 1].map((k) => (k + angles) % angles)) {
      const angle = (Math.PI * a) / angles;
      if (tried[a]) continue;
      tried[a] = 1;
      if (axis !== null && Math.abs(Math.sin(angle - axis)) > Math.sin(rules.maxTurn)) continue;
      const found = bestAlong(field, seed, angle, widths, widths[widths.length - 1], most, rules);
      if (found === null) continue;
      best = found;
      most = found.score;
    }
  }
  return best;
}

/** Greatest sum of a stretch of the three lines through and beside the seed. */
function darkestLine({ value, columns, rows }: Field, seed: number, angle: number, maxLength: number): number {
  const [ux, uy] = [Math.cos(angle), Math.sin(angle)];
  const x0 = (seed % columns) + 0.5;
  const y0 = Math.floor(seed / columns) + 0.5;
  let total = 0;
  for (const way of [1, -1]) {
    let [run, top] = [0, 0];
    for (let s = way === 1 ? 0 : 1; s < maxLength; s++) {
      const [x, y] = [x0 + way * s * ux, y0 + way * s * uy];
      if (x < 0 || y < 0 || x >= columns || y >= rows) break;
      for (let side = -1; side <= 1; side++) {
        const u = Math.floor(x - side * uy);
        const v = Math.floor(y + side * ux);
        run += u >= 0 && v >= 0 && u < columns && v < rows ? value[v * columns + u] : -1;
      }
      top = Math.max(top, run);
    }
    total += top;
  }
  return total;
}

/** Best bar of one angle that scores above `least`: along each line the best stretch is Kadane's maximum subarray (Bentley 1984). */
function bestAlong(
  field: Field,
  seed: number,
  angle: number,
  widths: readonly number[],
  widest: number,
  least: number,
  rules: StrokeRules,
): Bar | null {
  const seedX = seed % field.columns;
  const seedY = (seed - seedX) / field.columns;
  const reach = widest + Math.max(1, Math.round(widest / 3)) + 1;
  const [ux, uy] = [Math.cos(angle), Math.sin(angle)];
  const [s0, along] = throughBox(field, seedX, seedY, ux, uy, rules.maxLength);
  const t0 = Math.round(seedY * ux - seedX * uy) - reach;
  const across = 2 * reach + 1;
  const sums = rotatedSums(field, ux, uy, s0, t0, along, across);
  let best: Bar | null = null;
  let most = least;
  for (const width of widths) {
    const third = Math.floor(width / 3);
    const strip = Math.max(1, Math.round(width / 3));
    const favour = width <= rules.typicalWidth ? 1 : Math.max(0.2, 1 - rules.wideFavour * (width / rules.typicalWidth - 1));
    // bars that hold the seed or touch it
    for (let t = Math.max(strip, reach - width); t <= Math.min(reach + 1, across - width - strip - 1); t++) {
      let [run, from, top, topFrom, topTo] = [0, 0, 0, 0, -1];
      for (let s = 0, row = t; s < along; s++, row += across + 1) {
        const inside = sums[row + width] - sums[row];
        let gain = inside;
        if (inside > 0) {
          // only what is beside a dark place counts: bright skin beside bright skin says nothing
          const beside = sums[row] - sums[row - strip] + (sums[row + width + strip] - sums[row + width]);
          const core = sums[row + width - third] - sums[row + third];
          gain = favour * (inside + rules.coreWeight * core) - rules.surround * beside;
        }
        run += gain;
        if (run <= 0) {
          run = 0;
          from = s + 1;
        } else if (run > top) {
          top = run;
          topFrom = from;
          topTo = s;
        }
      }
      if (topTo < topFrom || top <= most) continue;
      most = top;
      const middle = t0 + t + width / 2 - 0.5;
      const [a0, a1] = [s0 + topFrom - 0.5, s0 + topTo + 0.5];
      best = {
        x0: a0 * ux - middle * uy + 0.5,
        y0: a0 * uy + middle * ux + 0.5,
        x1: a1 * ux - middle * uy + 0.5,
        y1: a1 * uy + middle * ux + 0.5,
        width,
        score: top,
      };
    }
  }
  return best;
}

/** First place and number of places along a line through the seed within the box and within `maxLength` of the seed. */
function throughBox(
  { columns, rows }: Field,
  x: number,
  y: number,
  ux: number,
  uy: number,
  maxLength: number,
): readonly [s0: number, along: number] {
  let [from, to] = [-maxLength, maxLength];
  if (Math.abs(ux) > 1e-6) {
    const [p, q] = [-x / ux, (columns - 1 - x) / ux];
    from = Math.max(from, Math.min(p, q));
    to = Math.min(to, Math.max(p, q));
  }
  if (Math.abs(uy) > 1e-6) {
    const [p, q] = [-y / uy, (rows - 1 - y) / uy];
    from = Math.max(from, Math.min(p, q));
    to = Math.min(to, Math.max(p, q));
  }
  const s0 = Math.floor(x * ux + y * uy + from) - 1;
  return [s0, Math.ceil(to - from) + 3];
}

/** Sums over t of the values turned so that rows run across the bar: entry (s, t) is the sum of t cells of row s. */
function rotatedSums(
  { value, columns, rows }: Field,
  ux: number,
  uy: number,
  s0: number,
  t0: number,
  along: number,
  across: number,
): Float32Array {
  const sums = new Float32Array(along * (across + 1));
  for (let s = 0; s < along; s++) {
    let x = (s0 + s) * ux - t0 * uy + 0.5;
    let y = (s0 + s) * uy + t0 * ux + 0.5;
    let sum = 0;
    const row = s * (across + 1);
    for (let t = 0; t < across; t++) {
      const [px, py] = [Math.floor(x), Math.floor(y)];
      sum += px >= 0 && py >= 0 && px < columns && py < rows ? value[py * columns + px] : -1;
      sums[row + t + 1] = sum;
      x -= uy;
      y += ux;
    }
  }
  return sums;
}

function widthsOf({ minWidth, maxWidth }: StrokeRules): number[] {
  const widths: number[] = [];
  for (let w = Math.max(1, Math.round(minWidth)); w <= Math.max(1, Math.round(maxWidth)); w = Math.max(w + 1, Math.round(w * 1.2)))
    widths.push(w);
  return widths;
}
