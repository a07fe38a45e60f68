/** A photo from disk, clipboard or drop becomes the studio's photo, or the reason why not is said and the present one stays. */
import { sizeProblem } from '@stubble/engine';
import { photoOpened } from '../planner/control.ts';
import { type Answer, type Decoding, startDecoding } from './decoding.ts';
import { complain, whileBusy, whileOpening } from './while.ts';
import { words } from './words.ts';

/** A later file overtakes one that is still being read. */
let latest = 0;
let underWay: Decoding | null = null;

export async function openPhotoFile(file: Blob, name: string): Promise<void> {
  const mine = ++latest;
  underWay?.end();
  const read = await whileBusy(words.busyOpening, () => readPhoto(file, name, () => mine === latest));
  if (mine !== latest) return;
  const shownName = name === '' ? words.unnamedPhoto : name;
  if (!read.ok) {
    complain(words.problemOf(shownName, read.problem));
    return;
  }
  const { photo, notes } = read;
  const info = { width: photo.width, height: photo.height, name: shownName, sample: false, notes };
  try {
    await whileOpening(() => photoOpened(photo, info));
  } catch {
    complain(words.problemOf(shownName, words.noMemory));
  }
}

async function readPhoto(file: Blob, name: string, isLatest: () => boolean): Promise<Answer> {
  const problem = sizeProblem(file.size);
  if (problem !== null) return { ok: false, problem };
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    return { ok: false, problem: words.unreadable };
  }
  if (!isLatest()) return { ok: false, problem: words.overtaken };
  underWay = startDecoding({ bytes, name });
  return underWay.answer;
}

/** The picture among what was dropped or pasted; where there is none, the first file, whose refusal then says what it is. */
export function photoFromTransfer(data: DataTransfer | null): File | null {
  const files = [...(data?.files ?? [])];
  return files.find(({ type }) => type.startsWith('image/')) ?? files[0] ?? null;
}
