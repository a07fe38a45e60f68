/** Plans of whole heads with a map of thinning that fits a stage, for tests of the outlook. */
import type { DotColumns } from '../document/packed.ts';
import { sampleDots, samplePlan } from '../document/sample-plan.test-helper.ts';
import type { Plan } from '../document/schema.ts';
import { terminalLeftAtStage } from '../hairloss/stages.ts';
import { REGIONS, type Sex, type Variant } from '../hairloss/terms.ts';
import { surfaceGeometry } from '../head/surface.ts';
import { contains, type Polygon } from '../polygon.ts';
import { seededRandom } from '../random.ts';
import { type HeadGrid, headGrid } from './head-grid.ts';
import { hairToday } from './today.ts';

/** Optical depth of full hair seen straight on. */
const FULL_DEPTH = 1.2;
const DOTS_PER_CM2 = 60;

export const FRONT_MM: Polygon = Array.from({ length: 63 }, (_, k) => {
  const x = 2 * k - 62;
  return [x, 86 - 30 * (Math.abs(x) / 50) ** 1.8];
});

/** A head of a stage whose front edge is that of FRONT_MM; `noise` is one deviation on the optical depth. */
export function headOfStage(stage: number, sex: Sex = 'male', variant: Variant = 'usual', noise: number = 0, seed: number = 1): Plan {
  const plan = samplePlan();
  const bare: Plan = { ...plan, design: { ...plan.design, hairlineMm: FRONT_MM.map(([x, y]) => [x, y]), hiddenHairlineMm: [] } };
  delete bare.design.age;
  const grid = headGrid(bare);
  const geometry = surfaceGeometry(bare.surface);
  const random = seededRandom(seed, 'head of stage');
  const [columns, rows, cellMm] = [94, 120, 3];
  const coverage = Array.from({ length: columns * rows }, (_, k) => {
    const [x, y] = [((k % columns) - columns / 2 + 0.5) * cellMm, (Math.floor(k / columns) - rows / 2 + 0.5) * cellMm];
    const cell = grid.cellAt(x, y);
    if (cell < 0 || grid.shown[cell] === 0) return null;
    const left = leftIn(grid, cell, (region) => terminalLeftAtStage(sex, stage, region, variant));
    const depth = FULL_DEPTH * left * Math.exp(noise * random.normal());
    return 1 - Math.exp(-depth / geometry.cosTiltAtChart(x, y));
  });
  const thinning = { cellMm, columns, rows, xMm0: (-columns / 2) * cellMm, yMm0: (-rows / 2) * cellMm, coverage };
  return { ...bare, measurement: { ...bare.measurement, subject: 'head', thinning } };
}

function leftIn(grid: HeadGrid, cell: number, of: (region: (typeof REGIONS)[number]) => number): number {
  return REGIONS.reduce((sum, region, r) => sum + grid.shareOfRegion[r][cell] * of(region), 0);
}

/** The plan with another zone, and evenly many dots where the photo shows it behind the front edge. */
export function inked(plan: Plan, zone: Polygon, seed: number = 1): { readonly plan: Plan; readonly dots: DotColumns } {
  const random = seededRandom(seed, 'inked');
  const grid = headGrid(plan);
  const share = hairToday(plan, grid).shareOfFull;
  const places: (readonly [number, number])[] = [];
  for (let i = 0; i < grid.skinCm2.length; i++) {
    const [x, y] = grid.centre(i);
    if (grid.shown[i] === 0 || grid.behindFrontMm[i] <= 0 || !contains(zone, x, y)) continue;
    // as a design does: what is missing, and among full hair no more than a match allows
    const wanted = Math.min(DOTS_PER_CM2, 80 * (1.4 - share[i])) * grid.skinCm2[i];
    const count = Math.floor(wanted) + (random.next() < wanted % 1 ? 1 : 0);
    for (let k = 0; k < count; k++) places.push([x + 4 * (random.next() - 0.5), y + 4 * (random.next() - 0.5)]);
  }
  const dots = {
    ...sampleDots(places.length),
    xMm: Float32Array.from(places, (p) => p[0]),
    yMm: Float32Array.from(places, (p) => p[1]),
  };
  return { plan: { ...plan, design: { ...plan.design, zoneMm: [zone.map(([x, y]) => [x, y])] } }, dots };
}

/** An oval about a chart point, cut off before the front edge. */
export function oval(xMm: number, yMm: number, acrossMm: number, alongMm: number): Polygon {
  const frontAt = (x: number): number => 86 - 30 * (Math.abs(x) / 50) ** 1.8;
  return Array.from({ length: 72 }, (_, k) => {
    const angle = (k / 72) * 2 * Math.PI;
    const x = xMm + acrossMm * Math.cos(angle);
    return [x, Math.min(frontAt(x), yMm + alongMm * Math.sin(angle))];
  });
}
