/** `stubble export PLAN --format svg|csv|png --out FILE`: the dots for a plotter, a projector or a spreadsheet, or as a picture. */
import { dotsCsv, dotsSvg, fail, ok, type Result, unpackDots } from '@stubble/engine';
import { saveFile } from '@stubble/files';
import type { Answer } from './answer.ts';
import { loadPlan, overwrites } from './inputs.ts';
import type { ExportFlags } from './options.ts';
import { render } from './render.ts';
import { uninterrupted } from './signals.ts';
import { notesText } from './text.ts';

const WRITERS = { svg: dotsSvg, csv: dotsCsv } as const;
const HEALED_DAY = 42;

export async function exportDots(
  planPath: string,
  { out, format, json }: ExportFlags & { readonly json: boolean },
): Promise<Result<Answer>> {
  if (format === 'png') return render(planPath, { out, atDays: HEALED_DAY, outlook: 'likely', scale: 1, json });
  const clash = await overwrites(planPath, out);
  if (clash !== null) return clash;
  const loaded = await loadPlan(planPath);
  if (!loaded.ok) return loaded;
  const { plan, notes } = loaded.value;
  const dots = unpackDots(plan.dots);
  if (!dots.ok) return fail(`${planPath}: ${dots.problem.path}`, dots.problem.message);
  const written = WRITERS[format](plan, dots.value);
  const saved = await uninterrupted(saveFile(out, new TextEncoder().encode(written)));
  if (!saved.ok) return saved;
  return ok({
    json: { file: out, format, dots: dots.value.count, notes },
    text: [out, ...(notes.length === 0 ? [] : ['', notesText(notes)])].join('\n'),
  });
}
