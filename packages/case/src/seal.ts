/**
 * The seal of a case: `sha256:` and 64 digits as the comment at the end of its zip, over the whole file with those digits read as zeros. So a
 * change is found wherever it falls, also in the fields of a zip that nobody reads.
 */
import { sha256Hex } from '@stubble/engine';
import { strFromU8, strToU8 } from 'fflate';

const PREFIX = 'sha256:';
const DIGITS = 64;
const SEAL_BYTES = PREFIX.length + DIGITS;
const ZERO = 0x30;

/** @param zip without a comment of its own */
export function sealed(zip: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(zip.length + SEAL_BYTES);
  bytes.set(zip);
  // the last field of a zip is the length of its comment
  new DataView(bytes.buffer).setUint16(zip.length - 2, SEAL_BYTES, true);
  bytes.set(strToU8(PREFIX + '0'.repeat(DIGITS)), zip.length);
  bytes.set(strToU8(sha256Hex(bytes)), bytes.length - DIGITS);
  return bytes;
}

/** Whether a comment is a seal at all. */
export function isSeal(comment: Uint8Array): boolean {
  return comment.length === SEAL_BYTES && strFromU8(comment, true).startsWith(PREFIX);
}

/** @param bytes of a file that ends with a seal */
export function sealFits(bytes: Uint8Array): boolean {
  // a copy also of Node's Buffer, whose own slice is none
  const zeroed = new Uint8Array(bytes);
  zeroed.fill(ZERO, bytes.length - DIGITS);
  return strFromU8(bytes.subarray(bytes.length - DIGITS), true) === sha256Hex(zeroed);
}
