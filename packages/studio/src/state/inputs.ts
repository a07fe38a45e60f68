/** What the user decided about one photo: the part that is undone and redone. Lengths in the photo are pixels of the oriented photo. */
import type { Face, Mode, PlanOptions, ScaleOption, Sex, SkinKind, SkinType, Style, SunOption, View } from '@stubble/engine';

export type Point = readonly [x: number, y: number];
export type Polygon = readonly Point[];

/** A stroke of the density brush, on the photo. */
export interface Stroke {
  readonly path: readonly Point[];
  readonly radiusPx: number;
  /** Factor on the wanted density in the middle of the stroke: 0 none … 2 double. */
  readonly factor: number;
}

export interface Inputs {
  readonly view: View;
  /** Where the face lies; undefined: read from the hair. */
  readonly face?: Face | undefined;
  /** undefined: proposed. */
  readonly mode?: Mode | undefined;
  readonly style: Style;
  readonly skinType?: SkinType | undefined;
  readonly hairLengthMm?: number | undefined;
  /** undefined: that of a usual client. */
  readonly sun?: SunOption | undefined;
  readonly skinKind?: SkinKind | undefined;
  /** From where the scalp shall no longer stand out, m; undefined: as usual. */
  readonly distanceM?: number | undefined;
  readonly scale: ScaleOption;
  /** undefined: a man is assumed. */
  readonly sex?: Sex | undefined;
  /** Stage of hair loss, Norwood's or Sinclair's; undefined: read from the photo. */
  readonly stage?: number | undefined;
  readonly age: number | null;
  readonly densityPerCm2: number | null;
  /** null: proposed by the program. */
  readonly zonePx: Polygon | null;
  readonly hairlinePx: Polygon | null;
  /** Moles, scars: no dots there. */
  readonly excludePx: readonly Polygon[];
  readonly brush: readonly Stroke[];
  /** Roots put right by hand. */
  readonly follicles: { readonly add: readonly Point[]; readonly remove: readonly Point[] };
  readonly seed: number;
}

export const FIRST_INPUTS: Inputs = {
  view: 'top',
  style: 'soft',
  scale: { method: 'prior' },
  age: null,
  densityPerCm2: null,
  zonePx: null,
  hairlinePx: null,
  excludePx: [],
  brush: [],
  follicles: { add: [], remove: [] },
  seed: 1,
};

/** The options of a plan that these inputs stand for. */
export function planOptions(inputs: Inputs): PlanOptions {
  const { view, face, mode, style, skinType, hairLengthMm, sun, skinKind, distanceM, sex, stage, scale } = inputs;
  return {
    view,
    style,
    scale,
    ...(face === undefined ? {} : { face }),
    ...(mode === undefined ? {} : { mode }),
    ...(skinType === undefined ? {} : { skinType }),
    ...(hairLengthMm === undefined ? {} : { hairLengthMm }),
    ...(sun === undefined ? {} : { sun }),
    ...(skinKind === undefined ? {} : { skinKind }),
    ...(distanceM === undefined ? {} : { distanceM }),
    ...(sex === undefined && stage === undefined
      ? {}
      : { person: { ...(sex === undefined ? {} : { sex }), ...(stage === undefined ? {} : { stage }) } }),
  };
}
