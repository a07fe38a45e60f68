/** The engine behind the page. One photo at a time; a later plan overtakes an earlier one between two stages. */
import './no-eval.ts';
import modelUrl from '@mediapipe/selfie_segmentation/selfie_segmentation.tflite?url';
import { decryptCase, encryptCase, isEncryptedCase, readCase, writeCase } from '@stubble/case';
import {
  type DesignFile,
  type DotColumns,
  depthPanelSvg,
  dotsCsv,
  dotsSvg,
  type Note,
  type PersonModel,
  PICTURE_DAYS,
  type Plan,
  type Planning,
  parsePlan,
  personProbability,
  type Raster,
  type Request,
  raster,
  readPersonModel,
  replanned,
  reportOf,
  type Sight,
  shrunkPhoto,
  stencilPdf,
  surfaceGeometry,
  type TreatedPhoto,
  templateHairline,
  treatedPhoto,
  unpackDots,
} from '@stubble/engine';
import { expose } from 'comlink';
import { type Inputs, planOptions } from '../state/inputs.ts';
import type { DecodedPhoto, OpenedCase, PicturePart, Planned, Planner, StageName } from './api.ts';
import { changesBetween } from './changes.ts';
import { inputsOfPlan, inputsToDesign, scaledInputs } from './design-of-inputs.ts';

const APP = 'stubble studio 0.1.0';
/** A first plan is made from a copy of about so many pixels. */
const PREVIEW_PIXELS = 0.4e6;

interface Opened {
  readonly photo: Raster<'srgb8'>;
  /** A case brings its design along where it was drawn in another way than here. */
  readonly design: DesignFile | null;
  readonly sha256: Promise<string>;
}

/** What a plan says of its photo: made once, and not before the first quick picture is there. */
interface Known {
  readonly sha256: string;
  /** What the person model says of the photo, at its own size; null without it. */
  readonly person: Raster<'density'> | null;
}

let opened: Opened | null = null;
let known: Promise<Known> | null = null;
let planning: Planning | null = null;
interface Treated {
  readonly plan: Plan;
  readonly photo: TreatedPhoto;
}

let treated: Treated | null = null;
let kept: Treated | null = null;
/** Bytes of the photo as PNG, made once. */
let photoPng: Promise<Uint8Array<ArrayBuffer>> | null = null;
let generation = 0;

const planner: Planner = {
  async open(photo) {
    await take(rgbOf(photo), null);
  },
  async plan(inputs, onStage) {
    const current = needPhoto();
    const mine = ++generation;
    const before = planning;
    const started = performance.now();
    known ??= knownOf(current);
    const request = requestFor(current.photo, current.design, inputs, await known);
    if (mine !== generation) return null;
    const made = await overtakable(mine, request, before, onStage);
    if (made === null) return null;
    planning = made.planning;
    treated = { plan: planning.plan.plan, photo: treatedPhoto(current.photo, planning.plan.plan, planning.plan.dots) };
    return plannedOf(planning, before, made.reran as StageName[], started, 1, false);
  },
  async previewPlan(inputs) {
    const current = needPhoto();
    const { photo } = current;
    const scale = Math.min(1, Math.sqrt(PREVIEW_PIXELS / (photo.width * photo.height)));
    const mine = ++generation;
    const started = performance.now();
    const small = scale === 1 ? photo : shrunkPhoto(photo, scale);
    const factor = small.width / photo.width;
    const made = await overtakable(mine, requestFor(small, current.design, scaledInputs(inputs, factor), UNKNOWN), null, undefined);
    if (made === null) return null;
    treated = { plan: made.planning.plan.plan, photo: treatedPhoto(small, made.planning.plan.plan, made.planning.plan.dots) };
    return plannedOf(made.planning, null, made.reran as StageName[], started, factor, factor < 1);
  },
  async picture(sight, scale) {
    return pictureOf(needTreated(), sight, scale);
  },
  async keep() {
    kept = needTreated();
  },
  async keptPicture(sight, scale) {
    return pictureOf(kept ?? needTreated(), sight, scale);
  },
  async tile(sight, part) {
    return bitmapOf(needTreated().photo.at(sight).tile(part));
  },
  async before(scale) {
    const { photo } = needPhoto();
    return bitmapOf(scale === 1 ? photo : shrunkPhoto(photo, scale));
  },
  async hairline(template) {
    const { calibrate, request } = needPlanning();
    const geometry = surfaceGeometry(calibrate.surface);
    const { width, height } = request.photo;
    const seen = templateHairline(geometry, template).flatMap(([xMm, yMm]): [number, number][] => {
      const at = geometry.toPhoto(xMm, yMm);
      return at === null || at[0] < 0 || at[1] < 0 || at[0] > width || at[1] > height ? [] : [[at[0], at[1]]];
    });
    // a line of which only scraps are in the photo is none to begin from
    return seen.length < SHORTEST_HAIRLINE ? null : seen;
  },
  async depthPanel() {
    return depthPanelSvg();
  },
  async stencil(options) {
    const { plan } = needPlanning();
    return bytesOf(await stencilPdf(plan.plan, plan.dots, options));
  },
  async report() {
    const { plan, request } = needPlanning();
    const looks = treatedPhoto(request.photo, plan.plan, plan.dots);
    const picture = (atDays: number): Raster<'srgb8'> => looks.at({ atDays }).picture();
    const pictures = { fresh: picture(PICTURE_DAYS.fresh), healed: picture(PICTURE_DAYS.healed), year5: picture(PICTURE_DAYS.year5) };
    return reportOf(request.photo, plan.plan, pictures, jpegUri);
  },
  async svg() {
    const { plan } = needPlanning();
    return dotsSvg(plan.plan, plan.dots);
  },
  async csv() {
    const { plan } = needPlanning();
    return dotsCsv(plan.plan, plan.dots);
  },
  async caseBytes(passphrase) {
    const { plan, request } = needPlanning();
    photoPng ??= pngOf(request.photo);
    const bytes = writeCase(plan.plan, await photoPng);
    return bytesOf(passphrase === null ? bytes : await encryptCase(bytes, passphrase));
  },
  openCase,
};

