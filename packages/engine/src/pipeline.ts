/**
 * The whole treatment as stages, in the order in which they happen; each stage lives in the folder of its name.
 *
 *     photo ─ scalp ─ calibrate ─ measure ─ mode ─ recipe ─ least ─ design ─ layout ─ forecast ─ plan ─ render ─ advise ─ output
 *
 * A stage declares what it needs, so that a surface can re-run only what has changed; `version` counts up when its results change.
 */
import { type Advice, adviceOn } from './advise/advice.ts';
import { type Least, leastThatDoes, USUAL_DISTANCE_M } from './advise/least.ts';
import { type Calibration, calibrate } from './calibrate/calibrate.ts';
import { type Ruler, readRuler } from './calibrate/ruler.ts';
import { type Design, design, targetsPerCm2 } from './design/design.ts';
import type { DesignFile } from './design/design-file.ts';
import { chooseMode, type ModeChoice } from './design/mode.ts';
import { type Recipes, recipesFor } from './design/recipes.ts';
import { zonePolygons } from './design/zone-polygons.ts';
import type { DotColumns } from './document/packed.ts';
import type { Plan, PlanOptions } from './document/schema.ts';
import { type Forecast, forecast, refreshBySun } from './forecast/outlook.ts';
import { surfaceGeometry } from './head/surface.ts';
import { FOLLICULAR_UNITS } from './layout/follicle-statistics.ts';
import { type DotLayout, placeDots } from './layout/place-dots.ts';
import { correctedRoots } from './measure/corrections.ts';
import { type Area, type Measurement, measure } from './measure/measure.ts';
import type { Note } from './note.ts';
import { loadCharts } from './output/charts/charts.ts';
import { reportHtml } from './output/report.ts';
import { stencilPdf } from './output/stencil.ts';
import { planRecord } from './plan-record.ts';
import type { Polygon } from './polygon.ts';
import { seededRandom } from './random.ts';
import type { Raster } from './raster.ts';
import { type Look, treatedPhoto } from './render/render.ts';
import { type StripFrame, stripOf } from './render/strip.ts';
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
  /** What gives the scale, where it was read already. */
  readonly ruler?: Ruler;
  /** Where no zone is given, measure all scalp in view instead of the zone that would be treated. */
  readonly wholeScalp?: boolean;
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
  readonly mode: ModeChoice;
  /** Matched to the stubble. */
  readonly recipe: Recipes;
  readonly least: Least;
  readonly design: Design;
  readonly layout: DotLayout;
  readonly forecast: Forecast;
  readonly plan: { readonly plan: Plan; readonly dots: DotColumns };
  /** The strip is empty where no report is wanted. */
  readonly render: Pictures & { readonly strip: readonly StripFrame[] };
  /** Null where no report is wanted. */
  readonly advise: Advice | null;
  readonly output: { readonly stencil: Uint8Array; readonly report: string | null };
}

type Name = Exclude<keyof Treatment, 'request'>;

export interface Stage {
  readonly name: Name;
  readonly needs: readonly (keyof Treatment)[];
  /** What of the request it looks at. */
  readonly reads: (request: Request) => readonly unknown[];
  readonly version: number;
  /** @param before what this stage made last, where all that it builds on but the design is the same; most start afresh */
  readonly run: (given: Treatment, before: Treatment[Name] | null) => Treatment[Name] | Promise<Treatment[Name]>;
}

function stage<K extends Name, N extends keyof Treatment>(
  name: K,
  needs: readonly N[],
  reads: (request: Request) => readonly unknown[],
  version: number,
  run: (given: Pick<Treatment, N>, before: Treatment[K] | null) => Treatment[K] | Promise<Treatment[K]>,
): Stage {
  return { name, needs, reads, version, run: run as Stage['run'] };
}

