/** Coverage by hair on the scalp chart: what the studio and the report draw, and what two photos of one head are compared by. */
import { MAX_TILT_DEGREES, type SurfaceGeometry } from '../head/surface.ts';
import type { Scalp } from '../scalp/find-scalp.ts';
import type { Exclusions } from './exclusions.ts';

export interface ThinningMap {
  readonly cellMm: number;
  readonly columns: number;
  readonly rows: number;
  /** Corner of the first cell on the chart; cell (row r, column c) covers x from xMm0 + c·cellMm, y from yMm0 + r·cellMm. */
  readonly xMm0: number;
  readonly yMm0: number;
  /** Row by row, 0 bare … 1 no scalp seen; null where it is not seen: tilt over 60°, gloss, deep shadow, a mole, outside the photo. */
  readonly coverage: readonly (number | null)[];
}

const CELL_MM = 3;
/** Places asked in a cell, each way. */
const ASKED = 3;
/** A cell speaks when this share of it is seen. */
const SEEN_FROM = 0.4;
const COS_MAX_TILT = Math.cos((MAX_TILT_DEGREES * Math.PI) / 180);

/** @param geometry of the calibrated surface, photo pixels */
export function thinningMap(scalp: Scalp, exclusions: Exclusions, geometry: SurfaceGeometry): ThinningMap {
  const { semiAcrossPx, semiAlongPx, pxPerMm } = geometry.surface;
  // 2 sin(φ/2) of a place in the photo is at most √2 of the outline
  const half = (semiPx: number): number => Math.ceil((Math.SQRT2 * semiPx) / pxPerMm / CELL_MM);
  const [halfColumns, halfRows] = [half(semiAcrossPx), half(semiAlongPx)];
  const columns = 2 * halfColumns;
  const rows = 2 * halfRows;
  const coverage: (number | null)[] = [];
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) {
      let [sum, weight] = [0, 0];
      for (let k = 0; k < ASKED * ASKED; k++) {
        const x = (c - halfColumns + ((k % ASKED) + 0.5) / ASKED) * CELL_MM;
        const y = (r - halfRows + (Math.floor(k / ASKED) + 0.5) / ASKED) * CELL_MM;
        const seen = coverageAt(scalp, exclusions, geometry, x, y);
        if (seen === null) continue;
        sum += seen;
        weight++;
      }
      coverage.push(weight < SEEN_FROM * ASKED * ASKED ? null : sum / weight);
    }
  return { cellMm: CELL_MM, columns, rows, xMm0: -halfColumns * CELL_MM, yMm0: -halfRows * CELL_MM, coverage };
}

function coverageAt(scalp: Scalp, exclusions: Exclusions, geometry: SurfaceGeometry, xMm: number, yMm: number): number | null {
  if (geometry.cosTiltAtChart(xMm, yMm) < COS_MAX_TILT) return null;
  const at = geometry.toPhoto(xMm, yMm);
  if (at === null) return null;
  const { width, height, data } = scalp.inside;
  const x = Math.floor(at[0] * scalp.scale);
  const y = Math.floor(at[1] * scalp.scale);
  if (x < 0 || y < 0 || x >= width || y >= height) return null;
  const i = y * width + x;
  return data[i] === 0 || exclusions.excluded.data[i] > 0 ? null : scalp.hidden.data[i];
}
