import { beforeAll, expect, test } from 'vitest';
import { parseDesignFile } from '../design/design-file.ts';
import type { Plan } from '../document/schema.ts';
import { hairLoss } from '../hairloss/hair-loss.ts';
import { SPEEDS, TREATMENTS } from '../hairloss/terms.ts';
import { contains, type Polygon } from '../polygon.ts';
import { seededRandom } from '../random.ts';
import { type PlanFuture, planFuture } from './future.ts';
import { evenLoss } from './hair-loss.test-helper.ts';
import { headOfStage, inked, oval } from './head-plan.test-helper.ts';
import { personOf } from './stage.ts';

interface Case {
  readonly future: PlanFuture;
  readonly zone: Polygon;
  readonly stage: number;
  readonly seed: number;
}

/** Made once for all zones on it. */
const heads = new Map<string, Plan>();
function headOf(stage: number, seed: number): Plan {
  const key = `${stage} ${seed}`;
  const head = heads.get(key) ?? headOfStage(stage, 'male', 'usual', 0.15, seed);
  heads.set(key, head);
  return head;
}

function futureOf(stage: number, zone: Polygon, seed: number, loss: typeof evenLoss = evenLoss): PlanFuture {
  const { plan, dots } = inked(headOf(stage, seed), zone, seed);
  return planFuture(plan, dots, personOf(plan, { sex: 'male', ageYears: 30 + seed, stage }).person, loss, seed);
}

const cases: Case[] = [];
beforeAll(() => {
  for (let seed = 1; seed <= 6; seed++) {
    const random = seededRandom(seed, 'cases');
    const stage = 2 + Math.floor(8 * random.next()) / 2;
    const zone = oval(20 * random.next() - 10, 60 - 120 * random.next(), 25 + 25 * random.next(), 25 + 25 * random.next());
    cases.push({ future: futureOf(stage, zone, seed), zone, stage, seed });
  }
}, 60_000);

const regretsOf = ({ scenarios }: PlanFuture): ((t: string, s: string) => number) => {
  return (treatment, speed) => scenarios.find((s) => s.treatment === treatment && s.speed === speed)!.regret.value.value;
};

test('regret rises with speed and falls with treatment', () => {
  const wrong: string[] = [];
  for (const { future, seed } of cases) {
    const regret = regretsOf(future);
    for (const treatment of TREATMENTS)
      for (const [k, speed] of SPEEDS.slice(1).entries())
        if (!(regret(treatment, speed) > regret(treatment, SPEEDS[k]))) wrong.push(`${seed}: ${treatment} ${speed}`);
    for (const speed of SPEEDS)
      for (const [better, worse] of [
        ['both', 'finasteride'],
        ['finasteride', 'minoxidil'],
        ['minoxidil', 'none'],
      ])
        if (!(regret(better, speed) < regret(worse, speed))) wrong.push(`${seed}: ${speed} ${better}`);
  }
  expect(wrong).toEqual([]);
});

test('regret falls step by step with a plan that reaches further', () => {
  const wrong: string[] = [];
  for (const [stage, xMm, yMm] of [
    [3, 0, -70],
    [4, 5, -20],
    [5, -5, 10],
  ] as const) {
    const regrets = [25, 40, 55, 70].map((mm) => futureOf(stage, oval(xMm, yMm, mm, 1.2 * mm), 3).regret.value.value);
    for (const [k, regret] of regrets.slice(1).entries())
      if (!(regret < regrets[k])) wrong.push(`${stage}: ${regrets.map((r) => r.toFixed(1))}`);
  }
  expect(wrong).toEqual([]);
}, 60_000);

test('all parts of a year grow with the years, and with the speed', () => {
  const falls: string[] = [];
  for (const { future, seed } of cases)
    for (const { treatment, speed, years } of future.scenarios) {
      const faster = future.scenarios.find((s) => s.treatment === treatment && SPEEDS.indexOf(s.speed) === SPEEDS.indexOf(speed) + 1);
      for (const [k, year] of years.entries())
        for (const part of [
          'bareOutsideInkCm2',
          'bareInsideInkCm2',
          'lonelyDots',
          'toneMismatch',
          'extensionDots',
          'extensionUsd',
        ] as const) {
          const now = year[part].value;
          if (k > 0 && now < years[k - 1][part].value - 1e-9) falls.push(`${seed} ${treatment} ${speed} ${year.atYears} ${part}`);
          if (faster !== undefined && faster.years[k][part].value < now - 1e-9)
            falls.push(`${seed} ${treatment} faster ${year.atYears} ${part}`);
        }
    }
  expect(falls).toEqual([]);
});

