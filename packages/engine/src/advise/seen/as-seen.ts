/** How far the treated zone stands out from the hair beside it, as the eye sees both from a distance: before, fresh, healed and years on, in any light. */
import { EYE_PX_PER_DEGREE, pxPerDegreeAt, seenLight } from '../../colour/as-seen.ts';
import { labOfLinear } from '../../colour/lab.ts';
import type { DotColumns } from '../../document/packed.ts';
import type { Plan } from '../../document/schema.ts';
import type { Estimate } from '../../estimate.ts';
import { linearOverview, linearOverviewSize } from '../../filters.ts';
import { HEALED_DAY, OUTLOOKS, type Outlook } from '../../forecast/forecast.ts';
import { type Note, warning } from '../../note.ts';
import { seededRandom } from '../../random.ts';
import { type Raster, raster } from '../../raster.ts';
import type { Box } from '../../render/box.ts';
import type { Light } from '../../render/relight.ts';
import { type Sight, type TreatedPhoto, treatedPhoto } from '../../render/render.ts';
import { type Reference, type SeenAreas, seenAreas } from './areas.ts';
import {
  type Contrast,
  contrastOfTallies,
  count,
  emptyTally,
  nearerBy,
  type Pair,
  plainContrast,
  type Tally,
  trimmed,
  widened,
} from './contrast.ts';
import { evenLighting, type HeadLight, headLight } from './even-light.ts';

/** A mirror, talk, the other end of a room. */
export const DISTANCES_M = [0.3, 1, 2] as const;
export const SEEN_STATES = ['before', 'fresh', 'healed', 'year5'] as const;
export type SeenState = (typeof SEEN_STATES)[number];

/**
 * From here on a zone stands out [A]. Observers began to see a difference between two printed pictures at a mean of 2.5 in CIELAB, pixel by pixel (Song & Luo 2001, 9th Color
 * Imaging Conf., 219); lightness counts for less in pictures than in patches (CIEDE2000(2.3:1), Liu et al. 2013, JOSA A 30, 616), and what is still acceptable is about
 * twice what is perceptible (Xu et al. 2013). Nobody has asked about hair beside scalp. 3, as a match of dots and stubble is held to, is on the
 * careful side; a head's own hair differs from itself by `ownDeltaE00`, and less than that does not stand out either.
 */
export const SEEN_THRESHOLD_DELTA_E00 = 3;

export interface SeenContrast extends Contrast {
  /** 'day' where none of the states has that day. */
  readonly state: SeenState | 'day';
  /** After the last session; null before. */
  readonly atDays: number | null;
  readonly light: Light | 'photo';
  readonly distanceM: number;
  /** By how much `deltaE00` is less than before, in the same light; known better than either. Null before. */
  readonly nearerBy: Estimate | null;
}

export interface AsSeenOptions {
  /** DISTANCES_M where left out. */
  readonly distancesM?: readonly number[];
  /** SEEN_STATES where left out. */
  readonly states?: readonly SeenState[];
  /** Other days after the last session. */
  readonly atDays?: readonly number[];
  /** The photo's own where left out. */
  readonly lights?: readonly (Light | 'photo')[];
  /** One end of the forecast alone; left out: the likely one, its interval widened by both ends, which takes two more pictures each. */
  readonly outlook?: Outlook;
  /** Of all hair in the picture, before too; the photo's own where left out. */
  readonly hairLengthMm?: number;
}

export interface AsSeen {
  readonly contrasts: readonly SeenContrast[];
  readonly reference: Reference | null;
  readonly notes: readonly Note[];
}

/** The days of a plan's own pictures. */
const STATE_DAYS = { fresh: 0, healed: HEALED_DAY, year5: 1825 } as const;
/** Of a pattern of 15 cycles per degree the eye keeps a sixth; a photo of fewer pixels than two a cycle cannot hold it. */
const COARSE_PX_PER_DEGREE = 30;

