/** What a careful practitioner says of a plan, rule by rule: the words, and how a number is held against a limit. */
import type { Estimate } from '../../estimate.ts';
import type { Polygon } from '../../polygon.ts';

/** In the order in which a plan is read: the front edge, the rim, the dots, the ink, the course of the work, the skin. */
export const RULES = [
  'too-low-for-age',
  'facial-thirds',
  'lowered-line',
  'closed-corners',
  'straight-line',
  'mirror-symmetry',
  'sharp-front',
  'edge-of-sides',
  'reach',
  'fast-loss',
  'coverage',
  'gaps',
  'density',
  'total-dots',
  'crown-lighter',
  'grid-like',
  'clumped',
  'shade-on-fair-skin',
  'too-deep',
  'too-shallow',
  'lightest-first',
  'sessions',
  'moles',
  'no-go-areas',
  'hair-length-for-shaved',
] as const;
export type RuleName = (typeof RULES)[number];

/** As they are called in texts. */
export const RULE_TITLES: Readonly<Record<RuleName, string>> = {
  'too-low-for-age': 'Height of the front edge, for the age',
  'facial-thirds': 'Thirds of the face',
  'lowered-line': 'Front edge near the client’s own',
  'closed-corners': 'Open corners',
  'straight-line': 'Mounds in the front edge',
  'mirror-symmetry': 'Sides that differ',
  'sharp-front': 'Soft front edge',
  'edge-of-sides': 'Blend into the hair',
  reach: 'Reach past the bald edge',
  'fast-loss': 'Speed of the loss',
  coverage: 'Skin under ink, now and in years',
  gaps: 'Skin between dots',
  density: 'Density by zone',
  'total-dots': 'Number of dots for the area',
  'crown-lighter': 'Crown against mid-scalp',
  'grid-like': 'No rows, no grid',
  clumped: 'No clumps',
  'shade-on-fair-skin': 'Shade on fair skin',
  'too-deep': 'Not too deep',
  'too-shallow': 'Not too shallow',
  'lightest-first': 'Lightest first',
  sessions: 'Built up in sessions',
  moles: 'Moles',
  'no-go-areas': 'Scars and other no-go areas',
  'hair-length-for-shaved': 'Hair short enough for the shaved look',
};

/** `cannot-tell`: this photo or plan does not show what the rule needs. */
export const FINDING_VERDICTS = ['breaks', 'doubt', 'keeps', 'cannot-tell'] as const;
export type FindingVerdict = (typeof FINDING_VERDICTS)[number];

export interface Place {
  /** On the oriented photo, px. */
  readonly shapePx: Polygon;
  readonly what: string;
}

export interface Finding {
  readonly rule: RuleName;
  readonly verdict: FindingVerdict;
  /** One or two sentences with the plan's own figures. */
  readonly says: string;
  /** Why practice has the rule. */
  readonly reason: string;
  /** Where the rule and its figures come from, and what that weighs. */
  readonly source: string;
  readonly measured: Estimate | null;
  readonly limit: string;
  /** Empty where the whole plan is meant, or what lies outside the photo. */
  readonly places: readonly Place[];
}

/** What a rule makes of one plan. */
export type Opinion = Pick<Finding, 'verdict' | 'says' | 'measured' | 'limit'> & { readonly places?: readonly Place[] };

/** A rule as it is kept: its grounds, and how it looks at a plan. */
export interface Rule<Seen> {
  readonly reason: string;
  readonly source: string;
  readonly look: (seen: Seen) => Opinion;
}

/** Broken only where the whole interval lies below the limit, doubtful where it straddles it. */
export function atLeast({ low, high }: Pick<Estimate, 'low' | 'high'>, limit: number): FindingVerdict {
  if (high < limit) return 'breaks';
  return low < limit ? 'doubt' : 'keeps';
}

/** Broken only where the whole interval lies above the limit, doubtful where it straddles it. */
export function atMost({ low, high }: Pick<Estimate, 'low' | 'high'>, limit: number): FindingVerdict {
  if (low > limit) return 'breaks';
  return high > limit ? 'doubt' : 'keeps';
}

/** The more serious of several; what cannot be told counts least. */
export function worst(verdicts: readonly FindingVerdict[]): FindingVerdict {
  return FINDING_VERDICTS.find((verdict) => verdicts.includes(verdict)) ?? 'cannot-tell';
}

/** This photo or plan does not show it. */
export function untold(says: string, limit: string): Opinion {
  return { verdict: 'cannot-tell', says, measured: null, limit };
}

/** "81 mm (64 to 96)" */
export function inWords({ value, low, high }: Estimate, unit: string, decimals: number = 0): string {
  const shown = (v: number): string => v.toFixed(decimals).replace('-', '−');
  const after = unit === '' ? '' : ` ${unit}`;
  return low === high ? `${shown(value)}${after}` : `${shown(value)}${after} (${shown(low)} to ${shown(high)})`;
}

/** "4.3 % (2.1 to 7.9)" of a share 0..1; whole percents from 10 up, and what would round to the whole is only ever "over 99". */
export function percentInWords({ value, low, high }: Estimate): string {
  const shown = (share: number): string => (share > 0.99 ? 'over 99' : (100 * share).toFixed(value < 0.1 ? 1 : 0));
  return low === high ? `${shown(value)} %` : `${shown(value)} % (${shown(low)} to ${shown(high)})`;
}

/** How a zone is called in a sentence. */
export const ZONE_WORDS: Readonly<Record<string, string>> = {
  hairline: 'hairline zone',
  frontal: 'frontal zone',
  'mid-scalp': 'mid-scalp',
  crown: 'crown',
};
