/**
 * The program that decodes photos for others: requests on standard input, answers on the fourth pipe, where no word of a library gets in between. It ends
 * with the one who started it.
 */
import { Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import { decodedPixels, MissingLibrary } from './decode-pixels.ts';
import type { DecodeAnswer, DecodeRequest } from './decoder-protocol.ts';
import type { Allowed } from './decoder-watch.ts';
import { type Frame, onFrames, writeFrame } from './frames.ts';

const answers = new Socket({ fd: 3, readable: false, writable: true });
const watch = new Worker(new URL('./decoder-watch.js', import.meta.url));

onFrames(process.stdin, (frame) => void answer(frame));
process.stdin.on('end', () => process.exit());

async function answer({ head, body }: Frame): Promise<void> {
  const { format, mostPixels, allowed } = head as DecodeRequest;
  watch.postMessage(allowed satisfies Allowed);
  const [said, rgb] = await decoded(Buffer.from(body.buffer, body.byteOffset, body.byteLength), format, mostPixels);
  watch.postMessage(null);
  writeFrame(answers, said, rgb);
}

async function decoded(
  bytes: Buffer,
  format: DecodeRequest['format'],
  mostPixels: number,
): Promise<readonly [said: DecodeAnswer, rgb: Uint8Array]> {
  const nothing = new Uint8Array(0);
  try {
    const pixels = await decodedPixels(bytes, format, mostPixels);
    if (pixels === null) return [{ is: 'damaged' }, nothing];
    const { rgb, ...said } = pixels;
    return [{ is: 'decoded', ...said }, rgb];
  } catch (error) {
    if (!(error instanceof MissingLibrary)) throw error;
    return [{ is: 'missing-library' }, nothing];
  }
}
