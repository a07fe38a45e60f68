/** A stand-in for the model of hair loss: each person climbs the stages at an even pace, so that its answers can be told by heart. */
import { between, type Estimate } from '../estimate.ts';
import { terminalLeftAtStage } from '../hairloss/stages.ts';
import { type HairLoss, type HairLossRequest, LAST_STAGE, REGIONS, type Speed, type Treatment } from '../hairloss/terms.ts';
import type { TerminalLoss } from './course.ts';

const STAGES_PER_YEAR: Readonly<Record<Speed, number>> = { slow: 0.08, average: 0.15, fast: 0.28 };
const PACE: Readonly<Record<Treatment, number>> = { none: 1, minoxidil: 0.85, finasteride: 0.45, both: 0.3 };
const BAND = { least: 0.7, most: 1.35 };

export function evenLoss(request: HairLossRequest): TerminalLoss & Pick<HairLoss, 'notes'> {
  const { sex, stage, variant, years, speed, treatment } = request;
  const perYear = STAGES_PER_YEAR[speed] * PACE[treatment];
  return {
    regions: REGIONS.map((region) => ({
      region,
      series: Array.from({ length: years + 1 }, (_, atYears) => {
        const left = (pace: number): number =>
          terminalLeftAtStage(sex, Math.min(LAST_STAGE[sex], stage + pace * perYear * atYears), region, variant);
        const share: Estimate = between(left(1), left(BAND.most), left(BAND.least), 'share');
        return { atYears, terminalOfHealthy: share };
      }),
    })),
    notes: [],
  };
}