export const STAGES: readonly Stage[] = [
  stage(
    'scalp',
    ['request'],
    (r) => [r.photo, r.person, r.options.view, r.options.face],
    2,
    ({ request }) => findScalp(request.photo, request.options.view, request.person, request.options.face),
  ),
  stage(
    'calibrate',
    ['request', 'scalp'],
    (r) => [r.photo, r.ruler, r.options.view, r.options.scale],
    2,
    ({ request, scalp }) => calibrate(request.photo, rulerOf(request), scalp, request.options.scale),
  ),
  stage(
    'measure',
    ['request', 'scalp', 'calibrate'],
    (r) => [r.photo, r.wholeScalp, r.options.skinType, r.designFile?.zone, r.designFile?.zone === undefined ? null : r.designFile.unit],
    2,
    ({ request, scalp, calibrate }) => {
      const { zonePx } = zonePolygons(scalp, request.designFile, surfaceGeometry(calibrate.surface));
      const area = areaOf(request, calibrate, zonePx);
      return measure(request.photo, scalp, calibrate, area, request.options.skinType);
    },
  ),
  stage(
    'mode',
    ['request', 'scalp', 'measure'],
    (r) => [r.options.mode],
    1,
    ({ request, scalp, measure }) => chooseMode(scalp, measure, request.options.mode),
  ),
  stage(
    'recipe',
    ['request', 'measure'],
    (r) => [r.options.skinType, r.options.style, r.designFile?.densityPerCm2],
    3,
    ({ request, measure }, before) =>
      recipesFor(measure, targetsPerCm2(request.options.style, request.designFile?.densityPerCm2), request.options.skinType, before),
  ),
  stage(
    'least',
    ['request', 'scalp', 'calibrate', 'measure', 'mode', 'recipe'],
    (r) => [
      r.photo,
      r.designFile?.zone,
      r.designFile?.zone === undefined ? null : r.designFile.unit,
      r.designFile?.densityPerCm2,
      r.options.style,
      r.options.distanceM,
      r.options.sun,
    ],
    1,
    ({ request, scalp, calibrate, measure, mode, recipe }) => {
      const { style, sun, distanceM = USUAL_DISTANCE_M } = request.options;
      const { zonePx } = zonePolygons(scalp, request.designFile, surfaceGeometry(calibrate.surface));
      const asked = { mode: mode.mode, style, distanceM, sun, askedPerCm2: request.designFile?.densityPerCm2 };
      return leastThatDoes(request.photo, scalp, measure, zonePx, recipe, asked);
    },
  ),
  stage(
    'design',
    ['request', 'scalp', 'calibrate', 'measure', 'mode', 'least'],
    (r) => [r.photo, r.designFile, r.options.style, r.seed],
    3,
    ({ request: { photo, designFile, options, seed }, scalp, calibrate, measure, mode, least }) =>
      design(photo, scalp, calibrate, measure, designFile, options.style, mode.mode, seededRandom(seed, 'design'), least.need),
  ),
  stage(
    'layout',
    ['request', 'calibrate', 'measure', 'design'],
    (r) => [r.designFile?.follicles, r.options.pairTarget, r.seed],
    3,
    ({ request, calibrate, measure, design }, before) => {
      const { add = [], remove = [] } = request.designFile?.follicles ?? {};
      const roots = correctedRoots(measure.follicles, add, remove, calibrate.surface.pxPerMm);
      const { pairTarget } = request.options;
      const alikeBefore = before !== null && before.seed === request.seed && alike([before.target], [pairTarget ?? FOLLICULAR_UNITS]);
      return placeDots(design, calibrate.surface, roots, request.seed, pairTarget, alikeBefore ? before : null);
    },
  ),
  stage(
    'forecast',
    ['request', 'measure', 'mode', 'least', 'design'],
    (r) => [r.options.sun, r.options.skinKind, r.seed],
    5,
    ({ request, measure, mode, least, design }) => {
      const { sun, skinKind } = request.options;
      return forecast(least.recipes, {
        mode: mode.mode,
        measurement: measure.record,
        targetPerCm2: design.targetPerCm2,
        sun,
        skinKind,
        seed: request.seed,
      });
    },
  ),
  stage(
    'plan',
    ['request', 'scalp', 'calibrate', 'measure', 'mode', 'recipe', 'least', 'design', 'layout', 'forecast'],
    (r) => [r.pixelsSha256, r.notes, r.options, r.designFile, r.seed, r.date, r.app],
    3,
    (given) => ({
      plan: planRecord(given, STAGES),
      dots: given.layout.dots,
    }),
  ),
  stage(
    'render',
    ['request', 'plan'],
    (r) => [r.photo, r.options.hairLengthMm, r.encodePreview === null],
    4,
    ({ request, plan }) => {
      const treated = treatedPhoto(request.photo, plan.plan, plan.dots);
      const { hairLengthMm } = request.options;
      const look = (atDays: number): Look => treated.at(hairLengthMm === undefined ? { atDays } : { atDays, hairLengthMm });
      const [fresh, healed, year5] = [PICTURE_DAYS.fresh, PICTURE_DAYS.healed, PICTURE_DAYS.year5].map(look);
      const strip = request.encodePreview === null ? [] : stripOf(treated, plan.plan, plan.dots);
      return { fresh: fresh.picture(), healed: healed.picture(), year5: year5.picture(), strip };
    },
  ),
  stage(
    'advise',
    ['request', 'plan'],
    (r) => [r.photo, r.encodePreview === null],
    2,
    ({ request, plan }) => (request.encodePreview === null ? null : adviceOn(request.photo, plan.plan, plan.dots)),
  ),
  stage(
    'output',
    ['request', 'plan', 'render', 'advise'],
    (r) => [r.photo, r.paper, r.encodePreview],
    3,
    async ({ request: { photo, paper, encodePreview }, plan: { plan, dots }, render, advise }) => ({
      stencil: await stencilPdf(plan, dots, { paper, session: null, dots: false }),
      report: encodePreview === null ? null : await reportOf(photo, plan, dots, render, encodePreview, advise, render.strip),
    }),
  ),
];

/**
 * Runs the stages in order.
 * @param onStage told before each stage, for a progress bar
 */
