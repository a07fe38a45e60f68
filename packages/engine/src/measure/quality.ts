/** Whether a photo can be measured at all: enough detail, light and resolution, and a scalp in it. */
import { blur, linearOverview, luminance, mapDensity } from '../filters.ts';
import { type Note, refusal, warning } from '../note.ts';
import { type Raster, raster } from '../raster.ts';
import type { Scalp } from '../scalp/find-scalp.ts';
import { quantile } from '../scalp/hair.ts';
import { findHead } from '../scalp/head.ts';

export interface PhotoQuality {
  /** False: nothing may be measured from this photo, and `notes` holds the one reason as a refusal. */
  readonly usable: boolean;
  /** False: single hairs cannot be told apart for want of sharpness or resolution; coverage and tones still can be measured. */
  readonly countable: boolean;
  readonly notes: readonly Note[];
  /** Deviation of the blur that the sharpest edges show, photo pixels. */
  readonly sharpnessPx: number;
  /** Luminance of the brighter part of the subject, 1 = white. */
  readonly exposure: number;
  /** Share of the subject whose pixels are at the top of their range. */
  readonly clippedShare: number;
}

export interface Subject {
  /** Where the scalp lies, photo pixels. */
  readonly inside: (x: number, y: number) => boolean;
}

/** Of the stage `scalp`. */
export type SeenOutline = Pick<Scalp, 'outlineStrength' | 'visibleShare' | 'surface'>;

/** Fewer pixels a millimetre do not even show coverage: a strand and its gap fall into one pixel. */
const LEAST_PX_PER_MM = 2.5;
/** Coverage is told by texture below half a millimetre: a blur as broad as that wipes it out. Counts need the single dot of 0.3–0.5 mm. */
const MOST_BLUR_MM = { head: 0.75, macro: 0.25 } as const;
const MOST_BLUR_FOR_COUNTS_MM = { head: 0.3, macro: 0.15 } as const;
/** A photo whose brighter parts reflect less than this was taken in the dark: noise and rounding drown the skin (usable photos and synthetic heads have 0.15 to 0.83). */
const LEAST_EXPOSURE = 0.045;
/** Share of burnt-out pixels above which skin tone and light marks are gone, and from which it is said. */
const MOST_CLIPPED = 0.45;
const CLIPPED_SAID_FROM = 0.1;
/** Resolution at which sharpness is read, and the one at which the whole picture is looked at. */
const SHARPNESS_PX_PER_MM = { head: 8, macro: 40 } as const;
const LOOK_PX = 320;
/** Head or field across the shorter side where no scale is known, mm. */
const ASSUMED_SIDE_MM = { head: 190, macro: 12 } as const;

/**
 * @param where the zone or head, or null for the whole picture
 * @param pxPerMm null where no scale is known: then the subject is taken to fill the picture
 * @param scalp what the search for the head found, where it ran already; else a head is searched for here, which takes a second
 */
