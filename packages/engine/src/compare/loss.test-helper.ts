/** Hair loss in closed form, for tests of what is built on it: regions fall the faster the more susceptible they are. */
import { between, type Estimate } from '../estimate.ts';
import { REGION_FACTS } from '../hairloss/regions.ts';
import { terminalLeftAtStage } from '../hairloss/stages.ts';
import { type HairLoss, type HairLossRequest, REGIONS, SPEEDS, type Treatment } from '../hairloss/terms.ts';

const KEPT: Readonly<Record<Treatment, number>> = { none: 1, minoxidil: 0.8, finasteride: 0.4, both: 0.2 };

export function smoothLoss(request: Omit<HairLossRequest, 'treatment'>, treatment: Treatment): HairLoss {
  const pace = 0.03 * (1 + SPEEDS.indexOf(request.speed)) * KEPT[treatment];
  const regions = REGIONS.map((region) => {
    const today = terminalLeftAtStage(request.sex, request.stage, region, request.variant);
    const series = Array.from({ length: request.years + 1 }, (_, atYears) => {
      const left = (rate: number): number => Math.exp(-rate * REGION_FACTS[region].susceptibility * atYears);
      const relative = (scale: number): Estimate =>
        between(left(pace * scale), left(1.4 * pace * scale), left(0.6 * pace * scale), 'ratio');
      return {
        atYears,
        visibleCount: relative(0.7),
        coverage: relative(1),
        shavedCoverage: relative(1),
        hairMass: relative(1.4),
        terminalShare: relative(0.5),
        meanDiameterUm: between(65, 60, 70, 'um'),
        terminalOfHealthy: { ...relative(1), value: today * left(pace), low: today * left(1.4 * pace), high: today * left(0.6 * pace) },
        allHairCount: relative(0.3),
        unitCount: relative(0.4),
        anagenShare: between(0.85, 0.8, 0.9, 'share'),
      };
    });
    const { areaCm2, hairsPerCm2 } = REGION_FACTS[region];
    return { region, areaCm2, hairsPerCm2Today: between(hairsPerCm2, hairsPerCm2 * 0.8, hairsPerCm2 * 1.2, '1/cm2'), series };
  });
  return { regions, notes: [] };
}