export async function treat(request: Request, onStage: (stage: Stage, index: number) => void = () => {}): Promise<Treatment> {
  return (await runUntil('output', request, null, onStage)).made as Treatment;
}

export interface Measured {
  /** null of a patch from close by, in which no head is looked for. */
  readonly scalp: Scalp | null;
  readonly calibrate: Calibration;
  readonly measure: Measurement;
}

/** The stages up to and with `measure`. Where no zone is given the answer speaks for all scalp in view. */
export async function measured(request: Request): Promise<Measured> {
  const ruler = rulerOf(request);
  if (ruler.subject === 'head')
    return (await runUntil('measure', { ...request, ruler, wholeScalp: true }, null, () => {})).made as Treatment;
  const { photo, designFile, options } = request;
  const calibration = calibrate(photo, ruler, null, options.scale);
  const drawn = designFile?.zone !== undefined && designFile.unit === 'px' ? [designFile.zone] : [];
  const area = areaOf(request, calibration, drawn);
  return { scalp: null, calibrate: calibration, measure: measure(photo, null, calibration, area, options.skinType) };
}

/** What a measurement speaks for: the zone, where one was drawn or would be treated; of a patch, and where all scalp is asked for, only a drawn one. */
function areaOf({ wholeScalp, designFile }: Request, { subject }: Calibration, zonesPx: readonly Polygon[]): Area {
  const everything = (wholeScalp === true || subject === 'macro') && designFile?.zone === undefined;
  return everything || zonesPx.length === 0 ? { kind: 'scalp' } : { kind: 'zone', zonesPx };
}

function rulerOf({ photo, ruler, options }: Request): Ruler {
  return ruler ?? readRuler(photo, options.view, options.scale);
}

export type Planning = Omit<Treatment, 'render' | 'advise' | 'output'>;

/**
 * The stages up to and with `plan` for a request that differs from an earlier one: what depends on no change is kept. Where only densities, no-go areas or
 * single roots changed, dots lie anew about these alone.
 * @param onStage told before each stage that runs, and waited for; what it throws ends the planning
 */
export async function replanned(
  request: Request,
  before: Planning | null,
  onStage: (stage: Stage, index: number) => void | Promise<void> = () => {},
): Promise<{ readonly planning: Planning; readonly reran: readonly Name[] }> {
  const { made, reran } = await runUntil('plan', request, before, onStage);
  return { planning: made as Planning, reran };
}

async function runUntil(
  last: Name,
  request: Request,
  before: Planning | null,
  onStage: (stage: Stage, index: number) => void | Promise<void>,
): Promise<{ readonly made: Partial<Treatment>; readonly reran: readonly Name[] }> {
  const made: Partial<Record<keyof Treatment, unknown>> = { request };
  const earlier: Partial<Record<keyof Treatment, unknown>> = before ?? {};
  const reran: Name[] = [];
  for (const [index, stage] of STAGES.entries()) {
    const kept = (name: keyof Treatment): boolean => name === 'request' || (name in made && made[name] === earlier[name]);
    const sameRequest = before !== null && alike(stage.reads(before.request), stage.reads(request));
    if (stage.name in earlier && sameRequest && stage.needs.every(kept)) made[stage.name] = earlier[stage.name];
    else {
      await onStage(stage, index);
      const basis = stage.needs.every((name) => name === 'design' || kept(name));
      made[stage.name] = await stage.run(made as unknown as Treatment, basis ? ((earlier[stage.name] as Treatment[Name]) ?? null) : null);
      reran.push(stage.name);
    }
    if (stage.name === last) break;
  }
  return { made: made as Partial<Treatment>, reran };
}

/** Pictures are compared as objects, what people typed or drew by what it says. */
function alike(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.every((value, i) => {
    const other = b[i];
    if (Object.is(value, other)) return true;
    const plain = (v: unknown): boolean => typeof v === 'object' && v !== null && !('data' in v);
    return plain(value) && plain(other) && JSON.stringify(value) === JSON.stringify(other);
  });
}

/**
 * The report of a plan with its pictures.
 * @param encode makes a data URI of a picture
 * @param advice what looks back at it, and the strip, where they were made before
 */
export async function reportOf(
  photo: Raster<'srgb8'>,
  plan: Plan,
  dots: DotColumns,
  pictures: Pictures,
  encode: (picture: Raster<'srgb8'>) => Promise<string>,
  advice: Advice | null = adviceOn(photo, plan, dots),
  frames: readonly StripFrame[] = stripOf(treatedPhoto(photo, plan, dots), plan, dots),
): Promise<string> {
  const [before, fresh, healed, year5] = await Promise.all([photo, pictures.fresh, pictures.healed, pictures.year5].map(encode));
  const strip = await Promise.all(frames.map(async ({ picture, ...frame }) => ({ ...frame, uri: await encode(picture) })));
  const shown = { before, fresh, healed, year5, widthPx: photo.width, heightPx: photo.height };
  return reportHtml(plan, shown, {
    charts: await loadCharts(),
    strip,
    bySun: refreshBySun(plan),
    future: advice?.future ?? null,
    judged: advice,
  });
}
