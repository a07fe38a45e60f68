import { expect, test } from 'vitest';
import { between, type Estimate } from '../estimate.ts';
import type { ImaginedDot } from './outlook.ts';
import { yearsOfDot } from './outlook.ts';
import { presetDot, USUAL_DOT } from './presets.ts';
import { type DotYears, LONGEST_YEARS } from './years.ts';

const sun = (sed: number): Estimate => between(sed, sed, sed, 'SED/year');
const USUAL: ImaginedDot = { ...USUAL_DOT, type: 'II', sunSedPerYear: sun(300) };
const at = ({ series }: DotYears, atDays: number) => {
  const found = series.find((one) => one.atDays === atDays);
  if (found === undefined) throw new RangeError(`no day ${atDays}`);
  return found;
};
const TEN_YEARS = 3653;

test('a usual dot in average sun heals to 0.5 to 0.8 of fresh and wants a refresh after three to seven years, known within five', () => {
  const seen = (['I', 'II', 'III', 'IV', 'V', 'VI'] as const).map((type) => {
    const years = yearsOfDot({ ...USUAL, type }, 1, 1);
    const healed = 1 / at(years, 0).darkness.value;
    const { value, low, high } = years.firstRefresh as Estimate;
    return healed > 0.5 && healed < 0.8 && value > 3 && value < 7 && high - low <= 5;
  });
  expect(seen).toEqual([true, true, true, true, true, true]);
});

test('sun spreads the refresh over more than four to nine years, the more the sooner', () => {
  const refresh = [0, 30, 100, 300, 600, 1500, 4000].map(
    (sed) => yearsOfDot({ ...USUAL, sunSedPerYear: sun(sed) }, 0, 1).firstRefresh?.value ?? LONGEST_YEARS,
  );
  expect([refresh.every((years, i) => i === 0 || years < refresh[i - 1]), refresh[1] > 9, refresh[5] < 4]).toEqual([true, true, true]);
});

test('a dot in the epidermis is below a third of fresh at day 60; one at 0.8 mm widens far more in ten years than one at 0.15', () => {
  const left = [0.04, 0.05, 0.06].map((depthMm) => {
    const years = yearsOfDot({ ...USUAL, depthMm }, 1, 1);
    return at(years, 60).darkness.value / at(years, 0).darkness.value;
  });
  const grown = [0.15, 0.8].map((depthMm) => {
    const years = yearsOfDot({ ...USUAL, depthMm }, 10, 1);
    return at(years, TEN_YEARS).diameterMm.value - at(years, 42).diameterMm.value;
  });
  expect([Math.max(...left) < 0.33, grown[1] > 1.5 * grown[0]]).toEqual([true, true]);
});

test('whatever the dot: never darker after day 42, never narrower, every interval in order, and the same twice', () => {
  const faults: string[] = [];
  for (const depthMm of [0.05, 0.15, 0.4])
    for (const loadGPerM2 of [0.03, 0.2, 0.8])
      for (const sed of [0, 800]) {
        const dot: ImaginedDot = { ...USUAL, type: 'IV', depthMm, loadGPerM2, sunSedPerYear: sun(sed) };
        const name = `${depthMm} mm, ${loadGPerM2} g/m2, ${sed} SED`;
        const years = yearsOfDot(dot, 15, 2);
        const healed = years.series.filter(({ atDays }) => atDays >= 42);
        healed.forEach((day, i) => {
          if (i === 0) return;
          for (const end of ['value', 'low', 'high'] as const)
            if (day.darkness[end] > healed[i - 1].darkness[end] + 1e-12) faults.push(`${name}: ${end} darker at day ${day.atDays}`);
          if (day.diameterMm.value < healed[i - 1].diameterMm.value) faults.push(`${name}: narrower at day ${day.atDays}`);
        });
        for (const { darkness, tone, diameterMm, evenness } of years.series)
          for (const { value, low, high } of [darkness, tone, diameterMm, evenness])
            if (!(low <= value && value <= high)) faults.push(`${name}: an interval out of order`);
        if (loadGPerM2 === 0.2 && JSON.stringify(yearsOfDot(dot, 15, 2)) !== JSON.stringify(years))
          faults.push(`${name}: not the same twice`);
      }
  expect(faults).toEqual([]);
});

test('right after the crusts have gone dots look paler than when they are settled, and less even', () => {
  const years = yearsOfDot(USUAL, 1, 1);
  const settled = at(years, 42);
  expect([at(years, 10).darkness.value < settled.darkness.value, at(years, 10).evenness.value < settled.evenness.value]).toEqual([
    true,
    true,
  ]);
});

test('each refresh leaves more of the skin under ink, and dots that are broader on average', () => {
  const cycles = yearsOfDot(USUAL, 10, 1).refreshCycles;
  const rises = (read: (cycle: (typeof cycles)[number]) => number): boolean =>
    cycles.every((c, i) => i === 0 || read(c) > read(cycles[i - 1]));
  expect([
    cycles.length,
    rises((c) => c.coverage.value),
    rises((c) => c.diameterMm.value),
    rises((c) => c.atDays),
    cycles.every((c) => Math.abs(c.darkness.value - 1) < 0.05),
  ]).toEqual([3, true, true, true, true]);
});

test('what was seen of the client’s dots draws the forecast towards it and narrows it', () => {
  const prior = yearsOfDot(USUAL, 5, 1).firstRefresh as Estimate;
  const [pale, dark] = [0.72, 0.92].map(
    (ratio) => yearsOfDot(USUAL, 5, 1, [{ atDays: 365, sinceDays: 42, ratio, relativeError: 0.05 }]).firstRefresh as Estimate,
  );
  const width = ({ low, high }: Estimate): number => high / low;
  expect([pale.value < prior.value, dark.value > prior.value, width(pale) < width(prior), width(dark) < width(prior)]).toEqual([
    true,
    true,
    true,
    true,
  ]);
});

test('evidence that no course foretells well is taken as far as it goes, and doubted', () => {
  const odd = yearsOfDot(USUAL, 5, 1, [{ atDays: 42, sinceDays: 0, ratio: 0.01, relativeError: 0.01 }]);
  expect([
    odd.firstRefresh?.value !== undefined && odd.firstRefresh.value > 0,
    odd.notes.some(({ code }) => code === 'evidence-unforeseen'),
  ]).toEqual([true, true]);
});

test('the founding text’s four and ten years are reached by its sun, its epidermal dot is not, and a tattoo’s dot stays', () => {
  const refresh = (['four-years', 'ten-years', 'epidermal', 'tattoo'] as const).map(
    (preset) => yearsOfDot(presetDot(preset, 'II').dot, 1, 1).firstRefresh?.value ?? LONGEST_YEARS,
  );
  expect([Math.abs(refresh[0] - 4) < 0.1, Math.abs(refresh[1] - 10) < 0.1, refresh[2] < 2, refresh[3] > 30]).toEqual([
    true,
    true,
    true,
    true,
  ]);
});
