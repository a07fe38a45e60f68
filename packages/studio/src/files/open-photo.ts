/** A photo from disk, clipboard or drop becomes the studio's photo, or the reason why not is said and the present one stays. */
import { photoOpened } from '../planner/control.ts';
import { checkPhoto, sizeProblem } from './check-photo.ts';
import { canvasDisturbs, type Decoded, decodePhoto, isGrey } from './decode-photo.ts';
import { looksBlurred } from './sharpness.ts';
import { complain, whileBusy, whileOpening } from './while.ts';
import { words } from './words.ts';

void canvasDisturbs();

/** A later file overtakes one that is still being read. */
let latest = 0;

export async function openPhotoFile(file: Blob, name: string): Promise<void> {
  const mine = ++latest;
  const read = await whileBusy(words.busyOpening, () => readPhoto(file, name));
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

type Read = Extract<Decoded, { ok: false }> | (Extract<Decoded, { ok: true }> & { readonly notes: readonly string[] });

async function readPhoto(file: Blob, name: string): Promise<Read> {
  const problem = sizeProblem(file.size);
  if (problem !== null) return { ok: false, problem };
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    return { ok: false, problem: words.unreadable };
  }
  const checked = checkPhoto(bytes, name);
  if (!checked.ok) return checked;
  const decoded = await decodePhoto(bytes, checked.format, checked.header);
  if (!decoded.ok) return decoded;
  const { rgba, width, height } = decoded.photo;
  const notes = [
    ...checked.notes,
    ...(decoded.transparent ? [words.transparent] : []),
    ...(isGrey(rgba) ? [words.grey] : []),
    ...(looksBlurred(rgba, width, height) ? [words.blurred] : []),
    ...((await canvasDisturbs()) ? [words.disturbed] : []),
  ];
  return { ...decoded, notes };
}

/** The picture among what was dropped or pasted; where there is none, the first file, whose refusal then says what it is. */
export function photoFromTransfer(data: DataTransfer | null): File | null {
  const files = [...(data?.files ?? [])];
  return files.find(({ type }) => type.startsWith('image/')) ?? files[0] ?? null;
}
