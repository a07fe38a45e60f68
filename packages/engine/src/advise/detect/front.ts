/** The tell of a drawn border: a front edge over which marks set in at once, along a smooth line. */
import { between, Z80 } from '../../estimate.ts';
import { type Point, type Polygon, polylineLength } from '../../polygon.ts';
import { smoothstep } from '../../smoothstep.ts';
import type { Front, Marks, TellScore } from './terms.ts';

/** Depths at which marks are counted, and the plateau behind the edge. */
const COUNTED_MM = { from: -8, to: 24 };
const LEAST_LINE_MM = 30;
const LEAST_MARKS = 60;
/** Breadths of feather that are tried: to twice what nature has. */
const STEP_MM = 0.5;
const WIDEST_MM = 16;
/** Blocks of the line that are left out in turn (jackknife). */
const BLOCK_MM = 15;
/** A natural transition is 5–10 mm broad, a defined edge 1–3 mm (practice): below the first a border, above the second none. */
const FEATHER = { border: 1.5, natural: 7 };
/** Front-most marks of columns so broad, about a smooth line: natural fronts stray by 1–3 mm (practice). */
const COLUMN_MM = 3;
const STRAYS = { line: 0.5, natural: 1.6 };

const SOURCE = 'Practice: transition zones of 5–10 mm, gaps and outliers of 1–3 mm; straight lines draw the eye (docs/model.md)';

interface OnLine {
  readonly alongMm: number;
  readonly depthMm: number;
}

export function frontTell(marks: Marks, front: Front | null): TellScore {
  const nothing = (says: string): TellScore => ({ tell: 'front', score: null, says, source: SOURCE });
  if (front === null) return nothing('No front edge is in view.');
  const lengthMm = polylineLength(front.lineMm);
  const on = onLine(marks, front);
  if (lengthMm < LEAST_LINE_MM || on.length < LEAST_MARKS) return nothing('Too little of a front edge is in view to judge it.');
  const all = edgeOf(on, lengthMm);
  const blocks = Math.max(4, Math.floor(lengthMm / BLOCK_MM));
  const without = Array.from({ length: blocks }, (_, b) =>
    edgeOf(
      on.filter(({ alongMm }) => Math.floor((alongMm / lengthMm) * blocks) !== b),
      lengthMm,
    ),
  );
  const mean = without.reduce((sum, { score }) => sum + score, 0) / blocks;
  const error = Math.sqrt(((blocks - 1) / blocks) * without.reduce((sum, { score }) => sum + (score - mean) ** 2, 0));
  const within = (share: number): number => Math.min(1, Math.max(0, share));
  return {
    tell: 'front',
    score: between(all.score, within(all.score - Z80 * error), within(all.score + Z80 * error), 'share'),
    says: `Marks set in over ${all.featherMm.toFixed(1)} mm, and the front strays by ${all.strayMm.toFixed(1)} mm from a smooth line.`,
    source: SOURCE,
  };
}

interface Edge {
  readonly featherMm: number;
  readonly strayMm: number;
  readonly score: number;
}

/** Only a sharp edge shows; it shows the more the straighter it runs. */
function edgeOf(on: readonly OnLine[], lengthMm: number): Edge {
  const { fromMm, featherMm } = feather(on);
  const strayMm = strays(on, lengthMm, fromMm + Math.max(6, featherMm));
  const sharp = 1 - smoothstep(FEATHER.border, FEATHER.natural, featherMm);
  const straight = 1 - smoothstep(STRAYS.line, STRAYS.natural, strayMm);
  return { featherMm, strayMm, score: sharp * (0.5 + 0.5 * straight) };
}