test('the wider zone can be drawn as it is, holds the old one, keeps behind the front edge and leaves little to regret', () => {
  const wrong: string[] = [];
  for (const { future, zone, stage, seed } of cases) {
    const { reach } = future;
    if (reach === null) {
      wrong.push(`${seed}: none`);
      continue;
    }
    const file = { format: 'stubble-design', version: 1, unit: 'mm', zone: reach.designZone };
    const parsed = parseDesignFile(JSON.stringify(file), { width: 660, height: 780 });
    if (!parsed.ok) wrong.push(`${seed}: ${parsed.problem.path} ${parsed.problem.message}`);
    // the middles of the old zone's cells, a cell's breadth from its edge
    const middle = zone.reduce(([sx, sy], [x, y]) => [sx + x / zone.length, sy + y / zone.length], [0, 0]);
    const inner = zone.map(([x, y]) => [middle[0] + 0.85 * (x - middle[0]), middle[1] + 0.85 * (y - middle[1])]);
    if (inner.some(([x, y]) => !contains(reach.designZone, x, y))) wrong.push(`${seed}: old zone lost`);
    if (reach.designZone.some(([x, y]) => y > 86 - 30 * (Math.abs(x) / 50) ** 1.8 + 2 && Math.abs(x) < 60))
      wrong.push(`${seed}: before the front`);
    if (!(reach.regretThen.value.value < 0.75 * future.regret.value.value)) wrong.push(`${seed}: regret ${reach.regretThen.value.value}`);
    const anew = futureOf(stage, reach.designZone, seed);
    if (!(anew.regret.value.value < future.regret.value.value)) wrong.push(`${seed}: no gain when planned anew`);
  }
  expect(wrong).toEqual([]);
}, 60_000);

test('where nothing is lost nothing is bare anew, nothing stands alone and nothing is to be added', () => {
  const still = futureOf(4, oval(0, 0, 55, 75), 2, (request) => {
    const today = evenLoss({ ...request, years: 0 });
    return {
      ...today,
      regions: today.regions.map((r) => ({
        ...r,
        series: Array.from({ length: request.years + 1 }, (_, atYears) => ({ ...r.series[0], atYears })),
      })),
    };
  });
  const { bareOutsideInkCm2, bareInsideInkCm2, lonelyDots, extensionUsd } = still.scenarios[0].years[2];
  expect([bareOutsideInkCm2, bareInsideInkCm2, lonelyDots, extensionUsd].map(({ value }) => value)).toEqual([0, 0, 0, 0]);
  const whole = futureOf(1, oval(0, 0, 50, 60), 2, (request) => evenLoss({ ...request, stage: 1, speed: 'slow', treatment: 'both' }));
  expect(whole.reach).toBeNull();
});

test('the same plan has the same future; one number lies between the courses that make it', () => {
  const { future, zone, stage, seed } = cases[0];
  const regret = regretsOf(future);
  expect(futureOf(stage, zone, seed)).toEqual(future);
  let off = 0;
  for (const { future: f } of cases) {
    const sum = f.regret.parts.reduce((s, { value, weight }) => s + value * weight, 0);
    off = Math.max(off, Math.abs(sum - f.regret.value.value));
  }
  expect([off < 1e-9, future.regret.value.value > regret('none', 'slow'), future.regret.value.value < regret('none', 'fast')]).toEqual([
    true,
    true,
    true,
  ]);
});

test('a patch and a plan without dots have nothing to regret, and say so', () => {
  const head = headOfStage(3);
  const { person } = personOf(head, { sex: 'male', ageYears: 40, stage: 3 });
  const { plan, dots } = inked(head, oval(0, 0, 1, 1));
  const patch = planFuture({ ...head, measurement: { ...head.measurement, subject: 'macro' } }, dots, person, evenLoss, 1);
  const none = planFuture(plan, { ...dots, count: 0 }, person, evenLoss, 1);
  expect([patch.scenarios.length, patch.regret.value.value, patch.notes.map(({ severity }) => severity)]).toEqual([0, 0, ['refusal']]);
  expect([none.regret.value.value, none.reach, none.notes.some(({ code }) => code === 'future-without-ink')]).toEqual([0, null, true]);
});

test('so it is with the model of hair loss itself', () => {
  const { plan, dots } = inked(headOfStage(3), oval(0, -20, 35, 55));
  const regret = regretsOf(planFuture(plan, dots, personOf(plan, { sex: 'male', ageYears: 32, stage: 3 }).person, hairLoss, 5));
  const untreated = SPEEDS.map((speed) => regret('none', speed));
  const treated = ['none', 'minoxidil', 'finasteride', 'both'].map((treatment) => regret(treatment, 'average'));
  expect([untreated, [...treated].reverse()].map((values) => values.every((v, k) => k === 0 || v > values[k - 1]))).toEqual([true, true]);
}, 180_000);
