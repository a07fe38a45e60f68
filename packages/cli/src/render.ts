/** `stubble render PLAN --out PNG`: the plan's own photo with the dots in the skin, at any day and in any light. */
import { fail, ok, type Plan, type Result, type Sight, treatedPhoto, unpackDots } from '@stubble/engine';
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
  const bar = progress(STEPS, flags.json);
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
  const notes = [...loaded.value.notes, ...look.notes];
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
      notes,
    },
    text: [flags.out, ...(notes.length === 0 ? [] : ['', notesText(notes)])].join('\n'),
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