/** Least squares of counts by depth against a rise of that breadth to a plateau. */
function feather(on: readonly OnLine[]): { readonly fromMm: number; readonly featherMm: number } {
  const bins = (COUNTED_MM.to - COUNTED_MM.from) / STEP_MM;
  const counts = new Float64Array(bins);
  for (const { depthMm } of on) counts[Math.min(bins - 1, Math.floor((depthMm - COUNTED_MM.from) / STEP_MM))]++;
  let best = { fromMm: 0, featherMm: 0, misfit: Number.POSITIVE_INFINITY };
  for (let fromMm = COUNTED_MM.from; fromMm <= 10; fromMm += STEP_MM)
    for (let featherMm = STEP_MM; featherMm <= WIDEST_MM; featherMm += STEP_MM) {
      let [cross, square] = [0, 0];
      const rise = counts.map((count, bin) => {
        const share = smoothstep(fromMm, fromMm + featherMm, COUNTED_MM.from + (bin + 0.5) * STEP_MM);
        cross += share * count;
        square += share * share;
        return share;
      });
      if (square === 0) continue;
      const plateau = cross / square;
      const misfit = counts.reduce((sum, count, bin) => sum + (count - plateau * rise[bin]) ** 2, 0);
      if (misfit < best.misfit) best = { fromMm, featherMm, misfit };
    }
  return best;
}

/** Root mean square of the front-most marks' depth about a parabola along the line. */
function strays(on: readonly OnLine[], lengthMm: number, deepestMm: number): number {
  const columns = Math.ceil(lengthMm / COLUMN_MM);
  const first = new Float64Array(columns).fill(Number.POSITIVE_INFINITY);
  for (const { alongMm, depthMm } of on) {
    const column = Math.min(columns - 1, Math.floor(alongMm / COLUMN_MM));
    if (depthMm < deepestMm) first[column] = Math.min(first[column], depthMm);
  }
  const points = [...first.entries()]
    .filter(([, depth]) => depth < Number.POSITIVE_INFINITY)
    .map(([c, d]): Point => [(2 * c + 1) / columns - 1, d]);
  if (points.length < 5) return 0;
  // Legendre polynomials to the second: near enough orthogonal on even columns to be fitted one by one, twice over
  const basis = [(): number => 1, (t: number): number => t, (t: number): number => 1.5 * t * t - 0.5];
  const rest = points.map(([, d]) => d);
  for (let round = 0; round < 4; round++)
    for (const f of basis) {
      const [cross, square] = points.reduce(([c, s], [t], i) => [c + f(t) * rest[i], s + f(t) ** 2], [0, 0]);
      points.forEach(([t], i) => {
        rest[i] -= (cross / square) * f(t);
      });
    }
  return Math.sqrt(rest.reduce((sum, d) => sum + d * d, 0) / rest.length);
}

/** Marks near the line, not beyond its ends. */
function onLine({ xMm, yMm }: Marks, { lineMm, behind }: Front): OnLine[] {
  const out: OnLine[] = [];
  for (let i = 0; i < xMm.length; i++) {
    const found = nearest(lineMm, xMm[i], yMm[i]);
    if (found === null) continue;
    const depthMm = behind(xMm[i], yMm[i]) ? found.distanceMm : -found.distanceMm;
    if (depthMm >= COUNTED_MM.from && depthMm < COUNTED_MM.to) out.push({ alongMm: found.alongMm, depthMm });
  }
  return out;
}

function nearest(line: Polygon, x: number, y: number): { readonly alongMm: number; readonly distanceMm: number } | null {
  let alongMm = 0;
  let least2 = Number.POSITIVE_INFINITY;
  let beyond = true;
  for (let k = 0, before = 0; k + 1 < line.length; k++) {
    const [x0, y0] = line[k];
    const dx = line[k + 1][0] - x0;
    const dy = line[k + 1][1] - y0;
    const length2 = dx * dx + dy * dy;
    if (length2 === 0) continue;
    const length = Math.sqrt(length2);
    const t = ((x - x0) * dx + (y - y0) * dy) / length2;
    const at = Math.min(1, Math.max(0, t));
    const off2 = (x0 + at * dx - x) ** 2 + (y0 + at * dy - y) ** 2;
    if (off2 < least2) {
      least2 = off2;
      alongMm = before + at * length;
      beyond = (k === 0 && t < 0) || (k + 2 === line.length && t > 1);
    }
    before += length;
  }
  return beyond ? null : { alongMm, distanceMm: Math.sqrt(least2) };
}
