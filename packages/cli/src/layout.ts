/** `stubble layout SCENE --out FILE`: dots for a scene. */
import { fail, LAYOUT_DEFAULTS, layOut, ok, type PathStyle, parseScene, type Result, seededRandom } from '@stubble/engine';
import { saveFile } from '@stubble/files';
import type { Answer } from './answer.ts';
import { readText, within } from './inputs.ts';
import { uninterrupted } from './signals.ts';
import { rows } from './text.ts';

export interface LayoutFlags {
  readonly out: string;
  readonly path: PathStyle;
  readonly seed: number;
}

/** A million cells take about 20 MB as text. */
const SCENE_LIMIT_BYTES = 64e6;

export async function layout(scenePath: string, flags: LayoutFlags): Promise<Result<Answer>> {
  const text = await readText(scenePath, SCENE_LIMIT_BYTES);
  if (!text.ok) return text;
  const scene = parseScene(text.value);
  if (!scene.ok) return within(scenePath, scene.problem);
  const laid = layOut(scene.value.scene, seededRandom(flags.seed, 'layout'), {
    path: flags.path,
    target: scene.value.target ?? LAYOUT_DEFAULTS.target,
  });
  const count = laid.xMm.length;
  if (count < scene.value.scene.count)
    return fail(`${scenePath}: count`, `${scene.value.scene.count} dots do not fit: ${count} find a place that keeps the distances`);
  const file = {
    format: 'stubble-dots',
    version: 1,
    seed: flags.seed,
    xMm: Array.from(laid.xMm),
    yMm: Array.from(laid.yMm),
    session: Array.from(laid.session),
    order: Array.from(laid.order),
    diameterMm: Array.from(laid.diameterMm),
  };
  const saved = await uninterrupted(saveFile(flags.out, new TextEncoder().encode(`${JSON.stringify(file)}\n`)));
  if (!saved.ok) return saved;
  const sessions = laid.pathMm.map((pathMm, k) => ({
    session: k + 1,
    dots: laid.session.reduce((n, s) => n + (s === k + 1 ? 1 : 0), 0),
    pathMm,
  }));
  return ok({
    json: { file: flags.out, dots: count, sessions, notes: laid.notes },
    text: rows([
      ['dots', String(count)],
      ...sessions.map(({ session, dots, pathMm }) => [`session ${session}`, `${dots} dots, path ${(pathMm / 1000).toFixed(2)} m`] as const),
      ['file', flags.out],
    ]),
  });
}
