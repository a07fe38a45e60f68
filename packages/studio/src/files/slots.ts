/**
 * Two slots are written in turn, each with a counter and a hash: a page that dies in the middle of a save leaves the save before it whole in
 * the other slot. The newest whole one counts.
 */
import type { Inputs } from '../state/inputs.ts';
import type { PhotoInfo } from '../state/store.ts';
import { textDigestHex } from './hash.ts';

export const AUTOSAVE_VERSION = 1;
const FORMAT = 'stubble-autosave';

export interface Slot {
  readonly counter: number;
  /** Of counter and text. */
  readonly sha256: string;
  readonly text: string;
}

/** What a slot's text says. The photo lies beside the slots, by its hash. */
export interface Kept {
  readonly savedAt: string;
  readonly photoSha256: string;
  readonly photo: PhotoInfo;
  readonly inputs: Inputs;
}

export function sealed(counter: number, text: string): Slot {
  return { counter, sha256: hashOf(counter, text), text };
}

/** The whole ones among what was found, newest first. */
export function wholeSlots(found: readonly unknown[]): readonly Slot[] {
  return found.filter(isWhole).sort((a, b) => b.counter - a.counter);
}

/** Where the next save goes, and its counter: never over the newest whole one. */
export function nextTurn(found: readonly unknown[]): { readonly place: 0 | 1; readonly counter: number } {
  const newest = wholeSlots(found)[0];
  if (newest === undefined) return { place: 0, counter: 1 };
  return { place: found[0] === newest ? 1 : 0, counter: newest.counter + 1 };
}

function isWhole(found: unknown): found is Slot {
  if (typeof found !== 'object' || found === null) return false;
  const { counter, sha256, text } = found as Partial<Record<keyof Slot, unknown>>;
  return typeof counter === 'number' && Number.isSafeInteger(counter) && typeof text === 'string' && sha256 === hashOf(counter, text);
}

function hashOf(counter: number, text: string): string {
  return textDigestHex(`${counter}\n${text}`);
}

export function keptText(kept: Kept): string {
  return JSON.stringify({ format: FORMAT, version: AUTOSAVE_VERSION, ...kept });
}

export type ReadKept = { readonly ok: true; readonly kept: Kept } | { readonly ok: false; readonly newerVersion: number | null };

export function readKept(text: string): ReadKept {
  const damaged: ReadKept = { ok: false, newerVersion: null };
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return damaged;
  }
  const { format, version, ...kept } = (raw ?? {}) as Partial<Kept> & { readonly format?: unknown; readonly version?: unknown };
  if (format !== FORMAT || typeof version !== 'number') return damaged;
  if (version > AUTOSAVE_VERSION) return { ok: false, newerVersion: version };
  const isThere = typeof kept.photoSha256 === 'string' && isObject(kept.photo) && isObject(kept.inputs);
  return isThere ? { ok: true, kept: kept as Kept } : damaged;
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