export function photoQuality(
  photo: Raster<'srgb8'>,
  where: Subject | null,
  pxPerMm: number | null,
  subject: 'head' | 'macro',
  scalp: SeenOutline | null = null,
): PhotoQuality {
  const scalePxPerMm = pxPerMm ?? Math.min(photo.width, photo.height) / ASSUMED_SIDE_MM[subject];
  const look = linearOverview(photo, Math.min(1, LOOK_PX / Math.max(photo.width, photo.height)));
  const light = lightOf(photo, look, where);
  const sharpnessPx = blurPx(photo, where, scalePxPerMm, subject);
  const blurMm = sharpnessPx / scalePxPerMm;
  const wrong = reason();
  const notes: Note[] = wrong === null ? [] : [wrong];
  const countable = wrong === null && blurMm <= MOST_BLUR_FOR_COUNTS_MM[subject];
  if (wrong === null && !countable)
    notes.push(
      warning(
        'too-blurred-for-counts',
        `The photo is blurred over about ${blurMm.toFixed(2)} mm, so single hairs are not counted; coverage and tones are still measured. A sharp photo, focused on the scalp, would show the hairs.`,
      ),
    );
  if (wrong === null && light.clippedShare > CLIPPED_SAID_FROM)
    notes.push(
      warning(
        'partly-overexposed',
        `${Math.round(100 * light.clippedShare)} % of the scalp is burnt out to white; nothing is measured there.`,
      ),
    );
  return { usable: wrong === null, countable, notes, sharpnessPx, exposure: light.exposure, clippedShare: light.clippedShare };

  function reason(): Note | null {
    if (scalePxPerMm < LEAST_PX_PER_MM)
      return refusal(
        'too-few-pixels',
        `The photo has ${scalePxPerMm.toFixed(1)} pixels a millimetre; ${LEAST_PX_PER_MM} are the least for any measurement, so take it from nearer or with more pixels.`,
      );
    if (light.exposure < LEAST_EXPOSURE) return refusal('too-dark', 'The photo is too dark to tell hair from skin; take it in more light.');
    if (light.clippedShare > MOST_CLIPPED)
      return refusal('overexposed', 'Most of the scalp is burnt out to white in this photo; take it with less light or exposure.');
    const missing = notSkin(look, subject);
    if (missing !== null) return noScalp(missing);
    if (blurMm > MOST_BLUR_MM[subject])
      return refusal(
        'too-blurred',
        `The photo is blurred over about ${blurMm.toFixed(1)} mm or more, which wipes out hair and skin alike; hold the camera still and focus on the scalp.`,
      );
    if (subject === 'head' && !headShaped(look, photo, scalp)) return noScalp('what stands out in it does not have the shape of a head');
    return null;
  }
}

function noScalp(why: string): Note {
  return refusal('no-scalp', `No scalp is seen in this picture: ${why}.`);
}

interface Light {
  readonly exposure: number;
  readonly clippedShare: number;
}

/** At the top of its range in all three channels. */
const CLIPPED_FROM = 252;

function lightOf(photo: Raster<'srgb8'>, look: Raster<'linear'>, where: Subject | null): Light {
  const scale = look.width / photo.width;
  const y = luminance(look);
  const all = Float32Array.from(y.data).sort();
  let [clipped, seen] = [0, 0];
  for (let v = 0; v < look.height; v++)
    for (let u = 0; u < look.width; u++) {
      const [x, z] = [Math.floor((u + 0.5) / scale), Math.floor((v + 0.5) / scale)];
      if (where !== null && !where.inside(x, z)) continue;
      seen++;
      const i = 3 * (Math.min(photo.height - 1, z) * photo.width + Math.min(photo.width - 1, x));
      if (Math.min(photo.data[i], photo.data[i + 1], photo.data[i + 2]) >= CLIPPED_FROM) clipped++;
    }
  return { exposure: all[Math.floor(0.95 * (all.length - 1))], clippedShare: clipped / Math.max(1, seen) };
}

/** Second blur against which the gradients are held, working pixels. */
const REBLUR_PX = 1;
/** Steepest share of all edges that is judged, and the share of those, from the sharpest, that speaks. */
const STEEPEST = 0.01;
const SHARP_SHARE = 0.3;
/** An edge is steeper than so many deviations of the noise. */
const ABOVE_NOISE = 15;
const LEAST_EDGES = 20;
/** Of coded light: pores and blotches leave 0.01 and more, sensor noise averaged over a working pixel 0.003. */
const LEAST_TEXTURE = 0.005;
/** Resolution of the coarse look, and the blur there from which it is believed. */
const COARSE_PX_PER_MM = { head: 2.5, macro: 12 } as const;
const COARSE_SEES_FROM_PX = 1.2;
/** Of coded light over two pixels; coded by this power, so that noise is much the same in the dark and in the light. */
const LEAST_SLOPE = 0.015;
const CODED = 0.45;
/** What a slope that the second blur does not change stands for. */
const MOST_SIGMA_PX = 5;

