/** The hair of a head: units on the scalp, shafts in them, and each shaft's way over the head into the picture. */
import type { Point } from '../polygon.ts';
import type { Random } from '../random.ts';
import { smoothstep } from '../smoothstep.ts';
import type { DirectionField } from './direction.ts';
import { FULL_UNITS_PER_CM2, growUnits, hairsOfUnit, TERMINAL_FROM_UM } from './hairs.ts';
import { dot, type HeadCamera, toPicture } from './head-camera.ts';
import type { HeadLook } from './head-look.ts';
import type { Scalp } from './head-scalp.ts';
import type { HeadShape } from './head-shape.ts';
import { darkenSpot, drawHeadStrand, emptyStrand } from './head-strand.ts';
import { type HairStyle, strandWay } from './head-way.ts';
import type { Canvas } from './strands.ts';
import { shaftTone, type Tone } from './tones.ts';

/** All shafts that may show, in the order of their units; those that lean in from behind the rim included. */
export interface Shafts {
  readonly unit: Int32Array;
  readonly xMm: Float32Array;
  readonly yMm: Float32Array;
  readonly widthUm: Float32Array;
  readonly rootXPx: Float32Array;
  readonly rootYPx: Float32Array;
  readonly tipXPx: Float32Array;
  readonly tipYPx: Float32Array;
  /** Cosine of the skin's tilt at the root against the line of sight; below 0 the root is behind the rim. */
  readonly cosTilt: Float32Array;
  /** Height of the root towards the camera, mm. */
  readonly depthMm: Float32Array;
}

export interface HeadUnits {
  readonly xMm: Float64Array;
  readonly yMm: Float64Array;
}

/** Hair rooted so far behind the rim still shows when it stands up. */
const BEHIND_RIM = -0.25;
/** Beyond this tilt (70°) nothing is measured. */
const RIM = 0.34;

export function growHead(shape: HeadShape, scalp: Scalp, camera: HeadCamera, random: Random): { units: HeadUnits; shafts: Shafts } {
  const halfX = Math.ceil(-shape.fromXMm);
  const halfY = Math.ceil(-shape.fromYMm);
  const spot = new Float64Array(6);
  const beyond = 6 * camera.pxPerMm;
  const seen = (x: number, y: number): boolean => {
    if (!shape.at(x, y, spot) || dot(camera.towards, spot[3], spot[4], spot[5]) < BEHIND_RIM) return false;
    const [px, py] = toPicture(camera, spot[0], spot[1], spot[2]);
    return px > -beyond && py > -beyond && px < camera.width + beyond && py < camera.height + beyond;
  };
  // once for each millimetre of the chart: units wanted, and whether there is anything to measure
  const columnsMm = 2 * halfX;
  const wanted = new Float32Array(columnsMm * 2 * halfY);
  const onRim = new Uint8Array(wanted.length);
  for (let r = 0; r < 2 * halfY; r++)
    for (let c = 0; c < columnsMm; c++) {
      const x = c + 0.5 - halfX;
      const y = r + 0.5 - halfY;
      if (!seen(x, y)) continue;
      onRim[r * columnsMm + c] = dot(camera.towards, spot[3], spot[4], spot[5]) < RIM ? 1 : 0;
      wanted[r * columnsMm + c] = FULL_UNITS_PER_CM2 * scalp.left(x, y) * skinPerChart(shape, x, y);
    }
  const cell = (x: number, y: number): number => Math.floor(y) * columnsMm + Math.floor(x);
  const grown = growUnits(columnsMm, 2 * halfY, (x, y) => wanted[cell(x, y)] * (1 - onRim[cell(x, y)]), random.fork('units'));
  const rim = rimUnits(columnsMm, 2 * halfY, (x, y) => wanted[cell(x, y)] * onRim[cell(x, y)], random.fork('rim'));
  const units = {
    xMm: Float64Array.from([...grown.xMm, ...rim.map(([x]) => x)], (x) => x - halfX),
    yMm: Float64Array.from([...grown.yMm, ...rim.map(([, y]) => y)], (y) => y - halfY),
  };
  const hair = random.fork('hair');
  const columns: number[][] = Array.from({ length: 8 }, () => []);
  for (let i = 0; i < units.xMm.length; i++)
    for (const { xMm, yMm, widthUm } of hairsOfUnit(Math.max(0.02, scalp.left(units.xMm[i], units.yMm[i])), hair)) {
      const x = units.xMm[i] + xMm;
      const y = units.yMm[i] + yMm;
      if (!shape.at(x, y, spot)) continue;
      const [px, py] = toPicture(camera, spot[0], spot[1], spot[2]);
      const values = [
        i,
        x,
        y,
        widthUm,
        px,
        py,
        dot(camera.towards, spot[3], spot[4], spot[5]),
        dot(camera.towards, spot[0], spot[1], spot[2]),
      ];
      for (let k = 0; k < 8; k++) columns[k].push(values[k]);
    }
  const column = (k: number): Float32Array => Float32Array.from(columns[k]);
  return {
    units,
    shafts: {
      unit: Int32Array.from(columns[0]),
      xMm: column(1),
      yMm: column(2),
      widthUm: column(3),
      rootXPx: column(4),
      rootYPx: column(5),
      tipXPx: new Float32Array(columns[0].length),
      tipYPx: new Float32Array(columns[0].length),
      cosTilt: column(6),
      depthMm: column(7),
    },
  };
}

