/**
 * The stage `render`: the same photo with the dots in the skin, at any day, in any light, at any size. Dots multiply the light that the scalp sends back, in
 * linear light; hair and gloss lie over them. Nothing outside the zone is touched unless the light or the length of the hair is another than the
 * photo's, no dot has a least size, and every picture carries the mark "simulation".
 */
import { LINEAR_OF_SRGB8, srgb8OfLinear } from '../colour/srgb.ts';
import type { DotColumns } from '../document/packed.ts';
import { type DotModel, type Plan, ZONE_NAMES } from '../document/schema.ts';
import { between } from '../estimate.ts';
import { depositAt, dotStateAt, HEALED_DAY, keptShare, modelInZones, type Outlook } from '../forecast/forecast.ts';
import { surfaceGeometry } from '../head/surface.ts';
import type { Note } from '../note.ts';
import { fillPolygon, type Point, type Polygon } from '../polygon.ts';
import { seededRandom } from '../random.ts';
import { fillRow, type Raster, raster } from '../raster.ts';
import { DOT_REACH_MM } from '../skin/dot-contrast.ts';
import { type Box, boxAround, overlap } from './box.ts';
import { type Camera, cameraOf } from './camera.ts';
import { clipped, clippingTo } from './clip.ts';
import { seenFrom } from './distance.ts';
import { dotKinds, kindOf } from './dot-kinds.ts';
import { type DotField, dotField, type SeenDot, seenSpread } from './dots-in-skin.ts';
import { type Flush, flushAbout, flushLoss } from './fresh-skin.ts';
import { type HandScatter, handScatter } from './hand.ts';
import { type LocalSkin, localSkin } from './local-skin.ts';
import { drawMark } from './mark.ts';
import { type Light, relighting } from './relight.ts';
import { type ScalpLight, scalpLight } from './scalp-light.ts';
import { shrunkPhoto } from './shrink.ts';

/** How a treated head is looked at. */
export interface Sight {
  /** After the last session: 0 fresh, 42 healed, 1825 five years. */
  readonly atDays: number;
  /** Which end of the forecast's interval; the likely one where left out. */
  readonly outlook?: Outlook;
  /** The photo's own where left out. */
  readonly light?: Light;
  /** The photo's own hair where left out; refused with a note where the photo cannot show it. */
  readonly hairLengthMm?: number;
  /** Depth of the deposits with the same ink; the plan's own where left out. */
  readonly depthMm?: number;
  /** Yearly dose of the bare vertex; the plan's own where left out. */
  readonly sunSedPerYear?: number;
  /** As the eye sees it from there; every pixel where left out. */
  readonly distanceM?: number;
}

/** One look at it. */
export interface Look {
  readonly notes: readonly Note[];
  /** The whole picture with its mark. @param scale pixels per pixel of the photo, 0 < scale ≤ 1 */
  picture(scale?: number): Raster<'srgb8'>;
  /** A window of the picture at the photo's size, without the mark, which is the whole picture's. RangeError where it leaves the photo. */
  tile(window: Box): Raster<'srgb8'>;
  /** The same window in the photo's own light, quicker where no other is wanted: only what shows in it is worked out. */
  closeUp(window: Box): Raster<'srgb8'>;
}

/** A treated photo that can be looked at at any day. */
export interface TreatedPhoto {
  at(sight: Sight): Look;
}

/** Rows that are worked on at once, so that they stay close to the processor. */
const STRIP_ROWS = 64;

/**
 * @param photo oriented, of the plan's size (a caller's mistake otherwise: RangeError)
 * @param dots the plan's dots, unpacked
 */
export function treatedPhoto(photo: Raster<'srgb8'>, plan: Plan, dots: DotColumns): TreatedPhoto {
  if (photo.width !== plan.photo.widthPx || photo.height !== plan.photo.heightPx)
    throw new RangeError(`a photo of ${photo.width} × ${photo.height} px is not that of the plan`);
  const scatter = handScatter(dots.count, seededRandom(plan.seed, 'hand'));
  const asPhotographed = once(() => sceneOf(photo, plan, dots, scatter));
  return {
    at(sight) {
      const clip = sight.hairLengthMm === undefined ? { power: null, notes: [] } : clippingTo(plan, sight.hairLengthMm);
      const { power } = clip;
      const scene =
        power === null ? asPhotographed : once(() => sceneOf(clipped(photo, plan, asPhotographed().whole(), power), plan, dots, scatter));
      return lookAt(scene, plan, sight, clip.notes);
    },
  };
}