async function openCase(bytes: Uint8Array<ArrayBuffer>, passphrase: string | null): Promise<OpenedCase> {
  const refused = (problem: string, needsPassphrase = false): OpenedCase => ({ ok: false, problem, needsPassphrase });
  let plain: Uint8Array = bytes;
  if (isEncryptedCase(bytes)) {
    if (passphrase === null) return refused('This case is locked with a passphrase.', true);
    const opened = await decryptCase(bytes, passphrase);
    if (!opened.ok) return refused(opened.problem.message, true);
    plain = opened.value;
  }
  const read = readCase(plain);
  if (!read.ok) return refused(`${read.problem.path}: ${read.problem.message}`);
  const parsed = parsePlan(read.value.planText);
  if (!parsed.ok) return refused(`${parsed.problem.path}: ${parsed.problem.message}`);
  const { plan } = parsed.value;
  const dots = unpackDots(plan.dots);
  if (!dots.ok) return refused(`${dots.problem.path}: ${dots.problem.message}`);
  const photo = await decodedPng(read.value.photoPng);
  if (photo === null) return refused('The photo in the case cannot be read.');
  const sha256 = await sha256Of(photo.data);
  if (sha256 !== plan.photo.pixelsSha256) return refused('The photo in the case is not the one that its plan was made from.');
  await take(photo, null);
  return { ok: true, inputs: inputsOfPlan(plan), width: photo.width, height: photo.height };
}

async function take(photo: Raster<'srgb8'>, design: DesignFile | null): Promise<void> {
  generation++;
  opened = { photo, design, sha256: sha256Of(photo.data) };
  known = null;
  planning = null;
  treated = null;
  kept = null;
  photoPng = null;
}

async function knownOf({ photo, sha256 }: Opened): Promise<Known> {
  const model = await personModel();
  return { sha256: await sha256, person: model === null ? null : personProbability(model, photo) };
}

let model: Promise<PersonModel | null> | null = null;

/** The same model as the command line's, so that both outline the same head; null where it does not come with the page. */
function personModel(): Promise<PersonModel | null> {
  model ??= (async () => {
    const answer = await fetch(modelUrl);
    if (!answer.ok) return null;
    const read = readPersonModel(new Uint8Array(await answer.arrayBuffer()));
    return read.ok ? read.value : null;
  })();
  return model;
}

/** Runs the stages with a breath between them, in which a later call can take over. */
async function overtakable(mine: number, request: Request, before: Planning | null, onStage: ((stage: StageName) => void) | undefined) {
  try {
    return await replanned(request, before, async (stage) => {
      onStage?.(stage.name as StageName);
      await new Promise((resolve) => setTimeout(resolve));
      if (mine !== generation) throw OVERTAKEN;
    });
  } catch (error) {
    if (error === OVERTAKEN) return null;
    throw error;
  }
}
const OVERTAKEN = new Error('overtaken');
/** A preview is not kept, and names no photo. */
const UNKNOWN: Known = { sha256: '0'.repeat(64), person: null };
/** Points of a template that must be in the photo. */
const SHORTEST_HAIRLINE = 8;
/** One list, so that a request without notes is like the next. */
const NO_NOTES: readonly Note[] = [];

/** @param photo the opened one, or a smaller copy of it */
function requestFor(photo: Raster<'srgb8'>, design: DesignFile | null, inputs: Inputs, { sha256, person }: Known): Request {
  return {
    photo,
    pixelsSha256: sha256,
    notes: NO_NOTES,
    person,
    options: planOptions(inputs),
    designFile: inputsToDesign(inputs) ?? design,
    seed: inputs.seed,
    date: null,
    app: APP,
    paper: 'a4',
    encodePreview: null,
  };
}

