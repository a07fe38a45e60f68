/**
 * The directory of a zip, read so that nothing is believed that was not looked at: where entries lie, that they do not lie over each other, and
 * that they unfold to what was declared and no further. The library that unfolds believes a header that lies, so that it only gets the bytes.
 */
import { fail, ok, type Result } from '@stubble/engine';
import { Inflate, strFromU8 } from 'fflate';

export interface Entry {
  readonly name: string;
  readonly flags: number;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly packedBytes: number;
  /** As declared. */
  readonly unfoldedBytes: number;
  /** Of its own header. */
  readonly at: number;
}

export interface Archive {
  readonly bytes: Uint8Array;
  /** How many the file says that it holds. */
  readonly count: number;
  /** The first of them: no more than are worth looking at. */
  readonly entries: readonly Entry[];
  /** Where the directory begins and all entries must have ended. */
  readonly directoryAt: number;
  readonly comment: Uint8Array;
}

// signatures and sizes after APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16
const ENTRY_SIGNATURE = 0x04034b50;
const ENTRY_BYTES = 30;
const LISTED_SIGNATURE = 0x02014b50;
const LISTED_BYTES = 46;
const END_SIGNATURE = 0x06054b50;
const END_BYTES = 22;
const MOST_COMMENT_BYTES = 0xffff;
/** Stands for "see the large form". */
const LARGE_16 = 0xffff;
const LARGE_32 = 0xffffffff;
const UTF8_NAME = 0x800;
/** Encrypted, strongly encrypted, or with a masked header. */
const ENCRYPTED = 0x2041;
/** A directory of more is not walked to its end; a case has three. */
const MOST_ENTRIES = 64;
/** Of packed bytes handed on at a time, at least; more only where they cannot unfold to more than was declared. Then the size is looked at. */
const LEAST_STEP_BYTES = 256;
/** No deflated byte unfolds to more (RFC 1951: 258 bytes for two bits, less what the block's head takes). */
const MOST_FOLD = 1032;

const OTHER_SIZE = 'is not as large as the zip says';
const DAMAGED = 'is not a readable case: the zip is damaged';

export function openArchive(file: Uint8Array): Result<Archive> {
  // plain, so that no part of it is Node's Buffer, whose slice is no copy
  const bytes = new Uint8Array(file.buffer, file.byteOffset, file.byteLength);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const endAt = endOf(view);
  if (endAt === null) return fail('', 'is not a readable case: the end of the zip is missing, so that it is cut short or damaged');
  const [disk, firstDisk, here, count] = [4, 6, 8, 10].map((field) => view.getUint16(endAt + field, true));
  const sizeBytes = view.getUint32(endAt + 12, true);
  const directoryAt = view.getUint32(endAt + 16, true);
  if (count === LARGE_16 || here === LARGE_16 || sizeBytes === LARGE_32 || directoryAt === LARGE_32)
    return fail('', 'is not a readable case: it is a zip of the large form (zip64), which a case never is');
  if (disk !== 0 || firstDisk !== 0 || here !== count || directoryAt + sizeBytes !== endAt) return fail('', DAMAGED);
  const entries: Entry[] = [];
  let at = directoryAt;
  while (entries.length < Math.min(count, MOST_ENTRIES)) {
    const listed = listedAt(view, at, endAt);
    if (listed === null) return fail('', DAMAGED);
    entries.push(listed.entry);
    at = listed.next;
  }
  if (entries.length === count && at !== endAt) return fail('', DAMAGED);
  return ok({ bytes, count, entries, directoryAt, comment: bytes.subarray(endAt + END_BYTES) });
}

/** What is wrong with an entry by what the directory says of it alone; null where nothing is. */
export function unfit({ name, flags, method, packedBytes, unfoldedBytes }: Entry, limitBytes: number): Result<never> | null {
  if ((flags & ENCRYPTED) !== 0) return fail(name, 'is locked by the zip itself, which an entry of a case never is');
  if (method !== 0 && method !== 8) return fail(name, `is packed in a way that a case never is (method ${method} of zip)`);
  if (unfoldedBytes > limitBytes) return fail(name, `is larger than a case may hold (${limitBytes / 1e6} MB)`);
  return unfoldedBytes > (method === 0 ? packedBytes : MOST_FOLD * packedBytes) ? fail(name, OTHER_SIZE) : null;
}

