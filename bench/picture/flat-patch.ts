/** A patch of bare, flat skin as a photo with a plan, so that the plan's own renderer draws dots into it. */
import { type DotColumns, layOut, type Plan, raster, type Scene, seededRandom, type TreatedPhoto, treatedPhoto } from '@stubble/engine';
import { blurred } from './blurred.js';
import { dotModelFor, LINEAR_OF_SRGB8, recipesFor, srgb8OfLinear } from './engine-inside.js';
import { cut, luminanceOf, meanLab, mirrored, type Picture } from './pictures.js';
import { type Planned, phantom, planned } from './planned.js';

/** The patch is carried on beyond its edge so far: dots out there still take light from it. */
const BEYOND_MM = 7;
/** Light that changes over so many mm is the photo's; a flat patch of it would be taken for hair on one side. */
const LIGHT_MM = 2.5;
/** As flat as makes no difference. */
const FLAT_MM = 1e4;

type Lab = readonly [L: number, a: number, b: number];

export interface Patch {
  readonly bare: Picture;
  readonly pxPerMm: number;
  /** Dots and hairs together. */
  readonly totalPerCm2: number;
  readonly newPerCm2: number;
  /** Colour of its skin; that of the whole patch where left out. */
  readonly skinLab?: Lab;
  readonly hairLab?: Lab;
  readonly hairsPx?: { readonly xPx: readonly number[]; readonly yPx: readonly number[] };
  readonly seed: number;
}

export interface TreatedPatch {
  readonly dots: DotColumns;
  readonly dotModel: Plan['dotModel'];
  /** The patch at a day, without what was added round it. */
  at(atDays: number): Picture;
}

/** @param template any plan; what belongs to its own head is replaced */
export function treatedPatch({ plan }: Planned, patch: Patch): TreatedPatch {
  const margin = Math.ceil(BEYOND_MM * patch.pxPerMm);
  const light = lightOn(patch);
  const photo = mirrored(
    times(patch.bare, (i) => 1 / light[i]),
    margin,
  );
  const { width, height } = photo;
  const { pxPerMm } = patch;
  const dots = laidOut(patch, width / pxPerMm, height / pxPerMm, margin);
  const rim: [number, number][] = [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
  ];
  const { measurement, recipes, dotModel } = inSkinOf(plan, patch);
  const flat: Plan = {
    ...plan,
    photo: { ...plan.photo, widthPx: width, heightPx: height },
    mode: 'shaved',
    scale: { ...plan.scale, pxPerMm: { ...plan.scale.pxPerMm, value: pxPerMm, low: pxPerMm, high: pxPerMm } },
    headPx: rim,
    surface: {
      centrePx: [width / 2, height / 2],
      semiAcrossPx: FLAT_MM * pxPerMm,
      semiAlongPx: FLAT_MM * pxPerMm,
      semiDepthPx: FLAT_MM * pxPerMm,
      frontDegrees: 90,
      pxPerMm,
    },
    measurement,
    design: {
      ...plan.design,
      zonePx: [rim],
      zoneMm: [rim.map(([x, y]): [number, number] => [(x - width / 2) / pxPerMm, (y - height / 2) / pxPerMm])],
      excludeMm: [],
    },
    dotModel,
    recipes,
  };
  const treated: TreatedPhoto = treatedPhoto(photo, flat, dots);
  const box = { x: margin, y: margin, width: patch.bare.width, height: patch.bare.height };
  return {
    dots,
    dotModel,
    at: (atDays) => times(cut(treated.at({ atDays }).picture(), box), (i) => light[i]),
  };
}

/** Smooth luminance of the patch over its mean. */
function lightOn({ bare, pxPerMm }: Patch): Float64Array {
  const smooth = blurred(luminanceOf(bare), bare.width, bare.height, LIGHT_MM * pxPerMm);
  const mean = smooth.reduce((sum, v) => sum + v, 0) / smooth.length;
  return smooth.map((v) => v / mean);
}

function times({ width, height, data }: Picture, light: (pixel: number) => number): Picture {
  const lit = data.map((v, i) => srgb8OfLinear(LINEAR_OF_SRGB8[v] * light(Math.floor(i / 3))));
  return raster('srgb8', width, height, lit);
}

/** The dots that the planner would make in skin of this colour. */
function inSkinOf(
  plan: Plan,
  { bare, totalPerCm2, skinLab = meanLab(bare), hairLab }: Patch,
): Pick<Plan, 'measurement' | 'recipes' | 'dotModel'> {
  const measurement: Plan['measurement'] = {
    ...plan.measurement,
    skin: { ...plan.measurement.skin, lab: [...skinLab] },
    hairLab: hairLab === undefined ? null : [...hairLab],
  };
  const target = { hairline: totalPerCm2, frontal: totalPerCm2, 'mid-scalp': totalPerCm2, crown: totalPerCm2 };
  const none = new Float64Array(0);
  const follicles = { xPx: none, yPx: none, widthUm: none };
  const { skin, recipes } = recipesFor({ record: measurement, skinType: 'III', follicles, hairLengthMm: null }, target, undefined);
  return { measurement, recipes: [...recipes], dotModel: dotModelFor(skin, recipes[recipes.length - 1]) };
}

function laidOut(patch: Patch, widthMm: number, heightMm: number, marginPx: number): DotColumns {
  const cellMm = 1;
  const [columns, rows] = [Math.ceil(widthMm), Math.ceil(heightMm)];
  const field = (perCm2: number): Float64Array => new Float64Array(columns * rows).fill(perCm2);
  const toMm = (px: number): number => (px + marginPx) / patch.pxPerMm;
  const scene: Scene = {
    widthMm: columns,
    heightMm: rows,
    cellMm,
    columns,
    rows,
    totalPerCm2: field(patch.totalPerCm2),
    newPerCm2: field(patch.newPerCm2),
    existingXMm: Float64Array.from(patch.hairsPx?.xPx ?? [], toMm),
    existingYMm: Float64Array.from(patch.hairsPx?.yPx ?? [], toMm),
    clearanceMm: 0.36,
    count: Math.round((columns * rows * patch.newPerCm2) / 100),
    sessionShare: [0.3, 0.4, 0.3],
  };
  const { xMm, yMm, diameterMm, tone, session, order } = layOut(scene, seededRandom(patch.seed, 'layout'));
  return {
    count: xMm.length,
    xMm: Float32Array.from(xMm, (x) => x - widthMm / 2),
    yMm: Float32Array.from(yMm, (y) => y - heightMm / 2),
    diameterMm,
    tone,
    session,
    zone: new Uint8Array(xMm.length).fill(3),
    order,
  };
}

/** A small plan, of which patches take over what is not theirs. */
export function templatePlan(): Promise<Planned> {
  return planned(phantom({ pxPerMm: 3, hairLengthMm: 1 }).photo);
}
