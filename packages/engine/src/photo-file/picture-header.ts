/** What the frame of a picture file says of the picture, before any of its pixels is decoded. */
/**
 * Segments, chunks, strips and tiles that are gone through. 80 MB of PNG in the usual chunks of 8 kB are 10,000; millions of empty ones took a decoder 5 s
 * (PNG) or gigabytes (JPEG).
 */
export const MOST_PARTS = 50_000;

export interface PictureHeader {
  /** As stored: a decoder may turn the picture afterwards. Of what is largest in the file, where that is not the picture itself. */
  readonly widthPx: number;
  readonly heightPx: number;
  /** Four inks instead of three lights: JPEG and TIFF files from print work. */
  readonly printColours: boolean;
  readonly animated: boolean;
  /** The file goes on to its end mark, or to its declared length. */
  readonly complete: boolean;
  /** Passes over the whole picture that the decoder must make (progressive JPEG); 1 elsewhere. */
  readonly scans: number;
  /** Segments, chunks, strips, tiles: decoders keep or check each one, however empty. Not counted far beyond the most that is read. */
  readonly parts: number;
  /** Pages of a TIFF file; 1 elsewhere. */
  readonly pictures: number;
  /** Which way up a TIFF picture is stored, 1 to 8 as EXIF counts; 1 in all others, whose decoders see to it. */
  readonly orientation: number;
  /** Colour profile of a TIFF, AVIF or HEIC picture; null where it has none, and in the other formats, whose decoders read it themselves. */
  readonly iccProfile: Uint8Array | null;
  /** What the file holds that its format allows and that is not read, as the end of a sentence that begins with its name; null where it is well. */
  readonly refusal: string | null;
}
