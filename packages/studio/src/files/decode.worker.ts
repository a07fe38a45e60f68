/** Checks and decodes one photo apart from the page, which ends this worker when it has its answer, or has waited long enough. */
import '../planner/no-eval.ts';
import { notDecoded, readHeader } from '@stubble/engine';
import { canvasDisturbs } from './canvas-pixels.ts';
import { checkedPhoto } from './check-photo.ts';
import { decodePhoto } from './decode-photo.ts';
import type { Answer, Task } from './decoding.ts';
import { looksBlurred } from './sharpness.ts';
import { words } from './words.ts';

async function answerTo({ bytes, name }: Task): Promise<Answer> {
  if (name === null) return writtenPhoto(bytes);
  const checked = checkedPhoto(bytes, name);
  if (!checked.ok) return checked;
  const { format, header, notes } = checked.value;
  const read = await decodePhoto(bytes, format, header);
  if (!read.ok) return read;
  const { photo, transparent } = read;
  const more = [
    ...(transparent ? [words.transparent] : []),
    ...(isGrey(photo.rgba) ? [words.grey] : []),
    ...(looksBlurred(photo.rgba, photo.width, photo.height) ? [words.blurred] : []),
    ...((await canvasDisturbs()) ? [words.disturbed] : []),
  ];
  return { ok: true, photo, notes: [...notes.map(({ message }) => message), ...more] };
}

/** A picture that Stubble wrote: larger than files of photos may be, and looked at when it was a photo. */
async function writtenPhoto(bytes: Uint8Array<ArrayBuffer>): Promise<Answer> {
  const header = readHeader('png', bytes);
  if (header === null) return { ok: false, problem: notDecoded('png') };
  const read = await decodePhoto(bytes, 'png', header);
  return read.ok ? { ok: true, photo: read.photo, notes: [] } : read;
}

/** Asked of the pixels, since most black-and-white photos are saved as colour. */
function isGrey(rgba: Uint8ClampedArray): boolean {
  for (let i = 0; i < rgba.length; i += 4) if (rgba[i] !== rgba[i + 1] || rgba[i] !== rgba[i + 2]) return false;
  return true;
}

const worker = self as unknown as DedicatedWorkerGlobalScope;
worker.onmessage = ({ data }: MessageEvent<Task>) => {
  answerTo(data).then(
    (answer) => worker.postMessage(answer, answer.ok ? [answer.photo.rgba.buffer] : []),
    (error: unknown) => {
      // out of the promise, so that the page is told
      setTimeout(() => {
        throw error;
      });
    },
  );
};
worker.postMessage('ready');
