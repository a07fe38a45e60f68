/** What the worker does for the page. Everything that takes longer than a frame is computed there; the page only draws and asks. */
import type { DotColumns, HairlineTemplate, Plan, Sight, StencilOptions } from '@stubble/engine';
import type { Inputs, Point } from '../state/inputs.ts';
import type { PhotoPixels } from './advice-api.ts';

/** A photo, upright, in sRGB; four bytes a pixel, as a canvas gives them. */
export interface DecodedPhoto {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
}

/** Stages of the pipeline by name, as the engine runs them. */
export type StageName = 'scalp' | 'calibrate' | 'measure' | 'mode' | 'recipe' | 'least' | 'design' | 'layout' | 'forecast' | 'plan';

export interface Planned {
  /** Its dots are packed; `dots` holds them unpacked. */
  readonly plan: Plan;
  readonly dots: DotColumns;
  /** Places of the dots in the photo, NaN for those that it does not show. */
  readonly dotsPx: { readonly x: Float32Array; readonly y: Float32Array };
  /** Roots of the client's own hair as they stand: found, and corrected by hand. */
  readonly follicles: { readonly xPx: Float64Array; readonly yPx: Float64Array };
  /** How many the program found, before any correction. */
  readonly rootsFound: number;
  /** The printed marker, where the scale was to be read from one and it was found. */
  readonly marker: { readonly cornersPx: readonly Point[]; readonly tiltDegrees: number } | null;
  /** The proposed or drawn hairline in the photo, visible part, from the client's right to left. */
  readonly hairlinePx: readonly (readonly [number, number])[];
  readonly zonePx: readonly (readonly (readonly [number, number])[])[];
  /** Of the photo, not of a preview's smaller copy. */
  readonly pxPerMm: number;
  /** Stages that ran again for this answer; the others were kept. */
  readonly reran: readonly StageName[];
  /** What became different against the plan before, in words: "mid-scalp 3,120 → 2,870 dots". */
  readonly changes: readonly string[];
  readonly milliseconds: number;
  /** Made from a smaller copy of the photo to be quick; the full one follows. */
  readonly preview: boolean;
}

export interface PicturePart {
  /** Window of the photo, pixels. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Planner {
  /** Takes the photo over (its buffer may be transferred) and forgets the one before. */
  open(photo: DecodedPhoto): Promise<void>;
  /**
   * Plans. Only stages run whose inputs changed. Where `onStage` is given (a comlink proxy) it is told each stage before it runs.
   * A later call overtakes: the earlier one resolves to null.
   */
  plan(inputs: Inputs, onStage?: (stage: StageName) => void): Promise<Planned | null>;
  /** A quick plan from a photo of at most some 1.2 megapixels, scaled to the photo's pixels. */
  previewPlan(inputs: Inputs): Promise<Planned | null>;
  /** The treated photo. @param scale pixels per photo pixel, 0 < scale ≤ 1 */
  picture(sight: Sight, scale: number): Promise<ImageBitmap>;
  /** Keeps the treated photo as it is now beside the plans to come. */
  keep(): Promise<void>;
  /** The kept one, as `picture` gives the present one. */
  keptPicture(sight: Sight, scale: number): Promise<ImageBitmap>;
  /** A window of it at full size. */
  tile(sight: Sight, part: PicturePart): Promise<ImageBitmap>;
  /** The untreated photo at a scale. @param distanceM from where the eye looks; null: every pixel */
  before(scale: number, distanceM: number | null): Promise<ImageBitmap>;
  /** A copy of the opened photo, for another worker. */
  pixels(): Promise<PhotoPixels>;
  /** A hairline to begin from, in the photo; null where the front of the head is not in it. */
  hairline(template: HairlineTemplate): Promise<readonly (readonly [number, number])[] | null>;
  /** Panel of depths as SVG text. */
  depthPanel(): Promise<string>;
  /** @param options.printed what the bars of 100 mm of an earlier print measured */
  stencil(options: StencilOptions): Promise<Uint8Array<ArrayBuffer>>;
  /** What was measured as JSON, as the command line prints it. */
  measurementJson(): Promise<string>;
  /** A row a root: its place in the photo, its width, and whether it was found, added or taken away. */
  rootsCsv(): Promise<string>;
  /** Printed squares that a photo gets its scale from; needs no photo. */
  markerSheet(options: MarkerSheet): Promise<Uint8Array<ArrayBuffer>>;
  /** The report as one HTML page. */
  report(): Promise<string>;
  /** Dots for a plotter or a spreadsheet. */
  svg(): Promise<string>;
  csv(): Promise<string>;
  /** The case file; encrypted where a passphrase is given. */
  caseBytes(passphrase: string | null): Promise<Uint8Array<ArrayBuffer>>;
  /** Opens a case: its photo is the current one afterwards. Problems are sentences. */
  openCase(bytes: Uint8Array<ArrayBuffer>, passphrase: string | null): Promise<OpenedCase>;
}

export interface MarkerSheet {
  readonly sideMm: number;
  readonly paper: StencilOptions['paper'];
}

export type OpenedCase =
  | { readonly ok: true; readonly inputs: Inputs; readonly width: number; readonly height: number }
  | { readonly ok: false; readonly problem: string; readonly needsPassphrase: boolean };
