/** Which step a note or a stage belongs to, and the small mark that the step carries for it. */
import type { Plan } from '@stubble/engine';
import type { StageName } from '../planner/api.ts';
import type { Step, StudioState } from '../state/store.ts';
import { isPatch } from '../state/subject.ts';

export type Mark = 'none' | 'done' | 'attention' | 'running';
type Note = Plan['notes'][number];

const STAGE_STEP: Readonly<Record<StageName, Step>> = {
  scalp: 'photo',
  calibrate: 'scale',
  measure: 'measure',
  mode: 'design',
  recipe: 'dots',
  least: 'design',
  design: 'design',
  layout: 'dots',
  forecast: 'see',
  plan: 'see',
};

const CODES: readonly (readonly [Step, RegExp])[] = [
  ['scale', /^(scale|perspective|marker|no-scale|burnt)/],
  ['measure', /^(hair-hides|too-few|no-calibre|no-grouping|no-hair-tone|unit-is|colour|density-from|stubble-not|not-validated|pattern)/],
  ['design', /^(face|front|shaved|density-on|nothing-to|zone|design)/],
  ['dots', /^(dots|many-dots|recipe|least|no-hair-to)/],
  ['see', /^hair-length/],
];

/** Steps that make no sense without a head. */
const NEED_HEAD: ReadonlySet<Step> = new Set(['design', 'dots', 'see', 'future', 'print']);

export function needsHead(step: Step): boolean {
  return NEED_HEAD.has(step);
}

/** What the measurement itself says belongs to its step unless it is about the scale. */
function stepOfNote({ code }: Note, { measurement }: Plan): Step {
  const listed = CODES.find(([, codes]) => codes.test(code))?.[0];
  return listed ?? (measurement.notes.some((note) => note.code === code) ? 'measure' : 'photo');
}

const WEIGHT = { refusal: 0, warning: 1, info: 2 } as const;

/** What was not done comes first. */
export function notesOf(plan: Plan | undefined, step: Step): readonly Note[] {
  if (plan === undefined) return [];
  // what is said of the head does not hold for a patch from close by
  if (step === 'photo' && plan.measurement.subject === 'macro') return [];
  const notes = plan.notes.filter((note) => stepOfNote(note, plan) === step);
  return notes.sort((a, b) => WEIGHT[a.severity] - WEIGHT[b.severity]);
}

export function markOf(step: Step, { planned, busy, inputs }: Pick<StudioState, 'planned' | 'busy' | 'inputs'>): Mark {
  if (busy?.stage != null && STAGE_STEP[busy.stage] === step) return 'running';
  if (planned === null || (needsHead(step) && isPatch({ planned, inputs }))) return 'none';
  const doubts = notesOf(planned.plan, step).some(({ severity }) => severity !== 'info');
  if (doubts) return 'attention';
  // printing is never done for good, and the future is nobody's to finish
  return step === 'print' || step === 'future' ? 'none' : 'done';
}
