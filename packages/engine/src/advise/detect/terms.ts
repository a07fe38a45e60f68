/** The words of detectability: what can give dots away, what is known of the marks and of the own hair beside them, and the answer. */
import type { Lab } from '../../colour/lab.ts';
import type { ZoneName } from '../../document/schema.ts';
import type { Estimate } from '../../estimate.ts';
import type { Places } from '../../layout/scene.ts';
import type { Polygon } from '../../polygon.ts';
import type { Window } from './arrangement.ts';

/** What can tell dots from own hair, close to the eye. */
export const TELLS = ['spacing', 'size', 'tone', 'front', 'colour'] as const;
export type Tell = (typeof TELLS)[number];

/** Marks on skin, one entry each. */
export interface Marks extends Places {
  /** As seen: full width at half depth of the dip. */
  readonly diameterMm: ArrayLike<number>;
  /** Relative to the mean mark. */
  readonly darkness: ArrayLike<number>;
  readonly window: Window;
  /** Relative standard error of all diameters together; 0 where they were measured. */
  readonly diameterError: number;
  /** Own follicles that lie beside the marks and are not in the list: so large a share of marks and follicles the marks may be; 1 where none are missing. */
  readonly leastShare: number;
  /** Middle of the usual mark, and the skin beside it; null where no colour is known. */
  readonly colour: { readonly markLab: Lab; readonly skinLab: Lab } | null;
}

/** The own hair, shaven, as it is seen beside the marks. */
export interface OwnHair {
  /** Follicles among the marks. */
  readonly places: Places;
  readonly nearestSpacings: Estimate;
  readonly nearestCv: Estimate;
  /** Pair correlation in the layout's bins. */
  readonly g: readonly number[];
  /** Where these came from. */
  readonly patternSource: string;
  /** Of a unit's mark as seen, the mean over units, and scatter from unit to unit. */
  readonly diameterMm: Estimate;
  readonly diameterCv: Estimate;
  readonly darknessCv: Estimate;
  readonly hairLab: Lab;
  /** Skin beside it, in the same light. */
  readonly besideLab: Lab;
}

/** A front edge in view. */
export interface Front {
  /** Polyline on the plane of the marks. */
  readonly lineMm: Polygon;
  /** A point on the hair's side, for the sign of the depth. */
  readonly behind: (xMm: number, yMm: number) => boolean;
}

export interface TellScore {
  readonly tell: Tell;
  /** 0 nothing tells, 1 nothing could tell more; null where it cannot be seen here. */
  readonly score: Estimate | null;
  /** What it rests on, in a sentence. */
  readonly says: string;
  readonly source: string;
}

export interface Detectability {
  /** 0 nothing tells the marks from own hair .. 100; looked at from as near as a mirror at arm's length or nearer. */
  readonly score: Estimate;
  readonly tells: readonly TellScore[];
  /** What counts most in the score, and where; null where nothing tells. */
  readonly worst: { readonly tell: Tell; readonly zone: ZoneName | null } | null;
}