/** A photo with all that is read from it before a day is asked for. */
interface Scene {
  readonly photo: Raster<'srgb8'>;
  /** Where dots may show; null where no zone lies in the photo. */
  readonly box: Box | null;
  readonly light: ScalpLight | null;
  /** The same of the whole photo, for what changes outside the zone. */
  readonly whole: () => ScalpLight;
  readonly zone: Uint8Array;
  readonly camera: Camera;
  readonly skin: LocalSkin | null;
  readonly dots: readonly PlacedDot[];
}

interface PlacedDot {
  readonly at: Point;
  readonly cosTilt: number;
  readonly spread: SeenDot['spread'];
  readonly recipe: number;
  readonly depth: number;
  readonly breadth: number;
  readonly tone: number;
  readonly skin: number;
  /** Crusts fall in this order, 0..1. */
  readonly rank: number;
}

function sceneOf(photo: Raster<'srgb8'>, plan: Plan, dots: DotColumns, scatter: HandScatter): Scene {
  const box = dots.count === 0 ? null : boxAround(plan.design.zonePx, photo);
  const whole = once(() => scalpLight(photo, plan, { x: 0, y: 0, width: photo.width, height: photo.height }));
  if (box === null)
    return { photo, box, light: null, whole, zone: new Uint8Array(0), camera: { lensPx: 0, noise: 0 }, skin: null, dots: [] };
  const { light, camera } = litAs(photo, plan, box);
  const skin = localSkin(plan.dotModel.skin, depositAt(plan.dotModel, HEALED_DAY).deposit, light);
  return {
    photo,
    box,
    light,
    whole,
    zone: zoneMask(plan, box, 1),
    camera,
    skin,
    dots: placedDots(plan, dots, scatter, skin),
  };
}

interface Lit {
  readonly light: ScalpLight;
  readonly camera: Camera;
}

/** Boxes of a photo whose light is kept: plans that differ in their dots alone are drawn one after the other. */
const KEPT_LIGHTS = 3;
const keptLights = new WeakMap<Raster<'srgb8'>, Map<string, Lit>>();

/** What the photo itself tells of a box, whatever dots lie in it. */
function litAs(photo: Raster<'srgb8'>, plan: Plan, box: Box): Lit {
  const { surface, headPx, measurement } = plan;
  const key = JSON.stringify([box, surface, headPx, measurement.skin.lab, measurement.hairLab ?? null]);
  const kept = keptLights.get(photo) ?? new Map<string, Lit>();
  keptLights.set(photo, kept);
  const known = kept.get(key);
  if (known !== undefined) return known;
  const made = { light: scalpLight(photo, plan, box), camera: cameraOf(photo, box, surface.pxPerMm) };
  if (kept.size >= KEPT_LIGHTS) for (const oldest of [...kept.keys()].slice(0, 1)) kept.delete(oldest);
  kept.set(key, made);
  return made;
}

/** Which recipe a zone's dots are made by; the plan's own model where it has none. */
function recipeOfZone({ recipes }: Plan): number[] {
  return ZONE_NAMES.map((name) =>
    Math.max(
      0,
      recipes.findIndex(({ zones }) => zones.includes(name)),
    ),
  );
}

/** At another depth than the planned one the same needle leaves the same ink, of which healing keeps more or less. */
function modelsOf(plan: Plan, { depthMm, sunSedPerYear, atDays }: Sight): DotModel[] {
  const sunned: Plan =
    sunSedPerYear === undefined
      ? plan
      : { ...plan, dotModel: { ...plan.dotModel, sunSedPerYear: between(sunSedPerYear, sunSedPerYear, sunSedPerYear, 'SED/year') } };
  const models = plan.recipes.length === 0 ? [sunned.dotModel] : plan.recipes.map(({ zones }) => modelInZones(sunned, zones));
  if (depthMm === undefined) return models;
  const days = Math.min(atDays, HEALED_DAY);
  return models.map((model) => {
    const kept = keptShare(model, depthMm, days) / keptShare(model, model.depthMm.value, days);
    return {
      ...model,
      depthMm: { ...model.depthMm, value: depthMm },
      loadGPerM2: { ...model.loadGPerM2, value: model.loadGPerM2.value * kept },
    };
  });
}

