/** SHA-256: by the browser where it may (secure addresses) and there is time, else by our own means. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

export async function digest(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle;
  return subtle === undefined ? sha256(bytes) : new Uint8Array(await subtle.digest('SHA-256', bytes));
}

export async function digestHex(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return bytesToHex(await digest(bytes));
}

/** At once, for short texts: a page that is being closed waits for nothing. */
export function textDigest(text: string): Uint8Array {
  return sha256(new TextEncoder().encode(text));
}

export function textDigestHex(text: string): string {
  return bytesToHex(textDigest(text));
}

export function textDigestBase64(text: string): string {
  return btoa(String.fromCharCode(...textDigest(text)));
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}
