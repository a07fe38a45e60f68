/**
 * Where the light of each pixel comes from: out of the scalp, from hair that lies over it, or mirrored off its surface. Pigment sits in the skin, so it
 * dims the first part alone.
 *
 * A pixel is p = α H + (1 − α) S + g in linear light: hair of tone H covers α of it, the scalp's diffuse level S shows in the rest, gloss g adds. S is read
 * between the hairs within a millimetre or so. What is brighter than S is gloss or a hair that shines, and lies over the pigment either way. A wide sheen
 * lifts S itself; it is neutral where skin is not, which tells how much of S it makes (dichromatic reflection, Shafer 1985).
 */
import { type Lab, linearOfLab, luminanceOfLightness } from '../colour/lab.ts';
import { LINEAR_OF_SRGB8 } from '../colour/srgb.ts';
import type { Plan } from '../document/schema.ts';
import { blur, linearOverview, mapDensity } from '../filters.ts';
import { fillPolygon } from '../polygon.ts';
import { densityRaster, fillRows, type Raster, sampleDensity } from '../raster.ts';
import { type HairLook, lookOfHair } from '../scalp/hair.ts';
import { smoothstep } from '../smoothstep.ts';
import type { Box } from './box.ts';

export interface ScalpLight {
  readonly box: Box;
  /** Of each pixel's light, in 255ths: what the scalp sends back, and what its surface mirrors. The rest is hair. */
  readonly scalp: Uint8Array;
  readonly gloss: Uint8Array;
  /** Scalp between the hairs without its gloss, linear light; cells of `cellPx` photo pixels from the corner of the box. */
  readonly level: readonly [Raster<'density'>, Raster<'density'>, Raster<'density'>];
  /** Luminance of bare skin in this light, and how far hair covers a place; the same cells. */
  readonly bare: Raster<'density'>;
  readonly covered: Raster<'density'>;
  readonly cellPx: number;
}

/** Neighbourhood in which a hair stands out from the scalp beside it. */
const NEIGHBOURHOOD_MM = 1.2;
const CELL_MM = 0.4;
/** Skin's own grain reaches so far about its level. */
const GRAIN = 0.06;
/** More than this above its neighbourhood is gloss and not skin. */
const SHINES_FROM = 1.3;
/** Darkening of a smooth place against bare skin in this light, in log units: hair or its shade. */
const SHADE = { from: 0.35, to: 1.1 };
/** Share of the scalp covered: where nothing is bare, the brightest is hair. */
const COVERED = { from: 0.5, to: 0.92 };
const OVERVIEW_PX_PER_MM = 4;
/** Hair as dark as it can be against skin, and as bright as still counts as darker. */
const HAIR_OVER_SKIN = { least: 0.03, most: 0.5, unknown: 0.12 };
/** Colour of skin must differ from white by so much between red and blue, relative to luminance, for its sheen to be told. */
const LEAST_CHROMA = 0.15;
/** A sheen is looked for where the scalp is so much brighter than round about on the head. */
const SHEEN = { from: 1.02, to: 1.25 };

export function scalpLight(photo: Raster<'srgb8'>, plan: Plan, box: Box): ScalpLight {
  const { pxPerMm } = plan.surface;
  const cellPx = Math.max(1, Math.round(CELL_MM * pxPerMm));
  const sigma = (NEIGHBOURHOOD_MM * pxPerMm) / cellPx;
  const mean = blur(cellMeans(photo, box, cellPx, () => true)[3], sigma);
  const brighter = smoothed(
    cellMeans(photo, box, cellPx, (y, cell) => y >= mean.data[cell]),
    sigma,
  );
  const skin = smoothed(
    cellMeans(photo, box, cellPx, (y, cell) => y >= mean.data[cell] && y <= SHINES_FROM * brighter[3].data[cell]),
    sigma,
  );
  const hair = hairOnHead(photo, plan);
  const scale = overviewScale(pxPerMm);
  const onOverview = (image: Raster<'density'>): Raster<'density'> =>
    mapDensity(mean, (_, i) =>
      sampleDensity(
        image,
        (box.x + ((i % mean.width) + 0.5) * cellPx) * scale,
        (box.y + (Math.floor(i / mean.width) + 0.5) * cellPx) * scale,
      ),
    );
  const bare = onOverview(hair.skinLuminance);
  const covered = onOverview(hair.coverage);
  const sheen = sheenOf(skin, bare, plan.measurement.skin.lab);
  const hairOverSkin = hairRatio(plan);
  const hairLevel = mapDensity(bare, (v) => hairOverSkin * v);
  // hair hides what is not bare anywhere near: there the brightest is hair or its shade
  const hidden = mapDensity(bare, (v, i) =>
    Math.max(
      smoothstep(SHADE.from, SHADE.to, Math.log(v / (skin[3].data[i] + 1e-4))),
      smoothstep(COVERED.from, COVERED.to, covered.data[i]),
    ),
  );
  return {
    box,
    ...shares(photo, box, cellPx, skin[3], hairLevel, sheen, hidden),
    level: [0, 1, 2].map((k) =>
      mapDensity(skin[k], (v, i) => Math.max(0, v - sheen.data[i] * skin[3].data[i])),
    ) as unknown as ScalpLight['level'],
    bare,
    covered,
    cellPx,
  };
}

function overviewScale(pxPerMm: number): number {
  return Math.min(1, OVERVIEW_PX_PER_MM / pxPerMm);
}

