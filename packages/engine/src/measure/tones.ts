/**
 * Tone of skin and of hair, read from the photo's own pixels: skin between the hairs of thin, evenly lit places; hair where there is most of
 * it, unmixed from the skin beside it where its strands are thinner than a pixel.
 */
import { deltaE00, type Lab, labOfLinear } from '../colour/lab.ts';
import { type Estimate, withRelativeError } from '../estimate.ts';
import { info, type Note } from '../note.ts';
import type { Raster } from '../raster.ts';
import type { Scalp } from '../scalp/find-scalp.ts';
import { quantile } from '../scalp/hair.ts';
import { steadyExp } from '../steady-math.ts';
import type { Exclusions } from './exclusions.ts';
import { itaOf } from './skin-type.ts';
import { type Patch, patchAt, type Rgb } from './tone-patches.ts';

export interface Tones {
  readonly skinLab: Lab;
  /** Deviation of L* from place to place. */
  readonly skinSd: number;
  /** Null where there is too little hair to read. */
  readonly hairLab: Lab | null;
  readonly ita: Estimate;
  /** Hair against scalp, CIEDE2000. */
  readonly contrast: Estimate | null;
  /** Overview pixels that were read. */
  readonly skinPlaces: readonly number[];
  readonly hairPlaces: readonly number[];
  readonly notes: readonly Note[];
}

/** An uncalibrated phone photo misses lightness and yellowness by about this much each (low confidence; differs by phone and light). */
const PHOTO_LAB_SD = 4;
const MOST_PLACES = 500;
/** Thin places: the least covered share of the zone, or all that are as good as bare. */
const THIN = { share: 0.25, bareUpTo: 0.12 };
/** Between these quantiles of their luminance thin places are neither shaded nor glossy. */
const EVEN = { from: 0.4, to: 0.92 };
/** Hair is read where coverage is at least this share of what the fullest tenth has, and at all from this coverage. */
const FULL = { ofFullest: 0.8, quantile: 0.9, leastCoverage: 0.08 };
/** Mean light of the fullest places over bare skin's: below, hair is darker; above, lighter; between, its strands decide. */
const DARK_BELOW = 0.9;
const LIGHT_ABOVE = 1.08;
/** Breadth of a terminal shaft (scalp-imaging literature: 60 to 80 µm) and the blur of lens and sensor, one deviation. */
const SHAFT_MM = 0.07;
const BLUR_PX = 0.5;
/** The darkest pixels of a place are those where strands cross: that much more of them is hair; and the most that one strand is taken to fill. */
const CROSSING = 1.9;
const MOST_ALONE = 0.78;
/** How far off the unmixing's share of hair is, relative, one deviation: set on synthetic heads. */
const SHARE_SD = 0.2;
/** Hair reflects at least this much of what skin beside it does: black hair's surface. */
const LEAST_HAIR = 0.04;

/**
 * @param zone 1 where the skin is to be read, overview pixels; the whole head is taken where it holds too little
 */
export function readTones(
  photo: Raster<'srgb8'>,
  overview: Raster<'linear'>,
  scalp: Scalp,
  zone: Raster<'density'>,
  exclusions: Exclusions,
): Tones {
  const { inside, scale } = scalp;
  const coverage = scalp.hidden;
  const notes: Note[] = [
    info(
      'colour-uncalibrated',
      'Colours are read from an uncalibrated photo: they carry its white balance and light. Beside a grey card they would be better.',
    ),
  ];
  const free = (i: number): boolean => exclusions.excluded.data[i] === 0;
  const LEAST_PIXELS = 200;
  let places = indices(zone.data, free);
  if (places.length < LEAST_PIXELS) places = indices(inside.data, free);
  if (places.length < LEAST_PIXELS) places = indices(inside.data, () => true);
  const patchOf = (i: number): Patch =>
    patchAt(photo, ((i % inside.width) + 0.5) / scale, (Math.floor(i / inside.width) + 0.5) / scale, scalp.surface.pxPerMm);

  // --- skin
  const skinPlaces = skinPlacesOf(places, coverage, overview);
  const skins = skinPlaces.map((i) => patchOf(i).between(coverage.data[i]));
  const skin = medianOf(skins);
  const skinLab = labOfLinear(...skin);
  const lightness = skins.map((s) => labOfLinear(...s)[0]);
  const skinSd = (quantile(lightness, 0.84) - quantile(lightness, 0.16)) / 2;
  const ita = itaOf(skinLab, PHOTO_LAB_SD);

  // --- hair
  const head = indices(inside.data, free);
  const fullest = quantile(
    sampled(head, 4 * MOST_PLACES).map((i) => coverage.data[i]),
    FULL.quantile,
  );
  const hairPlaces =
    fullest < FULL.leastCoverage
      ? []
      : sampled(
          head.filter((i) => coverage.data[i] >= FULL.ofFullest * fullest),
          MOST_PLACES,
        );
  const hair = hairPlaces.length < 20 ? null : hairTone(hairPlaces, patchOf, scalp, overview, skin);
  if (hair === null) {
    notes.push(info('no-hair-tone', 'Too little hair is seen to read its tone, so no contrast between hair and scalp is given.'));
    return { skinLab, skinSd, hairLab: null, ita, contrast: null, skinPlaces, hairPlaces: [], notes };
  }
  const hairLab = labOfLinear(...hair.tone);
  const contrast = deltaE00(skinLab, hairLab);
  const off = deltaE00(skinLab, labOfLinear(...hair.withMore)) - contrast;
  if (hair.lighter)
    notes.push(
      info('hair-lighter-than-skin', 'The hair reads lighter than the scalp: dark dots under it will show rather than hide the scalp.'),
    );
  const relative = Math.sqrt(0.08 ** 2 + (off / Math.max(1, contrast)) ** 2 + (skinSd / Math.max(10, 3 * contrast)) ** 2);
  return { skinLab, skinSd, hairLab, ita, contrast: withRelativeError(contrast, relative, 'CIEDE2000'), skinPlaces, hairPlaces, notes };
}

