/**
 * Decoding in another process, so that nothing a decoder does with a hostile file reaches this one: it is ended when it takes too long or too much memory,
 * and when it breaks down, that is an answer. It is kept for the next photo, and keeps no program running.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { PhotoFormat } from '@stubble/engine';
import type { Pixels } from './decode-pixels.ts';
import type { DecodeAnswer, DecodeRequest } from './decoder-protocol.ts';
import { type Frame, onFrames, writeFrame } from './frames.ts';

/** Built: a process runs no TypeScript. */
const PROGRAM = fileURLToPath(new URL('../dist/decoder-process.js', import.meta.url));

/**
 * For a photo of so many pixels. A HEIC of 12 megapixels, the slowest, takes about a second; the rest is for slower machines. sharp holds the pixels two
 * or three times while it turns them, with two bytes a colour where the file has them.
 */
const CPU_MS = { start: 4000, perMegapixel: 500 } as const;
const MEMORY_BYTES = { start: 500e6, perPixel: 20 } as const;
/** On the wall, of the time that it may use: for what waits and does nothing, on a machine that does much else. */
const PATIENCE = 8;
const IDLE_MS = 1000;

/** `too-costly`: it would have taken more time or memory than any photo of its size. */
export type Decoding = (Pixels & { readonly is: 'decoded' }) | { readonly is: 'damaged' | 'missing-library' | 'too-costly' };

/** One after the other: each may take gigabytes. */
let last: Promise<unknown> = Promise.resolve();

export function decodedApart(bytes: Uint8Array, format: PhotoFormat, pixels: number, mostPixels: number): Promise<Decoding> {
  const allowed = {
    mostBytes: MEMORY_BYTES.start + MEMORY_BYTES.perPixel * pixels,
    mostCpuMs: CPU_MS.start + (CPU_MS.perMegapixel * pixels) / 1e6,
  };
  const next = last.then(() => decoded(bytes, { format, mostPixels, allowed }));
  last = next;
  return next;
}

interface Decoder {
  readonly process: ChildProcess;
  readonly requests: Socket;
  /** Given to whoever waits; null where nobody does. */
  hear: ((frame: Frame | 'ended') => void) | null;
}

let decoder: Decoder | null = null;
let idle: NodeJS.Timeout | undefined;

async function decoded(bytes: Uint8Array, request: DecodeRequest): Promise<Decoding> {
  clearTimeout(idle);
  decoder ??= started();
  const mine = decoder;
  hold(mine, true);
  const clock = setTimeout(() => mine.process.kill('SIGKILL'), PATIENCE * request.allowed.mostCpuMs);
  const frame = await new Promise<Frame | 'ended'>((resolve) => {
    mine.hear = resolve;
    writeFrame(mine.requests, request, bytes);
  });
  clearTimeout(clock);
  mine.hear = null;
  // by its watch, the clock, or a system that is out of memory
  if (frame === 'ended') return { is: mine.process.signalCode === 'SIGKILL' ? 'too-costly' : 'damaged' };
  hold(mine, false);
  idle = setTimeout(() => end(mine), IDLE_MS).unref();
  const answer = frame.head as DecodeAnswer;
  if (answer.is !== 'decoded') return answer;
  // not Node's Buffer, whose slice() is no copy as that of other arrays is
  const { buffer, byteOffset, length } = frame.body;
  return { ...answer, rgb: new Uint8Array(buffer, byteOffset, length) };
}

function started(): Decoder {
  // what it does not need to know it is not told
  const { STUBBLE_PASSPHRASE: _, ...env } = process.env;
  const child = spawn(process.execPath, [PROGRAM], { stdio: ['pipe', 'ignore', 'ignore', 'pipe'], env });
  const [requests, answers] = [child.stdin as unknown as Socket, child.stdio[3] as Socket];
  const made: Decoder = { process: child, requests, hear: null };
  onFrames(answers, (frame) => made.hear?.(frame));
  const gone = (): void => {
    if (decoder === made) decoder = null;
    made.hear?.('ended');
  };
  child.once('close', gone);
  child.once('error', gone);
  // that it is gone is heard once, above
  requests.on('error', () => {});
  answers.on('error', () => {});
  return made;
}

function end(one: Decoder): void {
  if (decoder === one) decoder = null;
  one.requests.end();
}

/** Whether this program waits for the other. */
function hold({ process: child, requests }: Decoder, isHeld: boolean): void {
  for (const one of [child, requests, child.stdio[3] as Socket]) isHeld ? one.ref() : one.unref();
}
