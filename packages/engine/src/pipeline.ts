/**
 * The whole treatment as stages, in the order in which they happen; each stage lives in the folder of its name.
 *
 *     photo ─ scalp ─ calibrate ─ measure ─ design ─ layout ─ recipe ─ forecast ─ plan ─ render ─ output
 *
 * A stage declares what it needs, so that a surface can re-run only what has changed; `version` counts up when its results change.
 */
import { type Calibration, calibrate } from './calibrate/calibrate.ts';
import { type Design, design } from './design/design.ts';
import type { DesignFile } from './design/design-file.ts';
import { chooseMode, type ModeChoice } from './design/mode.ts';
import { type Recipes, recipesFor } from './design/recipes.ts';
import { zonePolygons } from './design/zone-polygons.ts';
import type { DotColumns } from './document/packed.ts';
import type { Plan, PlanOptions } from './document/schema.ts';
import { dotModelFor } from './forecast/forecast.ts';
import { surfaceGeometry } from './head/surface.ts';
import { type DotLayout, placeDots } from './layout/place-dots.ts';
import { type Measurement, measure } from './measure/measure.ts';
import type { Note } from './note.ts';
import { reportHtml } from './output/report.ts';
import { stencilPdf } from './output/stencil.ts';
import { planRecord } from './plan-record.ts';
import { seededRandom } from './random.ts';
import type { Raster } from './raster.ts';
import { type Look, treatedPhoto } from './render/render.ts';
import { findScalp, type Scalp } from './scalp/find-scalp.ts';

/** What a treatment starts from. */
export interface Request {
  readonly photo: Raster<'srgb8'>;
  readonly pixelsSha256: string;
  /** Doubts that came with the photo or the request. */
  readonly notes: readonly Note[];
  /** Probability of a person, from the optional model; null without it. */
  readonly person: Raster<'density'> | null;
  readonly options: PlanOptions;
  readonly designFile: DesignFile | null;
  readonly seed: number;
  /** Written into the plan and its prints; nothing else knows a date. */
  readonly date: string | null;
  /** Name and version of the program, e.g. "stubble 0.1.0". */
  readonly app: string;
  readonly paper: 'a4' | 'letter';
  /** Makes a data URI of a picture for the report; null: no report. */
  readonly encodePreview: ((picture: Raster<'srgb8'>) => Promise<string>) | null;
}

export interface Pictures {
  readonly fresh: Raster<'srgb8'>;
  readonly healed: Raster<'srgb8'>;
  readonly year5: Raster<'srgb8'>;
}

/** Days after the last session at which the pictures of a plan show the scalp. */
export const PICTURE_DAYS: Readonly<Record<keyof Pictures, number>> = { fresh: 0, healed: 42, year5: 1825 };

/** What each stage makes. */
export interface Treatment {
  readonly request: Request;
  readonly scalp: Scalp;
  readonly calibrate: Calibration;
  readonly measure: Measurement;
  readonly design: Design & { readonly choice: ModeChoice };
  readonly layout: DotLayout;
  readonly recipe: Recipes;
  readonly forecast: Plan['dotModel'];
  readonly plan: { readonly plan: Plan; readonly dots: DotColumns };
  readonly render: Pictures;
  readonly output: { readonly stencil: Uint8Array; readonly report: string | null };
}

type Name = Exclude<keyof Treatment, 'request'>;

export interface Stage {
  readonly name: Name;
  readonly needs: readonly (keyof Treatment)[];
  readonly version: number;
  readonly run: (given: Treatment) => Treatment[Name] | Promise<Treatment[Name]>;
}

function stage<K extends Name, N extends keyof Treatment>(
  name: K,
  needs: readonly N[],
  version: number,
  run: (given: Pick<Treatment, N>) => Treatment[K] | Promise<Treatment[K]>,
): Stage {
  return { name, needs, version, run };
}

