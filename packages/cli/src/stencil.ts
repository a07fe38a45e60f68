/** `stubble stencil PLAN --out PDF`: the true-size print. */
import { fail, type Note, ok, type Printed, type Result, stencilPdf, unpackDots } from '@stubble/engine';
import { saveFile } from '@stubble/files';
import type { Answer } from './answer.ts';
import { loadPlan } from './inputs.ts';
import { uninterrupted } from './signals.ts';
import { notesText } from './text.ts';

export interface StencilFlags {
  readonly out: string;
  readonly paper: 'a4' | 'letter';
  readonly session?: number;
  readonly dots: boolean;
  /** What the bars of an earlier print measured. */
  readonly barMm?: Printed;
}

export async function stencil(planPath: string, flags: StencilFlags): Promise<Result<Answer>> {
  const loaded = await loadPlan(planPath);
  if (!loaded.ok) return loaded;
  const { plan } = loaded.value;
  const notes: readonly Note[] = loaded.value.notes;
  const dots = unpackDots(plan.dots);
  if (!dots.ok) return fail(`${planPath}: ${dots.problem.path}`, dots.problem.message);
  const session = flags.session ?? null;
  if (session !== null && !plan.sessions.some((s) => s.session === session))
    return fail('--session', `${planPath} has ${plan.sessions.length} sessions; there is no session ${session}`);
  const pdf = await stencilPdf(plan, dots.value, { paper: flags.paper, session, dots: flags.dots, printed: flags.barMm ?? null });
  const saved = await uninterrupted(saveFile(flags.out, pdf));
  if (!saved.ok) return saved;
  const text = [flags.out, ...(notes.length === 0 ? [] : ['', notesText(notes)])].join('\n');
  return ok({ json: { file: flags.out, dots: dots.value.count, notes }, text });
}
