/**
 * The shape of a head over the scalp chart of head/surface.ts, also below its broadest level: an ellipsoid with a narrower front, a brow, hollow
 * temples and gentle bumps of its own. Head frame, mm from the middle of the broadest level: to the client's left, to the face, up.
 */
import { HEAD } from '../head/anthropometry.ts';
import type { Random } from '../random.ts';
import type { Sex } from './pattern.ts';

export interface HeadSize {
  readonly breadthMm: number;
  readonly lengthMm: number;
  readonly circumferenceMm: number;
  readonly capHeightMm: number;
}

/** Women's heads against men's (ANSUR II: breadth 147, length 187; deviations as men's). */
const WOMEN = { breadth: 147 / HEAD.breadthMm, length: 188 / HEAD.lengthMm };
/** Nobody's head is further from the mean than this many deviations. */
const FARTHEST_DEVIATIONS = 2.6;

export function headSizeOf(sex: Sex, random: Random): HeadSize {
  const of = (mean: number, deviation: number): number =>
    mean + deviation * Math.max(-FARTHEST_DEVIATIONS, Math.min(FARTHEST_DEVIATIONS, random.normal()));
  const breadthMm = of(HEAD.breadthMm * (sex === 'male' ? 1 : WOMEN.breadth), HEAD.breadthSdMm);
  const lengthMm = of(HEAD.lengthMm * (sex === 'male' ? 1 : WOMEN.length), HEAD.lengthSdMm);
  const circumferenceMm = breadthMm / of(HEAD.breadthPerCircumference, HEAD.breadthPerCircumferenceSd);
  return { breadthMm, lengthMm, circumferenceMm, capHeightMm: HEAD.capHeightMm * (0.5 + (0.5 * lengthMm) / HEAD.lengthMm) };
}

/** A grid over the chart; places and normals in the head frame, three values a node. */
export interface HeadShape {
  readonly size: HeadSize;
  readonly cellMm: number;
  readonly columns: number;
  readonly rows: number;
  /** Chart of the first node. */
  readonly fromXMm: number;
  readonly fromYMm: number;
  readonly place: Float32Array;
  readonly normal: Float32Array;
  /** 1 where the node lies on the head. */
  readonly on: Uint8Array;
  /** Writes place (0..2) and normal (3..5) at a chart point, bilinear; false off the grid. */
  at(xMm: number, yMm: number, out: Float64Array): boolean;
  /** Chart point of a direction from the middle (azimuth 0 = face, positive to the left; elevation above the broadest level), radians. */
  chartOf(azimuth: number, elevation: number): readonly [number, number];
}

const CELL_MM = 2;
/** The chart reaches to 2 on the unit sphere; beyond this its far point is stretched out of all use. */
const REACH = 1.86;
/** Below the broadest level a head goes down to the jaw more steeply than up to the crown. */
const LOWER_HEIGHT_MM = 128;
/** The front is this much narrower than the back. */
const NARROWING = 0.085;
/** Seen from above a head is fuller than an ellipse: the exponent of a superellipse (by eye, after heads in photos). */
const FULLNESS = 2.2;
const DEGREE = Math.PI / 180;

