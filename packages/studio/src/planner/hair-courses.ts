/** The client's own hair by place and treatment, as charts show it. */
import {
  type Estimate,
  type HairLoss,
  type HairLossRequest,
  type HairTreatment,
  hairCover,
  type Person,
  type Region,
  type RegionCourses,
  type Speed,
} from '@stubble/engine';
import { words } from '../words/en.ts';
import { treatmentsFor } from './treatments.ts';

const PLACES: readonly { readonly name: RegionCourses['name']; readonly regions: readonly Region[] }[] = [
  { name: 'front', regions: ['hairline', 'temples', 'forelock', 'lateral-front'] },
  { name: 'top', regions: ['mid-scalp'] },
  { name: 'crown', regions: ['vertex'] },
];

/** Share of the scalp that lying hair hides, year by year; the ends are those of the loss alone. */
export function hairCourses(
  { sex, ageYears, stage, variant }: Person,
  speed: Speed,
  loss: (request: HairLossRequest) => HairLoss,
  years: number,
  seed: number,
): readonly RegionCourses[] {
  const all = treatmentsFor(sex).map((treatment) => ({
    treatment,
    regions: loss({ sex, ageYears: ageYears.value, stage: stage.value, variant, years, speed, treatment, seed }).regions,
  }));
  return PLACES.map(({ name, regions }) => ({
    name,
    courses: all.map(({ treatment, regions: lost }) => {
      const here = lost.filter(({ region }) => regions.includes(region));
      const series = here[0].series.map(({ atYears }, year) => ({ atYears, coverage: coverage(here, year) }));
      return { treatment: words.future.treatments[treatment satisfies HairTreatment], series };
    }),
  }));
}

function coverage(here: HairLoss['regions'], year: number): Estimate {
  const at = (end: 'value' | 'low' | 'high'): number =>
    hairCover(here, 'value', (region) => here.find((one) => one.region === region)!.series[year].coverage[end]);
  return { value: at('value'), low: at('low'), high: at('high'), unit: 'share' };
}