/** The triangular lattice with jitter that comes nearest to follicular units, in spacings (measured on donor fields: 0.19), and its density at most. */
const JITTER = 0.19;
const DENSEST = 1.6;

/** Units at the rim, where no count is read: a jittered lattice, thinned; half the work of `growUnits`. */
function rimUnits(widthMm: number, heightMm: number, perCm2: (x: number, y: number) => number, random: Random): Point[] {
  const densest = FULL_UNITS_PER_CM2 * DENSEST;
  const spacing = 10 * Math.sqrt(2 / (Math.sqrt(3) * densest));
  const rows = Math.ceil(heightMm / (spacing * 0.866));
  const columns = Math.ceil(widthMm / spacing);
  const out: Point[] = [];
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) {
      const x = (c + (r % 2) / 2) * spacing;
      const y = r * spacing * 0.866;
      if (x >= widthMm || y >= heightMm || random.next() * densest >= perCm2(x, y)) continue;
      out.push([x + JITTER * spacing * random.normal(), y + JITTER * spacing * random.normal()]);
    }
  return out;
}

/** Skin area per chart area around a chart point. */
export function skinPerChart(shape: HeadShape, xMm: number, yMm: number): number {
  const c = Math.min(shape.columns - 2, Math.max(0, Math.floor((xMm - shape.fromXMm) / shape.cellMm)));
  const r = Math.min(shape.rows - 2, Math.max(0, Math.floor((yMm - shape.fromYMm) / shape.cellMm)));
  const { place } = shape;
  const i = 3 * (r * shape.columns + c);
  const south = i + 3 * shape.columns;
  const ux = place[i + 3] - place[i];
  const uy = place[i + 4] - place[i + 1];
  const uz = place[i + 5] - place[i + 2];
  const vx = place[south] - place[i];
  const vy = place[south + 1] - place[i + 1];
  const vz = place[south + 2] - place[i + 2];
  return Math.sqrt((uy * vz - uz * vy) ** 2 + (uz * vx - ux * vz) ** 2 + (ux * vy - uy * vx) ** 2) / shape.cellMm ** 2;
}

/** Follicles show as spots below this length of hair (by eye, after clipped heads in photos). */
const SPOTS_BELOW_MM = 1.6;
const SPOT = { radiusMm: 0.13, depth: 0.42 };
/** Units of clipped hair point this far from the field, radians, and twice that at the shortest [measured on clipped macro photos: 10–17° within three spacings]. */
const HEADING = 0.1;
/** Vellus stays short. */
const VELLUS_LENGTH = 0.45;
/** Higher strands of a layer of hair this thick are drawn over lower ones. */
const LAYER_MM = 3;

/** Draws the shafts whose roots face the camera (or those behind the rim), lowest first, and notes where their tips are. */
export function drawHair(
  canvas: Canvas,
  shape: HeadShape,
  scalp: Scalp,
  camera: HeadCamera,
  look: HeadLook,
  tone: Tone,
  field: DirectionField,
  style: HairStyle,
  shafts: Shafts,
  behindRim: boolean,
  random: Random,
): void {
  const chosen: number[] = [];
  const layer = new Float32Array(shafts.unit.length);
  const order = random.fork('order');
  for (let i = 0; i < layer.length; i++) {
    layer[i] = order.next();
    if (shafts.cosTilt[i] > 0 !== behindRim) chosen.push(i);
  }
  const key = Float32Array.from(layer, (u, i) => shafts.depthMm[i] + LAYER_MM * u);
  chosen.sort((p, q) => key[p] - key[q] || p - q);
  const strand = emptyStrand();
  const unitCount = shafts.unit.length === 0 ? 0 : shafts.unit[shafts.unit.length - 1] + 1;
  const loose = HEADING * (1 + smoothstep(8, 1, style.lengthMm));
  const headings = random.fork('headings');
  const heading = Float32Array.from({ length: unitCount }, () => loose * headings.normal());
  const way = strandWay(shape, camera, look, field, style, random.fork('way'));
  const each = random.fork('each');
  const spots = style.lengthMm < SPOTS_BELOW_MM && camera.pxPerMm >= 3;
  for (const i of chosen) {
    const widthUm = shafts.widthUm[i];
    const terminal = widthUm >= TERMINAL_FROM_UM;
    const left = scalp.left(shafts.xMm[i], shafts.yMm[i]);
    const spread = style.lengthMm < 10 ? 0.85 + 0.3 * each.next() : 0.6 + 0.5 * each.next();
    const lengthMm = Math.max(
      widthUm / 1000,
      style.lengthMm * spread * (terminal ? 1 - 0.25 * smoothstep(60, 30, widthUm) : VELLUS_LENGTH),
    );
    if (spots)
      darkenSpot(canvas, shafts.rootXPx[i], shafts.rootYPx[i], SPOT.radiusMm * camera.pxPerMm, SPOT.depth * Math.min(1, widthUm / 70));
    strand.widthPx = (widthUm / 1000) * camera.pxPerMm;
    strand.tip = style.lengthMm < 6 ? 0.8 : 0.4;
    way(shafts.xMm[i], shafts.yMm[i], lengthMm, layer[i], left, heading[shafts.unit[i]], shaftTone(tone, widthUm, each), each, strand);
    drawHeadStrand(canvas, strand);
    shafts.tipXPx[i] = strand.xPx[strand.joints - 1];
    shafts.tipYPx[i] = strand.yPx[strand.joints - 1];
  }
}
