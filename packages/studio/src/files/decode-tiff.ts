/** The first page of a TIFF file in bands of rows, by the library geotiff, which the caller loads only where such a picture is opened. */
import { type PictureHeader, readHeader } from '@stubble/engine';
import { type BlockLayout, blockBytes, inflated, type Unpack, unpackedBits, unpackedBlock, unpackedLzw } from './tiff-blocks.ts';
import { channelsOf, PHOTOMETRIC, type TiffColours, toRgb } from './tiff-colours.ts';
import { withoutOpacity, withTables } from './tiff-jpeg.ts';

/** Pixels that are handed on at once, where the file allows: the rest of them need memory only once, in their final form. */
const BAND_PIXELS = 4e6;
/** What all blocks may unpack to: 100 megapixels of 16 bits in four colours, and a third more for tiles that hang over the edges. */
const MOST_BLOCK_BYTES = 1.1e9;
const NONE = 1;
const JPEG = 7;

type Library = typeof import('geotiff');

export interface Bands {
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
  /** 8-bit, whole rows from top to bottom, as stored. */
  readonly bands: AsyncIterable<Uint8Array>;
}

export type JpegDecoder = (jpeg: Uint8Array<ArrayBuffer>) => Promise<{ readonly rgba: Uint8ClampedArray }>;

/**
 * Throws where the file is damaged.
 * @param decodeJpeg the browser's own decoder, without any colour management
 */
export async function tiffBands(
  { fromArrayBuffer, getDecoder }: Library,
  bytes: Uint8Array<ArrayBuffer>,
  { widthPx, heightPx }: PictureHeader,
  decodeJpeg: JpegDecoder,
): Promise<Bands> {
  const image = await (await fromArrayBuffer(bytes.buffer)).getImage(0);
  const tags = image.getFileDirectory();
  const one = async (tag: Parameters<typeof tags.loadValue>[0], usual: number): Promise<number> =>
    Number((await tags.loadValue(tag)) ?? usual);
  const samples = image.getSamplesPerPixel();
  const bitsOf: readonly number[] = Array.from((await tags.loadValue('BitsPerSample')) ?? []);
  const [bits] = bitsOf;
  if ((bits !== 8 && bits !== 16) || bitsOf.length !== samples || bitsOf.some((other) => other !== bits)) throw new Error('unlike samples');
  if (image.getWidth() !== widthPx || image.getHeight() !== heightPx) throw new Error('another size than its frame says');

  const isPlanar = image.planarConfiguration === 2;
  const layout: BlockLayout = {
    widthPx: image.getTileWidth(),
    rows: image.getTileHeight(),
    samples: isPlanar ? 1 : samples,
    bits,
    isDifferences: (await one('Predictor', 1)) === 2,
    isLittle: image.littleEndian,
  };
  const across = Math.ceil(widthPx / layout.widthPx);
  const planes = isPlanar ? samples : 1;
  if (!(blockBytes(layout) * across * Math.ceil(heightPx / layout.rows) * planes <= MOST_BLOCK_BYTES))
    throw new Error('blocks too large for the picture');

  const compression = await one('Compression', NONE);
  const stored = await one('PhotometricInterpretation', PHOTOMETRIC.blackIsZero);
  const isYCbCr = stored === PHOTOMETRIC.yCbCr;
  // browsers know no JPEG of two channels, and of four only with colours turned round
  const isBrowsers = compression === JPEG && (layout.samples === 1 || layout.samples === 3);
  const unpackJpeg = async (): Promise<Unpack> => {
    const tables = (await tags.loadValue('JPEGTables')) as Uint8Array | undefined;
    const ofBlocks = { tileWidth: layout.widthPx, tileHeight: layout.rows, predictor: 1, bitsPerSample: bits, planarConfiguration: 1 };
    const library = await getDecoder(JPEG, { ...ofBlocks, JPEGTables: tables } as typeof ofBlocks);
    return async (packed) => {
      const jpeg = withTables(packed, tables, isYCbCr);
      const header = readHeader('jpeg', jpeg);
      if (header === null || header.widthPx !== layout.widthPx || header.heightPx > layout.rows) throw new Error('a block of another size');
      if (!isBrowsers) return new Uint8Array((await library.decode(packed.buffer)) as ArrayBuffer);
      return withoutOpacity((await decodeJpeg(jpeg)).rgba, layout.samples === 1 ? 1 : 3);
    };
  };
  const unpack = compression === JPEG ? await unpackJpeg() : UNPACKERS[compression];
  if (unpack === undefined) throw new Error(`packing ${compression}`);
  // in place of the library's own decoders, which know no limit
  const decoder = { decode: (packed: ArrayBuffer) => unpackedBlock(packed, unpack, layout) } as never;

  const colours: TiffColours = {
    // which the browser has already turned into lights
    photometric: isYCbCr && isBrowsers && layout.samples === 3 ? PHOTOMETRIC.rgb : stored,
    samples,
    bits,
    palette: stored === PHOTOMETRIC.palette ? (((await tags.loadValue('ColorMap')) as Uint16Array | undefined) ?? null) : null,
    isPremultiplied: (await tags.loadValue('ExtraSamples'))?.[0] === 1,
  };
  // whole rows of blocks, so that none is unpacked twice
  const blocksDown = Math.max(1, Math.floor(BAND_PIXELS / (widthPx * layout.rows)));
  async function* bands(): AsyncGenerator<Uint8Array> {
    for (let top = 0; top < heightPx; top += blocksDown * layout.rows) {
      const rows = Math.min(blocksDown * layout.rows, heightPx - top);
      const raw = bits === 8 ? new Uint8Array(rows * widthPx * samples) : new Uint16Array(rows * widthPx * samples);
      for (let below = 0; below < rows; below += layout.rows)
        for (let x = 0; x < across; x++)
          for (let plane = 0; plane < planes; plane++) {
            const { data } = await image.getTileOrStrip(x, (top + below) / layout.rows, plane, decoder);
            const here = Math.min(layout.rows, rows - below);
            putBlock(raw, { left: x * layout.widthPx, top: below, widthPx, rows: here, samples, plane }, data as ArrayBuffer, layout);
          }
      yield toRgb(raw, colours);
    }
  }
  return { width: widthPx, height: heightPx, channels: channelsOf(colours), bands: bands() };
}