/** Sharpness is read in bands of so many rows at the look's resolution, spread so that about this many of its pixels are looked at. */
const BAND_ROWS = 40;
const LOOKED_AT_PX = 350_000;

/**
 * Blur from the fall of gradients under a known second blur (Zhuo & Sim 2011, Pattern Recognition 44:1852): across an edge of deviation σ the
 * slope falls by √(σ² + σ₀²)/σ. Noise falls as well and looks sharp, so a coarse look, which averages it away, speaks first: only where it sees
 * no blur is the fine one believed.
 */
function blurPx(photo: Raster<'srgb8'>, where: Subject | null, pxPerMm: number, subject: 'head' | 'macro'): number {
  const at = (scale: number): number => {
    const bands = bandsOf(photo, scale);
    // smooth bare skin has no edges to judge by: then those of the whole picture speak, and without any the texture of pores
    const sigma = workingBlur(bands, where, scale) ?? (where === null ? null : workingBlur(bands, null, scale));
    return (sigma ?? (textureOfSkin(bands) > LEAST_TEXTURE ? REBLUR_PX : MOST_SIGMA_PX)) / scale;
  };
  const fine = Math.min(1, SHARPNESS_PX_PER_MM[subject] / pxPerMm);
  const coarse = Math.min(1, fine, COARSE_PX_PER_MM[subject] / pxPerMm);
  const roughly = at(coarse);
  return coarse === fine || roughly * coarse > COARSE_SEES_FROM_PX ? roughly : Math.min(roughly, at(fine));
}

/** Whole rows of the photo at a smaller scale, as coded light, with and without the second blur. */
interface Band {
  /** First row, pixels of the photo at `scale`. */
  readonly y0: number;
  readonly coded: Raster<'density'>;
  readonly again: Raster<'density'>;
}

function bandsOf(photo: Raster<'srgb8'>, scale: number): Band[] {
  const { width, height, data } = photo;
  const rows = Math.min(height, Math.ceil(BAND_ROWS / scale));
  const wanted = Math.max(1, Math.ceil(LOOKED_AT_PX / (BAND_ROWS * width * scale)));
  const count = Math.min(wanted, Math.floor(height / rows));
  return Array.from({ length: count }, (_, k) => {
    const from = count === 1 ? Math.floor((height - rows) / 2) : Math.floor((k * (height - rows)) / (count - 1));
    const strip = raster('srgb8', width, rows, data.subarray(3 * width * from, 3 * width * (from + rows)));
    const coded = mapDensity(luminance(linearOverview(strip, scale)), (v) => Math.max(0, v) ** CODED);
    return { y0: from * scale, coded, again: blur(coded, REBLUR_PX) };
  });
}

/** Root mean square of what the second blur takes away. */
function textureOfSkin(bands: readonly Band[]): number {
  let [squares, seen] = [0, 0];
  for (const { coded, again } of bands) {
    for (let i = 0; i < coded.data.length; i++) squares += (coded.data[i] - again.data[i]) ** 2;
    seen += coded.data.length;
  }
  return Math.sqrt(squares / seen);
}

function workingBlur(bands: readonly Band[], where: Subject | null, scale: number): number | null {
  const sampled: number[] = [];
  const second: number[] = [];
  const slopes = bands.map(({ y0, coded: { width, height, data } }) => {
    const slope = new Float32Array(width * height);
    for (let y = 2; y < height - 2; y++)
      for (let x = 2; x < width - 2; x++) {
        if (where !== null && !where.inside((x + 0.5) / scale, (y0 + y + 0.5) / scale)) continue;
        const i = y * width + x;
        slope[i] = slopeAt(data, i, width);
        if ((x + 2 * y) % 7 !== 0) continue;
        sampled.push(slope[i]);
        second.push(Math.abs(4 * data[i] - data[i - 1] - data[i + 1] - data[i - width] - data[i + width]));
      }
    return slope;
  });
  if (second.length === 0) return null;
  // a third of |4 v − neighbours| of pure noise lies below 0.43 · √20 deviations; fine texture reads as noise, which only asks for steeper edges
  const noise = quantile(second, 1 / 3) / (0.43 * Math.sqrt(20));
  const least = Math.max(ABOVE_NOISE * noise, quantile(sampled, 1 - STEEPEST), LEAST_SLOPE);
  const sigmas: number[] = [];
  for (const [k, slope] of slopes.entries()) {
    const { again } = bands[k];
    for (let i = 0; i < slope.length; i++) {
      if (slope[i] < least) continue;
      const ratio = slope[i] / Math.max(1e-6, slopeAt(again.data, i, again.width));
      sigmas.push(ratio <= 1.02 ? MOST_SIGMA_PX : REBLUR_PX / Math.sqrt(ratio * ratio - 1));
    }
  }
  if (sigmas.length < LEAST_EDGES) return null;
  return quantile(sigmas, SHARP_SHARE);
}