export const STAGES: readonly Stage[] = [
  stage('scalp', ['request'], 1, ({ request }) => findScalp(request.photo, request.options.view, request.person, request.options.face)),
  stage('calibrate', ['request', 'scalp'], 1, ({ request, scalp }) => calibrate(scalp, request.options.scale)),
  stage('measure', ['request', 'scalp', 'calibrate'], 1, ({ request, scalp, calibrate }) =>
    measure(
      request.photo,
      scalp,
      calibrate,
      zonePolygons(scalp, request.designFile, surfaceGeometry(calibrate.surface)).zonePx,
      request.options.skinType,
    ),
  ),
  stage('design', ['request', 'scalp', 'calibrate', 'measure'], 2, ({ request, scalp, calibrate, measure }) => ({
    choice: chooseMode(scalp, measure, request.options.mode),
    ...design(request.photo, scalp, calibrate, measure, request.designFile, request.options.style, seededRandom(request.seed, 'design')),
  })),
  stage('layout', ['request', 'calibrate', 'measure', 'design'], 3, ({ request, calibrate, measure, design }) =>
    placeDots(design, calibrate.surface, measure.follicles, seededRandom(request.seed, 'layout')),
  ),
  stage('recipe', ['request', 'measure', 'design'], 2, ({ request, measure, design }) =>
    recipesFor(measure, design.targetPerCm2, request.options.skinType),
  ),
  stage('forecast', ['recipe'], 3, ({ recipe }) => dotModelFor(recipe.skin, recipe.recipes[recipe.recipes.length - 1])),
  stage('plan', ['request', 'scalp', 'calibrate', 'measure', 'design', 'layout', 'recipe', 'forecast'], 2, (given) => ({
    plan: planRecord(given, STAGES),
    dots: given.layout.dots,
  })),
  stage('render', ['request', 'plan'], 3, ({ request, plan }) => {
    const treated = treatedPhoto(request.photo, plan.plan, plan.dots);
    const { hairLengthMm } = request.options;
    const look = (atDays: number): Look => treated.at(hairLengthMm === undefined ? { atDays } : { atDays, hairLengthMm });
    const [fresh, healed, year5] = [PICTURE_DAYS.fresh, PICTURE_DAYS.healed, PICTURE_DAYS.year5].map(look);
    return { fresh: fresh.picture(), healed: healed.picture(), year5: year5.picture() };
  }),
  stage('output', ['request', 'plan', 'render'], 1, async ({ request, plan, render }) => ({
    stencil: await stencilPdf(plan.plan, plan.dots, { paper: request.paper, session: null, dots: false }),
    report: request.encodePreview === null ? null : await report(request.photo, plan.plan, render, request.encodePreview),
  })),
];

/**
 * Runs the stages in order.
 * @param onStage told before each stage, for a progress bar
 */
export async function treat(request: Request, onStage: (stage: Stage, index: number) => void = () => {}): Promise<Treatment> {
  return runUntil('output', request, onStage);
}

/** The stages up to and with `measure`. */
export async function measured(request: Request): Promise<Pick<Treatment, 'request' | 'scalp' | 'calibrate' | 'measure'>> {
  return runUntil('measure', request, () => {});
}

async function runUntil(last: Name, request: Request, onStage: (stage: Stage, index: number) => void): Promise<Treatment> {
  const made: Partial<Record<keyof Treatment, unknown>> = { request };
  for (const [index, stage] of STAGES.entries()) {
    onStage(stage, index);
    made[stage.name] = await stage.run(made as unknown as Treatment);
    if (stage.name === last) break;
  }
  return made as unknown as Treatment;
}

async function report(
  photo: Raster<'srgb8'>,
  plan: Plan,
  pictures: Pictures,
  encode: (picture: Raster<'srgb8'>) => Promise<string>,
): Promise<string> {
  const [before, fresh, healed, year5] = await Promise.all([photo, pictures.fresh, pictures.healed, pictures.year5].map(encode));
  return reportHtml(plan, { before, fresh, healed, year5, widthPx: photo.width, heightPx: photo.height });
}
