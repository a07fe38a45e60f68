/** The words in which options are compared. */
import type { Estimate } from '../estimate.ts';
import type { HairLoss, HairLossRequest, Treatment } from '../hairloss/terms.ts';
import type { Note } from '../note.ts';

export const OPTIONS = ['nothing', 'medicines', 'transplant', 'smp', 'smp-medicines', 'tattoo', 'hair-system', 'shampoo'] as const;
export type OptionId = (typeof OPTIONS)[number];

/** Where a cell comes from: a study, what clinics and makers state, or a model or assumption of ours. */
export interface Basis {
  readonly basis: 'study' | 'statement' | 'model';
  /** Ids of `SOURCES`; a model may have none. */
  readonly sources: readonly string[];
}

export interface Cell<T> extends Basis {
  readonly value: T;
}

export const CELLS = [
  'coverageByYear',
  'cost',
  'sessions',
  'daysToFirst',
  'daysToFinal',
  'certainty',
  'risks',
  'reversibility',
  'onStopping',
] as const;
export type CellName = (typeof CELLS)[number];

export interface OptionRow {
  readonly option: OptionId;
  readonly name: string;
  /** Share of the scalp that no longer stands out at talking distance where hair thins, at year 0, 1, … (docs/model.md). */
  readonly coverageByYear: readonly Estimate[];
  /** In USD over the years asked for. */
  readonly cost: Estimate;
  /** Visits in person over the years asked for. */
  readonly sessions: Estimate;
  /** Null where nothing is to be waited for. */
  readonly daysToFirst: Estimate | null;
  readonly daysToFinal: Estimate | null;
  readonly certainty: string;
  /** The best kind of evidence there is. */
  readonly evidence: string;
  readonly risks: readonly string[];
  readonly reversibility: string;
  readonly onStopping: string;
  /** Citations as printed. */
  readonly sources: readonly string[];
  /** Where each cell comes from. */
  readonly basis: Readonly<Record<CellName, Basis>>;
}

/** What a transplant needs and what the back of the head can give; in grafts (follicular units). */
export interface DonorBalance {
  /** To bring what is below half of healthy today to half. */
  readonly neededGrafts: Estimate;
  /** The same at the last year asked for, loss left untreated. */
  readonly neededGraftsAtEnd: Estimate;
  readonly supplyGrafts: Estimate;
  /** Grafts of the course that is compared. */
  readonly plannedGrafts: Estimate;
  /** Share of `neededGrafts` that the supply can serve, 1 where nothing is short. */
  readonly servedShare: Estimate;
}

export interface Comparison {
  readonly options: readonly OptionRow[];
  readonly years: number;
  readonly pricesOf: string;
  readonly donor: DonorBalance;
  readonly notes: readonly Note[];
}

export interface ComparisonBasis {
  readonly request: Omit<HairLossRequest, 'treatment'>;
  /** Called once for each treatment that is needed. */
  readonly loss: (treatment: Treatment) => HairLoss;
  /** Tone of the ink relative to healed at years 0, 1, …, refreshed as planned. */
  readonly smpDarkness: readonly Estimate[];
  /** Tone of an ordinary tattoo, left alone. */
  readonly tattooDarkness: readonly Estimate[];
}
