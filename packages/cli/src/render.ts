/** `stubble render PLAN --out PNG`: the plan's own photo with the dots in the skin, at any day and in any light. */
import {
  asSeen,
  type DotColumns,
  type Estimate,
  fail,
  type Note,
  ok,
  type Plan,
  type Raster,
  type Result,
  SEEN_THRESHOLD_DELTA_E00,
  type SeenContrast,
  type Sight,
  treatedPhoto,
  unpackDots,
} from '@stubble/engine';
import { encodePng, saveFile } from '@stubble/files';
import type { Answer } from './answer.ts';
import { MIN_SIDE_PX, openPlanFile, overwrites, type PlanFile, planAndPhotoFrom } from './inputs.ts';
import type { RenderFlags } from './options.ts';
import { type Progress, progress } from './progress.ts';
import { uninterrupted } from './signals.ts';
import { notesText } from './text.ts';

const STEPS = 4;

export async function render(planPath: string, flags: RenderFlags & { readonly json: boolean }): Promise<Result<Answer>> {
  const clash = await overwrites(planPath, flags.out);
  if (clash !== null) return clash;
  const file = await openPlanFile(planPath);
  if (!file.ok) return file;
  const bar = progress(flags.distanceM === undefined ? STEPS : STEPS + 1, flags.json);
  try {
    return await rendered(file.value, flags, bar);
  } finally {
    bar.done();
  }
}

async function rendered(file: PlanFile, flags: RenderFlags, bar: Progress): Promise<Result<Answer>> {
  bar.step('reading the plan and its photo');
  const loaded = await planAndPhotoFrom(file);
  if (!loaded.ok) return loaded;
  const { plan, photo } = loaded.value;
  const dots = unpackDots(plan.dots);
  if (!dots.ok) return fail(`${file.path}: ${dots.problem.path}`, dots.problem.message);
  const [widthPx, heightPx] = [photo.width, photo.height].map((side) => Math.round(side * flags.scale));
  if (Math.min(widthPx, heightPx) < MIN_SIDE_PX)
    return fail('--scale', `makes a picture of ${widthPx} × ${heightPx} px; its mark can be read from ${MIN_SIDE_PX} px each way`);
  bar.step('drawing the picture');
  const sight = sightOf(plan, flags);
  const look = treatedPhoto(photo, plan, dots.value).at(sight);
  const picture = look.picture(flags.scale);
  bar.step('encoding the picture');
  const png = await encodePng(picture, 'simulation');
  bar.step('saving');
  const saved = await uninterrupted(saveFile(flags.out, png));
  if (!saved.ok) return saved;
  if (sight.distanceM !== undefined) bar.step('holding the zone against the hair beside it');
  const seen = sight.distanceM === undefined ? null : seenFrom(sight.distanceM, photo, plan, dots.value, sight);
  const notes = [...loaded.value.notes, ...look.notes];
  for (const note of seen?.notes ?? []) if (!notes.some(({ code }) => code === note.code)) notes.push(note);
  return ok({
    json: {
      file: flags.out,
      widthPx: picture.width,
      heightPx: picture.height,
      atDays: sight.atDays,
      outlook: sight.outlook,
      light: sight.light ?? null,
      hairLengthMm: sight.hairLengthMm ?? null,
      distanceM: sight.distanceM ?? null,
      ...(seen === null ? {} : { asSeen: seen.asSeen }),
      notes,
    },
    text: [flags.out, ...(seen === null ? [] : [seenText(seen.asSeen)]), ...(notes.length === 0 ? [] : ['', notesText(notes)])].join('\n'),
  });
}

/** Hair has the length of the plan's own pictures unless another is asked for. */
function sightOf({ options }: Plan, { atDays, outlook, light, distanceM, ...flags }: RenderFlags): Sight {
  const hairLengthMm = flags.hairLengthMm ?? options.hairLengthMm;
  return {
    atDays,
    outlook,
    ...(light === undefined ? {} : { light }),
    ...(hairLengthMm === undefined ? {} : { hairLengthMm }),
    ...(distanceM === undefined ? {} : { distanceM }),
  };
}

interface BeforeAndAfter {
  readonly distanceM: number;
  readonly before: SeenContrast | null;
  readonly after: SeenContrast | null;
}

/** The same hair and light before and after, so that the ink alone makes the difference. */
function seenFrom(
  distanceM: number,
  photo: Raster<'srgb8'>,
  plan: Plan,
  dots: DotColumns,
  { atDays, light, outlook, hairLengthMm }: Sight,
): { readonly asSeen: BeforeAndAfter; readonly notes: readonly Note[] } {
  const { contrasts, notes } = asSeen(photo, plan, dots, {
    distancesM: [distanceM],
    states: ['before'],
    atDays: [atDays],
    lights: [light ?? 'photo'],
    // the likely course carries both ends in its interval
    ...(outlook === undefined || outlook === 'likely' ? {} : { outlook }),
    ...(hairLengthMm === undefined ? {} : { hairLengthMm }),
  });
  return { asSeen: { distanceM, before: contrasts[0] ?? null, after: contrasts[1] ?? null }, notes };
}

function seenText({ distanceM, before, after }: BeforeAndAfter): string {
  if (before === null || after === null) return `from ${distanceM} m: no hair beside the zone to hold it against`;
  const text = ({ value, low, high }: Estimate): string => `${value.toFixed(1)} (${low.toFixed(1)} to ${high.toFixed(1)})`;
  const faint = after.deltaE00.value < SEEN_THRESHOLD_DELTA_E00 ? `; below ${SEEN_THRESHOLD_DELTA_E00} it hardly stands out` : '';
  const nearer = after.nearerBy === null ? '' : `, ${after.nearerBy.value < 0 ? 'farther' : 'nearer'} by ${text(absolute(after.nearerBy))}`;
  return `from ${distanceM} m the zone differs from the hair beside it by ΔE00 ${text(before.deltaE00)} before and ${text(after.deltaE00)} after${nearer}${faint}`;
}

function absolute({ value, low, high, unit }: Estimate): Estimate {
  return value < 0 ? { value: -value, low: -high, high: -low, unit } : { value, low, high, unit };
}