/**
 * Every combination of states, lights and distances, in that order. No contrasts, with the reason, where no fuller hair is in view (a bald head, a macro).
 * Each state in each light is drawn once at the photo's size, about a second for 12 megapixels, and thrice with its forecast's ends.
 *
 * @param photo oriented, of the plan's size: RangeError otherwise
 */
export function asSeen(photo: Raster<'srgb8'>, plan: Plan, dots: DotColumns, options: AsSeenOptions = {}): AsSeen {
  const { distancesM = DISTANCES_M, states = SEEN_STATES, atDays = [], lights = ['photo'], outlook, hairLengthMm } = options;
  const areas = seenAreas(plan);
  const { box, reference } = areas;
  const notes: Note[] = [...areas.notes];
  if (box === null || reference === null) return { contrasts: [], reference: null, notes };
  const coarse = distancesM.filter((m) => pxPerDegreeAt(m, plan.surface.pxPerMm) < COARSE_PX_PER_DEGREE);
  if (coarse.length > 0) notes.push(coarseNote(coarse));
  const [bare, treated] = [treatedPhoto(photo, plan, noDots()), treatedPhoto(photo, plan, dots)];
  const wanted = [
    ...states.map((state) => ({ state, days: state === 'before' ? null : STATE_DAYS[state] })),
    ...atDays.map((days) => ({ state: stateOf(days), days })),
  ];
  const drawn = (of: TreatedPhoto, days: number | null, light: Light | 'photo', end: Outlook): Raster<'srgb8'> => {
    const look = of.at(sightOf(days, light, end, hairLengthMm));
    for (const note of look.notes) if (!notes.some(({ code }) => code === note.code)) notes.push(note);
    return look.tile(box);
  };
  const bareIn = kept((light: Light | 'photo') => drawn(bare, null, light, 'likely'));
  const eyeIn = kept((light: Light | 'photo') => {
    const lit = headLight(bareIn(light), plan, box);
    return kept((distanceM: number) => eyeAt(distanceM, lit, box, plan, areas));
  });
  const before = kept((light: Light | 'photo') => kept((distanceM: number) => eyeIn(light)(distanceM)(bareIn(light))));
  const contrasts: SeenContrast[] = [];
  for (const { state, days } of wanted)
    for (const light of lights) {
      const pictures =
        days === null ? [] : (outlook === undefined ? likelyFirst() : [outlook]).map((end) => drawn(treated, days, light, end));
      for (const distanceM of distancesM) {
        const bareScalp = before(light)(distanceM);
        const [inked, ...ends] = pictures.map(eyeIn(light)(distanceM));
        contrasts.push({ state, atDays: days, light, distanceM, ...contrastWith(bareScalp, inked ?? null, ends, plan.seed) });
      }
    }
  return { contrasts, reference, notes };
}

function contrastWith(bare: Pair, inked: Pair | null, ends: readonly Pair[], seed: number): Contrast & Pick<SeenContrast, 'nearerBy'> {
  const random = seededRandom(seed, 'as seen');
  const found = contrastOfTallies(inked ?? bare, random);
  if (inked === null) return { ...found, nearerBy: null };
  const others = ends.map(plainContrast);
  const apart = others.map((end) => end.deltaE00);
  const gain = nearerBy(bare, inked, random);
  const gains = apart.map((value) => gain.value + found.deltaE00.value - value);
  return {
    ...found,
    deltaE00: widened(found.deltaE00, apart),
    tone: widened(
      found.tone,
      others.map((end) => end.tone),
    ),
    nearerBy: widened(gain, gains, Number.NEGATIVE_INFINITY),
  };
}

/**
 * The same of one picture of the plan's photo, of its size; null where the photo shows no fuller hair beside the zone.
 * @param bare the photo in the same light without dots, from which the light is read
 */
