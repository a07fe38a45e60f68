/** What the second worker does for the page: the years ahead, which take seconds. It is started when a panel first asks. */
import type {
  Comparison,
  DotColumns,
  DotYears,
  Evidence,
  Note,
  Person,
  Plan,
  PlanFuture,
  Preset,
  RegionCourses,
  SkinType,
  Speed,
} from '@stubble/engine';
import type { Polygon } from '../state/inputs.ts';

/** What a forecast of the dots is made from. */
export type YearsBasis = Pick<Plan, 'dotModel' | 'recipes' | 'mode' | 'measurement' | 'seed' | 'design'>;

/** A chart with its data; zones and options carry the names that are written. */
export type Drawing =
  | { readonly chart: 'fade' | 'refreshes'; readonly zones: readonly DotYears[] }
  | { readonly chart: 'healing' | 'accumulation'; readonly zone: DotYears }
  | { readonly chart: 'progression'; readonly groups: readonly RegionCourses[] }
  | { readonly chart: 'comparison'; readonly options: Comparison['options'] }
  | { readonly chart: 'cost'; readonly options: Comparison['options']; readonly pricesOf: string }
  | {
      readonly chart: 'reach';
      readonly scenarios: readonly { readonly name: string; readonly years: PlanFuture['scenarios'][0]['years'] }[];
    };

export interface PresetSeen {
  readonly preset: Preset;
  readonly says: string;
  readonly years: DotYears;
}

/** The client's own hair and the plan in its midst. Everything in it is a model. */
export interface Foreseen {
  readonly person: Person;
  readonly personNotes: readonly Note[];
  /** Scalp that hair covers at the front, the top and the crown. */
  readonly hair: Readonly<Record<Speed, readonly RegionCourses[]>>;
  readonly future: PlanFuture;
  /** The wider zone as it would be drawn on the photo; null where the plan reaches far enough. */
  readonly reachPx: Polygon | null;
  readonly comparison: Comparison;
}

export interface Foresight {
  /** A chart as SVG text. @param widthPx one of the engine's NARROW_PX and WIDE_PX */
  draw(drawing: Drawing, widthPx: number): Promise<string>;
  /** The plan's dots through the years, narrowed by what was seen of the client's own. */
  years(basis: YearsBasis, evidence: readonly Evidence[]): Promise<readonly DotYears[]>;
  presets(type: SkinType): Promise<readonly PresetSeen[]>;
  /**
   * Some seconds. A later call overtakes: the earlier one resolves to null.
   * @param onShare told how much is done, 0..1 (a comlink proxy)
   */
  future(plan: Plan, dots: DotColumns, onShare?: (share: number) => void): Promise<Foreseen | null>;
}
