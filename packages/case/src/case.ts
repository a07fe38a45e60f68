/**
 * A case is a zip of three entries: `manifest.json` (format, version, size and SHA-256 of the others), `plan.stubble.json` and `before.png`;
 * it ends with a seal over all of it. Bytes in, bytes out; the same plan and photo give the same bytes.
 */
import { fail, ok, type Plan, type Result, sha256Hex, writePlan } from '@stubble/engine';
import { strFromU8, strToU8, zipSync } from 'fflate';
import { type Archive, type Entry, openArchive, overlap, unfit, unfolded } from './archive.ts';
import { MANIFEST, type Manifest, manifestBytes, readManifest } from './manifest.ts';
import { isSeal, sealed, sealFits } from './seal.ts';

const PLAN = 'plan.stubble.json';
const PHOTO = 'before.png';
const NAMES: readonly string[] = [MANIFEST, PLAN, PHOTO];
/** What an entry may unfold to: a plan of 100,000 dots takes 4 MB, a photo of 100 megapixels 300 MB without loss. */
const LIMIT_BYTES = { [MANIFEST]: 1e5, [PLAN]: 64e6, [PHOTO]: 420e6 } as const;
/** All three, and room for what holds them together. */
const CASE_LIMIT_BYTES = 490e6;
const SEALED_FROM_VERSION = 2;
/** Zip knows no date before this one; a case carries no clock. */
const NO_DATE = new Date(1980, 0, 1);

export interface Case {
  /** The plan as it was written; `parsePlan` reads it. */
  readonly planText: string;
  /** A part of the bytes that the case was read from, where it lies there as it is. */
  readonly photoPng: Uint8Array;
}

/** Throws a RangeError when the plan is not sealed, or it or the photo is larger than a case may hold. */
export function writeCase(plan: Plan, photoPng: Uint8Array): Uint8Array {
  const planBytes = strToU8(writePlan(plan));
  const files = { [PLAN]: planBytes, [PHOTO]: photoPng };
  for (const name of [PLAN, PHOTO] as const)
    if (files[name].length > LIMIT_BYTES[name]) throw new RangeError(`${name} is larger than a case may hold`);
  const manifest = manifestBytes(
    Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, { bytes: bytes.length, sha256: sha256Hex(bytes) }])),
  );
  const zip = zipSync(
    { [MANIFEST]: manifest, [PLAN]: [planBytes, { level: 6 }], [PHOTO]: [photoPng, { level: 0 }] },
    { mtime: NO_DATE, os: 0 },
  );
  return sealed(zip);
}

/** Problems name the entry. Nothing but the manifest is unfolded before the version, the names and the seal were found right. */
export function readCase(bytes: Uint8Array): Result<Case> {
  if (bytes.length > CASE_LIMIT_BYTES) return fail('', `is larger than a case can be (${CASE_LIMIT_BYTES / 1e6} MB)`);
  const archive = openArchive(bytes);
  if (!archive.ok) return archive;
  const manifest = manifestOf(archive.value);
  if (!manifest.ok) return manifest;
  const entries = entriesOf(archive.value);
  if (!entries.ok) return entries;
  const seal = sealProblem(archive.value, manifest.value.version);
  if (seal !== null) return seal;
  const plan = contentOf(archive.value, entries.value, manifest.value, PLAN);
  if (!plan.ok) return plan;
  const photo = contentOf(archive.value, entries.value, manifest.value, PHOTO);
  if (!photo.ok) return photo;
  if (overlap(archive.value, [...entries.value.values()])) return fail('', 'is not a readable case: two entries of the zip share bytes');
  return ok({ planText: strFromU8(plan.value), photoPng: photo.value });
}

function manifestOf(archive: Archive): Result<Manifest> {
  const entry = archive.entries.find(({ name }) => name === MANIFEST);
  if (entry === undefined) return fail(MANIFEST, 'is missing from the case');
  const bytes = unfolded(archive, entry, LIMIT_BYTES[MANIFEST]);
  return bytes.ok ? readManifest(bytes.value, [PLAN, PHOTO]) : bytes;
}

/** By name: the three, each once and within its limit, and none besides. */
function entriesOf({ count, entries }: Archive): Result<ReadonlyMap<string, Entry>> {
  const byName = new Map<string, Entry>();
  for (const entry of entries) {
    if (!NAMES.includes(entry.name)) return fail('', `holds an entry that a case does not have: ${printable(entry.name)}`);
    if (byName.has(entry.name)) return fail(entry.name, 'is in the case twice');
    byName.set(entry.name, entry);
  }
  if (count > NAMES.length) return fail('', `holds ${count} entries; a case has ${NAMES.length}`);
  const missing = NAMES.find((name) => !byName.has(name));
  if (missing !== undefined) return fail(missing, 'is missing from the case');
  // by what they declare, before the whole file is hashed for its seal
  for (const [name, entry] of byName) {
    const refused = unfit(entry, LIMIT_BYTES[name as keyof typeof LIMIT_BYTES]);
    if (refused !== null) return refused;
  }
  return ok(byName);
}

/** A seal that is there must fit in any version: a damaged manifest cannot make a case of one that needs none. */
function sealProblem({ bytes, comment }: Archive, version: number): Result<never> | null {
  if (isSeal(comment)) return sealFits(bytes) ? null : fail('', 'is damaged or was changed: its seal does not fit');
  if (version < SEALED_FROM_VERSION) return null;
  return fail('', 'has lost its seal: another program packed it anew or changed it; only the file as Stubble saved it can be opened');
}

function contentOf(
  archive: Archive,
  entries: ReadonlyMap<string, Entry>,
  manifest: Manifest,
  name: typeof PLAN | typeof PHOTO,
): Result<Uint8Array> {
  const entry = entries.get(name);
  const listed = manifest.files.get(name);
  if (entry === undefined || listed === undefined) return fail(name, 'is missing from the case');
  const content = unfolded(archive, entry, LIMIT_BYTES[name]);
  if (!content.ok) return content;
  return listed.bytes === content.value.length && listed.sha256 === sha256Hex(content.value)
    ? content
    : fail(name, 'does not fit the manifest: the case is damaged or was changed');
}

/** A name from outside, for a sentence on a terminal: in quotes, cut, with nothing in it that moves the cursor or the reading direction. */
function printable(name: string): string {
  const shown = name.slice(0, SHOWN_CHARACTERS).replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '?');
  return `"${shown}${name.length > SHOWN_CHARACTERS ? '…' : ''}"`;
}
const SHOWN_CHARACTERS = 60;
