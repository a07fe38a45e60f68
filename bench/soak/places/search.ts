/** Looks for bytes in a file and in everything that is packed, folded or encoded within it, and for metadata in its pictures. */
import { inflateSync } from 'node:zlib';
import { SIMULATION_XMP } from '@stubble/files';
import { unzipSync } from 'fflate';
import type { Needle } from './canary.ts';

/** A file, or something found inside one. */
interface View {
  readonly where: string;
  readonly bytes: Buffer;
}

export interface Search {
  readonly found: readonly string[];
  /** Of the file and of all that was unfolded from it. */
  readonly searchedBytes: number;
}

/** Things inside things inside things: more is not made by us. */
const MOST_DEPTH = 5;

/** @param isOurs whether it is a file that Stubble wrote, in whose pictures only the mark of a simulation may stand */
export function search(where: string, bytes: Buffer, needles: readonly Needle[], isOurs: boolean): Search {
  const found: string[] = [];
  let searchedBytes = 0;
  const visit = (view: View, depth: number): void => {
    searchedBytes += view.bytes.length;
    for (const needle of needles) if (view.bytes.includes(needle.bytes)) found.push(`${view.where} holds ${needle.says}`);
    if (isOurs) found.push(...metadataIn(view));
    if (depth < MOST_DEPTH) for (const inner of insideOf(view)) visit(inner, depth + 1);
  };
  visit({ where, bytes }, 0);
  return { found, searchedBytes };
}

function insideOf({ where, bytes }: View): View[] {
  const within = (what: string, inner: Uint8Array | null): View[] =>
    inner === null ? [] : [{ where: `${where}: ${what}`, bytes: Buffer.from(inner.buffer, inner.byteOffset, inner.byteLength) }];
  if (isPng(bytes))
    return pngChunks(bytes)
      .flatMap(({ name, data }) => within(name, unfoldedChunk(name, data)))
      .concat(within('IDAT', pixelsOf(bytes)));
  if (isJpeg(bytes)) return [];
  if (bytes.subarray(0, 5).toString('latin1') === '%PDF-') return streamsOf(bytes).flatMap((stream, i) => within(`stream ${i}`, stream));
  if (bytes.subarray(0, 4).toString('latin1') === 'PK\x03\x04')
    return Object.entries(unzipSync(bytes)).flatMap(([name, entry]) => within(name, entry));
  return encodedIn(bytes).flatMap((inner, i) => within(`encoded part ${i}`, inner));
}

/** Base64 of some length in a text: pictures of a page, packed columns of a plan. */
function encodedIn(bytes: Buffer): Buffer[] {
  if (bytes.includes(0)) return [];
  return Array.from(bytes.toString('latin1').matchAll(/[A-Za-z0-9+/]{64,}={0,2}/g), ([text]) => Buffer.from(text, 'base64'));
}

function streamsOf(pdf: Buffer): Buffer[] {
  const streams: Buffer[] = [];
  for (let at = pdf.indexOf('stream'); at >= 0; ) {
    const end = pdf.indexOf('endstream', at);
    if (end < 0) break;
    const start = at + 'stream'.length + (pdf[at + 'stream'.length] === 13 ? 2 : 1);
    const stream = pdf.subarray(start, end);
    streams.push(inflated(stream) ?? stream);
    at = pdf.indexOf('stream', end + 'endstream'.length);
  }
  return streams;
}

interface Chunk {
  readonly name: string;
  readonly data: Buffer;
}

function pngChunks(png: Buffer): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = 8; at + 12 <= png.length; at += 12 + png.readUInt32BE(at))
    chunks.push({ name: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + png.readUInt32BE(at)) });
  return chunks;
}

function pixelsOf(png: Buffer): Buffer | null {
  return inflated(Buffer.concat(pngChunks(png).flatMap(({ name, data }) => (name === 'IDAT' ? [data] : []))));
}

/** Keyword, a zero, then the folded rest: at once in zTXt and iCCP behind the method; in iTXt behind flags, language and translated keyword. */
function unfoldedChunk(name: string, data: Buffer): Buffer | null {
  const keywordEnd = data.indexOf(0);
  if (keywordEnd < 0) return null;
  if (name === 'zTXt' || name === 'iCCP') return inflated(data.subarray(keywordEnd + 2));
  if (name !== 'iTXt' || data[keywordEnd + 1] !== 1) return null;
  return inflated(data.subarray(data.indexOf(0, data.indexOf(0, keywordEnd + 3) + 1) + 1));
}

function inflated(bytes: Buffer): Buffer | null {
  try {
    return inflateSync(bytes);
  } catch {
    return null;
  }
}

function isPng(bytes: Buffer): boolean {
  return bytes.subarray(0, 8).toString('latin1') === '\x89PNG\r\n\x1a\n';
}

function isJpeg(bytes: Buffer): boolean {
  return bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
}

/** What a picture of ours holds besides its pixels: nothing, or the mark of a simulation. */
function metadataIn({ where, bytes }: View): string[] {
  if (isPng(bytes)) {
    const chunks = pngChunks(bytes);
    const allowed = (chunk: Chunk): boolean =>
      ['IHDR', 'IDAT', 'IEND', 'pHYs'].includes(chunk.name) ||
      (chunk.name === 'iTXt' && chunk.data.equals(Buffer.from(`XML:com.adobe.xmp\0\0\0\0\0${SIMULATION_XMP}`)));
    const whole = 8 + chunks.reduce((sum, { data }) => sum + 12 + data.length, 0);
    return [
      ...chunks.filter((chunk) => !allowed(chunk)).map(({ name }) => `${where} holds a chunk ${name}`),
      ...(whole === bytes.length ? [] : [`${where} goes on behind its end`]),
    ];
  }
  return isJpeg(bytes) ? jpegMetadata(where, bytes) : [];
}

function jpegMetadata(where: string, jpeg: Buffer): string[] {
  const found: string[] = [];
  let at = 2;
  for (; jpeg[at + 1] !== 0xda && at + 4 <= jpeg.length; at += 2 + jpeg.readUInt16BE(at + 2)) {
    const marker = jpeg[at + 1];
    const data = jpeg.subarray(at + 4, at + 2 + jpeg.readUInt16BE(at + 2));
    const isMark = marker === 0xe1 && data.equals(Buffer.from(`http://ns.adobe.com/xap/1.0/\0${SIMULATION_XMP}`));
    if (((marker >= 0xe1 && marker <= 0xef) || marker === 0xfe) && !isMark) found.push(`${where} holds a segment ${marker.toString(16)}`);
  }
  // within coded pixels this pair of bytes does not occur
  if (jpeg.indexOf(Buffer.from([0xff, 0xd9]), at) !== jpeg.length - 2) found.push(`${where} goes on behind its end`);
  return found;
}
