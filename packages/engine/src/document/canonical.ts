/** One text for one document: the form that is hashed. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Plan } from './schema.ts';

/**
 * Canonical JSON after RFC 8785: keys in the order of their UTF-16 code units, no white space, numbers as ECMAScript prints them (−0 as 0).
 * Keys whose value is undefined are left out. Throws a RangeError on a number that is not finite and a TypeError on what JSON cannot hold.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError(`${value} has no place in JSON`);
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object') throw new TypeError(`${typeof value} has no place in JSON`);
  const entries = Object.entries(value).filter(([, v]) => v !== undefined);
  entries.sort(([p], [q]) => (p < q ? -1 : p > q ? 1 : 0));
  return `{${entries.map(([key, v]) => `${JSON.stringify(key)}:${canonicalJson(v)}`).join(',')}}`;
}

/** Hex SHA-256 of the canonical JSON of everything but the field `sha256` itself. */
export function documentSha256(document: object): string {
  const { sha256: _, ...rest } = document as { readonly sha256?: string };
  return bytesToHex(sha256(utf8ToBytes(canonicalJson(rest))));
}

export function planSha256(plan: Omit<Plan, 'sha256'>): string {
  return documentSha256(plan);
}

/** Hex SHA-256 of bytes, e.g. of a photo's oriented sRGB pixels. */
export function sha256Hex(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes));
}
