/** The model that tells a person from the background, from the installed package that holds it. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { systemCode } from './system-error.ts';

/** Null where the package, or the model in it, is not installed: the head is then outlined without it. */
export async function personModelBytes(): Promise<Uint8Array | null> {
  try {
    const path = createRequire(import.meta.url).resolve('@mediapipe/selfie_segmentation/selfie_segmentation.tflite');
    const bytes = await readFile(path);
    return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  } catch (error) {
    const code = systemCode(error);
    if (code === 'MODULE_NOT_FOUND' || code === 'ENOENT') return null;
    throw error;
  }
}
