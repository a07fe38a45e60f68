/** The engine behind the page. One photo at a time; a later plan overtakes an earlier one between two stages. */
import './no-eval.ts';
import modelUrl from '@mediapipe/selfie_segmentation/selfie_segmentation.tflite?url';
import { decryptCase, encryptCase, isEncryptedCase, readCase, writeCase } from '@stubble/case';
import {
  type DesignFile,
  depthPanelSvg,
  dotsCsv,
  dotsSvg,
  markerPdf,
  type Note,
  type PersonModel,
  PHOTO_LIMITS,
  PICTURE_DAYS,
  type Plan,
  type Planning,
  parsePlan,
  personProbability,
  type Raster,
  type Request,
  readHeader,
  readPersonModel,
  replanned,
  reportOf,
  type Sight,
  seenFrom,
  sentence,
  shrunkPhoto,
  stencilPdf,
  surfaceGeometry,
  type TreatedPhoto,
  templateHairline,
  treatedPhoto,
  unpackDots,
} from '@stubble/engine';
import { expose } from 'comlink';
import { startDecoding } from '../files/decoding.ts';
import { type Inputs, planOptions } from '../state/inputs.ts';
import type { OpenedCase, PicturePart, Planner, StageName } from './api.ts';
import { inputsOfPlan, inputsToDesign, scaledInputs } from './design-of-inputs.ts';
import { measurementJson, rootsCsv } from './measured-files.ts';
import { bitmapOf, bytesOf, imageDataOf, jpegUri, pngOf, rgbOf } from './pixels.ts';
import { plannedOf } from './planned-of.ts';

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
    treated = treatedOf(current.photo, planning);
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
    treated = treatedOf(small, made.planning);
    return plannedOf(made.planning, null, made.reran as StageName[], started, factor, factor < 1);
  },
  async picture(sight, scale) {
    return treated === null ? plainPicture(scale) : pictureOf(treated, sight, scale);
  },
  async keep() {
    kept = treated;
  },
  async keptPicture(sight, scale) {
    const shown = kept ?? treated;
    return shown === null ? plainPicture(scale) : pictureOf(shown, sight, scale);
  },
  async tile(sight, part) {
    const { photo } = needPhoto();
    if (treated === null) return createImageBitmap(imageDataOf(photo), part.x, part.y, part.width, part.height);
    const look = treated.photo.at(sight);
    const { distanceM } = sight;
    if (distanceM === undefined) return bitmapOf(look.tile(part));
    const { pxPerMm } = treated.plan.surface;
    const wide = widened(part, Math.ceil(EYE_REACH_MM_PER_M * distanceM * pxPerMm), photo);
    const seen = imageDataOf(seenFrom(look.tile(wide), pxPerMm, distanceM));
    return createImageBitmap(seen, part.x - wide.x, part.y - wide.y, part.width, part.height);
  },
  async before(scale, distanceM) {
    return plainPicture(scale, distanceM);
  },
  async pixels() {
    const { width, height, data } = needPhoto().photo;
    return { width, height, rgb: bytesOf(data) };
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
  async measurementJson() {
    return measurementJson(needPlanning());
  },
  async rootsCsv() {
    return rootsCsv(needPlanning());
  },
  async markerSheet(options) {
    return bytesOf(await markerPdf(options));
  },
  async report() {
    const { plan, request } = needPlanning();
    const looks = treatedPhoto(request.photo, plan.plan, plan.dots);
    const picture = (atDays: number): Raster<'srgb8'> => looks.at({ atDays }).picture();
    const pictures = { fresh: picture(PICTURE_DAYS.fresh), healed: picture(PICTURE_DAYS.healed), year5: picture(PICTURE_DAYS.year5) };
    return reportOf(request.photo, plan.plan, plan.dots, pictures, jpegUri);
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
  if (!read.ok) return refused(sentence(read.problem));
  const parsed = parsePlan(read.value.planText);
  if (!parsed.ok) return refused(sentence(parsed.problem));
  const { plan } = parsed.value;
  const dots = unpackDots(plan.dots);
  if (!dots.ok) return refused(sentence(dots.problem));
  const frame = readHeader('png', read.value.photoPng);
  const isBounded = frame?.complete && frame.widthPx * frame.heightPx <= PHOTO_LIMITS.pixels;
  if (!isBounded) return refused('The photo in the case cannot be read.');
  const decoded = await startDecoding({ bytes: read.value.photoPng.slice(), name: null }).answer;
  if (!decoded.ok) return refused(`The photo in the case ${decoded.problem}.`);
  const photo = rgbOf(decoded.photo);
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

/** A patch from close by is measured only: there is nothing to treat on it. */
function treatedOf(photo: Raster<'srgb8'>, { plan: { plan, dots } }: Planning): Treated | null {
  return plan.measurement.subject === 'macro' ? null : { plan, photo: treatedPhoto(photo, plan, dots) };
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

/** The photo as it is; also in place of a treated one where nothing is treated yet, or nothing can be. */
async function plainPicture(scale: number, distanceM: number | null = null): Promise<ImageBitmap> {
  const { photo } = needPhoto();
  const picture = scale === 1 ? photo : shrunkPhoto(photo, scale);
  if (distanceM === null || treated === null) return bitmapOf(picture);
  const { surface, photo: planned } = treated.plan;
  return bitmapOf(seenFrom(picture, (surface.pxPerMm * picture.width) / planned.widthPx, distanceM));
}

/** Four deviations of the eye's spread on the scalp, for each metre between them: what lies farther off does not blur into a window. */
const EYE_REACH_MM_PER_M = 0.5;

function widened(
  { x, y, width, height }: PicturePart,
  byPx: number,
  photo: { readonly width: number; readonly height: number },
): PicturePart {
  const [x0, y0] = [Math.max(0, x - byPx), Math.max(0, y - byPx)];
  return { x: x0, y: y0, width: Math.min(photo.width, x + width + byPx) - x0, height: Math.min(photo.height, y + height + byPx) - y0 };
}

async function sha256Of(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytesOf(bytes));
  return Array.from(new Uint8Array(digest), (b) => b.toString(16).padStart(2, '0')).join('');
}

expose(planner);

export type { PicturePart, Sight };
