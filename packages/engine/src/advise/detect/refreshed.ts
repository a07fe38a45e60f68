/** A zone's marks once a second refresh has healed: the first dots, wider and paler, and the new ones of two refreshes laid around them. */
import type { Plan } from '../../document/schema.ts';
import { HEALED_DAY } from '../../forecast/forecast.ts';
import { dotTraits } from '../../layout/dot-traits.ts';
import { FOLLICULAR_UNITS } from '../../layout/follicle-statistics.ts';
import { laidDots } from '../../layout/layout.ts';
import { cellAt, type Grid, type Places, type Scene, spacingFloorPerCm2 } from '../../layout/scene.ts';
import { seededRandom } from '../../random.ts';
import { handScatter } from '../../render/hand.ts';
import { colourOf, dayOf, type Hand, traitsOf, type ZoneDots } from './plan-marks.ts';
import type { Marks } from './terms.ts';

const CELL_MM = 1;
const NONE: Places = { xMm: new Float64Array(0), yMm: new Float64Array(0) };

/** @returns null where the forecast foresees fewer than two refreshes */
export function refreshed(plan: Plan, hand: Hand, zone: ZoneDots, leastShare: number): Marks | null {
  const { years } = zone;
  if (years.refreshCycles.length < 2) return null;
  const [first, second] = years.refreshCycles;
  const atDays = second.atDays + HEALED_DAY;
  const healedMm = plan.dotModel.healedDiameterMm.value;
  const shareOf = (perCm2: number): number => (years.dotsPerCm2 > 0 ? perCm2 / years.dotsPerCm2 : 0);
  const layers = [
    { days: atDays - first.atDays, added: shareOf(first.addedDotsPerCm2.value) },
    { days: HEALED_DAY, added: shareOf(second.addedDotsPerCm2.value) },
  ];
  const base = Array.from(zone.places.xMm).filter((x, i) => zone.window.inside(x, zone.places.yMm[i])).length;
  const old = traitsOf(hand, zone, atDays, healedMm);
  let places: Places = zone.places;
  const diameterMm = [...(old.diameterMm as Float64Array)];
  const darkness = [...(old.darkness as Float64Array)];
  layers.forEach(({ days, added }, k) => {
    const fresh = laidAround(zone, places, Math.round(added * base), plan.seed, k);
    const count = fresh.xMm.length;
    const random = seededRandom(plan.seed, `refresh ${zone.zone} ${k}`);
    const { diameterMm: planned, tone } = dotTraits(count, random.fork('traits'));
    const scatter = handScatter(count, random.fork('hand'));
    const dots = { ...hand.dots, count, diameterMm: planned, tone };
    const theirs = traitsOf(
      { dots, scatter, places: fresh },
      { ...zone, chosen: Array.from({ length: count }, (_, i) => i) },
      days,
      healedMm,
    );
    diameterMm.push(...(theirs.diameterMm as Float64Array));
    darkness.push(...(theirs.darkness as Float64Array));
    places = {
      xMm: Float64Array.from([...places.xMm, ...fresh.xMm.map((x, i) => x + scatter.xMm[i])]),
      yMm: Float64Array.from([...places.yMm, ...fresh.yMm.map((y, i) => y + scatter.yMm[i])]),
    };
  });
  const mean = darkness.reduce((sum, d) => sum + d, 0) / darkness.length;
  const weight = (days: number): number => dayOf(years, days).darkness;
  return {
    ...places,
    diameterMm,
    darkness: darkness.map((d) => d / mean),
    window: zone.window,
    diameterError: dayOf(years, atDays).diameterError,
    leastShare,
    colour: colourOf(plan, zone.zone, [
      [atDays, weight(atDays)],
      ...layers.map(({ days, added }): readonly [number, number] => [days, added * weight(days)]),
    ]),
  };
}

/** So many new dots where the old ones are, with the distances of follicles among them. */
function laidAround({ window, zone }: ZoneDots, standing: Places, count: number, seed: number, round: number): Places {
  const [widthMm, heightMm] = [Math.ceil(window.x1Mm - window.x0Mm), Math.ceil(window.y1Mm - window.y0Mm)];
  const [columns, rows] = [Math.max(1, widthMm / CELL_MM), Math.max(1, heightMm / CELL_MM)];
  const grid: Grid = { cellMm: CELL_MM, columns, rows };
  const inside = Array.from(standing.xMm.keys()).filter((i) => window.inside(standing.xMm[i], standing.yMm[i]));
  const existing = {
    xMm: Float64Array.from(inside, (i) => standing.xMm[i] - window.x0Mm),
    yMm: Float64Array.from(inside, (i) => standing.yMm[i] - window.y0Mm),
  };
  const open = Float64Array.from({ length: columns * rows }, (_, cell) =>
    window.inside(window.x0Mm + ((cell % columns) + 0.5) * CELL_MM, window.y0Mm + (Math.floor(cell / columns) + 0.5) * CELL_MM) ? 1 : 0,
  );
  const areaMm2 = open.reduce((sum, o) => sum + o, 0) * CELL_MM ** 2;
  if (areaMm2 === 0 || count === 0) return NONE;
  const oldPerCm2 = (100 * inside.length) / areaMm2;
  const newPerCm2 = (100 * count) / areaMm2;
  const scene: Scene = {
    ...grid,
    widthMm,
    heightMm,
    totalPerCm2: open.map((o) => o * (oldPerCm2 + newPerCm2)),
    newPerCm2: open.map((o) => o * newPerCm2),
    existingXMm: existing.xMm,
    existingYMm: existing.yMm,
    clearanceMm: 3.6 / Math.sqrt(oldPerCm2 + newPerCm2),
    count,
    sessionShare: [1],
  };
  const laid = laidDots(scene, NONE, spacingFloorPerCm2(scene), FOLLICULAR_UNITS, seededRandom(seed, `refresh places ${zone} ${round}`));
  const kept = Array.from(laid.xMm.keys()).filter((i) => open[cellAt(grid, laid.xMm[i], laid.yMm[i])] > 0);
  return { xMm: Float64Array.from(kept, (i) => laid.xMm[i] + window.x0Mm), yMm: Float64Array.from(kept, (i) => laid.yMm[i] + window.y0Mm) };
}