function placedDots(plan: Plan, dots: DotColumns, scatter: HandScatter, skin: LocalSkin): PlacedDot[] {
  const geometry = surfaceGeometry(plan.surface);
  const recipeOf = recipeOfZone(plan);
  const placed: PlacedDot[] = [];
  for (let i = 0; i < dots.count; i++) {
    const at = geometry.toPhoto(dots.xMm[i] + scatter.xMm[i], dots.yMm[i] + scatter.yMm[i]);
    if (at === null) continue;
    const cosTilt = geometry.cosTiltAtChart(dots.xMm[i], dots.yMm[i]);
    placed.push({
      at,
      cosTilt,
      spread: seenSpread(cosTilt, geometry.tiltDirection(at[0], at[1]), scatter.oblong[i], scatter.direction[i]),
      recipe: recipeOf[dots.zone[i]],
      depth: scatter.depth[i],
      breadth: (dots.diameterMm[i] / plan.dotModel.healedDiameterMm.value) * scatter.breadth[i],
      tone: dots.tone[i] * scatter.ink[i],
      skin: skin.at(at[0], at[1]),
      rank: scatter.rank[i],
    });
  }
  return placed;
}

function lookAt(sceneNow: () => Scene, plan: Plan, sight: Sight, notes: readonly Note[]): Look {
  const { atDays, outlook = 'likely', light, distanceM } = sight;
  const atScale = memo((scale: number) => composer(sceneNow(), plan, modelsOf(plan, sight), atDays, outlook, scale, null));
  const relit = once(() => (light === undefined ? null : relighting(sceneNow().photo, plan, sceneNow().whole(), light)));
  const draw = (picture: Raster<'srgb8'>, window: Box, scale: number): void => {
    atScale(scale)?.(picture, window);
    if (scale === 1) relit()?.(picture, window);
  };
  const full = (): Raster<'srgb8'> => {
    const { photo } = sceneNow();
    const picture = raster('srgb8', photo.width, photo.height, photo.data.slice());
    draw(picture, { x: 0, y: 0, width: photo.width, height: photo.height }, 1);
    return picture;
  };
  return {
    notes,
    picture(scale = 1) {
      // another light changes every pixel, and is drawn at the photo's size
      let picture = scale === 1 || light !== undefined ? full() : shrunkPhoto(sceneNow().photo, scale);
      if (scale !== 1 && light === undefined) draw(picture, { x: 0, y: 0, width: picture.width, height: picture.height }, scale);
      else if (scale !== 1) picture = shrunkPhoto(picture, scale);
      if (distanceM !== undefined) picture = seenFrom(picture, plan.surface.pxPerMm * scale, distanceM);
      drawMark(picture);
      return picture;
    },
    tile(window) {
      const picture = windowOf(sceneNow().photo, window);
      draw(picture, window, 1);
      return picture;
    },
    closeUp(window) {
      const scene = sceneNow();
      const picture = windowOf(scene.photo, window);
      composer(scene, plan, modelsOf(plan, sight), atDays, outlook, 1, window)?.(picture, window);
      return picture;
    },
  };
}

function windowOf(photo: Raster<'srgb8'>, { x, y, width, height }: Box): Raster<'srgb8'> {
  if (x < 0 || y < 0 || x + width > photo.width || y + height > photo.height) throw new RangeError('the tile leaves the photo');
  const picture = raster('srgb8', width, height, new Uint8Array(3 * width * height));
  for (let row = 0; row < height; row++) {
    const from = 3 * ((y + row) * photo.width + x);
    picture.data.set(photo.data.subarray(from, from + 3 * width), 3 * row * width);
  }
  return picture;
}

/** Puts the dots into a picture of the photo, or of a window of it, at a scale. */
type Composer = (picture: Raster<'srgb8'>, window: Box) => void;

