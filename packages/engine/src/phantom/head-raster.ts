/** Filling a grid of points in the picture with triangles, values interpolated between its nodes. */

export interface Sheet {
  readonly columns: number;
  readonly rows: number;
  readonly xPx: Float32Array;
  readonly yPx: Float32Array;
  /** `channels` values a node, interpolated for each pixel. */
  readonly values: Float32Array;
  readonly channels: number;
  /** 0: no triangle touches the node. */
  readonly on: Uint8Array;
}

/**
 * Calls `paint(x, y, values)` for the pixels whose centre a triangle covers, once each where triangles share an edge.
 * @param facing which turn of the triangles is seen: 1, −1, or 0 for both
 */
export function fillSheet(
  sheet: Sheet,
  width: number,
  height: number,
  facing: number,
  paint: (x: number, y: number, values: Float64Array) => void,
): void {
  const { columns, rows, on } = sheet;
  const fill = triangleFiller(sheet, width, height, facing, paint);
  for (let r = 0; r + 1 < rows; r++)
    for (let c = 0; c + 1 < columns; c++) {
      const i = r * columns + c;
      if ((on[i] & on[i + 1] & on[i + columns] & on[i + columns + 1]) === 0) continue;
      fill(i, i + 1, i + columns);
      fill(i + columns + 1, i + columns, i + 1);
    }
}

function triangleFiller(
  { xPx, yPx, values, channels }: Sheet,
  width: number,
  height: number,
  facing: number,
  paint: (x: number, y: number, values: Float64Array) => void,
): (p: number, q: number, s: number) => void {
  const here = new Float64Array(channels);
  const step = new Float64Array(channels);
  return (p, q, s) => {
    const turn = (xPx[q] - xPx[p]) * (yPx[s] - yPx[p]) - (xPx[s] - xPx[p]) * (yPx[q] - yPx[p]);
    if (turn === 0 || turn * facing < 0) return;
    // from top to bottom, so that both neighbours of an edge cut it at the same places
    const t = yPx[p] <= yPx[q] ? (yPx[p] <= yPx[s] ? p : s) : yPx[q] <= yPx[s] ? q : s;
    const [first, second] = t === p ? [q, s] : t === q ? [s, p] : [p, q];
    const [m, b] = yPx[first] <= yPx[second] ? [first, second] : [second, first];
    const from = Math.max(0, Math.ceil(yPx[t] - 0.5));
    const to = Math.min(height - 1, Math.ceil(yPx[b] - 0.5) - 1);
    for (let y = from; y <= to; y++) {
      const cy = y + 0.5;
      const long = crossing(xPx, yPx, t, b, cy);
      const short = cy < yPx[m] ? crossing(xPx, yPx, t, m, cy) : crossing(xPx, yPx, m, b, cy);
      const left = Math.max(0, Math.ceil(Math.min(long, short) - 0.5));
      const last = Math.min(width - 1, Math.ceil(Math.max(long, short) - 0.5) - 1);
      if (left > last) continue;
      const u0 = ((xPx[s] - xPx[p]) * -(cy - yPx[p]) + (left + 0.5 - xPx[p]) * (yPx[s] - yPx[p])) / turn;
      const v0 = ((xPx[q] - xPx[p]) * (cy - yPx[p]) - (left + 0.5 - xPx[p]) * (yPx[q] - yPx[p])) / turn;
      const du = (yPx[s] - yPx[p]) / turn;
      const dv = -(yPx[q] - yPx[p]) / turn;
      for (let k = 0; k < channels; k++) {
        const [vp, vq, vs] = [values[p * channels + k], values[q * channels + k], values[s * channels + k]];
        here[k] = vp + u0 * (vq - vp) + v0 * (vs - vp);
        step[k] = du * (vq - vp) + dv * (vs - vp);
      }
      for (let x = left; x <= last; x++) {
        paint(x, y, here);
        for (let k = 0; k < channels; k++) here[k] += step[k];
      }
    }
  };
}

function crossing(xPx: Float32Array, yPx: Float32Array, upper: number, lower: number, y: number): number {
  const span = yPx[lower] - yPx[upper];
  return span === 0 ? xPx[upper] : xPx[upper] + ((xPx[lower] - xPx[upper]) * (y - yPx[upper])) / span;
}
