/** Which step a note or a stage belongs to, and the small mark that the step carries for it. */
import type { Plan } from '@stubble/engine';
import type { StageName } from '../planner/api.ts';
import type { Step, StudioState } from '../state/store.ts';

export type Mark = 'none' | 'done' | 'attention' | 'running';
type Note = Plan['notes'][number];

const STAGE_STEP: Readonly<Record<StageName, Step>> = {
  scalp: 'photo',
  calibrate: 'scale',
  measure: 'measure',
  design: 'design',
  layout: 'dots',
  recipe: 'dots',
  forecast: 'see',
  plan: 'see',
};

const CODES: readonly (readonly [Step, RegExp])[] = [
  ['scale', /^(scale|perspective)/],
  ['measure', /^(hair-hides|too-few|no-calibre|no-grouping|no-hair-tone|unit-is|colour|density-from|stubble-not)/],
  ['design', /^(face|front|shaved|density-on|nothing-to|zone|design)/],
  ['dots', /^(dots|many-dots|recipe)/],
  ['see', /^hair-length/],
];

export function stepOfNote({ code }: Note): Step {
  return CODES.find(([, codes]) => codes.test(code))?.[0] ?? 'photo';
}

export function notesOf(plan: Plan | undefined, step: Step): readonly Note[] {
  return plan?.notes.filter((note) => stepOfNote(note) === step) ?? [];
}

export function markOf(step: Step, { planned, busy }: Pick<StudioState, 'planned' | 'busy'>): Mark {
  if (busy?.stage != null && STAGE_STEP[busy.stage] === step) return 'running';
  if (planned === null) return 'none';
  const doubts = notesOf(planned.plan, step).some(({ severity }) => severity !== 'info');
  if (doubts) return 'attention';
  // printing is never done for good
  return step === 'print' ? 'none' : 'done';
}
