/** Bytes changed as transfer, storage and ill will change them. */
import type { Random } from '@stubble/engine';

const EXTREMES: readonly number[] = [0, 1, 0x7f, 0x80, 0xff];

/** @param other of the same format, for a piece to be put in */
export function mutated(bytes: Buffer, other: Buffer, random: Random): Buffer {
  let made: Buffer = Buffer.from(bytes);
  for (let change = random.below(3); change >= 0; change--) made = CHANGES[random.below(CHANGES.length)](made, other, random);
  return made;
}

type Change = (bytes: Buffer, other: Buffer, random: Random) => Buffer;

/** Half of all places lie in the head of the file, where chance alone would hardly fall and most decisions are made. */
function place(bytes: Buffer, random: Random): number {
  return random.below(Math.max(1, random.below(2) === 0 ? Math.min(bytes.length, 300) : bytes.length));
}

function piece(bytes: Buffer, random: Random): Buffer {
  const at = place(bytes, random);
  return bytes.subarray(at, at + 1 + random.below(64));
}

const CHANGES: readonly Change[] = [
  (bytes, _, random) => changedAt(bytes, place(bytes, random), (old) => old ^ (1 << random.below(8))),
  (bytes, _, random) => changedAt(bytes, place(bytes, random), () => random.below(256)),
  (bytes, _, random) => changedAt(bytes, place(bytes, random), () => EXTREMES[random.below(EXTREMES.length)]),
  // a number of two or four bytes at its least or most
  (bytes, _, random) => {
    const at = place(bytes, random);
    bytes.fill(EXTREMES[random.below(EXTREMES.length)], at, Math.min(bytes.length, at + (random.below(2) === 0 ? 2 : 4)));
    return bytes;
  },
  (bytes, _, random) => bytes.subarray(0, place(bytes, random)),
  (bytes, _, random) => Buffer.concat([bytes, Buffer.alloc(random.below(2000), random.below(256))]),
  (bytes, _, random) => {
    const at = place(bytes, random);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + random.below(64))]);
  },
  (bytes, other, random) => {
    const at = place(bytes, random);
    return Buffer.concat([bytes.subarray(0, at), piece(random.below(2) === 0 ? bytes : other, random), bytes.subarray(at)]);
  },
  (bytes, other, random) => {
    const put = piece(other, random);
    put.copy(bytes, Math.min(place(bytes, random), Math.max(0, bytes.length - put.length)));
    return bytes;
  },
];

function changedAt(bytes: Buffer, at: number, change: (old: number) => number): Buffer {
  if (at < bytes.length) bytes[at] = change(bytes[at]);
  return bytes;
}
