/** Messages between two processes over a pipe: a head in JSON and a body of bytes, each behind its length. */
import type { Readable, Writable } from 'node:stream';

export interface Frame {
  readonly head: unknown;
  readonly body: Uint8Array;
}

const LENGTHS_BYTES = 8;

export function writeFrame(to: Writable, head: unknown, body: Uint8Array): void {
  const text = Buffer.from(JSON.stringify(head));
  const lengths = Buffer.alloc(LENGTHS_BYTES);
  lengths.writeUInt32LE(text.length, 0);
  lengths.writeUInt32LE(body.length, 4);
  to.write(Buffer.concat([lengths, text]));
  // not joined to the rest: it may be hundreds of megabytes
  if (body.length > 0) to.write(body);
}

/** Calls `hear` for each whole message; one that ends with the pipe is dropped. */
export function onFrames(from: Readable, hear: (frame: Frame) => void): void {
  // lengths, head, body, as they come
  let pieces: Piece[] = [piece(LENGTHS_BYTES)];
  from.on('data', (data: Buffer) => {
    let at = 0;
    do {
      const open = pieces[pieces.length - 1];
      at += open.take(data, at);
      if (!open.isFull()) return;
      const [lengths, head, body] = pieces;
      if (head === undefined) pieces.push(piece(lengths.bytes.readUInt32LE(0)));
      else if (body === undefined) pieces.push(piece(lengths.bytes.readUInt32LE(4)));
      else {
        pieces = [piece(LENGTHS_BYTES)];
        hear({ head: JSON.parse(head.bytes.toString()), body: body.bytes });
      }
      // an empty body is full before any more comes
    } while (at < data.length || pieces[pieces.length - 1].isFull());
  });
}

interface Piece {
  readonly bytes: Buffer;
  /** How many of the bytes it took. */
  take(data: Buffer, at: number): number;
  isFull(): boolean;
}

function piece(length: number): Piece {
  const bytes = Buffer.allocUnsafe(length);
  let filled = 0;
  return {
    bytes,
    take(data, at) {
      const taken = Math.min(data.length - at, length - filled);
      data.copy(bytes, filled, at, at + taken);
      filled += taken;
      return taken;
    },
    isFull: () => filled === length,
  };
}
