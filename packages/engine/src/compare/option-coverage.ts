/**
 * Coverage by option and year in the thin area: 1 − (1 − h)(1 − e·tone), h what lying hair hides, e·tone the share of the rest's contrast that
 * ink takes at talking distance. A model with assumed shares [A]; no study has compared the options so.
 */
import { between, type Estimate } from '../estimate.ts';
import type { HairLoss, Region } from '../hairloss/terms.ts';
import { combinedShare } from './combine.ts';
import { plantedShare } from './donor.ts';
import type { ComparisonBasis, DonorBalance, OptionId } from './option.ts';
import { type End, hairCover, thinRegions } from './thin-area.ts';

/** Share of the contrast of bare scalp that healed dots of full tone take away [A]; nobody has measured it. */
export const INK_SHARE = between(0.55, 0.35, 0.75, 'share');
/** What of that an ordinary tattoo keeps: its cast and its wide dots do not pass for hair [A]. */
const TATTOO_LIKENESS = between(0.6, 0.3, 0.9, 'share');
const DOTS_LIKENESS = between(1, 1, 1, 'share');
/** A hair system while worn [A]. */
const WORN = between(0.97, 0.9, 1, 'share');
/** Coverage under shampoos relative to none, after a year: next to nothing, at best a small gain [A]. */
const SHAMPOO_GAIN = between(1.02, 1, 1.08, 'ratio');

export interface Scene extends Pick<ComparisonBasis, 'smpDarkness' | 'tattooDarkness'> {
  readonly untreated: HairLoss;
  readonly treated: HairLoss;
  readonly donor: DonorBalance;
}

/** What hair of a region hides in a year, relative to today. */
type Course = (scene: Scene, year: number, end: End) => (region: Region) => number;

/** Coverage of an option in a year, a share of 0..1 with the 80 % interval. */
export function coverageOf(option: OptionId, scene: Scene, year: number): Estimate {
  switch (option) {
    case 'nothing':
      return haired(scene, year, untreated);
    case 'medicines':
      return haired(scene, year, treated);
    case 'transplant':
      return transplanted(scene, year);
    case 'smp':
      return inked(scene, year, untreated, scene.smpDarkness[year], DOTS_LIKENESS);
    case 'smp-medicines':
      return inked(scene, year, treated, scene.smpDarkness[year], DOTS_LIKENESS);
    case 'tattoo':
      return inked(scene, year, untreated, scene.tattooDarkness[year], TATTOO_LIKENESS);
    case 'hair-system':
      return WORN;
    case 'shampoo':
      return shampooed(scene, year);
  }
}

function haired(scene: Scene, year: number, courseOf: Course): Estimate {
  return combinedShare(['law', 'course'], ({ law, course }) => hairCover(thinRegions(scene.untreated), law, courseOf(scene, year, course)));
}

function inked(scene: Scene, year: number, courseOf: Course, darkness: Estimate, likeness: Estimate): Estimate {
  const thin = thinRegions(scene.untreated);
  return combinedShare(['law', 'course', 'ink', 'tone', 'like'], ({ law, course, ink, tone, like }) => {
    const hidden = hairCover(thin, law, courseOf(scene, year, course));
    // ink darker than hair hides no more: it stands out the other way
    return 1 - (1 - hidden) * (1 - INK_SHARE[ink] * likeness[like] * Math.max(0, Math.min(1, darkness[tone])));
  });
}

function transplanted(scene: Scene, year: number): Estimate {
  const thin = thinRegions(scene.untreated);
  return combinedShare(['law', 'course', 'supply', 'survival', 'growth'], ({ law, course, ...planted }) =>
    hairCover(thin, law, untreated(scene, year, course), plantedShare(scene.untreated, scene.donor, year, planted)),
  );
}

function shampooed(scene: Scene, year: number): Estimate {
  const thin = thinRegions(scene.untreated);
  return combinedShare(['law', 'course', 'gain'], ({ law, course, gain }) => {
    const native = untreated(scene, year, course);
    const factor = 1 + (SHAMPOO_GAIN[gain] - 1) * Math.min(1, year);
    return hairCover(thin, law, (region) => factor * native(region));
  });
}

const untreated: Course = (scene, year, end) => (region) => coverageIn(scene.untreated, region, year)[end];

/** Most people stop a medicine sooner or later, so the low end is no better than the untreated course; the value is that of those who go on. */
const treated: Course = (scene, year, end) => (region) => {
  const without = coverageIn(scene.untreated, region, year);
  const taken = coverageIn(scene.treated, region, year);
  return Math.max(without[end], end === 'low' ? Math.min(taken.low, without.value) : taken[end]);
};

function coverageIn({ regions }: HairLoss, region: Region, year: number): Estimate {
  const found = regions.find((loss) => loss.region === region)?.series[year];
  if (found === undefined) throw new RangeError(`no hair loss for ${region} in year ${year}`);
  return found.coverage;
}
