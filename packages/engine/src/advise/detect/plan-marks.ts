/** A plan's dots as marks at a day, zone by zone: where the hand puts them, how broad and dark each one is, and the window in which a zone is judged. */
import type { DotColumns } from '../../document/packed.ts';
import { type DotYears, type Plan, ZONE_NAMES, type ZoneName } from '../../document/schema.ts';
import { relativeErrorOf } from '../../estimate.ts';
import { depositAt, modelInZones } from '../../forecast/forecast.ts';
import type { Places } from '../../layout/scene.ts';
import { distance, fillPolygon, type Point } from '../../polygon.ts';
import { seededRandom } from '../../random.ts';
import { type HandScatter, handScatter } from '../../render/hand.ts';
import { dotColours } from '../../skin/dot-contrast.ts';
import type { Window } from './arrangement.ts';
import type { Front, Marks } from './terms.ts';

/** Of a zone so many dots are looked at, those about its middle: enough for distances within 1 %. */
const MOST_DOTS = 600;
const LEAST_DOTS = 20;
/** Darkness to the eye grows with about this power of the ink (light in skin; as in forecast/evenness.ts). */
const SEEN_POWER = 0.55;
/** Deviation of ln ink from dot to dot in `handScatter`: read back so that its unit deviate can carry another scatter. */
const INK_LOG_SD = 0.4;

/** Dots of one zone about its middle, as the hand puts them. */
export interface ZoneDots {
  readonly zone: ZoneName;
  readonly share: number;
  readonly chosen: readonly number[];
  readonly places: Places;
  readonly window: Window;
  readonly years: DotYears;
}

export interface Hand {
  readonly dots: DotColumns;
  readonly scatter: HandScatter;
  readonly places: Places;
}

/** The same hand as in the plan's pictures. */
export function handOf(plan: Plan, dots: DotColumns): Hand {
  const scatter = handScatter(dots.count, seededRandom(plan.seed, 'hand'));
  return {
    dots,
    scatter,
    places: {
      xMm: Float64Array.from(dots.xMm, (x, i) => x + scatter.xMm[i]),
      yMm: Float64Array.from(dots.yMm, (y, i) => y + scatter.yMm[i]),
    },
  };
}

/** The front edge that the photo shows. */
export function frontOf({ design: { hairlineMm } }: Plan): Front | null {
  if (hairlineMm.length < 2) return null;
  // the scalp lies towards −y: the front edge of the chart looks to +y
  const lineAt = (x: number): number => {
    const k = hairlineMm.findIndex(([px], i) => i + 1 < hairlineMm.length && (px - x) * (hairlineMm[i + 1][0] - x) <= 0);
    if (k < 0)
      return Math.abs(x - hairlineMm[0][0]) < Math.abs(x - hairlineMm[hairlineMm.length - 1][0])
        ? hairlineMm[0][1]
        : hairlineMm[hairlineMm.length - 1][1];
    const [[x0, y0], [x1, y1]] = [hairlineMm[k], hairlineMm[k + 1]];
    return x1 === x0 ? y1 : y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
  };
  return { lineMm: hairlineMm, behind: (x, y) => y < lineAt(x) };
}

export function zonesOf(plan: Plan, hand: Hand, years: readonly DotYears[], front: Front | null): readonly ZoneDots[] {
  const { dots, places } = hand;
  return ZONE_NAMES.flatMap((zone, z) => {
    const mine: number[] = [];
    for (let i = 0; i < dots.count; i++) if (dots.zone[i] === z) mine.push(i);
    const forecast = years.find((one) => one.zone === zone);
    if (mine.length < LEAST_DOTS || forecast === undefined) return [];
    const middle = middleDot(dots, mine);
    const off = (i: number): number => distance([dots.xMm[i], dots.yMm[i]], middle);
    const chosen = mine.sort((p, q) => off(p) - off(q) || p - q).slice(0, MOST_DOTS);
    const reachMm = off(chosen[chosen.length - 1]);
    return [
      {
        zone,
        share: mine.length / dots.count,
        chosen,
        places: { xMm: Float64Array.from(chosen, (i) => places.xMm[i]), yMm: Float64Array.from(chosen, (i) => places.yMm[i]) },
        window: windowOf(plan, front, middle, reachMm, dots, mine),
        years: forecast,
      },
    ];
  });
}

/** Of a crescent the mean lies outside: the dot nearest to it is inside. */
function middleDot({ xMm, yMm }: DotColumns, mine: readonly number[]): Point {
  const mean = (values: Float32Array): number => mine.reduce((sum, i) => sum + values[i], 0) / mine.length;
  const at: Point = [mean(xMm), mean(yMm)];
  const nearest = mine.reduce((best, i) => (distance([xMm[i], yMm[i]], at) < distance([xMm[best], yMm[best]], at) ? i : best), mine[0]);
  return [xMm[nearest], yMm[nearest]];
}

/** Grain of the window, and how near a place must lie to a dot of the zone, so that another zone's density is not taken for this one's. */
const PX_PER_MM = 4;
const NEAR_DOT_MM = 2;

/**
 * Where the zone's dots lie at full density: in the plan's polygons and about its middle; a feather is a field with follicles missing, not an uneven one, and is
 * left out.
 */