/** @param near the only window of the photo that will be asked for; null: any */
function composer(
  scene: Scene,
  plan: Plan,
  models: readonly DotModel[],
  atDays: number,
  outlook: Outlook,
  scale: number,
  near: Box | null,
): Composer | null {
  const { box, light, skin } = scene;
  if (box === null || light === null || skin === null) return null;
  const state = dotStateAt(atDays, plan.dotModel, outlook);
  const seen = scene.dots.map(
    (dot): SeenDot => ({
      at: [dot.at[0] * scale, dot.at[1] * scale],
      cosTilt: dot.cosTilt,
      spread: dot.spread,
      kind: kindOf({ ...dot, crusted: dot.rank < state.crusted }, skin),
    }),
  );
  const small = scale === 1 ? box : scaledBox(box, scale);
  const pxPerMm = plan.surface.pxPerMm * scale;
  const { lensPx, noise } = scene.camera;
  const shown = near === null ? seen : seen.filter(({ at }) => reaches(at, near, DOT_REACH_MM * pxPerMm));
  const fieldBox = near === null ? small : (overlap(near, small) ?? small);
  const field = dotField(shown, dotKinds(models, atDays, outlook, skin), pxPerMm, (lensPx * scale) ** 2 + 1 / 12, fieldBox);
  const zone = scale === 1 ? scene.zone : zoneMask(plan, small, scale);
  const scalp = scale === 1 ? light.scalp : shrunkShare(light.scalp, scene.photo, box, small, scale);
  const flush = state.redness < 0.02 ? null : flushing(seen, pxPerMm, small, zone, plan, state.redness);
  // noise averages out in smaller pixels
  const grain = noise * scale;
  return (picture, window) => {
    const part = overlap(window, small);
    if (part === null) return;
    const contrast = new Float32Array(3 * part.width * Math.min(STRIP_ROWS, part.height));
    for (let y = part.y; y < part.y + part.height; y += STRIP_ROWS)
      multiply(
        picture,
        window,
        { ...part, y, height: Math.min(STRIP_ROWS, part.y + part.height - y) },
        { field, zone, scalp, box: small, flush, grain },
        contrast,
      );
  };
}

function reaches([x, y]: Point, box: Box, reachPx: number): boolean {
  return x > box.x - reachPx && x < box.x + box.width + reachPx && y > box.y - reachPx && y < box.y + box.height + reachPx;
}

interface Layers {
  readonly field: DotField;
  readonly zone: Uint8Array;
  readonly scalp: Uint8Array;
  readonly box: Box;
  readonly flush: (Flush & { readonly dimmed: Float32Array }) | null;
  readonly grain: number;
}

/** Steps of redness from none to whole. */
const FLUSH_STEPS = 64;

function flushing(
  dots: readonly SeenDot[],
  pxPerMm: number,
  box: Box,
  zone: Uint8Array,
  plan: Plan,
  redness: number,
): NonNullable<Layers['flush']> {
  const loss = flushLoss(plan.dotModel.skin);
  const dimmed = Float32Array.from({ length: 3 * (FLUSH_STEPS + 1) }, (_, i) =>
    Math.exp(-(loss[i % 3] * redness * Math.floor(i / 3)) / FLUSH_STEPS),
  );
  return { ...flushAbout(dots, pxPerMm, box, zone), dimmed };
}

/** p → p (1 − s + s C): what the scalp sends back is dimmed, hair and gloss are not. */
function multiply(
  picture: Raster<'srgb8'>,
  window: Box,
  strip: Box,
  { field, zone, scalp, box, flush, grain }: Layers,
  contrast: Float32Array,
): void {
  const { data } = picture;
  field.contrastIn(strip, contrast);
  if (flush !== null) redden(contrast, strip, box, flush);
  for (let y = 0; y < strip.height; y++) {
    let i = ((strip.y - window.y + y) * picture.width + strip.x - window.x) * 3;
    let o = (strip.y - box.y + y) * box.width + strip.x - box.x;
    for (let x = 0, c = 3 * y * strip.width; x < strip.width; x++, o++, i += 3, c += 3) {
      if (zone[o] === 0 || scalp[o] === 0) continue;
      const own = scalp[o] / 255;
      const lost = contrast[c + 1] < SHOWS_NOISE ? Math.sqrt(contrast[c + 1] * (1 - contrast[c + 1])) : 0;
      const rest = 1 - own + (lost === 0 ? 0 : own * lost * grain * grainAt(strip.x + x, strip.y + y));
      data[i] = srgb8OfLinear(LINEAR_OF_SRGB8[data[i]] * (rest + own * contrast[c]));
      data[i + 1] = srgb8OfLinear(LINEAR_OF_SRGB8[data[i + 1]] * (rest + own * contrast[c + 1]));
      data[i + 2] = srgb8OfLinear(LINEAR_OF_SRGB8[data[i + 2]] * (rest + own * contrast[c + 2]));
    }
  }
}

