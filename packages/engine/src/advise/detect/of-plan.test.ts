import { expect, test } from 'vitest';
import { colourOfReflectance } from '../../colour/reflectance.ts';
import { sampleDots, samplePlan } from '../../document/sample-plan.test-helper.ts';
import type { Plan } from '../../document/schema.ts';
import { layOut } from '../../layout/layout.ts';
import { evenScene } from '../../layout/scene.test-helper.ts';
import { seededRandom } from '../../random.ts';
import { hairReflectance, NATURAL_HAIR } from '../../skin/hair-tone.ts';
import { detectabilityOfPlan } from './of-plan.ts';
import { TELLS } from './terms.ts';

/** The sample plan with a patch of our dots, all in the mid-scalp, at the density that the plan asks for. */
function patchPlan(places: { readonly xMm: Float64Array; readonly yMm: Float64Array }): {
  readonly plan: Plan;
  readonly dots: ReturnType<typeof sampleDots>;
} {
  const plan = samplePlan();
  const count = places.xMm.length;
  const zones = plan.design.zones.map((zone) => ({ ...zone, dotsPerCm2: zone.targetPerCm2 }));
  return {
    plan: { ...plan, design: { ...plan.design, zones, hairlineMm: [] } },
    dots: {
      ...sampleDots(count),
      xMm: Float32Array.from(places.xMm, (x) => x - 17),
      yMm: Float32Array.from(places.yMm, (y) => y - 17),
      zone: new Uint8Array(count).fill(2),
    },
  };
}

const ours = patchPlan(layOut(evenScene(34, 34, 70), seededRandom(2, 'patch')));
const judged = detectabilityOfPlan(ours.plan, ours.dots);

test('a plan has a score for each state, with all tells, and the same plan gives the same', () => {
  const first = judged;
  const again = detectabilityOfPlan(ours.plan, ours.dots);
  expect({
    tells: first.now?.tells.map(({ tell }) => tell),
    front: first.now?.tells.find(({ tell }) => tell === 'front')?.score,
    zones: first.now?.zones.map(({ zone }) => zone),
    same: JSON.stringify(first) === JSON.stringify(again),
    ordered: [first.now, first.fiveYears].every((state) => state !== null && 0 <= state.score.low && state.score.high <= 100),
  }).toEqual({ tells: [...TELLS], front: null, zones: ['mid-scalp'], same: true, ordered: true });
});

test('years widen dots, so that size tells more', () => {
  const { now, fiveYears } = judged;
  const size = (state: typeof now): number => state?.tells.find(({ tell }) => tell === 'size')?.score?.value ?? Number.NaN;
  expect(size(fiveYears)).toBeGreaterThan(size(now));
});

test('dots in rows score above dots as follicles lie, in the same plan', () => {
  const step = 10 / Math.sqrt(70);
  const side = Math.floor(34 / step);
  const cells = Array.from({ length: side * side }, (_, k) => k);
  const rows = patchPlan({
    xMm: Float64Array.from(cells, (k) => ((k % side) + 0.5) * step),
    yMm: Float64Array.from(cells, (k) => (Math.floor(k / side) + 0.5) * step),
  });
  const [grid, mine] = [detectabilityOfPlan(rows.plan, rows.dots), judged].map(({ now }) => now?.tells[0].score);
  expect([(grid?.low ?? 0) > (mine?.high ?? 1), (mine?.value ?? 1) < 0.25]).toEqual([true, true]);
});

test('a plan of few dots is not judged, and says so', () => {
  const { now, fiveYears, afterTwoRefreshes, notes } = detectabilityOfPlan(samplePlan(), sampleDots(20));
  expect([now, fiveYears, afterTwoRefreshes, notes.map(({ code }) => code)]).toEqual([null, null, null, ['too-few-dots']]);
});

test('hair as brown as the skin is yellow makes a dot stand out bluer than hair that goes to black', () => {
  const colour = (hairLab: [number, number, number]) => {
    const plan: Plan = { ...ours.plan, measurement: { ...ours.plan.measurement, hairLab } };
    return detectabilityOfPlan(plan, ours.dots).now?.tells.find(({ tell }) => tell === 'colour')?.score?.value ?? Number.NaN;
  };
  const black = colourOfReflectance(hairReflectance(NATURAL_HAIR.black)).lab;
  expect(colour([35, 8, 18])).toBeGreaterThanOrEqual(colour([black[0], black[1], black[2]]));
});
