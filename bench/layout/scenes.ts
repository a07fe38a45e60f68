/**
 * What the layouts are compared on: a flattened head of 200 × 240 mm with thinned hair, at three densities, and an even square.
 * The density of dots and hairs together is known at every place, and so is the line of the front.
 */
import { fieldAt, type Random, type Scene, seededRandom } from '@stubble/engine';
import { type Density, type Points, softCoreField } from './soft-core.ts';

export type Zone = 'front' | 'gap' | 'crown';

export interface Truth {
  /** Density of the full field, where neither feather nor crown thins it. */
  readonly plateauPerCm2: number;
  /** Columns of the scene between which the front line is judged. */
  readonly frontFromMm: number;
  readonly frontToMm: number;
  /** Line where the density begins to rise. */
  frontMm(xMm: number): number;
  /** Dots and hairs together, as the scene's cells say: a layout cannot know more. */
  totalPerCm2(xMm: number, yMm: number): number;
  zoneOf(xMm: number, yMm: number): Zone;
}

export interface Bench {
  readonly name: string;
  readonly scene: Scene;
  /** Absent on the even square. */
  readonly truth: Truth | null;
}

const WIDTH_MM = 200;
const HEIGHT_MM = 240;
const FEATHER_MM = 9;
/** The crown is lighter by this share. */
const CROWN_LIGHTER = 0.18;
const SESSION_SHARE: readonly number[] = [0.4, 0.35, 0.25];
/** Least distance from a hair in spacings of the plateau. */
const CLEARANCE = 0.38;
/** Where more than this share of the hair is left, nothing is treated. */
const UNTREATED_FROM = 0.97;

/**
 * The head with `count` dots to be placed; hairs and dots grow denser together.
 * @param hairs how the hairs lie that are left: a thinned soft-core field, or a thinned lattice with jitter
 */
export function headScene(name: string, count: number, hairs: 'soft-core' | 'lattice' = 'soft-core'): Bench {
  const random = seededRandom(1, `bench/${hairs}`);
  const shape = headShape(seededRandom(1, 'bench/head'));
  const cells = Array.from({ length: WIDTH_MM * HEIGHT_MM }, (_, k) => ({ x: (k % WIDTH_MM) + 0.5, y: Math.floor(k / WIDTH_MM) + 0.5 }));
  const relative = Float64Array.from(cells, ({ x, y }) => shape.relative(x, y));
  const kept = Float64Array.from(cells, ({ x, y }) => shape.kept(x, y));
  const missing = relative.reduce((sum, d, k) => sum + d * (1 - kept[k]), 0) / 100;
  const plateauPerCm2 = count / missing;
  const totalPerCm2 = relative.map((d) => d * plateauPerCm2);
  const newPerCm2 = totalPerCm2.map((d, k) => d * (1 - kept[k]));
  const density: Density = {
    widthMm: WIDTH_MM,
    heightMm: HEIGHT_MM,
    most: plateauPerCm2,
    at: (x, y) => plateauPerCm2 * shape.relative(x, y),
    spacingMm: (x, y) => 10 / Math.sqrt(plateauPerCm2 * Math.max(0.3, shape.relative(x, y))),
  };
  const full = hairs === 'lattice' ? lattice(density, random) : softCoreField(density, Math.round(sum(totalPerCm2) / 100), random);
  const left = thinned(full, shape.kept, random.fork('thinned'));
  const scene: Scene = {
    widthMm: WIDTH_MM,
    heightMm: HEIGHT_MM,
    cellMm: 1,
    columns: WIDTH_MM,
    rows: HEIGHT_MM,
    totalPerCm2,
    newPerCm2,
    existingXMm: left.xMm,
    existingYMm: left.yMm,
    clearanceMm: (CLEARANCE * 10) / Math.sqrt(plateauPerCm2),
    count: Math.round(sum(newPerCm2) / 100),
    sessionShare: SESSION_SHARE,
  };
  return {
    name,
    scene,
    truth: {
      plateauPerCm2,
      frontFromMm: shape.middleMm - 50,
      frontToMm: shape.middleMm + 50,
      frontMm: shape.frontMm,
      totalPerCm2: (x, y) => fieldAt(scene, totalPerCm2, x, y),
      zoneOf: shape.zoneOf,
    },
  };
}

/** A square of one density without hairs. */
export function flatScene(sideMm = 100, perCm2 = 100): Bench {
  const field = new Float64Array(sideMm * sideMm).fill(perCm2);
  return {
    name: 'flat',
    scene: {
      widthMm: sideMm,
      heightMm: sideMm,
      cellMm: 1,
      columns: sideMm,
      rows: sideMm,
      totalPerCm2: field,
      newPerCm2: field.slice(),
      existingXMm: new Float64Array(0),
      existingYMm: new Float64Array(0),
      clearanceMm: 3.8 / Math.sqrt(perCm2),
      count: Math.round((sideMm * sideMm * perCm2) / 100),
      sessionShare: SESSION_SHARE,
    },
    truth: null,
  };
}