function redden(contrast: Float32Array, strip: Box, box: Box, { field, cellPx, dimmed }: NonNullable<Layers['flush']>): void {
  const row = new Float32Array(strip.width);
  for (let y = 0; y < strip.height; y++) {
    fillRow(row, field, strip.y - box.y + y, cellPx, strip.x - box.x);
    for (let x = 0, c = 3 * y * strip.width; x < strip.width; x++, c += 3) {
      const red = 3 * Math.round(FLUSH_STEPS * row[x]);
      contrast[c] *= dimmed[red];
      contrast[c + 1] *= dimmed[red + 1];
      contrast[c + 2] *= dimmed[red + 2];
    }
  }
}

/**
 * Noise of light grows with its root, and the photo's was multiplied with C: √(C − C²) of it is lacking, which is added where dots are dark enough for it to
 * show.
 */
const SHOWS_NOISE = 0.88;

/** Near normal, mean 0 and deviation 1, the same for a pixel in every window. */
function grainAt(x: number, y: number): number {
  let h = (Math.imul(x, 0x9e3779b1) ^ Math.imul(y, 0x85ebca77)) | 0;
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
  h ^= h >>> 15;
  // the sum of four bytes
  return ((h & 255) + ((h >>> 8) & 255) + ((h >>> 16) & 255) + (h >>> 24) - 510) / 147.8;
}

/** 1 where the plan allows dots to show. */
function zoneMask({ design, surface }: Plan, box: Box, scale: number): Uint8Array {
  const geometry = surfaceGeometry(surface);
  const mask = new Uint8Array(box.width * box.height);
  const local = (polygon: Polygon): Polygon => polygon.map(([x, y]) => [x * scale - box.x, y * scale - box.y] as const);
  for (const polygon of design.zonePx) fillPolygon(mask, box.width, box.height, local(polygon), 1);
  for (const polygon of design.excludeMm) {
    const inPhoto = polygon.flatMap(([x, y]): Point[] => {
      const p = geometry.toPhoto(x, y);
      return p === null ? [] : [p];
    });
    if (inPhoto.length >= 3) fillPolygon(mask, box.width, box.height, local(inPhoto), 0);
  }
  return mask;
}

function scaledBox({ x, y, width, height }: Box, scale: number): Box {
  const [x0, y0] = [Math.floor(x * scale), Math.floor(y * scale)];
  return { x: x0, y: y0, width: Math.ceil((x + width) * scale) - x0, height: Math.ceil((y + height) * scale) - y0 };
}

/** Share of the scalp in the light of larger pixels. */
function shrunkShare(scalp: Uint8Array, photo: Raster<'srgb8'>, box: Box, small: Box, scale: number): Uint8Array {
  const light = new Float64Array(small.width * small.height);
  const own = new Float64Array(small.width * small.height);
  const columns = Int32Array.from({ length: box.width }, (_, x) =>
    Math.min(small.width - 1, Math.floor((box.x + x + 0.5) * scale) - small.x),
  );
  for (let y = 0, o = 0; y < box.height; y++) {
    const row = Math.min(small.height - 1, Math.floor((box.y + y + 0.5) * scale) - small.y) * small.width;
    for (let x = 0, i = 3 * ((box.y + y) * photo.width + box.x); x < box.width; x++, i += 3, o++) {
      const green = LINEAR_OF_SRGB8[photo.data[i + 1]];
      light[row + columns[x]] += green;
      own[row + columns[x]] += green * scalp[o];
    }
  }
  return Uint8Array.from(own, (v, i) => (light[i] > 0 ? v / light[i] + 0.5 : 0));
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function memo<T>(make: (key: number) => T): (key: number) => T {
  const made = new Map<number, T>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const value = make(key);
    made.set(key, value);
    return value;
  };
}
