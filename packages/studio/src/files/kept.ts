/** What is kept, read back and checked; and the present photo made ready to be kept, pixel for pixel. */

import type { DecodedPhoto } from '../planner/api.ts';
import { planner } from '../planner/control.ts';
import { startDecoding } from './decoding.ts';
import { digestHex } from './hash.ts';
import { AUTOSAVE_VERSION, type Kept, readKept, wholeSlots } from './slots.ts';
import { type KeptPhoto, NewerVault, openVault, readPhoto, readSlots } from './vault.ts';
import { reasonOf } from './while.ts';
import { words } from './words.ts';

class Damaged extends Error {}

/** Null where nothing is kept. What is damaged is passed over for the save before it; what is from a newer Stubble is not. */
export async function newestKept(): Promise<{ readonly kept: Kept; readonly photo: KeptPhoto } | null> {
  const vault = await openVault();
  try {
    const slots = await readSlots(vault);
    for (const { text } of wholeSlots(slots)) {
      const read = readKept(text);
      if (!read.ok && read.newerVersion !== null) throw new NewerVault(read.newerVersion);
      if (!read.ok) continue;
      const sha256 = read.kept.photoSha256;
      const png = await readPhoto(vault, sha256);
      if (png !== null && (await digestHex(png)) === sha256) return { kept: read.kept, photo: { sha256, png } };
    }
    if (slots.some((slot) => slot !== undefined)) throw new Damaged();
    return null;
  } finally {
    vault.close();
  }
}

/** Takes the bytes over. */
export async function pixelsOf({ png }: KeptPhoto): Promise<DecodedPhoto> {
  const decoded = await startDecoding({ bytes: png, name: null }).answer;
  if (!decoded.ok) throw new Damaged();
  return decoded.photo;
}

export async function presentPhoto(): Promise<KeptPhoto> {
  const bitmap = await planner.before(1, null);
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  // Pixels that are drawn by the graphics card may differ by a level.
  const context = canvas.getContext('2d', { alpha: false, colorSpace: 'srgb', willReadFrequently: true });
  if (context === null) throw new Error('this browser gives no canvas');
  context.imageSmoothingEnabled = false;
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  const png = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer());
  return { sha256: await digestHex(png), png };
}

/** One sentence for the user. */
export function problemOf(error: unknown): string {
  if (error instanceof Damaged) return words.autosaveDamaged;
  if (error instanceof NewerVault) return words.autosaveNewer(error.version, AUTOSAVE_VERSION);
  if (error instanceof DOMException && error.name === 'QuotaExceededError') return words.autosaveFull;
  return words.autosaveFailed(reasonOf(error).replace(/\.$/, ''));
}
