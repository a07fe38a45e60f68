/** `stubble marker --mm 20 --out PDF`: the printed square that `--marker-mm` reads. */
import { fail, MARKER_SIDE_MM, markerPdf, ok, type Result } from '@stubble/engine';
import { saveFile } from '@stubble/files';
import type { Answer } from './answer.ts';
import { uninterrupted } from './signals.ts';

export interface MarkerFlags {
  readonly mm: number;
  readonly out: string;
  readonly paper: 'a4' | 'letter';
}

export async function marker(_: string, { mm, out, paper }: MarkerFlags): Promise<Result<Answer>> {
  const { least, most } = MARKER_SIDE_MM;
  if (!(mm >= least && mm <= most)) return fail('--mm', `must be ${least} to ${most}`);
  const saved = await uninterrupted(saveFile(out, await markerPdf({ sideMm: mm, paper })));
  if (!saved.ok) return saved;
  return ok({ json: { file: out, sideMm: mm, notes: [] }, text: out });
}