function slopeAt(data: Float32Array, i: number, width: number): number {
  const gx = data[i + 1] - data[i - 1];
  const gy = data[i + width] - data[i - width];
  return Math.sqrt(gx * gx + gy * gy);
}

/** Middle of the picture in which colours are looked at, as shares of its sides. */
const MIDDLE = { from: 0.2, to: 0.8 } as const;
/** Pixels of a landscape's colours above this share, and of skin's below that, make a picture without a person (phone photos: skin 0.81–1.00). */
const FOREIGN_SHARE = 0.35;
const LEAST_SKIN_SHARE = 0.3;
/** Factor on green and blue over red from which a colour is foreign: video dermatoscopes cast 1.3 to 2.6 of blue, but cast it evenly (spread 0.15 to 0.22). */
const FOREIGN_FACTOR = { head: 1, macro: 3 } as const;
const MOST_BLUE_SPREAD = 0.5;
/** Red over green from which a colour is a dye: dark skin in warm light reaches 3. */
const DYE_RED = 4.2;
const PAPER_SHARE = 0.5;
/** Likeness of pixels two apart in the overview: 0.87–0.99 in photos of scalps, 0.56 in print, 0.7–0.8 in weave, 0 in noise. */
const LEAST_LIKENESS = { head: 0.83, macro: 0.6 } as const;
/** Share of skin's colours from which a macro is believed to be one: pores and creases of a bare field are as little alike as weave (0.34 to 0.9), noise is not at all. */
const SURE_SKIN_SHARE = 0.9;
const LEAST_LIKENESS_OF_SKIN = 0.15;
/** Deviation of log luminance: 0.25 and more in photos of heads, 0.07 on walls; macros of bare skin have 0.08 and, unlike paint, blood of uneven colour (spread 0.01 to 0.1). */
const LEAST_DEVIATION = { head: 0.12, macro: 0.04 } as const;
const PAINT = { deviation: 0.1, spread: 0.008 } as const;
/** Outline of a head: its step of colour (heads 0.40–0.57, close-ups of scalps 0.22–0.42), its half breadth over the picture's shorter side. */
const EDGE = { least: 0.18, head: 0.3 } as const;
const LEAST_HALF_BREADTH = 0.27;
const LEAST_VISIBLE = 0.55;

/** What tells from colours and texture that the picture holds no scalp, in words, or null. */
function notSkin(look: Raster<'linear'>, subject: 'head' | 'macro'): string | null {
  const { foreign, skin, paper, spread, blueSpread } = coloursOf(look, FOREIGN_FACTOR[subject]);
  const { likeness, deviation } = textureOf(look);
  const sure = subject === 'macro' && skin >= SURE_SKIN_SHARE;
  if (paper > PAPER_SHARE) return 'most of it is white as paper or a screen';
  const motley = subject === 'macro' && blueSpread > MOST_BLUE_SPREAD;
  if ((foreign > FOREIGN_SHARE || motley) && skin < LEAST_SKIN_SHARE) return 'its colours are not those of skin and hair';
  if (likeness < (sure ? LEAST_LIKENESS_OF_SKIN : LEAST_LIKENESS[subject])) return 'it is patterned like print, cloth or noise';
  const painted = subject === 'macro' && deviation < PAINT.deviation && spread < PAINT.spread;
  if (painted || deviation < LEAST_DEVIATION[subject]) return 'it is as even as a wall';
  return null;
}

