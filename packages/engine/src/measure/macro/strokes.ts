/**
 * Shafts as straight strokes: each connected dark patch is explained by as few bars as it takes. The best bar of all places, angles, widths
 * and lengths is taken out and the rest is looked at again, so hairs that lie side by side or cross come apart.
 */
import { blurPlane } from '../../filters.ts';
import { type Bar, bestBar, type Field, type Stroke, type StrokeRules } from './best-bar.ts';
import { findPatches } from './patches.ts';

/** Patches of fewer pixels are noise. */
const MIN_PATCH_PX = 6;
/** A place already explained counts slightly against a second bar on it, so crossings stay possible. [M: tune half] */
const TAKEN_VALUE = -0.12;
/** A bar must bring this much that is new. [M: tune half] */
const MIN_FRESH = 0.55;
/** Bars are sought through places that are darker than the threshold in the mean of their surround, darkest first. */
const LEAST_DEPTH = 0;
/** Tries in a patch: these and one for each stretch of least length. */
const BARS_AT_LEAST = 4;
/** After so many vain tries, and one for each bar found, the rest of a patch, being paler, is left. */
const VAIN_AT_MOST = 4;
const MARGIN_PX = 3;

/** Bars of all patches. `blocked` places speak neither for nor against a bar. */
export function findStrokes(values: Float32Array, blocked: Uint8Array, width: number, height: number, rules: StrokeRules): Stroke[] {
  const patches = findPatches(values, width, height, rules.threshold, rules.seed);
  const strokes: Stroke[] = [];
  let tries = rules.maxTries;
  patches.pixels.forEach((pixels, k) => {
    if (pixels.length >= MIN_PATCH_PX && tries > 0 && bearsBar(values, width, pixels, rules))
      tries -= strokesOfPatch(values, blocked, width, height, patches.label, k + 1, pixels, { ...rules, maxTries: tries }, strokes);
  });
  return strokes;
}

/** Whether a patch is long and dark enough for a bar at all: on textured skin most are not. */
function bearsBar(values: Float32Array, width: number, pixels: Int32Array, rules: StrokeRules): boolean {
  let sum = 0;
  let [left, right, top, bottom] = [Infinity, 0, Infinity, 0];
  for (const i of pixels) {
    const x = i % width;
    const y = (i - x) / width;
    sum += Math.max(0, speaksFor(values[i], rules));
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  const enough = sum * (1 + rules.coreWeight + 2 * rules.surround) >= rules.minScore;
  return enough && Math.hypot(right - left, bottom - top) + MARGIN_PX >= rules.minLength;
}

/** Value of a bar's place: 0 at the threshold, 1 from `full` on, −1 as far below the threshold. */
function speaksFor(value: number, { threshold, full }: StrokeRules): number {
  return Math.max(-1, Math.min(1, (value - threshold) / (full - threshold)));
}

function strokesOfPatch(
  values: Float32Array,
  blocked: Uint8Array,
  width: number,
  height: number,
  label: Int32Array,
  own: number,
  pixels: Int32Array,
  rules: StrokeRules,
  out: Stroke[],
): number {
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (const i of pixels) {
    const x = i % width;
    const y = (i - x) / width;
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  left = Math.max(0, left - MARGIN_PX);
  top = Math.max(0, top - MARGIN_PX);
  right = Math.min(width - 1, right + MARGIN_PX);
  bottom = Math.min(height - 1, bottom + MARGIN_PX);
  const columns = right - left + 1;
  const rows = bottom - top + 1;
  const value = new Float32Array(columns * rows);
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < columns; x++) {
      const i = (y + top) * width + x + left;
      const other = label[i] !== 0 && label[i] !== own;
      value[y * columns + x] = blocked[i] || other ? 0 : speaksFor(values[i], rules);
    }
  const field: Field = { value, columns, rows };
  const taken = new Uint8Array(columns * rows);
  const axis = rules.axisNear === null ? null : rules.axisNear((left + right) / 2, (top + bottom) / 2);
  const depth = blurPlane(value, columns, rows, Math.max(0.7, rules.typicalWidth / 3));
  const seeds = Int32Array.from(pixels, (i) => (Math.floor(i / width) - top) * columns + (i % width) - left).sort(
    (p, q) => depth[q] - depth[p] || p - q,
  );
  const most = Math.min(rules.maxTries, BARS_AT_LEAST + Math.ceil(pixels.length / Math.max(1, rules.minLength)));
  let [tried, vain, found] = [0, 0, 0];
  for (let k = 0; k < seeds.length && tried < most; k++) {
    if (value[seeds[k]] <= 0) continue;
    // the rest lies at the rims of what has been explained
    if (depth[seeds[k]] < LEAST_DEPTH) break;
    tried++;
    const bar = bestBar(field, seeds[k], axis, rules);
    if (bar === null || bar.score < rules.minScore) {
      rest(field, seeds[k], rules.typicalWidth);
      if (++vain > VAIN_AT_MOST + found) break;
      continue;
    }
    const fresh = take(bar, field, taken);
    if (value[seeds[k]] > 0) rest(field, seeds[k], 1);
    if (fresh < MIN_FRESH && k > 0) continue;
    if (Math.hypot(bar.x1 - bar.x0, bar.y1 - bar.y0) < rules.minLength) continue;
    found++;
    out.push({ x0: bar.x0 + left, y0: bar.y0 + top, x1: bar.x1 + left, y1: bar.y1 + top, width: bar.width, score: bar.score, fresh });
  }
  return tried;
}

/** No bar starts here any more. */
function rest({ value, columns, rows }: Field, seed: number, reach: number): void {
  const x = seed % columns;
  const y = (seed - x) / columns;
  const r = Math.max(0, Math.floor(reach));
  for (let v = Math.max(0, y - r); v <= Math.min(rows - 1, y + r); v++)
    for (let u = Math.max(0, x - r); u <= Math.min(columns - 1, x + r); u++) value[v * columns + u] = Math.min(0, value[v * columns + u]);
}

/** Marks the bar's place as explained; returns the share of it that was not explained before. */
function take(bar: Bar, { value, columns, rows }: Field, taken: Uint8Array): number {
  const length = Math.max(1e-6, Math.hypot(bar.x1 - bar.x0, bar.y1 - bar.y0));
  const [ux, uy] = [(bar.x1 - bar.x0) / length, (bar.y1 - bar.y0) / length];
  const reach = bar.width / 2 + 1;
  let [all, before] = [0, 0];
  const x0 = Math.max(0, Math.floor(Math.min(bar.x0, bar.x1) - reach));
  const x1 = Math.min(columns - 1, Math.ceil(Math.max(bar.x0, bar.x1) + reach));
  const y0 = Math.max(0, Math.floor(Math.min(bar.y0, bar.y1) - reach));
  const y1 = Math.min(rows - 1, Math.ceil(Math.max(bar.y0, bar.y1) + reach));
  for (let y = y0; y <= y1; y++)
    for (let x = x0; x <= x1; x++) {
      const s = (x + 0.5 - bar.x0) * ux + (y + 0.5 - bar.y0) * uy;
      const t = Math.abs((y + 0.5 - bar.y0) * ux - (x + 0.5 - bar.x0) * uy);
      if (s < -1 || s > length + 1 || t > reach) continue;
      const i = y * columns + x;
      if (t <= bar.width / 2 && s >= 0 && s <= length) {
        all++;
        before += taken[i];
        taken[i] = 1;
      }
      if (value[i] > TAKEN_VALUE) value[i] = TAKEN_VALUE;
    }
  return all === 0 ? 0 : 1 - before / all;
}
