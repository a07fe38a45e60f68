/** `stubble plan PHOTO --out DIR`: the main job. */
import { realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import {
  type Advice,
  type DesignFile,
  type Finding,
  type FutureOutlook,
  fail,
  ok,
  type PairTarget,
  type Plan,
  type PlanOptions,
  type Raster,
  type Request,
  type Result,
  RULE_TITLES,
  readRuler,
  STAGES,
  type Treatment,
  treat,
  writePlan,
} from '@stubble/engine';
import { canSaveInto, encodeJpeg, encodePng, type PictureOrigin, saveAll } from '@stubble/files';
import type { Answer } from './answer.ts';
import { APP } from './app.ts';
import { loadDesign, loadPattern, loadPhoto, lostScale, type PhotoInput } from './inputs.ts';
import { measurementJson, measurementRows } from './measure.ts';
import { type PhotoFlags, scaleOf } from './options.ts';
import { type Progress, progress } from './progress.ts';
import { uninterrupted } from './signals.ts';
import { estimateText, notesText, rows } from './text.ts';
import { type PersonFlags, personOf, type SunFlags, sunOf } from './year-options.ts';

export interface PlanFlags extends PhotoFlags, SunFlags, PersonFlags {
  readonly out: string;
  readonly mode?: NonNullable<PlanOptions['mode']>;
  readonly hairLengthMm?: number;
  readonly distanceM?: number;
  readonly design?: string;
  readonly pattern?: string;
  readonly style?: PlanOptions['style'];
  readonly paper: 'a4' | 'letter';
  readonly seed: number;
  readonly date?: string;
  readonly report: boolean;
  readonly json: boolean;
}

/** In the order in which they are put in place: the plan last, as it refers to the others. */
const FILES = {
  before: 'before.png',
  fresh: 'fresh.png',
  healed: 'healed.png',
  year5: 'year-5.png',
  stencil: 'stencil.pdf',
  report: 'report.html',
  plan: 'plan.stubble.json',
} as const;
type FileKey = keyof typeof FILES;

/** Longer side of the pictures inside the report. */
const PREVIEW = { maxSidePx: 1600, quality: 88 };

const STAGE_LABELS: Readonly<Record<string, string>> = {
  scalp: 'finding the scalp',
  calibrate: 'finding the scale',
  measure: 'measuring',
  mode: 'choosing the mode',
  recipe: 'working out the ink',
  least: 'finding the fewest dots that do',
  design: 'designing',
  layout: 'placing the dots',
  forecast: 'forecasting',
  plan: 'writing the plan',
  render: 'drawing the pictures',
  advise: 'looking ahead',
  output: 'printing',
};

export async function plan(photoPath: string, flags: PlanFlags): Promise<Result<Answer>> {
  const clash = await overwritesPhoto(photoPath, flags.out);
  if (clash !== null) return fail('--out', `${clash} is the photo itself and would be overwritten; choose another folder`);
  const writable = await canSaveInto(flags.out);
  if (!writable.ok) return writable;
  const bar = progress(STAGES.length + 3, flags.json);
  try {
    return await planned(photoPath, flags, bar);
  } finally {
    bar.done();
  }
}

async function planned(photoPath: string, flags: PlanFlags, bar: Progress): Promise<Result<Answer>> {
  bar.step('reading the photo');
  const scale = scaleOf(flags);
  const input = await loadPhoto(photoPath, scale);
  if (!input.ok) return input;
  const design = flags.design === undefined ? ok(null) : await loadDesign(flags.design, input.value.photo);
  if (!design.ok) return design;
  const pattern = flags.pattern === undefined ? ok(undefined) : await loadPattern(flags.pattern);
  if (!pattern.ok) return pattern;
  const ruler = readRuler(input.value.photo, flags.view, scale);
  const lost = lostScale(photoPath, ruler.notes);
  if (lost !== null) return lost;
  if (ruler.subject === 'macro' && design.value?.zone === undefined)
    return fail(
      photoPath,
      'shows a patch of scalp from close by, and a plan needs the whole head; stubble measure gives its numbers, and --design a zone to plan on it all the same',
    );
  const treatment = await treat({ ...requestFor(input.value, design.value, pattern.value, flags), ruler }, (stage) =>
    bar.step(STAGE_LABELS[stage.name] ?? stage.name),
  );
  bar.step('encoding the pictures');
  const files = await filesOf(treatment);
  bar.step('saving');
  const saved = await uninterrupted(saveAll(flags.out, new Map(Array.from(files, ([key, bytes]) => [FILES[key], bytes]))));
  if (!saved.ok) return saved;
  const paths = Object.fromEntries(Array.from(files.keys(), (key) => [key, join(flags.out, FILES[key])]));
  return ok({ json: planJson(treatment, paths), text: planText(treatment.plan.plan, treatment.advise, paths) });
}

function requestFor(input: PhotoInput, designFile: DesignFile | null, pattern: PairTarget | undefined, flags: PlanFlags): Request {
  const [sun, person] = [sunOf(flags), personOf(flags)];
  return {
    photo: input.photo,
    pixelsSha256: input.pixelsSha256,
    notes: input.notes,
    person: input.person,
    options: {
      view: flags.view,
      ...(flags.face === undefined ? {} : { face: flags.face }),
      ...(flags.mode === undefined ? {} : { mode: flags.mode }),
      style: flags.style ?? designFile?.style ?? 'soft',
      ...(flags.skin === undefined ? {} : { skinType: flags.skin }),
      ...(flags.hairLengthMm === undefined ? {} : { hairLengthMm: flags.hairLengthMm }),
      ...(flags.distanceM === undefined ? {} : { distanceM: flags.distanceM }),
      ...(sun === undefined ? {} : { sun }),
      ...(flags.skinKind === undefined ? {} : { skinKind: flags.skinKind }),
      ...(person === undefined ? {} : { person }),
      ...(pattern === undefined ? {} : { pairTarget: { ...pattern, g: [...pattern.g] } }),
      scale: scaleOf(flags),
    },
    designFile,
    seed: flags.seed,
    date: flags.date ?? null,
    app: APP,
    paper: flags.paper,
    encodePreview: flags.report ? (picture) => previewUri(picture, picture === input.photo ? 'photo' : 'simulation') : null,
  };
}

async function previewUri(picture: Raster<'srgb8'>, origin: PictureOrigin): Promise<string> {
  return `data:image/jpeg;base64,${Buffer.from(await encodeJpeg(picture, origin, PREVIEW)).toString('base64')}`;
}

async function filesOf({ request, render, output, plan }: Treatment): Promise<Map<FileKey, Uint8Array>> {
  const [before, fresh, healed, year5] = await Promise.all([
    encodePng(request.photo, 'photo'),
    encodePng(render.fresh, 'simulation'),
    encodePng(render.healed, 'simulation'),
    encodePng(render.year5, 'simulation'),
  ]);
  const text = new TextEncoder();
  return new Map<FileKey, Uint8Array>([
    ['before', before],
    ['fresh', fresh],
    ['healed', healed],
    ['year5', year5],
    ['stencil', output.stencil],
    ...(output.report === null ? [] : [['report', text.encode(output.report)] as const]),
    ['plan', text.encode(writePlan(plan.plan))],
  ]);
}

/** The path of an output that is the photo, or null. */
async function overwritesPhoto(photoPath: string, folder: string): Promise<string | null> {
  const real = async (path: string): Promise<string> => realpath(path).catch(() => resolve(path));
  const photo = await real(photoPath);
  for (const name of Object.values(FILES)) if ((await real(join(folder, name))) === photo) return join(folder, name);
  return null;
}

function planJson({ plan: { plan }, measure, advise }: Treatment, files: Readonly<Record<string, string>>): object {
  return {
    files,
    dots: plan.dots.count,
    mode: plan.mode,
    modeReason: plan.modeReason,
    sessions: plan.sessions,
    zoneAreaCm2: plan.zoneAreaCm2,
    zones: plan.design.zones,
    measurement: measurementJson(measure, plan.measurement.notes),
    least: plan.least ?? null,
    future: advise === null ? null : futureJson(advise.future),
    seen: advise === null ? null : { contrasts: advise.seen.contrasts, notes: advise.seen.notes },
    detectability: advise === null ? null : detectabilityJson(advise),
    check: advise === null ? null : checkCounts(advise.findings),
    notes: plan.notes,
  };
}

/** The headline of the outlook: the average course without treatment. All of it is in the report. */
function futureJson({ person, personNotes, future }: FutureOutlook): object {
  const { regret, reach, notes } = future;
  const years = untreated(future)?.years ?? [];
  return {
    model: true,
    person,
    regret,
    years: years.map(({ atYears, bareOutsideInkCm2, lonelyDots, toneMismatch }) => ({
      atYears,
      bareOutsideInkCm2,
      lonelyDots,
      toneMismatch,
    })),
    reach: reach === null ? null : { addedCm2: reach.addedCm2, addedDots: reach.addedDots, regretThen: reach.regretThen.value },
    notes: [...personNotes, ...notes],
  };
}

function detectabilityJson({ detectability: { now, fiveYears, afterTwoRefreshes, notes } }: Advice): object {
  return { now: now?.score ?? null, fiveYears: fiveYears?.score ?? null, afterTwoRefreshes: afterTwoRefreshes?.score ?? null, notes };
}

/** How many rules are broken and in doubt, and which: `stubble check` says why. */
function checkCounts(findings: readonly Finding[]): object {
  const of = (verdict: Finding['verdict']): readonly string[] => findings.filter((one) => one.verdict === verdict).map(({ rule }) => rule);
  return { breaks: of('breaks'), doubts: of('doubt') };
}

function untreated({ scenarios }: FutureOutlook['future']): FutureOutlook['future']['scenarios'][number] | undefined {
  return scenarios.find(({ treatment, speed }) => treatment === 'none' && speed === 'average');
}

function futureRows({ future }: FutureOutlook): readonly (readonly [string, string])[] {
  const last = untreated(future)?.years.at(-1);
  if (last === undefined) return [];
  const bare = `${estimateText(last.bareOutsideInkCm2)} go bare past the ink in ${last.atYears} years untreated`;
  return [['future, a model', `regret ${estimateText(future.regret.value)}; ${bare}`]];
}

function adviceRows({ future, findings, detectability: { now } }: Advice): readonly (readonly [string, string])[] {
  const broken = findings.filter(({ verdict }) => verdict === 'breaks').map(({ rule }) => RULE_TITLES[rule]);
  return [
    ...futureRows(future),
    ['would be noticed close by', now === null ? 'not judged' : estimateText(now.score)],
    ['rules broken', broken.length === 0 ? 'none' : `${broken.join('; ')} (stubble check says why)`],
  ];
}

function planText(plan: Plan, advise: Advice | null, files: Readonly<Record<string, string>>): string {
  return [
    `${plan.dots.count} dots, ${plan.mode} mode. ${plan.modeReason}`,
    '',
    rows([
      ['zone', estimateText(plan.zoneAreaCm2)],
      ...measurementRows(plan.measurement),
      ...plan.sessions.map(({ session, dots, hours }) => [`session ${session}`, `${dots} dots, ${estimateText(hours)}`] as const),
      ...(advise === null ? [] : adviceRows(advise)),
    ]),
    ...(plan.notes.length === 0 ? [] : ['', notesText(plan.notes)]),
    '',
    rows(Object.entries(files)),
  ].join('\n');
}