/** Whether what stands out may be a head. A close-up of a scalp has a faint outline; it passes by its colour. */
function headShaped(look: Raster<'linear'>, photo: Raster<'srgb8'>, scalp: SeenOutline | null): boolean {
  const found = scalp === null ? findHead(look, null) : null;
  const edge = found?.edgeStrength ?? scalp?.outlineStrength ?? 0;
  const visible = found?.visibleShare ?? scalp?.visibleShare ?? 0;
  const half = found === null ? halfBreadth(scalp, photo) : Math.min(found.ellipse.a, found.ellipse.b) / Math.min(look.width, look.height);
  if (edge < EDGE.least || half < LEAST_HALF_BREADTH) return false;
  if (edge >= EDGE.head) return visible >= LEAST_VISIBLE;
  return coloursOf(look, FOREIGN_FACTOR.head).skin >= LEAST_SKIN_SHARE;
}

function halfBreadth(scalp: SeenOutline | null, photo: Raster<'srgb8'>): number {
  return scalp === null ? 0 : Math.min(scalp.surface.semiAcrossPx, scalp.surface.semiAlongPx) / Math.min(photo.width, photo.height);
}

interface Colours {
  /** Shares of the middle: colours that neither skin nor hair has, colours of lit skin of any type, white. Dark pixels have no colour to speak of. */
  readonly foreign: number;
  readonly skin: number;
  readonly paper: number;
  /** Deviations of log red over green and blue over green. */
  readonly spread: number;
  readonly blueSpread: number;
}

function coloursOf({ width, height, data }: Raster<'linear'>, factor: number): Colours {
  let [foreign, skin, paper] = [0, 0, 0];
  const redness: number[] = [];
  const blueness: number[] = [];
  for (let y = Math.floor(height * MIDDLE.from); y < height * MIDDLE.to; y++)
    for (let x = Math.floor(width * MIDDLE.from); x < width * MIDDLE.to; x++) {
      const i = 3 * (y * width + x);
      const [r, g, b] = [data[i], data[i + 1], data[i + 2]];
      redness.push(Math.log((r + 0.01) / (g + 0.01)));
      blueness.push(Math.log((b + 0.01) / (g + 0.01)));
      if ((g > 1.12 * factor * r && g > 1.05 * b && g > 0.03) || (b > 1.25 * factor * r && b > 1.1 * g && b > 0.03)) foreign++;
      else if (r > DYE_RED * g && r > 0.05) foreign++;
      else if (r > 1.06 * g && g > 0.95 * b) skin++;
      if (Math.min(r, g, b) > 0.72) paper++;
    }
  const seen = Math.max(1, redness.length);
  return { foreign: foreign / seen, skin: skin / seen, paper: paper / seen, spread: spreadOf(redness), blueSpread: spreadOf(blueness) };
}

/** Deviation by the outer tenths, 1.28 deviations out on either side of a normal distribution. */
function spreadOf(values: readonly number[]): number {
  return (quantile(values, 0.9) - quantile(values, 0.1)) / 2.56;
}

/** Deviation of log luminance, and how alike two pixels two apart in a row are (autocorrelation). */
function textureOf(look: Raster<'linear'>): { likeness: number; deviation: number } {
  const { width, height } = look;
  const logY = mapDensity(luminance(look), (v) => Math.log(v + 0.01)).data;
  const mean = logY.reduce((sum, v) => sum + v, 0) / logY.length;
  let [own, other] = [0, 0];
  for (let y = 0; y < height; y++)
    for (let x = 0; x + 2 < width; x++) {
      const v = logY[y * width + x] - mean;
      own += v * v;
      other += v * (logY[y * width + x + 2] - mean);
    }
  return { likeness: own === 0 ? 1 : other / own, deviation: Math.sqrt(own / logY.length) };
}
