/** How real follicular units lie, as the target of the layout. Replaceable: a scene may bring the table of another head or population. */
export interface PairTarget {
  /** Breadth of a bin of `g`, in local spacings 1/√density. */
  readonly binSpacings: number;
  /** Pair correlation g(u) by distance u from 0; beyond the last bin nothing is asked. */
  readonly g: readonly number[];
  readonly source: string;
}

/** Split halves agree to 0.031. One population, one region; nothing was measured beyond u = 1.6. */
export const FOLLICULAR_UNITS: PairTarget = {
  binSpacings: 0.05,
  g: [
    0, 0, 0, 0, 0, 0.003, 0.003, 0.018, 0.068, 0.127, 0.207, 0.265, 0.36, 0.46, 0.575, 0.76, 0.95, 1.13, 1.26, 1.36, 1.41, 1.43, 1.4, 1.33,
    1.28, 1.19, 1.08, 0.985, 0.94, 0.92, 0.92, 0.94,
  ],
  source: '9,711 follicular units in 1,666 clipped donor fields of 413 Chinese adults, derived from the FDU follicle data set',
};
