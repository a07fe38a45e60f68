/** Bytes of a photo to pixels: upright, in 8-bit sRGB. Runs in a process of its own (`decoder-process.ts`), since decoders are given bytes from strangers. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { heicPixels, type Libheif, type PhotoFormat, type PictureHeader, plainPng, readHeader } from '@stubble/engine';
import type sharpModule from 'sharp';
import { systemCode } from './system-error.ts';

/** In three channels, laid on white where it was see-through. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
  readonly isTransparent: boolean;
  readonly isIrregular: boolean;
}

/** The library that one format needs is not installed. */
export class MissingLibrary extends Error {}

/**
 * First words of libjpeg's warnings about headers, not pixels, as some cameras and editors cause them. All its other warnings mean lost or
 * invented pixels, and those refuse the photo.
 */
const HARMLESS_COMPLAINTS = [
  'Invalid SOS parameters',
  'Warning: unknown JFIF revision',
  'Unknown Adobe color transform',
  'Corrupt JPEG data: bad ICC',
];

/** Null where the pixels are damaged. Throws a `MissingLibrary`. */
export async function decodedPixels(bytes: Buffer, format: PhotoFormat, mostPixels: number): Promise<Pixels | null> {
  const header = readHeader(format, bytes);
  if (header === null) return null;
  const decode = decoderFor(format, header, mostPixels);
  try {
    return await decode(bytes, 'warning');
  } catch (error) {
    if (error instanceof MissingLibrary) throw error;
    if (!(error instanceof Error && HARMLESS_COMPLAINTS.some((words) => error.message.includes(words)))) return null;
  }
  try {
    return { ...(await decode(bytes, 'error')), isIrregular: true };
  } catch {
    return null;
  }
}

type Complaint = 'warning' | 'error';
type Decode = (bytes: Buffer, failOn: Complaint) => Promise<Pixels>;

/** AVIF by way of its own colours, since only profiles inside it are heeded, not code numbers; HEIC by a library that heeds neither. */
function decoderFor(format: PhotoFormat, header: PictureHeader, mostPixels: number): Decode {
  const bySharp: Decode = async (bytes, failOn) => inSrgb(bytes, failOn, header, mostPixels);
  if (format === 'heic') return async (bytes, failOn) => bySharp(await heicAsPng(bytes, header.iccProfile), failOn);
  if (format !== 'avif' || header.iccProfile === null) return bySharp;
  return async (bytes, failOn) => bySharp(await asStored(bytes, failOn, header.iccProfile, mostPixels), failOn);
}

/** Upright by all eight EXIF orientations, an embedded colour profile carried over to sRGB, one frame, three channels. */
async function inSrgb(bytes: Buffer, failOn: Complaint, header: PictureHeader, mostPixels: number): Promise<Pixels> {
  const input = (await sharp())(bytes, { failOn, limitInputPixels: mostPixels, autoOrient: true });
  const { icc, depth } = await input.metadata();
  const picture = input.toColourspace('srgb');
  // of 16-bit pictures the colours would otherwise be left in the wide space in which sharp works on them
  const { data, info } = await (icc !== undefined && depth === 'ushort' ? picture.withIccProfile('srgb') : picture)
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  if (!isSizeOf(header, width, height)) throw new Error('another size than its frame says');
  if (channels !== 3 && channels !== 4) throw new Error(`${channels} channels`);
  const { rgb, isTransparent } = channels === 4 ? onWhite(data) : { rgb: data, isTransparent: false };
  return { width, height, rgb, isTransparent, isIrregular: false };
}

/** Perhaps turned; a picture of tiles is judged by the largest that its file holds. */
function isSizeOf({ widthPx, heightPx }: PictureHeader, width: number, height: number): boolean {
  return width * height <= widthPx * heightPx;
}

async function asStored(bytes: Buffer, failOn: Complaint, iccProfile: Uint8Array | null, mostPixels: number): Promise<Buffer> {
  const { data, info } = await (await sharp())(bytes, { failOn, limitInputPixels: mostPixels, ignoreIcc: true })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  return Buffer.from(plainPng(info.width, info.height, info.channels === 4 ? 4 : 3, data, iccProfile).buffer);
}

async function heicAsPng(bytes: Buffer, iccProfile: Uint8Array | null): Promise<Buffer> {
  library ??= libheif();
  const used = library;
  // one that a damaged file has been through is not used again
  library = null;
  const pixels = await heicPixels(used, bytes);
  if (pixels === null) throw new Error('no picture');
  library = used;
  return Buffer.from(plainPng(pixels.width, pixels.height, 4, pixels.rgba, iccProfile).buffer);
}

/** Loading it takes longer than decoding a small picture. */
let library: Libheif | null = null;

function libheif(): Libheif {
  const require = createRequire(import.meta.url);
  try {
    const wasmBinary = readFileSync(require.resolve('libheif-js/libheif-wasm/libheif.wasm'));
    return require('libheif-js/libheif-wasm/libheif.js')({ wasmBinary, print: () => {}, printErr: () => {} });
  } catch (error) {
    if (systemCode(error) === 'MODULE_NOT_FOUND') throw new MissingLibrary();
    throw error;
  }
}

async function sharp(): Promise<typeof sharpModule> {
  const { default: loaded } = await import('sharp');
  loaded.cache(false);
  return loaded;
}

/** RGBA laid on white, as viewers show it. */
function onWhite(rgba: Uint8Array): { readonly rgb: Uint8Array; readonly isTransparent: boolean } {
  const pixels = rgba.length / 4;
  const rgb = new Uint8Array(3 * pixels);
  let isTransparent = false;
  for (let p = 0; p < pixels; p++) {
    const alpha = rgba[4 * p + 3];
    if (alpha < 255) isTransparent = true;
    for (let c = 0; c < 3; c++) {
      const value = rgba[4 * p + c];
      rgb[3 * p + c] = alpha === 255 ? value : Math.round((value * alpha + 255 * (255 - alpha)) / 255);
    }
  }
  return { rgb, isTransparent };
}
