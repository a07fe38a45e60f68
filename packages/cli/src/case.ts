/** `stubble case PLAN --out FILE`: the plan and its photo in one file, under a passphrase if wanted. */
import { encryptCase, writeCase } from '@stubble/case';
import { ok, type Plan, planSha256, type Result, sealPlan } from '@stubble/engine';
import { encodePng, saveFile } from '@stubble/files';
import type { Answer } from './answer.ts';
import { type LoadedPlan, openPlanFile, overwrites, type PlanFile, planAndPhotoFrom } from './inputs.ts';
import { passphraseToSet } from './passphrase.ts';
import { type Progress, progress } from './progress.ts';
import { uninterrupted } from './signals.ts';
import { notesText } from './text.ts';

export interface CaseFlags {
  readonly out: string;
  readonly encrypt: boolean;
}

const STEPS = 4;

export async function packCase(planPath: string, flags: CaseFlags & { readonly json: boolean }): Promise<Result<Answer>> {
  const clash = await overwrites(planPath, flags.out);
  if (clash !== null) return clash;
  const file = await openPlanFile(planPath);
  if (!file.ok) return file;
  const passphrase = flags.encrypt ? await passphraseToSet() : ok(null);
  if (!passphrase.ok) return passphrase;
  const bar = progress(STEPS, flags.json);
  try {
    return await packed(file.value, flags.out, passphrase.value, bar);
  } finally {
    bar.done();
  }
}

async function packed(file: PlanFile, out: string, passphrase: string | null, bar: Progress): Promise<Result<Answer>> {
  bar.step('reading the plan and its photo');
  const loaded = await planAndPhotoFrom(file);
  if (!loaded.ok) return loaded;
  const { photo, notes } = loaded.value;
  bar.step('packing');
  // encoded anew, so that nothing but its pixels comes along, whatever lay beside the plan
  const bytes = writeCase(sealed(loaded.value), await encodePng(photo, 'photo'));
  bar.step(passphrase === null ? 'packing' : 'encrypting');
  const kept = passphrase === null ? bytes : await encryptCase(bytes, passphrase);
  bar.step('saving');
  const saved = await uninterrupted(saveFile(out, kept));
  if (!saved.ok) return saved;
  return ok({
    json: { file: out, encrypted: passphrase !== null, bytes: kept.length, notes },
    text: [out, ...(notes.length === 0 ? [] : ['', notesText(notes)])].join('\n'),
  });
}

/** A plan that was edited is sealed anew, with the doubt written into it. */
function sealed({ plan, notes }: LoadedPlan): Plan {
  return planSha256(plan) === plan.sha256 ? plan : sealPlan({ ...plan, notes: [...plan.notes, ...notes] });
}
