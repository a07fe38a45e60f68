/** The studio's state. `inputs` is the document: every gesture on it is one undo; all else is the page's own. */
import type { Light, Outlook } from '@stubble/engine';
import { temporal } from 'zundo';
import { create } from 'zustand';
import type { Planned, StageName } from '../planner/api.ts';
import { FIRST_INPUTS, type Inputs } from './inputs.ts';

export const STEPS = ['photo', 'scale', 'measure', 'design', 'dots', 'see', 'future', 'print'] as const;
export type Step = (typeof STEPS)[number];

/** What the pointer does on the photo. */
export type Tool = 'look' | 'scale' | 'hairline' | 'zone' | 'exclude' | 'brush' | 'follicle-add' | 'follicle-remove';

export interface BrushSettings {
  readonly radiusMm: number;
  /** Factor that a full stroke sets: 0 erases, 2 doubles. */
  readonly factor: number;
}

export interface PhotoInfo {
  readonly width: number;
  readonly height: number;
  readonly name: string;
  readonly sample: boolean;
  readonly notes: readonly string[];
}

export interface Seeing {
  readonly atDays: number;
  readonly outlook: Outlook;
  /** null: the photo's own light. */
  readonly light: Light | null;
  /** null: the plan's own. */
  readonly depthMm: number | null;
  readonly hairLengthMm: number | null;
  /** While the slider of the sun is moved; null: the plan's own. */
  readonly sunSedPerYear: number | null;
  /** From where the eye looks, m; null: every pixel. */
  readonly distanceM: number | null;
  /** Where the slider stands, 0 left … 1 right: before lies to its left. */
  readonly split: number;
}

export interface Busy {
  readonly what: string;
  readonly stage: StageName | null;
}

export interface StudioState {
  readonly inputs: Inputs;
  readonly photo: PhotoInfo | null;
  /** Ready-made pictures of the sample for the first paint, until the worker has its own. */
  readonly poster: { readonly before: string; readonly after: string } | null;
  readonly planned: Planned | null;
  /** Kept beside the current one for comparison. */
  readonly kept: { readonly name: string; readonly inputs: Inputs; readonly planned: Planned } | null;
  /** What is seen to the left of the slider. */
  readonly left: 'photo' | 'kept';
  readonly busy: Busy | null;
  /** One sentence of what went wrong, until it is dismissed. */
  readonly problem: string | null;
  readonly step: Step;
  readonly tool: Tool;
  readonly brush: BrushSettings;
  readonly seeing: Seeing;
  readonly unit: 'mm' | 'inch';
  readonly theme: 'system' | 'light' | 'dark';
  /** Screen pixels (CSS) per mm after calibration with a card; null before. */
  readonly screenPxPerMm: number | null;
  readonly showDots: boolean;
  readonly showTable: boolean;
  /** The thinning map over the photo, while it is measured. */
  readonly showMap: boolean;
  /** Rings about the roots, while it is measured; a tool for roots shows them anyway. */
  readonly showRoots: boolean;
  readonly tourSeen: boolean;
}

export interface StudioActions {
  /** One undoable change. */
  decide(change: Partial<Inputs>): void;
  /** A new document, which nothing is undone beyond. */
  begin(photo: PhotoInfo, inputs: Inputs): void;
  set(change: Partial<Omit<StudioState, 'inputs'>>): void;
  see(change: Partial<Seeing>): void;
}

export const FIRST_SEEING: Seeing = {
  atDays: 42,
  outlook: 'likely',
  light: null,
  depthMm: null,
  hairLengthMm: null,
  sunSedPerYear: null,
  distanceM: null,
  split: 0.5,
};

export const useStudio = create<StudioState & StudioActions>()(
  temporal(
    (set) => ({
      inputs: FIRST_INPUTS,
      photo: null,
      poster: { before: './sample/before.jpg', after: './sample/healed.jpg' },
      planned: null,
      kept: null,
      left: 'photo',
      busy: null,
      problem: null,
      step: 'see',
      tool: 'look',
      brush: { radiusMm: 8, factor: 0 },
      seeing: FIRST_SEEING,
      unit: 'mm',
      theme: 'system',
      screenPxPerMm: null,
      showDots: false,
      showTable: false,
      showMap: false,
      showRoots: false,
      tourSeen: false,
      decide: (change) => set(({ inputs }) => ({ inputs: { ...inputs, ...change } })),
      begin: (photo, inputs) => {
        set(({ poster }) => ({
          photo,
          inputs,
          poster: photo.sample ? poster : null,
          planned: null,
          kept: null,
          left: 'photo',
          problem: null,
          tool: 'look',
          seeing: FIRST_SEEING,
        }));
        useStudio.temporal.getState().clear();
      },
      set: (change) => set(change),
      see: (change) => set(({ seeing }) => ({ seeing: { ...seeing, ...change } })),
    }),
    { partialize: ({ inputs }) => ({ inputs }), limit: 200, equality: (past, now) => past.inputs === now.inputs },
  ),
);

export function undo(): void {
  useStudio.temporal.getState().undo();
}

export function redo(): void {
  useStudio.temporal.getState().redo();
}
