/** The plan as a document, put together from what the stages made. */
import { dilutionText, needleText } from './design/recipes.ts';
import { packDots } from './document/packed.ts';
import { sealPlan } from './document/plan.ts';
import { PLAN_FORMAT, PLAN_VERSION, type Plan, ZONE_NAMES } from './document/schema.ts';
import { between, relativeErrorOf, withRelativeError } from './estimate.ts';
import { correctedCounts, correctedRoots } from './measure/corrections.ts';
import type { Note } from './note.ts';
import type { Stage, Treatment } from './pipeline.ts';
import type { Polygon } from './polygon.ts';
import { clippingTo } from './render/clip.ts';
import { MM2_PER_CM2 } from './units.ts';

/** Dots a second that a hand keeps up through a session (practice, medium confidence). */
const HAND_RATE_PER_S = { slow: 0.5, likely: 1, fast: 2 };
/** Range of practice around a zone's target density. */
const TARGET_RANGE = 0.4;

type Given = Pick<
  Treatment,
  'request' | 'scalp' | 'calibrate' | 'measure' | 'mode' | 'recipe' | 'least' | 'design' | 'layout' | 'forecast'
>;

export function planRecord(given: Given, stages: readonly Stage[]): Plan {
  const { request, scalp, calibrate, measure, mode, recipe, least, design, layout, forecast } = given;
  const treatedCm2 = design.skinMm2OfCell.reduce((sum, a) => sum + a, 0) / MM2_PER_CM2;
  const zones = zoneRecords(given);
  return sealPlan({
    format: PLAN_FORMAT,
    version: PLAN_VERSION,
    app: request.app,
    seed: request.seed,
    date: request.date,
    stages: stages.map(({ name, version }) => ({ name, version })),
    photo: { widthPx: request.photo.width, heightPx: request.photo.height, pixelsSha256: request.pixelsSha256 },
    options: request.options,
    mode: mode.mode,
    modeReason: mode.reason,
    scale: { pxPerMm: calibrate.pxPerMm, method: calibrate.method, standardErrorPxPerMm: calibrate.standardErrorPxPerMm },
    headPx: points(scalp.headPx),
    surface: { ...calibrate.surface, centrePx: [...calibrate.surface.centrePx] },
    measurement: measurementRecord(given),
    design: {
      origin: design.origin,
      ...(request.designFile === null ? {} : { given: { ...request.designFile } }),
      style: design.style,
      featherMm: design.featherMm,
      ...(design.age === null ? {} : { age: design.age }),
      zonePx: design.zonePx.map(points),
      zoneMm: design.zoneMm.map(points),
      excludeMm: design.excludeMm.map(points),
      hairlineMm: points(design.hairline.visible),
      hiddenHairlineMm: design.hairline.hidden.map(points),
      landmarks: design.hairline.landmarks,
      zones,
    },
    dots: packDots(layout.dots),
    sessions: sessionRecords(given),
    dotModel: forecast.dotModel,
    recipes: [...least.recipes.recipes],
    forecast: forecast.zones.filter(({ zone }) => zones.some(({ name }) => name === zone)),
    ...(least.record === null ? {} : { least: least.record }),
    zoneAreaCm2: withRelativeError(treatedCm2, areaError(given), 'cm2'),
    notes: [
      ...request.notes,
      ...scalp.notes,
      ...calibrate.notes,
      ...measure.record.notes,
      ...mode.notes,
      ...design.notes,
      ...layout.notes,
      ...recipe.notes,
      ...least.notes,
      ...clippingNotes(given),
    ],
  });
}

function measurementRecord({ request, calibrate, measure }: Given): Plan['measurement'] {
  const { add = [], remove = [] } = request.designFile?.follicles ?? {};
  const marks = correctedRoots(measure.follicles, add, remove, calibrate.surface.pxPerMm);
  const corrected = correctedCounts(measure.record, measure.follicles.xPx.length, marks, add.length);
  return corrected === undefined ? measure.record : { ...measure.record, corrected };
}

/** Whether the pictures can show the length that was asked for. */
function clippingNotes({ request, mode, measure, forecast }: Given): readonly Note[] {
  const { hairLengthMm } = request.options;
  return hairLengthMm === undefined
    ? []
    : clippingTo({ mode: mode.mode, measurement: measure.record, dotModel: forecast.dotModel }, hairLengthMm).notes;
}

function points(polygon: Polygon): [number, number][] {
  return polygon.map(([x, y]) => [x, y]);
}

function areaError({ measure }: Given): number {
  const area = measure.record.zoneAreaMm2;
  return area !== null && area.value > 0 ? relativeErrorOf(area) : 0;
}

function zoneRecords(given: Given): Plan['design']['zones'] {
  const { design, layout, least } = given;
  const skinMm2 = ZONE_NAMES.map(() => 0);
  for (let i = 0; i < design.zoneOfCell.length; i++)
    if (design.zoneOfCell[i] >= 0) skinMm2[design.zoneOfCell[i]] += design.skinMm2OfCell[i];
  const dotCount = ZONE_NAMES.map(() => 0);
  const sessions = ZONE_NAMES.map(() => new Set<number>());
  const { dots } = layout;
  for (let i = 0; i < dots.count; i++) {
    dotCount[dots.zone[i]]++;
    sessions[dots.zone[i]].add(dots.session[i]);
  }
  return ZONE_NAMES.flatMap((name, k) => {
    if (skinMm2[k] === 0) return [];
    const cm2 = skinMm2[k] / MM2_PER_CM2;
    const target = design.targetPerCm2[name];
    const way = least.recipes.recipes.find((r) => r.zones.includes(name));
    if (way === undefined) throw new RangeError(`no recipe for the zone ${name}`);
    return [
      {
        name,
        areaCm2: withRelativeError(cm2, areaError(given), 'cm2'),
        dots: dotCount[k],
        dotsPerCm2: withRelativeError(dotCount[k] / cm2, areaError(given), '1/cm2'),
        targetPerCm2: between(target, target * (1 - TARGET_RANGE), target * (1 + TARGET_RANGE), '1/cm2'),
        needle: needleText(way),
        dilution: dilutionText(way),
        sessions: [...sessions[k]].sort((p, q) => p - q),
      },
    ];
  });
}

function sessionRecords({ layout }: Given): Plan['sessions'] {
  return layout.pathMm.map((pathMm, k) => {
    const session = k + 1;
    const dots = layout.dots.session.reduce((sum, s) => sum + (s === session ? 1 : 0), 0);
    const hours = (rate: number): number => dots / rate / 3600;
    return {
      session,
      dots,
      hours: between(hours(HAND_RATE_PER_S.likely), hours(HAND_RATE_PER_S.fast), hours(HAND_RATE_PER_S.slow), 'h'),
      pathMm,
      handPathMm: layout.handPathMm[k],
    };
  });
}
