/** What commands read: photos with the person model's opinion, design files, plans. */
import { readCase } from '@stubble/case';
import {
  type DesignFile,
  fail,
  type Note,
  ok,
  type Plan,
  parseDesignFile,
  parsePlan,
  personProbability,
  type Raster,
  type Result,
  readPersonModel,
  type ScaleOption,
} from '@stubble/engine';
import { type DecodedPhoto, personModelBytes, readBytes, readPhoto } from '@stubble/files';

export interface PhotoInput extends DecodedPhoto {
  readonly person: Raster<'density'> | null;
}

/** No head can be read in less, and the mark of a simulation could not be read either. */
const MIN_SIDE_PX = 120;

/** Decodes the photo and checks that the scale's points lie in it. */
export async function loadPhoto(path: string, scale: ScaleOption): Promise<Result<PhotoInput>> {
  const decoded = await readPhoto(path);
  if (!decoded.ok) return decoded;
  const { photo } = decoded.value;
  if (Math.min(photo.width, photo.height) < MIN_SIDE_PX)
    return fail(path, `is only ${photo.width} × ${photo.height} px; a head needs at least ${MIN_SIDE_PX} px each way`);
  if (scale.method === 'two-points') {
    const outside = scale.points.find(([x, y]) => x < 0 || y < 0 || x > photo.width || y > photo.height);
    if (outside !== undefined)
      return fail('--two-points', `(${outside.join(', ')}) lies outside ${path}, which is ${photo.width} × ${photo.height} px`);
  }
  return ok({ ...decoded.value, person: await personIn(photo) });
}

/** The job works without the model; with it, the head is told from clothes and background more surely. */
async function personIn(photo: Raster<'srgb8'>): Promise<Raster<'density'> | null> {
  const bytes = await personModelBytes();
  if (bytes === null) return null;
  const model = readPersonModel(bytes);
  return model.ok ? personProbability(model.value, photo) : null;
}

const DESIGN_LIMIT_BYTES = 4e6;

/** A design file, or a bare list of points, which is then the zone in px. */
export async function loadDesign(path: string, photo: { readonly width: number; readonly height: number }): Promise<Result<DesignFile>> {
  const text = await readText(path, DESIGN_LIMIT_BYTES);
  if (!text.ok) return text;
  const bare = text.value.trimStart().startsWith('[');
  const parsed = parseDesignFile(bare ? `{"format":"stubble-design","version":1,"unit":"px","zone":${text.value}}` : text.value, photo);
  return parsed.ok ? parsed : within(path, parsed.problem);
}

const PLAN_LIMIT_BYTES = 200e6;

/** A case, or a plan file. */
export async function loadPlan(path: string): Promise<Result<{ readonly plan: Plan; readonly notes: readonly Note[] }>> {
  const bytes = await readBytes(path, PLAN_LIMIT_BYTES);
  if (!bytes.ok) return bytes;
  const zipped = bytes.value[0] === 0x50 && bytes.value[1] === 0x4b;
  let text: Result<string>;
  if (zipped) {
    const opened = readCase(bytes.value);
    text = opened.ok ? ok(opened.value.planText) : opened;
  } else text = textOf(bytes.value);
  if (!text.ok) return within(path, text.problem);
  const parsed = parsePlan(text.value);
  return parsed.ok ? parsed : within(path, parsed.problem);
}

/** The text of a file in UTF-8. */
export async function readText(path: string, limitBytes: number): Promise<Result<string>> {
  const bytes = await readBytes(path, limitBytes);
  if (!bytes.ok) return bytes;
  const text = textOf(bytes.value);
  return text.ok ? text : within(path, text.problem);
}

function textOf(bytes: Uint8Array): Result<string> {
  try {
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return fail('', 'is not a text in UTF-8');
  }
}

/** "FILE: field: what is wrong" */
export function within(
  path: string,
  problem: { readonly path: string; readonly message: string },
): { ok: false; problem: { path: string; message: string } } {
  return fail(problem.path === '' ? path : `${path}: ${problem.path}`, problem.message);
}
