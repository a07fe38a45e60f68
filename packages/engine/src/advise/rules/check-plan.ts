/** What a careful practitioner objects to in a plan, rule by rule: what, why, where on the photo, and by what source. */
import type { DotColumns } from '../../document/packed.ts';
import type { Plan } from '../../document/schema.ts';
import { clumped, coverage, crownLighter, density, gaps, gridLike, totalDots } from './dot-rules.ts';
import { type Finding, RULES, type Rule, type RuleName } from './finding.ts';
import { mirrorSymmetry, sharpFront, straightLine } from './front-rules.ts';
import { lightestFirst, sessions, shadeOnFairSkin, tooDeep, tooShallow } from './ink-rules.ts';
import { closedCorners, facialThirds, loweredLine, tooLowForAge } from './line-rules.ts';
import { edgeOfSides, fastLoss, reach } from './rim-rules.ts';
import { type CheckMore, type PlanSeen, planSeen } from './seen.ts';
import { hairLengthForShaved, moles, noGoAreas } from './skin-rules.ts';

export { FINDING_VERDICTS, type Finding, type FindingVerdict, type Place, RULE_TITLES, RULES, type RuleName } from './finding.ts';
export type { CheckMore } from './seen.ts';

const RULE_OF: Readonly<Record<RuleName, Rule<PlanSeen>>> = {
  'too-low-for-age': tooLowForAge,
  'facial-thirds': facialThirds,
  'lowered-line': loweredLine,
  'closed-corners': closedCorners,
  'straight-line': straightLine,
  'mirror-symmetry': mirrorSymmetry,
  'sharp-front': sharpFront,
  'edge-of-sides': edgeOfSides,
  reach,
  'fast-loss': fastLoss,
  coverage,
  gaps,
  density,
  'total-dots': totalDots,
  'crown-lighter': crownLighter,
  'grid-like': gridLike,
  clumped,
  'shade-on-fair-skin': shadeOnFairSkin,
  'too-deep': tooDeep,
  'too-shallow': tooShallow,
  'lightest-first': lightestFirst,
  sessions,
  moles,
  'no-go-areas': noGoAreas,
  'hair-length-for-shaved': hairLengthForShaved,
};

/**
 * One finding a rule, in the order of `RULES`. Intervals are respected: a rule is broken where all of the interval lies beyond its limit, and in doubt where
 * the interval straddles it. Nothing here is a diagnosis. The same plan and dots give the same findings.
 * @param dots those of the plan, unpacked
 */
export function checkPlan(plan: Plan, dots: DotColumns, more: CheckMore = {}): readonly Finding[] {
  const seen = planSeen(plan, dots, more);
  return RULES.filter((rule) => more.only?.includes(rule) ?? true).map((rule) => {
    const { reason, source, look } = RULE_OF[rule];
    const { verdict, says, measured, limit, places = [] } = look(seen);
    return { rule, verdict, says, reason, source, measured, limit, places };
  });
}