/** The entry's content. Nothing is taken from memory beyond what it declares, and that is at most `limitBytes`. */
export function unfolded(archive: Archive, entry: Entry, limitBytes: number): Result<Uint8Array> {
  const { name, method, packedBytes, unfoldedBytes } = entry;
  const refused = unfit(entry, limitBytes);
  if (refused !== null) return refused;
  const dataAt = dataOf(archive, entry);
  if (dataAt === null) return fail(name, 'does not lie where the directory of the zip says');
  const packed = archive.bytes.subarray(dataAt, dataAt + packedBytes);
  if (method === 0) return packedBytes === unfoldedBytes ? ok(packed) : fail(name, OTHER_SIZE);
  return inflated(name, packed, unfoldedBytes);
}

/** Whether two entries that could be unfolded share bytes, as those do of bombs that unfold the same bytes many times over. */
export function overlap(archive: Archive, entries: readonly Entry[]): boolean {
  const ordered = entries.toSorted((a, b) => a.at - b.at);
  return ordered.some((entry, i) => i > 0 && entry.at < (dataOf(archive, ordered[i - 1]) ?? 0) + ordered[i - 1].packedBytes);
}

/** Where the last record lies, whose comment reaches to the end of the file. */
function endOf(view: DataView): number | null {
  const last = view.byteLength - END_BYTES;
  for (let at = last; at >= 0 && at >= last - MOST_COMMENT_BYTES; at--) {
    if (view.getUint32(at, true) === END_SIGNATURE && view.getUint16(at + 20, true) === last - at) return at;
  }
  return null;
}

function listedAt(view: DataView, at: number, endAt: number): { readonly entry: Entry; readonly next: number } | null {
  if (at + LISTED_BYTES > endAt || view.getUint32(at, true) !== LISTED_SIGNATURE) return null;
  const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((field) => view.getUint16(at + field, true));
  const next = at + LISTED_BYTES + nameBytes + extraBytes + commentBytes;
  if (next > endAt) return null;
  const flags = view.getUint16(at + 8, true);
  const entry = {
    name: nameAt(view, at + LISTED_BYTES, nameBytes, flags),
    flags,
    method: view.getUint16(at + 10, true),
    packedBytes: view.getUint32(at + 20, true),
    unfoldedBytes: view.getUint32(at + 24, true),
    at: view.getUint32(at + 42, true),
  };
  return { entry, next };
}

function nameAt(view: DataView, at: number, length: number, flags: number): string {
  return strFromU8(new Uint8Array(view.buffer, view.byteOffset + at, length), (flags & UTF8_NAME) === 0);
}

/** Where the content begins, if the entry's own header says the same as the directory and all of it lies before that. */
function dataOf({ bytes, directoryAt }: Archive, { name, method, packedBytes, at }: Entry): number | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (at + ENTRY_BYTES > directoryAt || view.getUint32(at, true) !== ENTRY_SIGNATURE) return null;
  const [flags, ownMethod, nameBytes, extraBytes] = [6, 8, 26, 28].map((field) => view.getUint16(at + field, true));
  const dataAt = at + ENTRY_BYTES + nameBytes + extraBytes;
  if (dataAt + packedBytes > directoryAt || ownMethod !== method) return null;
  return nameAt(view, at + ENTRY_BYTES, nameBytes, flags) === name ? dataAt : null;
}

function inflated(name: string, packed: Uint8Array, declaredBytes: number): Result<Uint8Array> {
  const content = new Uint8Array(declaredBytes);
  const stepBytes = Math.max(LEAST_STEP_BYTES, Math.floor(declaredBytes / MOST_FOLD));
  let filled = 0;
  const inflate = new Inflate((piece) => {
    if (filled + piece.length <= declaredBytes) content.set(piece, filled);
    filled += piece.length;
  });
  try {
    for (let at = 0; at < packed.length && filled <= declaredBytes; at += stepBytes)
      inflate.push(packed.subarray(at, at + stepBytes), at + stepBytes >= packed.length);
  } catch {
    return fail(name, 'cannot be unfolded: it is damaged');
  }
  return filled === declaredBytes ? ok(content) : fail(name, OTHER_SIZE);
}
