/** What the third worker does for the page: answers about a plan that take a second or many, and the rounds of a game. */
import type { AsSeen, AsSeenOptions, DetectabilityOfPlan, DotColumns, Finding, Plan, Round, SkinType } from '@stubble/engine';

/** The opened photo, upright, in sRGB, three bytes a pixel. */
export interface PhotoPixels {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array<ArrayBuffer>;
}

/** Two tiles, one of hair and one of ink. */
export interface RoundSeen extends Pick<Round, 'ink' | 'kind'> {
  readonly left: ImageBitmap;
  readonly right: ImageBitmap;
}

export interface Advice {
  /** What a careful practitioner would say, rule by rule. A later call overtakes: the earlier one resolves to null. */
  findings(plan: Plan, dots: DotColumns): Promise<readonly Finding[] | null>;
  /** Whether the dots could be told from own hair. */
  noticed(plan: Plan, dots: DotColumns): Promise<DetectabilityOfPlan>;
  /** How far the zone stands out from the hair beside it. */
  seen(photo: PhotoPixels, plan: Plan, dots: DotColumns, how: AsSeenOptions): Promise<AsSeen>;
  /** The next round of the game of that seed; null after the last. */
  nextRound(seed: number, skinType: SkinType): Promise<RoundSeen | null>;
}