/** @param face 1 with brow, sockets and nose; less leaves them shallower */
export function headShape(size: HeadSize, face: number, random: Random): HeadShape {
  const a = size.breadthMm / 2;
  const b = size.lengthMm / 2;
  const bumps = Array.from({ length: 6 }, () => ({
    f: [2.6 * random.normal(), 2.6 * random.normal(), 2.6 * random.normal()],
    phase: 6.28 * random.next(),
  }));
  const narrowing = NARROWING * (0.7 + 0.6 * random.next());
  const broadest = Math.max(
    ...Array.from({ length: 40 }, (_, k) => Math.cos((k - 20) * 0.03) * (1 + narrowing * Math.sin((k - 20) * 0.03))),
  );
  const radial = (sx: number, sy: number, sz: number): number => {
    let bump = 0;
    for (const { f, phase } of bumps) bump += 0.45 * Math.sin(f[0] * sx + f[1] * sy + f[2] * sz + phase);
    const azimuth = Math.abs(Math.atan2(sx, sy)) / DEGREE;
    const elevation = Math.asin(Math.max(-1, Math.min(1, sz))) / DEGREE;
    return bump + features(azimuth, elevation, face);
  };
  const columns = 2 * Math.ceil((REACH * a) / CELL_MM) + 1;
  const rows = 2 * Math.ceil((REACH * b) / CELL_MM) + 1;
  const fromXMm = (-(columns - 1) / 2) * CELL_MM;
  const fromYMm = (-(rows - 1) / 2) * CELL_MM;
  const place = new Float32Array(3 * columns * rows);
  const on = new Uint8Array(columns * rows);
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) {
      const p = (fromXMm + c * CELL_MM) / a;
      const q = (fromYMm + r * CELL_MM) / b;
      const r2 = p * p + q * q;
      const i = r * columns + c;
      on[i] = r2 < REACH * REACH ? 1 : 0;
      const shrink = Math.sqrt(Math.max(0, 1 - Math.min(r2, 3.98) / 4));
      const [ex, ey, sz] = [p * shrink, q * shrink, 1 - Math.min(r2, 3.98) / 2];
      const level = Math.sqrt(ex * ex + ey * ey) + 1e-9;
      const fuller = 1 / ((Math.abs(ex) / level) ** FULLNESS + (Math.abs(ey) / level) ** FULLNESS) ** (1 / FULLNESS) - 1;
      const full = level < 1e-6 ? 1 : 1 + fuller * Math.min(1, level);
      const [sx, sy] = [ex * full, ey * full];
      const out = radial(sx, sy, sz);
      place[3 * i] = (a * sx * (1 - narrowing * sy)) / broadest + out * sx;
      place[3 * i + 1] = b * sy + out * sy;
      place[3 * i + 2] = (sz > 0 ? size.capHeightMm : LOWER_HEIGHT_MM) * sz + out * sz;
    }
  const normal = normalsOf(place, columns, rows);
  return {
    size,
    cellMm: CELL_MM,
    columns,
    rows,
    fromXMm,
    fromYMm,
    place,
    normal,
    on,
    at(xMm, yMm, out) {
      const u = (xMm - fromXMm) / CELL_MM;
      const v = (yMm - fromYMm) / CELL_MM;
      const c = Math.floor(u);
      const r = Math.floor(v);
      if (c < 0 || r < 0 || c >= columns - 1 || r >= rows - 1) return false;
      const i = r * columns + c;
      if (on[i] === 0 || on[i + columns + 1] === 0) return false;
      const [fu, fv] = [u - c, v - r];
      const [w00, w10, w01, w11] = [(1 - fu) * (1 - fv), fu * (1 - fv), (1 - fu) * fv, fu * fv];
      const [i00, i10, i01, i11] = [3 * i, 3 * i + 3, 3 * (i + columns), 3 * (i + columns) + 3];
      for (let k = 0; k < 3; k++) {
        out[k] = w00 * place[i00 + k] + w10 * place[i10 + k] + w01 * place[i01 + k] + w11 * place[i11 + k];
        out[k + 3] = w00 * normal[i00 + k] + w10 * normal[i10 + k] + w01 * normal[i01 + k] + w11 * normal[i11 + k];
      }
      return true;
    },
    chartOf(azimuth, elevation) {
      const radius = 2 * Math.sin((Math.PI / 2 - elevation) / 2);
      return [a * radius * Math.sin(azimuth), b * radius * Math.cos(azimuth)];
    },
  };
}

/** Brow, sockets, root of the nose, hollow temples: mm outward by degrees from the face and above the broadest level; drawn by eye. */
function features(azimuth: number, elevation: number, face: number): number {
  const hill = (height: number, az: number, azBreadth: number, el: number, elBreadth: number): number =>
    height * Math.exp(-(((azimuth - az) / azBreadth) ** 2) - ((elevation - el) / elBreadth) ** 2);
  return (
    hill(3.5 * face, 20, 15, -9, 6) +
    hill(-7 * face, 22, 11, -25, 8) +
    hill(4 * face, 0, 8, -28, 12) +
    hill(-3.5, 60, 15, 0, 17) +
    hill(1.5, 24, 14, 22, 13) +
    hill(2, 118, 34, 32, 22)
  );
}

function normalsOf(place: Float32Array, columns: number, rows: number): Float32Array {
  const normal = new Float32Array(place.length);
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) {
      const west = 3 * (r * columns + Math.max(0, c - 1));
      const east = 3 * (r * columns + Math.min(columns - 1, c + 1));
      const north = 3 * (Math.max(0, r - 1) * columns + c);
      const south = 3 * (Math.min(rows - 1, r + 1) * columns + c);
      const ux = place[east] - place[west];
      const uy = place[east + 1] - place[west + 1];
      const uz = place[east + 2] - place[west + 2];
      const vx = place[south] - place[north];
      const vy = place[south + 1] - place[north + 1];
      const vz = place[south + 2] - place[north + 2];
      const nx = uy * vz - uz * vy;
      const ny = uz * vx - ux * vz;
      const nz = ux * vy - uy * vx;
      const length = Math.sqrt(nx * nx + ny * ny + nz * nz) + 1e-12;
      const i = 3 * (r * columns + c);
      normal[i] = nx / length;
      normal[i + 1] = ny / length;
      normal[i + 2] = nz / length;
    }
  return normal;
}
