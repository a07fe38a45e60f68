/** `stubble lock PLAN`: freezes what was shown and what it may be held to; given a lock, says whether it is whole and what is due. */
import { basename, dirname, join } from 'node:path';
import {
  fail,
  type HeldTo,
  isLock,
  type Lock,
  lockOf,
  type Note,
  ok,
  PICTURE_DAYS,
  parseLock,
  type Result,
  treatedPhoto,
  unpackDots,
  warning,
  writeLock,
} from '@stubble/engine';
import { saveFile } from '@stubble/files';
import type { Answer } from './answer.ts';
import { APP } from './app.ts';
import { openPlanFile, overwrites, planAndPhotoFrom, readText, within } from './inputs.ts';
import { type Progress, progress } from './progress.ts';
import { uninterrupted } from './signals.ts';
import { estimateText, notesText, rows } from './text.ts';

export interface LockFlags {
  readonly out?: string;
  readonly date?: string;
}

const STEPS = 4;
const LIMIT_BYTES = 78e6;

export async function lock(path: string, flags: LockFlags & { readonly json: boolean }): Promise<Result<Answer>> {
  const text = /\.json$/i.test(path) ? await readText(path, LIMIT_BYTES) : null;
  if (text?.ok === true && isLock(text.value)) return checked(path, text.value, flags.date ?? null);
  const out = flags.out ?? join(dirname(path), `${basename(path).replace(/\.(plan\.)?stubble(\.json)?$/i, '')}.lock.json`);
  const clash = await overwrites(path, out);
  if (clash !== null) return clash;
  const bar = progress(STEPS, flags.json);
  try {
    return await made(path, out, flags.date ?? null, bar);
  } finally {
    bar.done();
  }
}

async function made(path: string, out: string, date: string | null, bar: Progress): Promise<Result<Answer>> {
  bar.step('reading the plan and its photo');
  const file = await openPlanFile(path);
  if (!file.ok) return file;
  const loaded = await planAndPhotoFrom(file.value);
  if (!loaded.ok) return loaded;
  const { plan, photo } = loaded.value;
  const dots = unpackDots(plan.dots);
  if (!dots.ok) return fail(`${path}: ${dots.problem.path}`, dots.problem.message);
  bar.step('drawing what was shown');
  const treated = treatedPhoto(photo, plan, dots.value);
  const { hairLengthMm } = plan.options;
  const shown = Object.values(PICTURE_DAYS).map((atDays) => ({
    atDays,
    picture: treated.at(hairLengthMm === undefined ? { atDays } : { atDays, hairLengthMm }).picture(),
  }));
  bar.step('freezing');
  const frozen = lockOf(plan, shown, date ?? plan.date, APP);
  bar.step('saving');
  const saved = await uninterrupted(saveFile(out, new TextEncoder().encode(writeLock(frozen))));
  if (!saved.ok) return saved;
  return ok(answerOf(out, frozen, loaded.value.notes));
}

function checked(path: string, text: string, today: string | null): Result<Answer> {
  const parsed = parseLock(text);
  if (!parsed.ok) return within(path, parsed.problem);
  const found = parsed.value;
  const due =
    today === null
      ? []
      : found.heldTo.filter(({ judgeFrom, judgeBy }) => judgeFrom !== null && judgeBy !== null && judgeFrom <= today && today <= judgeBy);
  const notes =
    today !== null && found.date === null
      ? [warning('no-date', 'The lock holds no date of a session: its days cannot be told from the calendar.')]
      : [];
  const { json, text: said } = answerOf(path, found, notes);
  return ok({
    json: { ...json, whole: true, due },
    text: `${said}\n\nThe lock is whole.${today === null ? '' : ` Due on ${today}: ${due.length === 0 ? 'nothing' : due.map(sentenceOf).join(' ')}`}`,
  });
}

function answerOf(file: string, { plan, ...frozen }: Lock, notes: readonly Note[]): Answer {
  const { sha256, planSha256, heldTo, judgeBy, judgeByDay } = frozen;
  return {
    json: { file, ...frozen, forecast: { zones: plan.forecast }, notes },
    text: [
      file,
      rows([
        ['hash', sha256],
        ['of the plan', planSha256],
        ['to be judged by', judgeBy ?? `day ${judgeByDay} after the last session`],
      ]),
      heldTo.map((held) => `  ${sentenceOf(held)}`).join('\n'),
      '  Each interval is meant to hold in eight cases of ten.',
      ...(notes.length === 0 ? [] : [notesText(notes)]),
    ].join('\n\n'),
  };
}

function sentenceOf({ zone, says, estimate, judgeFrom, judgeBy, judgeFromDay, judgeByDay }: HeldTo): string {
  const when = judgeFrom === null || judgeBy === null ? `days ${judgeFromDay} to ${judgeByDay}` : `${judgeFrom} to ${judgeBy}`;
  return `${zone}, ${when}: ${says} ${estimateText(estimate)}`;
}