function indices(mask: Float32Array, keep: (index: number) => boolean): number[] {
  const out: number[] = [];
  for (let i = 0; i < mask.length; i++) if (mask[i] > 0 && keep(i)) out.push(i);
  return out;
}

/** At most so many, evenly along the list. */
function sampled(list: readonly number[], most: number): number[] {
  const step = Math.max(1, list.length / most);
  return Array.from({ length: Math.min(most, list.length) }, (_, k) => list[Math.floor(k * step)]);
}

function skinPlacesOf(places: readonly number[], coverage: Raster<'density'>, overview: Raster<'linear'>): number[] {
  const some = sampled(places, 12 * MOST_PLACES);
  const thin = Math.max(
    THIN.bareUpTo,
    quantile(
      some.map((i) => coverage.data[i]),
      THIN.share,
    ),
  );
  const bare = some.filter((i) => coverage.data[i] <= thin);
  const lit = bare.map((i) => overview.data[3 * i + 1]);
  const [from, to] = [quantile(lit, EVEN.from), quantile(lit, EVEN.to)];
  return sampled(
    bare.filter((_, k) => lit[k] >= from && lit[k] <= to),
    MOST_PLACES,
  );
}

interface HairTone {
  readonly tone: Rgb;
  /** The tone if strands cover one deviation more of their pixels than assumed. */
  readonly withMore: Rgb;
  readonly lighter: boolean;
}

function hairTone(places: readonly number[], patchOf: (i: number) => Patch, scalp: Scalp, overview: Raster<'linear'>, skin: Rgb): HairTone {
  const { skinLuminance } = scalp;
  const coverage = scalp.hidden;
  const patches = places.map(patchOf);
  const over = quantile(
    places.map((i) => luminanceOf([overview.data[3 * i], overview.data[3 * i + 1], overview.data[3 * i + 2]]) / skinLuminance.data[i]),
    0.5,
  );
  const reach = (tail: (p: Patch) => Rgb): number =>
    quantile(
      patches.map((p) => Math.abs(luminanceOf(tail(p)) / luminanceOf(p.middle) - 1)),
      0.5,
    );
  const lighter = over > LIGHT_ABOVE || (over > DARK_BELOW && reach((p) => p.brightest) > 1.5 * reach((p) => p.darkest));
  const alone = Math.min(MOST_ALONE, CROSSING * erf((SHAFT_MM * scalp.surface.pxPerMm) / (2 * Math.SQRT2 * BLUR_PX)));
  const unmixed = (more: number): Rgb =>
    medianOf(
      patches.map((p, k) => {
        const covered = coverage.data[places[k]];
        const free = 1 - covered;
        const share = Math.min(1, (1 - (1 - alone) * free * Math.sqrt(free)) * more);
        const tail = lighter ? p.brightest : p.darkest;
        const seen = lighter ? p.darkest : p.between(covered);
        // relative to skin in the place's own light: seen between the strands, or, where they close up, as the head's light has it
        const light = skinLuminance.data[places[k]] / luminanceOf(skin);
        return [0, 1, 2].map((c) => {
          const beside = (1 - covered) * seen[c] + covered * skin[c] * light;
          const ratio = 1 - (1 - tail[c] / Math.max(1e-4, beside)) / share;
          return skin[c] * Math.max(LEAST_HAIR, ratio);
        }) as unknown as Rgb;
      }),
    );
  return { tone: unmixed(1), withMore: unmixed(1 + SHARE_SD), lighter };
}

function medianOf(colours: readonly Rgb[]): Rgb {
  const channel = (k: number): number =>
    quantile(
      colours.map((c) => c[k]),
      0.5,
    );
  return [channel(0), channel(1), channel(2)];
}

function luminanceOf([r, g, b]: Rgb): number {
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Error function to 2.5e-5 (Abramowitz & Stegun 7.1.25). */
function erf(x: number): number {
  const t = 1 / (1 + 0.47047 * x);
  return 1 - t * (0.3480242 + t * (-0.0958798 + 0.7478556 * t)) * steadyExp(-x * x);
}