const UNPACKERS: Readonly<Record<number, Unpack>> = {
  [NONE]: (packed) => packed,
  5: unpackedLzw,
  8: inflated,
  32946: inflated,
  32773: unpackedBits,
};

interface Place {
  readonly left: number;
  readonly top: number;
  /** Of the picture. */
  readonly widthPx: number;
  readonly rows: number;
  readonly samples: number;
  readonly plane: number;
}

/** What a tile holds beyond the picture's right edge is left out. */
function putBlock(raw: Uint8Array | Uint16Array, place: Place, block: ArrayBuffer, layout: BlockLayout): void {
  const { left, top, widthPx, rows, samples, plane } = place;
  if (block.byteLength < blockBytes({ ...layout, rows })) throw new RangeError('a block is cut short');
  const values = layout.bits === 8 ? new Uint8Array(block) : numbersOf(block, layout.isLittle);
  const columns = Math.min(layout.widthPx, widthPx - left);
  for (let y = 0; y < rows; y++) {
    const from = y * layout.widthPx * layout.samples;
    const to = ((top + y) * widthPx + left) * samples;
    if (layout.samples === samples) raw.set(values.subarray(from, from + columns * samples), to);
    else for (let x = 0; x < columns; x++) raw[to + x * samples + plane] = values[from + x];
  }
}

function numbersOf(block: ArrayBuffer, isLittle: boolean): Uint16Array {
  const view = new DataView(block);
  const values = new Uint16Array(block.byteLength >> 1);
  for (let i = 0; i < values.length; i++) values[i] = view.getUint16(2 * i, isLittle);
  return values;
}