function windowOf(
  plan: Plan,
  front: Front | null,
  [cx, cy]: Point,
  reachMm: number,
  { xMm, yMm }: DotColumns,
  mine: readonly number[],
): Window {
  const { zoneMm, excludeMm, featherMm } = plan.design;
  const [x0Mm, y0Mm] = [cx - reachMm, cy - reachMm];
  const side = Math.max(1, Math.ceil(2 * reachMm * PX_PER_MM));
  const local = (polygon: readonly Point[]): readonly Point[] => polygon.map(([x, y]) => [x - x0Mm, y - y0Mm]);
  const near = new Uint8Array(side * side);
  for (const i of mine) stamp(near, side, xMm[i] - x0Mm, yMm[i] - y0Mm, NEAR_DOT_MM, 1);
  const open = new Uint8Array(side * side);
  for (const zone of zoneMm) fillPolygon(open, side, side, local(zone), 1, PX_PER_MM);
  for (const zone of excludeMm) fillPolygon(open, side, side, local(zone), 0, PX_PER_MM);
  if (front !== null) for (const [x, y] of front.lineMm) stamp(open, side, x - x0Mm, y - y0Mm, featherMm, 0);
  const inside = (x: number, y: number): boolean => {
    if ((x - cx) ** 2 + (y - cy) ** 2 > reachMm ** 2) return false;
    const at = Math.min(side - 1, Math.floor((y - y0Mm) * PX_PER_MM)) * side + Math.min(side - 1, Math.floor((x - x0Mm) * PX_PER_MM));
    return open[at] === 1 && near[at] === 1;
  };
  return { x0Mm, y0Mm, x1Mm: cx + reachMm, y1Mm: cy + reachMm, inside };
}

function stamp(mask: Uint8Array, side: number, xMm: number, yMm: number, radiusMm: number, value: number): void {
  const [x, y, r] = [xMm * PX_PER_MM, yMm * PX_PER_MM, radiusMm * PX_PER_MM];
  for (let row = Math.max(0, Math.ceil(y - r)); row <= Math.min(side - 1, Math.floor(y + r)); row++) {
    const half = Math.sqrt(r * r - (row - y) ** 2);
    const [from, to] = [Math.max(0, Math.ceil(x - half)), Math.min(side, Math.floor(x + half) + 1)];
    if (to > from) mask.fill(value, row * side + from, row * side + to);
  }
}

/** What the forecast says of a zone's dots at a day; beyond its last year that of the last. */
export function dayOf(
  { series }: DotYears,
  atDays: number,
): { readonly darkness: number; readonly diameterMm: number; readonly diameterError: number; readonly evenness: number } {
  const next = series.findIndex((day) => day.atDays >= atDays);
  const [a, b] = next < 0 ? [series[series.length - 1], series[series.length - 1]] : [series[Math.max(0, next - 1)], series[next]];
  const t = b.atDays === a.atDays ? 0 : (atDays - a.atDays) / (b.atDays - a.atDays);
  const mixed = (read: (day: typeof a) => number): number => read(a) + t * (read(b) - read(a));
  return {
    darkness: mixed((d) => d.darkness.value),
    diameterMm: mixed((d) => d.diameterMm.value),
    diameterError: mixed((d) => (d.diameterMm.low > 0 ? relativeErrorOf(d.diameterMm) : 0)),
    evenness: mixed((d) => d.evenness.value),
  };
}

/** Breadth and darkness of a zone's dots at a day, by their own traits, the hand and the forecast. */
export function traitsOf(
  hand: Hand,
  { chosen, years }: ZoneDots,
  atDays: number,
  healedMm: number,
): Pick<Marks, 'diameterMm' | 'darkness'> {
  const { diameterMm, evenness, darkness } = dayOf(years, atDays);
  // 1/(1 + CV²) of a log-normal scatter
  const logSd = Math.sqrt(Math.max(0, -Math.log(evenness)));
  const { dots, scatter } = hand;
  return {
    diameterMm: Float64Array.from(chosen, (i) => dots.diameterMm[i] * scatter.breadth[i] * (diameterMm / healedMm)),
    darkness: Float64Array.from(
      chosen,
      (i) => darkness * dots.tone[i] ** SEEN_POWER * Math.exp((logSd * Math.log(scatter.ink[i])) / INK_LOG_SD),
    ),
  };
}

/** Colours of a dot's middle in a zone and of the skin there. @param ages days since the needle with their weights */
export function colourOf(
  plan: Plan,
  zone: ZoneName,
  ages: readonly (readonly [days: number, weight: number])[],
): NonNullable<Marks['colour']> {
  const model = modelInZones(plan, [zone]);
  const seen = ages.map(([days, weight]) => {
    const { skin, deposit } = depositAt(model, days);
    return { weight, ...dotColours(skin, deposit) };
  });
  const total = seen.reduce((sum, { weight }) => sum + weight, 0);
  const mean = (k: 0 | 1 | 2): number => seen.reduce((sum, { weight, centre }) => sum + (weight * centre.lab[k]) / total, 0);
  return { markLab: [mean(0), mean(1), mean(2)], skinLab: seen[0].bare.lab };
}
