/** How each kind of file is called in a sentence, article included. */
import type { FileKind } from '@stubble/engine';

export const KIND_NAMES: Readonly<Record<FileKind, string>> = {
  jpeg: 'a JPEG picture',
  png: 'a PNG picture',
  webp: 'a WebP picture',
  gif: 'a GIF picture',
  tiff: 'a TIFF or camera raw picture',
  heic: 'a HEIC picture',
  avif: 'an AVIF picture',
  svg: 'an SVG drawing',
  pdf: 'a PDF document',
  bmp: 'a BMP picture',
  psd: 'a Photoshop picture',
  jxl: 'a JPEG XL picture',
  jp2: 'a JPEG 2000 picture',
  dicom: 'a DICOM picture',
  video: 'a video',
  zip: 'a zip archive',
  locked: 'a file locked with a passphrase',
};