function plannedOf(
  now: Planning,
  before: Planning | null,
  reran: readonly StageName[],
  started: number,
  factor: number,
  preview: boolean,
): Planned {
  const { plan, dots } = now.plan;
  const geometry = surfaceGeometry(now.calibrate.surface);
  const x = new Float32Array(dots.count);
  const y = new Float32Array(dots.count);
  for (let i = 0; i < dots.count; i++) {
    const at = geometry.toPhoto(dots.xMm[i], dots.yMm[i]);
    x[i] = at === null ? Number.NaN : at[0] / factor;
    y[i] = at === null ? Number.NaN : at[1] / factor;
  }
  const places = now.layout.scene;
  const { grid } = now.design;
  const roots = Array.from(places.existingXMm, (rx, i) => geometry.toPhoto(rx + grid.originXMm, places.existingYMm[i] + grid.originYMm));
  const seen = roots.filter((at) => at !== null);
  return {
    plan,
    dots: dots as DotColumns,
    dotsPx: { x, y },
    follicles: { xPx: Float64Array.from(seen, (at) => at[0] / factor), yPx: Float64Array.from(seen, (at) => at[1] / factor) },
    hairlinePx: plan.design.hairlineMm.flatMap(([hx, hy]): [number, number][] => {
      const at = geometry.toPhoto(hx, hy);
      return at === null ? [] : [[at[0] / factor, at[1] / factor]];
    }),
    zonePx: plan.design.zonePx.map((polygon) => polygon.map(([zx, zy]): [number, number] => [zx / factor, zy / factor])),
    pxPerMm: plan.surface.pxPerMm / factor,
    reran,
    changes: before === null ? [] : changesBetween(before.plan.plan, plan),
    milliseconds: performance.now() - started,
    preview,
  };
}

function needPhoto(): Opened {
  if (opened === null) throw new Error('no photo is open');
  return opened;
}

function needPlanning(): Planning {
  if (planning === null) throw new Error('nothing is planned yet');
  return planning;
}

/** A preview is itself a smaller photo. */
async function pictureOf({ plan, photo }: Treated, sight: Sight, scale: number): Promise<ImageBitmap> {
  const own = plan.photo.widthPx / needPhoto().photo.width;
  return bitmapOf(photo.at(sight).picture(Math.min(1, scale / own)));
}

function needTreated(): Treated {
  if (treated === null) throw new Error('nothing is planned yet');
  return treated;
}

function rgbOf({ width, height, rgba }: DecodedPhoto): Raster<'srgb8'> {
  const data = new Uint8Array(3 * width * height);
  for (let i = 0, j = 0; j < data.length; i += 4, j += 3) {
    data[j] = rgba[i];
    data[j + 1] = rgba[i + 1];
    data[j + 2] = rgba[i + 2];
  }
  return raster('srgb8', width, height, data);
}

function imageDataOf({ width, height, data }: Raster<'srgb8'>): ImageData {
  const rgba = new Uint8ClampedArray(4 * width * height);
  for (let i = 0, j = 0; j < data.length; i += 4, j += 3) {
    rgba[i] = data[j];
    rgba[i + 1] = data[j + 1];
    rgba[i + 2] = data[j + 2];
    rgba[i + 3] = 255;
  }
  return new ImageData(rgba, width, height);
}

async function bitmapOf(picture: Raster<'srgb8'>): Promise<ImageBitmap> {
  return createImageBitmap(imageDataOf(picture));
}

function canvasWith(picture: Raster<'srgb8'>): OffscreenCanvas {
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const context = canvas.getContext('2d', { colorSpace: 'srgb' });
  if (context === null) throw new Error('this browser gives no canvas to workers');
  context.putImageData(imageDataOf(picture), 0, 0);
  return canvas;
}

async function pngOf(picture: Raster<'srgb8'>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await (await canvasWith(picture).convertToBlob({ type: 'image/png' })).arrayBuffer());
}

async function jpegUri(picture: Raster<'srgb8'>): Promise<string> {
  const scale = Math.min(1, 1600 / Math.max(picture.width, picture.height));
  const small = scale === 1 ? picture : shrunkPhoto(picture, scale);
  const blob = await canvasWith(small).convertToBlob({ type: 'image/jpeg', quality: 0.88 });
  return new FileReaderSync().readAsDataURL(blob);
}

async function decodedPng(png: Uint8Array): Promise<Raster<'srgb8'> | null> {
  try {
    const bitmap = await createImageBitmap(new Blob([bytesOf(png)], { type: 'image/png' }), {
      premultiplyAlpha: 'none',
      colorSpaceConversion: 'none',
    });
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d', { colorSpace: 'srgb', willReadFrequently: true });
    if (context === null) return null;
    context.drawImage(bitmap, 0, 0);
    const { width, height, data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    bitmap.close();
    return rgbOf({ width, height, rgba: new Uint8ClampedArray(data) });
  } catch {
    return null;
  }
}

async function sha256Of(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytesOf(bytes));
  return Array.from(new Uint8Array(digest), (b) => b.toString(16).padStart(2, '0')).join('');
}

function bytesOf(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer ? (bytes as Uint8Array<ArrayBuffer>) : new Uint8Array(bytes);
}

expose(planner);

export type { PicturePart, Sight };
