/**
 * Where on a head a region lies. Angles about the point midway between the tragi, so that they hold for heads of any size and shape:
 * alpha from the forehead (0°) over the top (90°) to the back (180°), beta from the midline (0°) to the ear axis (90°), positive to the left.
 * The borders are ours, drawn after Norwood's figures [A].
 */
import { REGION_FACTS } from './regions.ts';
import { REGIONS, type Region } from './terms.ts';

interface Field {
  readonly region: Region;
  readonly alpha: readonly [low: number, high: number];
  readonly beta: readonly [low: number, high: number];
  /** Side of the line from the hairline to the top of the temple triangle on which the field lies. */
  readonly templeLine?: 'before' | 'behind';
}

const FIELDS: readonly Field[] = [
  { region: 'hairline', alpha: [53, 59], beta: [0, 22] },
  { region: 'temples', alpha: [53, 75], beta: [22, 42], templeLine: 'before' },
  { region: 'forelock', alpha: [59, 76], beta: [0, 22] },
  { region: 'lateral-front', alpha: [55, 76], beta: [22, 42], templeLine: 'behind' },
  { region: 'mid-scalp', alpha: [76, 112], beta: [0, 30] },
  { region: 'vertex', alpha: [112, 150], beta: [0, 30] },
  { region: 'parietal', alpha: [76, 150], beta: [30, 46] },
  { region: 'temporal-fringe', alpha: [62, 76], beta: [42, 70] },
  { region: 'temporal-fringe', alpha: [76, 150], beta: [46, 72] },
  { region: 'occiput', alpha: [150, 182], beta: [0, 58] },
  { region: 'nape', alpha: [182, 200], beta: [0, 42] },
];

/** Length of a degree on the scalp: 25 cm from the hairline to the inion are 129° of alpha; across it is a little less [A]. */
const CM_PER_DEGREE_ALPHA = 0.195;
const CM_PER_DEGREE_BETA = 0.18;
/** Deviation of the blend, which makes a border about 1 cm broad. */
const BLEND_CM = 0.3;

/**
 * @param spot a point of the scalp in any unit of length, from the point midway between the tragi
 * @returns alpha from −90° to 270°, beta from −90° to 90°
 */
export function headAngles(spot: readonly [left: number, front: number, up: number]): { alphaDegrees: number; betaDegrees: number } {
  const [left, front, up] = spot;
  const distance = Math.hypot(left, front, up);
  if (!(distance > 0)) throw new RangeError('a point of the scalp lies away from the middle of the head');
  const alpha = degrees(Math.atan2(up, front));
  return { alphaDegrees: alpha < -90 ? alpha + 360 : alpha, betaDegrees: degrees(Math.asin(left / distance)) };
}

/** The region at a place, or null where no scalp hair grows. */
export function regionAt(alphaDegrees: number, betaDegrees: number): Region | null {
  const aside = Math.abs(betaDegrees);
  const field = FIELDS.find((f) => isInside(f.alpha, alphaDegrees) && isInside(f.beta, aside) && beyondLine(f, alphaDegrees, aside) <= 0);
  return field?.region ?? null;
}

export function hairBearing(alphaDegrees: number, betaDegrees: number): boolean {
  return regionAt(alphaDegrees, betaDegrees) !== null;
}

/**
 * Susceptibility to pattern loss, 0 spared .. 1 first to go: that of the region, passing over into the neighbour's within about 1 cm of a
 * border. Off the scalp it is that of the nearest region.
 */
export function susceptibilityAt(alphaDegrees: number, betaDegrees: number): number {
  const aside = Math.abs(betaDegrees);
  const distances = FIELDS.map((field) => distanceCm(field, alphaDegrees, aside));
  const nearest = REGIONS.map((region) => Math.min(...distances.filter((_, k) => FIELDS[k].region === region)));
  const least = Math.min(...nearest);
  let sum = 0;
  let weights = 0;
  REGIONS.forEach((region, k) => {
    const weight = Math.exp(-(((nearest[k] - least) / BLEND_CM) ** 2) / 2);
    weights += weight;
    sum += weight * REGION_FACTS[region].susceptibility;
  });
  return sum / weights;
}

function distanceCm(field: Field, alpha: number, aside: number): number {
  const across = outside(field.beta, aside) * CM_PER_DEGREE_BETA;
  const along = outside(field.alpha, alpha) * CM_PER_DEGREE_ALPHA * Math.cos((Math.min(aside, 90) * Math.PI) / 180);
  return Math.max(Math.hypot(along, across), (Math.max(0, beyondLine(field, alpha, aside)) * CM_PER_DEGREE_BETA) / Math.SQRT2);
}

/** Degrees of alpha by which a place lies beyond the temple line; never above 0 for fields without one. */
function beyondLine({ templeLine }: Field, alpha: number, aside: number): number {
  if (templeLine === undefined) return 0;
  const behind = alpha - (55 + (aside - 22));
  return templeLine === 'before' ? behind : -behind;
}

function outside([low, high]: readonly [number, number], value: number): number {
  return Math.max(0, low - value, value - high);
}

function isInside(range: readonly [number, number], value: number): boolean {
  return outside(range, value) === 0;
}

function degrees(radians: number): number {
  return (radians * 180) / Math.PI;
}