interface HeadShape {
  readonly middleMm: number;
  /** Density over that of the plateau. */
  relative(xMm: number, yMm: number): number;
  /** Share of the hair that is left. */
  kept(xMm: number, yMm: number): number;
  frontMm(xMm: number): number;
  zoneOf(xMm: number, yMm: number): Zone;
}

function headShape(random: Random): HeadShape {
  const middleMm = WIDTH_MM / 2;
  const outline = { yMm: 128, halfWidthMm: 84, halfLengthMm: 104 };
  const crown = { yMm: 170, fromMm: 18, toMm: 38 };
  const noise = [valueNoise(8, 3, random), valueNoise(3.5, 1.2, random)];
  // a mature line: curved, receding at the temples, with a small peak
  const drawnLine = (x: number): number => {
    const u = x - middleMm;
    return 40 + 0.0035 * u * u + 14 * bump((Math.abs(u) - 45) / 14) - 3.5 * bump(u / 9);
  };
  const frontMm = (x: number): number => drawnLine(x) + noise[0](x) + noise[1](x);
  const fromCrown = (x: number, y: number): number => Math.hypot(x - middleMm, y - crown.yMm);
  const relative = (x: number, y: number): number => {
    if (Math.hypot((x - middleMm) / outline.halfWidthMm, (y - outline.yMm) / outline.halfLengthMm) >= 1) return 0;
    // the feather is as broad across a slope of the line as it is across a level stretch
    const slope = (drawnLine(x + 1) - drawnLine(x - 1)) / 2;
    const behindMm = (y - frontMm(x)) / Math.sqrt(1 + slope * slope);
    return (
      smooth(behindMm / FEATHER_MM) * (1 - CROWN_LIGHTER * (1 - smooth((fromCrown(x, y) - crown.fromMm) / (crown.toMm - crown.fromMm))))
    );
  };
  const kept = (x: number, y: number): number => {
    // the horseshoe: sides and back, and the temples that run in towards the front
    const halfWidthMm = y > 118 ? 81 : 81 - 0.0068 * (118 - y) * (118 - y);
    const outwards = Math.hypot((x - middleMm) / Math.max(1, halfWidthMm), y > 118 ? (y - 118) / 112 : 0);
    const middle = 0.25 * smooth((y - 60) / 50) * smooth((fromCrown(x, y) - 8) / 34);
    const share = middle + (1 - middle) * smooth((outwards - 0.82) / 0.24);
    return share > UNTREATED_FROM ? 1 : share;
  };
  const zoneOf = (x: number, y: number): Zone => {
    if (y < frontMm(x) + 1.5 * FEATHER_MM) return 'front';
    return fromCrown(x, y) < crown.toMm ? 'crown' : 'gap';
  };
  return { middleMm, relative, kept, frontMm, zoneOf };
}

function bump(t: number): number {
  return Math.exp(-t * t);
}

/** 0 to 1 over t from 0 to 1, level at both ends. */
function smooth(t: number): number {
  const u = Math.max(0, Math.min(1, t));
  return u * u * (3 - 2 * u);
}

/** A smooth random line with knots every `knotMm`. */
function valueNoise(knotMm: number, amplitudeMm: number, random: Random): (xMm: number) => number {
  const knots = Array.from({ length: Math.ceil(WIDTH_MM / knotMm) + 3 }, () => (2 * random.next() - 1) * amplitudeMm);
  return (x) => {
    const at = Math.max(0, x / knotMm + 1);
    const k = Math.floor(at);
    return knots[k] + (knots[k + 1] - knots[k]) * smooth(at - k);
  };
}

/** A hexagonal lattice of the plateau's density with jitter, thinned to the density. */
function lattice({ widthMm, heightMm, most, at }: Density, random: Random): Points {
  const spacingMm = 10 / Math.sqrt(most);
  const stepMm = spacingMm * Math.sqrt(2 / Math.sqrt(3));
  const rowMm = (stepMm * Math.sqrt(3)) / 2;
  const points: { x: number; y: number }[] = [];
  for (let row = 0; row * rowMm < heightMm; row++)
    for (let column = 0; column * stepMm < widthMm; column++) {
      const x = (column + (row % 2) / 2) * stepMm + 0.12 * spacingMm * random.normal();
      const y = row * rowMm + 0.12 * spacingMm * random.normal();
      if (random.next() * most < at(x, y)) points.push({ x, y });
    }
  return { xMm: Float64Array.from(points, (p) => p.x), yMm: Float64Array.from(points, (p) => p.y) };
}

function thinned({ xMm, yMm }: Points, kept: HeadShape['kept'], random: Random): Points {
  const left = Array.from(xMm.keys()).filter((i) => random.next() < kept(xMm[i], yMm[i]));
  return { xMm: Float64Array.from(left, (i) => xMm[i]), yMm: Float64Array.from(left, (i) => yMm[i]) };
}

function sum(values: Float64Array): number {
  return values.reduce((total, v) => total + v, 0);
}
