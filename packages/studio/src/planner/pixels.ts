/** Pixels between a canvas and the engine. */
import { type Raster, raster, shrunkPhoto } from '@stubble/engine';
import type { DecodedPhoto } from './api.ts';

export function rgbOf({ width, height, rgba }: DecodedPhoto): Raster<'srgb8'> {
  const data = new Uint8Array(3 * width * height);
  for (let i = 0, j = 0; j < data.length; i += 4, j += 3) {
    data[j] = rgba[i];
    data[j + 1] = rgba[i + 1];
    data[j + 2] = rgba[i + 2];
  }
  return raster('srgb8', width, height, data);
}

export function imageDataOf({ width, height, data }: Raster<'srgb8'>): ImageData {
  const rgba = new Uint8ClampedArray(4 * width * height);
  for (let i = 0, j = 0; j < data.length; i += 4, j += 3) {
    rgba[i] = data[j];
    rgba[i + 1] = data[j + 1];
    rgba[i + 2] = data[j + 2];
    rgba[i + 3] = 255;
  }
  return new ImageData(rgba, width, height);
}

export async function bitmapOf(picture: Raster<'srgb8'>): Promise<ImageBitmap> {
  return createImageBitmap(imageDataOf(picture));
}

function canvasWith(picture: Raster<'srgb8'>): OffscreenCanvas {
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const context = canvas.getContext('2d', { colorSpace: 'srgb' });
  if (context === null) throw new Error('this browser gives no canvas to workers');
  context.putImageData(imageDataOf(picture), 0, 0);
  return canvas;
}

export async function pngOf(picture: Raster<'srgb8'>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await (await canvasWith(picture).convertToBlob({ type: 'image/png' })).arrayBuffer());
}

export async function jpegUri(picture: Raster<'srgb8'>): Promise<string> {
  const scale = Math.min(1, 1600 / Math.max(picture.width, picture.height));
  const small = scale === 1 ? picture : shrunkPhoto(picture, scale);
  const blob = await canvasWith(small).convertToBlob({ type: 'image/jpeg', quality: 0.88 });
  return new FileReaderSync().readAsDataURL(blob);
}

/** Bytes in a buffer that can be handed over. */
export function bytesOf(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer ? (bytes as Uint8Array<ArrayBuffer>) : new Uint8Array(bytes);
}
