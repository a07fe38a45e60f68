/** What commands read: photos with the person model's opinion, design files, plans with or without their photo. */
import { realpath } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { decryptCase, isEncryptedCase, readCase } from '@stubble/case';
import {
  type DesignFile,
  fail,
  type Note,
  ok,
  type PairTarget,
  type Plan,
  parseDesignFile,
  parseMeasuredPattern,
  parsePlan,
  personProbability,
  type Raster,
  type Result,
  readPersonModel,
  type ScaleOption,
} from '@stubble/engine';
import { type DecodedPhoto, decodePhoto, personModelBytes, readBytes, readPhoto, recoverFolder } from '@stubble/files';
import { passphraseToOpen } from './passphrase.ts';

export interface PhotoInput extends DecodedPhoto {
  readonly person: Raster<'density'> | null;
}

/** No head can be read in less, and the mark of a simulation could not be read either. */
export const MIN_SIDE_PX = 120;

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

/** Problem of a scale that was asked for and that the photo does not bear out; null where it does, or none was asked for. */
export function lostScale(path: string, notes: readonly Note[]): Result<never> | null {
  if (notes.some(({ code }) => code === 'marker-not-found'))
    return fail(path, '--marker-mm: no printed marker is found in it; it must lie flat, whole and sharp in even light, with its white rim');
  const impossible = notes.find(({ code }) => code === 'scale-impossible');
  if (impossible === undefined) return null;
  const [sentence] = impossible.message.split('. ');
  return fail(path, `its scale is not possible: ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`);
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

/** The client's own pattern, from the JSON of a measured patch. */
export async function loadPattern(path: string): Promise<Result<PairTarget>> {
  const text = await readText(path, DESIGN_LIMIT_BYTES);
  if (!text.ok) return text;
  const parsed = parseMeasuredPattern(text.value);
  return parsed.ok ? parsed : within(path, parsed.problem);
}

export interface LoadedPlan {
  readonly plan: Plan;
  readonly notes: readonly Note[];
}

/** A case, or a plan file. */
export async function loadPlan(path: string): Promise<Result<LoadedPlan>> {
  const file = await openPlanFile(path);
  return file.ok ? planFrom(file.value) : file;
}

/** What 100 megapixels take without loss; a case holds no more either. */
const BEFORE_LIMIT_BYTES = 420e6;

/** The plan with the photo that it was made from, to the pixel: out of the case, or `before.png` beside the plan file. */
export async function planAndPhotoFrom(file: PlanFile): Promise<Result<LoadedPlan & { readonly photo: Raster<'srgb8'> }>> {
  const loaded = planFrom(file);
  if (!loaded.ok) return loaded;
  const { path, photoPng } = file;
  const photoPath = photoPng === null ? photoBeside(path) : `${path}: ${BEFORE}`;
  const bytes = photoPng === null ? await readBytes(photoPath, BEFORE_LIMIT_BYTES) : ok(photoPng);
  if (!bytes.ok) return bytes;
  const decoded = await decodePhoto(bytes.value, photoPath);
  if (!decoded.ok) return decoded;
  const { photo, pixelsSha256 } = decoded.value;
  const { widthPx, heightPx, pixelsSha256: wanted } = loaded.value.plan.photo;
  if (pixelsSha256 !== wanted) return fail(photoPath, `does not belong to ${path}: its pixels are not those that the plan was made from`);
  if (photo.width !== widthPx || photo.height !== heightPx)
    return fail(`${path}: photo`, `is said to be ${widthPx} × ${heightPx} px; ${photoPath} is ${photo.width} × ${photo.height} px`);
  return ok({ ...loaded.value, photo });
}

const BEFORE = 'before.png';

/** Where the photo of a plan file lies: no path is stored in a plan. */
export function photoBeside(planPath: string): string {
  return join(dirname(planPath), BEFORE);
}

/** Problem of a command that would write over the plan or its photo; null where it would not. */
export async function overwrites(planPath: string, out: string): Promise<Result<never> | null> {
  const real = async (path: string): Promise<string> => realpath(path).catch(() => resolve(path));
  const target = await real(out);
  for (const input of [planPath, photoBeside(planPath)])
    if ((await real(input)) === target)
      return fail('--out', `${input} is what this is made from and would be overwritten; choose another name`);
  return null;
}

export interface PlanFile {
  readonly path: string;
  readonly text: string;
  /** Of a case; null for a plan file. */
  readonly photoPng: Uint8Array | null;
}

/** A photo, its plan, and room for what holds them together. */
const CASE_LIMIT_BYTES = 490e6;
const PLAN_LIMIT_BYTES = 72e6;

/** Asks for the passphrase of an encrypted case; so call it before progress is shown. */
export async function openPlanFile(path: string): Promise<Result<PlanFile>> {
  // a save that was broken off in this folder is either finished or undone before its plan is read
  await recoverFolder(dirname(path));
  const bytes = await readBytes(path, CASE_LIMIT_BYTES);
  if (!bytes.ok) return bytes;
  const plain = isEncryptedCase(bytes.value) ? await decrypted(path, bytes.value) : ok(bytes.value);
  if (!plain.ok) return plain;
  const zipped = plain.value[0] === 0x50 && plain.value[1] === 0x4b;
  if (zipped) {
    const opened = readCase(plain.value);
    return opened.ok ? ok({ path, text: opened.value.planText, photoPng: opened.value.photoPng }) : within(path, opened.problem);
  }
  if (plain.value.length > PLAN_LIMIT_BYTES) return fail(path, `is too large for a plan: more than ${PLAN_LIMIT_BYTES / 1e6} MB`);
  const text = textOf(plain.value);
  return text.ok ? ok({ path, text: text.value, photoPng: null }) : within(path, text.problem);
}

async function decrypted(path: string, bytes: Uint8Array): Promise<Result<Uint8Array>> {
  const passphrase = await passphraseToOpen(path);
  if (!passphrase.ok) return passphrase;
  const opened = await decryptCase(bytes, passphrase.value);
  return opened.ok ? opened : within(path, opened.problem);
}

function planFrom({ path, text }: PlanFile): Result<LoadedPlan> {
  const parsed = parsePlan(text);
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