function hairOnHead(photo: Raster<'srgb8'>, { surface, headPx }: Plan): HairLook {
  const scale = overviewScale(surface.pxPerMm);
  const overview = linearOverview(photo, scale);
  const mask = new Uint8Array(overview.width * overview.height);
  fillPolygon(mask, overview.width, overview.height, headPx, 1, scale);
  const inside = densityRaster(overview.width, overview.height);
  inside.data.set(mask);
  const ellipse = {
    cx: surface.centrePx[0] * scale,
    cy: surface.centrePx[1] * scale,
    a: surface.semiAlongPx * scale,
    b: surface.semiAcrossPx * scale,
    angle: (surface.frontDegrees * Math.PI) / 180,
  };
  return lookOfHair(overview, inside, ellipse, surface.pxPerMm * scale);
}

function hairRatio({ measurement }: Plan): number {
  const { hairLab, skin } = measurement;
  if (hairLab === null || hairLab === undefined) return HAIR_OVER_SKIN.unknown;
  return Math.min(
    HAIR_OVER_SKIN.most,
    Math.max(HAIR_OVER_SKIN.least, luminanceOfLightness(hairLab[0]) / luminanceOfLightness(skin.lab[0])),
  );
}

type Cells = readonly [red: Raster<'density'>, green: Raster<'density'>, blue: Raster<'density'>, luminance: Raster<'density'>];

/** Means of the pixels of each cell that count, times their share; every second pixel is asked, as cells hold many. Five planes: the last the share. */
function cellMeans(
  photo: Raster<'srgb8'>,
  box: Box,
  cellPx: number,
  counts: (luminance: number, cell: number) => boolean,
): readonly [...Cells, share: Raster<'density'>] {
  const width = Math.ceil(box.width / cellPx);
  const height = Math.ceil(box.height / cellPx);
  const planes = [0, 1, 2, 3, 4].map(() => densityRaster(width, height));
  const [r, g, b, l, n] = planes.map((plane) => plane.data);
  const asked = new Float32Array(width * height);
  const step = cellPx >= 4 ? 2 : 1;
  const columnOf = Int32Array.from({ length: box.width }, (_, x) => Math.floor(x / cellPx));
  for (let y = 0; y < box.height; y += step) {
    const row = Math.floor(y / cellPx) * width;
    for (let x = 0, i = 3 * ((box.y + y) * photo.width + box.x); x < box.width; x += step, i += 3 * step) {
      const cell = row + columnOf[x];
      const red = LINEAR_OF_SRGB8[photo.data[i]];
      const green = LINEAR_OF_SRGB8[photo.data[i + 1]];
      const blue = LINEAR_OF_SRGB8[photo.data[i + 2]];
      const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
      asked[cell]++;
      if (!counts(luminance, cell)) continue;
      r[cell] += red;
      g[cell] += green;
      b[cell] += blue;
      l[cell] += luminance;
      n[cell]++;
    }
  }
  for (const plane of planes) for (let i = 0; i < asked.length; i++) plane.data[i] /= Math.max(1, asked[i]);
  return planes as unknown as readonly [...Cells, Raster<'density'>];
}

/** Means over the neighbourhood of what counts in it. */
function smoothed([r, g, b, l, n]: ReturnType<typeof cellMeans>, sigma: number): Cells {
  const share = blur(n, sigma);
  return [r, g, b, l].map((plane) => mapDensity(blur(plane, sigma), (v, i) => v / Math.max(1e-4, share.data[i]))) as unknown as Cells;
}

/** Share of the scalp's luminance that is mirrored: with skin of colour c and a neutral gloss g, R − B = d (c_R − c_B). */
function sheenOf(skin: Cells, bare: Raster<'density'>, lab: Lab): Raster<'density'> {
  const [red, , blue] = linearOfLab(lab);
  const chroma = (red - blue) / luminanceOfLightness(lab[0]);
  return mapDensity(skin[3], (level, i) => {
    if (chroma < LEAST_CHROMA || level <= 0) return 0;
    const diffuse = (skin[0].data[i] - skin[2].data[i]) / chroma;
    const mirrored = Math.min(0.85, Math.max(0, 1 - diffuse / level));
    return mirrored * smoothstep(SHEEN.from, SHEEN.to, level / bare.data[i]);
  });
}

function shares(
  photo: Raster<'srgb8'>,
  box: Box,
  cellPx: number,
  level: Raster<'density'>,
  hairLevel: Raster<'density'>,
  sheen: Raster<'density'>,
  hidden: Raster<'density'>,
): Pick<ScalpLight, 'scalp' | 'gloss'> {
  const scalp = new Uint8Array(box.width * box.height);
  const gloss = new Uint8Array(box.width * box.height);
  const rows = [level, hairLevel, sheen, hidden].map(() => new Float32Array(box.width));
  for (let y = 0, o = 0; y < box.height; y++) {
    fillRows(rows, [level, hairLevel, sheen, hidden], y, cellPx);
    for (let x = 0, i = 3 * ((box.y + y) * photo.width + box.x); x < box.width; x++, i += 3, o++) {
      const p =
        0.2126 * LINEAR_OF_SRGB8[photo.data[i]] + 0.7152 * LINEAR_OF_SRGB8[photo.data[i + 1]] + 0.0722 * LINEAR_OF_SRGB8[photo.data[i + 2]];
      const [top, bottom, hair] = [(1 + GRAIN) * rows[0][x], (1 - GRAIN) * rows[0][x], rows[1][x]];
      const bareShare = 1 - rows[3][x];
      let own = 1;
      let mirrored = 0;
      if (p > top) {
        own = top / p;
        mirrored = 1 - own;
      } else if (p < bottom) own = bottom > hair ? Math.max(0, 1 - (hair * (bottom - p)) / ((bottom - hair) * p + 1e-6)) : 0;
      if (p <= hair) own = 0;
      scalp[o] = 255 * own * (1 - rows[2][x]) * bareShare + 0.5;
      gloss[o] = 255 * (mirrored + own * rows[2][x] * bareShare) + 0.5;
    }
  }
  return { scalp, gloss };
}
