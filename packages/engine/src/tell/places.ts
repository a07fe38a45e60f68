/** Where the marks of a tile lie: as follicular units, as our planner lays dots, in rows, by chance, or apart by a least distance. */
import { layOut } from '../layout/layout.ts';
import type { Places, Scene } from '../layout/scene.ts';
import { FULL_UNITS_PER_CM2, growUnits } from '../phantom/hairs.ts';
import type { Random } from '../random.ts';

export const PLACINGS = ['units', 'ours', 'grid', 'white-noise', 'poisson-disk'] as const;
export type Placing = (typeof PLACINGS)[number];

/** Units of a full scalp; all kinds have as many marks. */
export const MARKS_PER_CM2 = FULL_UNITS_PER_CM2;

/** Places over a square of that side, about `MARKS_PER_CM2`. */
export function placesFor(placing: Placing, sideMm: number, random: Random): Places {
  const count = Math.round((sideMm * sideMm * MARKS_PER_CM2) / 100);
  if (placing === 'units') return growUnits(sideMm, sideMm, () => MARKS_PER_CM2, random);
  if (placing === 'ours') return layOut(bareScene(sideMm, count), random);
  if (placing === 'grid') return grid(sideMm, random);
  if (placing === 'white-noise') {
    const at = (): Float64Array => Float64Array.from({ length: count }, () => random.next() * sideMm);
    return { xMm: at(), yMm: at() };
  }
  return poissonDisk(sideMm, count, random);
}

function bareScene(sideMm: number, count: number): Scene {
  const cells = Math.ceil(sideMm);
  const field = new Float64Array(cells * cells).fill(MARKS_PER_CM2);
  return {
    widthMm: sideMm,
    heightMm: sideMm,
    cellMm: sideMm / cells,
    columns: cells,
    rows: cells,
    totalPerCm2: field,
    newPerCm2: field,
    existingXMm: new Float64Array(0),
    existingYMm: new Float64Array(0),
    clearanceMm: 0,
    count,
    sessionShare: [0.3, 0.4, 0.3],
  };
}

/** Square rows at some angle, as a machine or a ruler makes them. */
function grid(sideMm: number, random: Random): Places {
  const stepMm = 10 / Math.sqrt(MARKS_PER_CM2);
  const turn = (Math.PI / 2) * random.next();
  const [c, s] = [Math.cos(turn), Math.sin(turn)];
  const [dx, dy] = [random.next() * stepMm, random.next() * stepMm];
  const half = Math.ceil(sideMm / stepMm);
  const places: (readonly [number, number])[] = [];
  for (let i = -half; i <= half; i++)
    for (let j = -half; j <= half; j++) {
      const [u, v] = [i * stepMm + dx, j * stepMm + dy];
      const [x, y] = [sideMm / 2 + c * u - s * v, sideMm / 2 + s * u + c * v];
      if (x >= 0 && y >= 0 && x < sideMm && y < sideMm) places.push([x, y]);
    }
  return columns(places);
}

/** Darts that keep a least distance, as far as they fit (Cook 1986): the distance is that at which random darts jam at this count. */
const JAMMED_AT = 0.79;
const LESS = 0.985;
const FAILS = 600;

function poissonDisk(sideMm: number, count: number, random: Random): Places {
  let apartMm = (JAMMED_AT * 10) / Math.sqrt(MARKS_PER_CM2);
  const places: (readonly [number, number])[] = [];
  for (let fails = 0; places.length < count; ) {
    const [x, y] = [random.next() * sideMm, random.next() * sideMm];
    if (places.every(([px, py]) => (px - x) ** 2 + (py - y) ** 2 >= apartMm ** 2)) {
      places.push([x, y]);
      fails = 0;
    } else if (++fails > FAILS) {
      apartMm *= LESS;
      fails = 0;
    }
  }
  return columns(places);
}

function columns(places: readonly (readonly [number, number])[]): Places {
  return { xMm: Float64Array.from(places, (p) => p[0]), yMm: Float64Array.from(places, (p) => p[1]) };
}
