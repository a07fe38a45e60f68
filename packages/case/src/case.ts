/**
 * A case is a zip of three entries: `manifest.json` (format, version and the SHA-256 of the others), `plan.stubble.json` and `before.png`.
 * Bytes in, bytes out; the same plan and photo give the same bytes.
 */
import { fail, ok, type Plan, type Result, sha256Hex, writePlan } from '@stubble/engine';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

const FORMAT = 'stubble-case';
const VERSION = 1;
const MANIFEST = 'manifest.json';
const PLAN = 'plan.stubble.json';
const PHOTO = 'before.png';
const NAMES: readonly string[] = [MANIFEST, PLAN, PHOTO];
/** What an entry may unfold to, checked before it is unfolded. */
const LIMIT_BYTES: Readonly<Record<string, number>> = { [MANIFEST]: 1e5, [PLAN]: 64e6, [PHOTO]: 420e6 };
/** Zip knows no date before this one; a case carries no clock. */
const NO_DATE = new Date(1980, 0, 1);

export interface Case {
  /** The plan as it was written; `parsePlan` reads it. */
  readonly planText: string;
  readonly photoPng: Uint8Array;
}

/** Throws a RangeError when the plan is not sealed. */
export function writeCase(plan: Plan, photoPng: Uint8Array): Uint8Array {
  const planBytes = strToU8(writePlan(plan));
  const files = { [PLAN]: planBytes, [PHOTO]: photoPng };
  const manifest = {
    format: FORMAT,
    version: VERSION,
    files: Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, { bytes: bytes.length, sha256: sha256Hex(bytes) }])),
  };
  const manifestBytes = strToU8(`${JSON.stringify(manifest, null, 2)}\n`);
  return zipSync(
    { [MANIFEST]: manifestBytes, [PLAN]: [planBytes, { level: 6 }], [PHOTO]: [photoPng, { level: 0 }] },
    { mtime: NO_DATE, os: 0 },
  );
}

/** Problems name the entry. Entries that a case does not have are left unread. */
export function readCase(bytes: Uint8Array): Result<Case> {
  const opened = unzipped(bytes);
  if (!opened.ok) return opened;
  const entries = opened.value;
  for (const name of NAMES) if (!(name in entries)) return fail(name, 'is missing from the case');
  const manifest = manifestOf(entries[MANIFEST]);
  if (!manifest.ok) return manifest;
  for (const name of [PLAN, PHOTO]) {
    if (manifest.value[name] !== sha256Hex(entries[name]))
      return fail(name, 'does not fit the hash in the manifest: the case is damaged or was changed');
  }
  return ok({ planText: strFromU8(entries[PLAN]), photoPng: entries[PHOTO] });
}

function unzipped(bytes: Uint8Array): Result<Record<string, Uint8Array>> {
  let tooLarge: string | null = null;
  try {
    const entries = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!NAMES.includes(name)) return false;
        if (originalSize > LIMIT_BYTES[name]) tooLarge = name;
        return tooLarge === null;
      },
    });
    return tooLarge === null ? ok(entries) : fail(tooLarge, `is larger than a case may hold (${LIMIT_BYTES[tooLarge] / 1e6} MB)`);
  } catch {
    return fail('', 'is not a readable case: the zip is damaged or cut off');
  }
}

/** SHA-256 by name. */
function manifestOf(bytes: Uint8Array): Result<Readonly<Record<string, string>>> {
  let raw: unknown;
  try {
    raw = JSON.parse(strFromU8(bytes));
  } catch {
    return fail(MANIFEST, 'is not JSON');
  }
  const { format, version, files } = (raw ?? {}) as Record<string, unknown>;
  if (format !== FORMAT) return fail(`${MANIFEST}: format`, `must be "${FORMAT}"`);
  if (version !== VERSION)
    return fail(`${MANIFEST}: version`, `must be ${VERSION}; it is ${String(version)}, perhaps from a newer Stubble`);
  if (typeof files !== 'object' || files === null) return fail(`${MANIFEST}: files`, 'is missing');
  return ok(
    Object.fromEntries(Object.entries(files).map(([name, entry]) => [name, String((entry as { sha256?: unknown } | null)?.sha256)])),
  );
}
