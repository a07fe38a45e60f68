/** The package brings no types; what of it the bench uses. */
declare module 'poisson-disk-sampling' {
  interface Options {
    readonly shape: readonly number[];
    readonly minDistance: number;
    readonly maxDistance?: number;
    readonly tries?: number;
    /** 0 for `minDistance` to 1 for `maxDistance`. */
    readonly distanceFunction?: (point: readonly number[]) => number;
    readonly bias?: number;
  }
  class PoissonDiskSampling {
    constructor(options: Options, random?: () => number);
    addPoint(point: readonly number[]): readonly number[] | null;
    fill(): readonly (readonly number[])[];
  }
  export = PoissonDiskSampling;
}
