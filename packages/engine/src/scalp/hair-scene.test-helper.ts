/** A round head drawn plainly for tests: skin under one light, straight strands, and whatever else a test puts on it. 4 px/mm. */
import { srgb8OfLinear } from '../colour/srgb.ts';
import { type Surface, surfaceGeometry } from '../head/surface.ts';
import { type Random, seededRandom } from '../random.ts';
import { densityRaster, type Raster, raster } from '../raster.ts';
import type { Scalp } from './find-scalp.ts';
import { type HairMap, mapHair } from './hair.ts';
import { unknownFront } from './zone.ts';

export type Rgb = readonly [number, number, number];

export interface HeadScene {
  readonly skin: Rgb;
  readonly hair: Rgb;
  /** Strands rooted on a mm². */
  readonly strandsPerMm2: number;
  /** Where strands grow, mm from the middle; everywhere when left out. */
  readonly grows?: (xMm: number, yMm: number) => boolean;
  /** Factor on the light at a place, mm from the middle. */
  readonly light?: (xMm: number, yMm: number) => number;
  /** Mirrored light added at a place, mm from the middle. */
  readonly gloss?: (xMm: number, yMm: number) => number;
  /** Colour of the light. */
  readonly white?: Rgb;
  readonly spots?: readonly { readonly xMm: number; readonly yMm: number; readonly radiusMm: number }[];
  readonly seed?: number;
}

const PX_PER_MM = 4;
const SIDE_PX = 360;
const RADIUS_PX = 165;
const STRAND_MM = 6;
const STRAND_WIDTH_PX = 0.07 * PX_PER_MM;
const NOISE = 0.012;
const SPOT_DARKNESS = 0.45;

export interface DrawnHead {
  readonly overview: Raster<'linear'>;
  readonly photo: Raster<'srgb8'>;
  readonly scalp: Scalp & HairMap;
  /** Share hidden by strands as drawn, within the middle of the head. */
  readonly covered: number;
  readonly middle: Raster<'density'>;
}

export function drawHead(scene: HeadScene): DrawnHead {
  const random = seededRandom(scene.seed ?? 1, 'drawn head');
  const c = SIDE_PX / 2;
  const covered = strands(scene, random.fork('strands'));
  const noise = random.fork('noise');
  const overview = new Float32Array(SIDE_PX * SIDE_PX * 3);
  const inside = densityRaster(SIDE_PX, SIDE_PX);
  const middle = densityRaster(SIDE_PX, SIDE_PX);
  let [hidden, asked] = [0, 0];
  for (let i = 0; i < SIDE_PX * SIDE_PX; i++) {
    const dx = (i % SIDE_PX) + 0.5 - c;
    const dy = Math.floor(i / SIDE_PX) + 0.5 - c;
    const r2 = (dx * dx + dy * dy) / RADIUS_PX ** 2;
    if (r2 < 1) inside.data[i] = 1;
    if (r2 < 0.36) {
      middle.data[i] = 1;
      hidden += covered[i];
      asked++;
    }
    const [xMm, yMm] = [dx / PX_PER_MM, dy / PX_PER_MM];
    const shade = (0.5 + 0.5 * Math.sqrt(Math.max(0, 1 - r2))) * (scene.light?.(xMm, yMm) ?? 1);
    const spot = (scene.spots ?? []).some((s) => (s.xMm - xMm) ** 2 + (s.yMm - yMm) ** 2 < s.radiusMm ** 2) ? SPOT_DARKNESS : 1;
    for (let k = 0; k < 3; k++) {
      const tone = (1 - covered[i]) * scene.skin[k] * spot + covered[i] * scene.hair[k];
      overview[3 * i + k] = Math.max(
        0,
        (tone * shade + (scene.gloss?.(xMm, yMm) ?? 0)) * (scene.white?.[k] ?? 1) * (1 + NOISE * noise.normal()),
      );
    }
  }
  const linear = raster('linear', SIDE_PX, SIDE_PX, overview);
  const hair = mapHair(linear, inside, { cx: c, cy: c, a: RADIUS_PX, b: RADIUS_PX, angle: 0 }, PX_PER_MM);
  const surface: Surface = {
    centrePx: [c, c],
    semiAcrossPx: RADIUS_PX,
    semiAlongPx: RADIUS_PX,
    semiDepthPx: RADIUS_PX,
    frontDegrees: 90,
    pxPerMm: PX_PER_MM,
  };
  const scalp: Scalp & HairMap = {
    headPx: [],
    surface: surfaceGeometry(surface).surface,
    scale: 1,
    inside,
    ...hair,
    fringe: 0.5,
    front: unknownFront(0),
    zonePx: null,
    outlineStrength: 0.5,
    visibleShare: 1,
    notes: [],
  };
  return {
    overview: linear,
    photo: raster(
      'srgb8',
      SIDE_PX,
      SIDE_PX,
      Uint8Array.from(overview, (v) => srgb8OfLinear(Math.min(1, v))),
    ),
    scalp,
    covered: hidden / asked,
    middle,
  };
}

/** Mean of a map over the middle of the head. */
export function middleMean({ middle }: DrawnHead, map: Raster<'density'>): number {
  let [sum, n] = [0, 0];
  for (let i = 0; i < map.data.length; i++) {
    sum += middle.data[i] * map.data[i];
    n += middle.data[i];
  }
  return sum / n;
}

function strands(scene: HeadScene, random: Random): Float32Array {
  const covered = new Float32Array(SIDE_PX * SIDE_PX);
  const half = SIDE_PX / 2 / PX_PER_MM;
  const count = Math.round(scene.strandsPerMm2 * (2 * half) ** 2);
  for (let k = 0; k < count; k++) {
    const [x, y] = [(2 * random.next() - 1) * half, (2 * random.next() - 1) * half];
    const angle = 1.2 + 0.25 * random.normal();
    if (scene.grows !== undefined && !scene.grows(x, y)) continue;
    const steps = STRAND_MM * PX_PER_MM * 2;
    for (let s = 0; s < steps; s++) {
      // shared between the two pixels beside the strand, so that its breadth is kept
      const px = (x + half) * PX_PER_MM + (s / 2) * Math.cos(angle) - 0.5;
      const row = Math.floor((y + half) * PX_PER_MM + (s / 2) * Math.sin(angle));
      const column = Math.floor(px);
      for (const [at, share] of [
        [column, 1 - (px - column)],
        [column + 1, px - column],
      ]) {
        if (at < 0 || row < 0 || at >= SIDE_PX || row >= SIDE_PX) continue;
        const i = row * SIDE_PX + at;
        covered[i] += (1 - covered[i]) * share * STRAND_WIDTH_PX * 0.5;
      }
    }
  }
  return covered;
}