export function contrastOf(picture: Raster<'srgb8'>, plan: Plan, distanceM: number, bare: Raster<'srgb8'> = picture): Contrast | null {
  if ([picture, bare].some(({ width, height }) => width !== plan.photo.widthPx || height !== plan.photo.heightPx))
    throw new RangeError(`a picture of ${picture.width} × ${picture.height} px is not of the plan's photo`);
  const areas = seenAreas(plan);
  const { box } = areas;
  if (box === null || areas.reference === null) return null;
  const eye = eyeAt(distanceM, headLight(cropped(bare, box), plan, box), box, plan, areas);
  return contrastOfTallies(eye(cropped(picture, box)), seededRandom(plan.seed, 'as seen'));
}

/** Makes each but once. */
function kept<K, T>(make: (key: K) => T): (key: K) => T {
  const made = new Map<K, T>();
  return (key) => {
    const value = made.get(key) ?? make(key);
    made.set(key, value);
    return value;
  };
}

function stateOf(days: number): SeenState | 'day' {
  return SEEN_STATES.find((state) => state !== 'before' && STATE_DAYS[state] === days) ?? 'day';
}

function sightOf(days: number | null, light: Light | 'photo', outlook: Outlook, hairLengthMm: number | undefined): Sight {
  return {
    atDays: days ?? HEALED_DAY,
    outlook,
    ...(light === 'photo' ? {} : { light }),
    ...(hairLengthMm === undefined ? {} : { hairLengthMm }),
  };
}

function likelyFirst(): readonly Outlook[] {
  return ['likely', ...OUTLOOKS.filter((end) => end !== 'likely')];
}

function coarseNote(distancesM: readonly number[]): Note {
  return warning(
    'photo-coarser-than-eye',
    `From ${distancesM.join(' and ')} m the eye sees more detail than this photo holds: the contrast of texture is understated there, that of tone is not.`,
  );
}

/** How pictures of the box are seen from a distance: patch by patch. */
function eyeAt(distanceM: number, lit: HeadLight, box: Box, plan: Plan, areas: SeenAreas): (picture: Raster<'srgb8'>) => Pair {
  const pxPerDegree = pxPerDegreeAt(distanceM, plan.surface.pxPerMm);
  const scale = Math.min(1, EYE_PX_PER_DEGREE / pxPerDegree);
  const { width, height } = linearOverviewSize(box, scale);
  const evenly = evenLighting(lit, plan, box, width, height, scale);
  const { patchOfCell, columns, cellPx } = areas;
  const [perColumn, perRow] = [box.width / (width * cellPx), box.height / (height * cellPx)];
  return (picture) => {
    const { data } = seenLight(evenly(linearOverview(picture, scale)), pxPerDegree * scale);
    const zone = Array.from({ length: areas.zonePatches }, emptyTally);
    const reference = Array.from({ length: areas.referencePatches }, emptyTally);
    for (let y = 0; y < height; y++) {
      const row = Math.floor((y + 0.5) * perRow) * columns;
      for (let x = 0; x < width; x++) {
        const patch = patchOfCell[row + Math.floor((x + 0.5) * perColumn)];
        if (patch === 0) continue;
        const i = 3 * (y * width + x);
        count(patch > 0 ? zone[patch - 1] : reference[-patch - 1], labOfLinear(data[i], data[i + 1], data[i + 2]));
      }
    }
    const held = (tally: Tally): boolean => tally.some((v) => v > 0);
    return trimmed({ zone: zone.filter(held), reference: reference.filter(held) });
  };
}

function cropped(picture: Raster<'srgb8'>, { x, y, width, height }: Box): Raster<'srgb8'> {
  const data = new Uint8Array(3 * width * height);
  for (let row = 0; row < height; row++) {
    const from = 3 * ((y + row) * picture.width + x);
    data.set(picture.data.subarray(from, from + 3 * width), 3 * row * width);
  }
  return raster('srgb8', width, height, data);
}

function noDots(): DotColumns {
  const none = (): Float32Array => new Float32Array(0);
  const [session, zone] = [new Uint8Array(0), new Uint8Array(0)];
  return { count: 0, xMm: none(), yMm: none(), diameterMm: none(), tone: none(), session, zone, order: new Uint32Array(0) };
}
