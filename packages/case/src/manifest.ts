/** What a case says about itself: `manifest.json` with the format, its version, and size and SHA-256 of the other entries. */
import { fail, ok, type Result } from '@stubble/engine';
import { strFromU8, strToU8 } from 'fflate';

export const MANIFEST = 'manifest.json';
const FORMAT = 'stubble-case';
/** 1: no seal. 2: the file ends with its seal (`seal.ts`); everything else is as in 1, so that no step leads from one to the other. */
export const VERSION = 2;

export interface Listed {
  readonly bytes: number;
  readonly sha256: string;
}

export interface Manifest {
  readonly version: number;
  /** By name, of the names that were asked for. */
  readonly files: ReadonlyMap<string, Listed>;
}

export function manifestBytes(files: Readonly<Record<string, Listed>>): Uint8Array {
  return strToU8(`${JSON.stringify({ format: FORMAT, version: VERSION, files }, null, 2)}\n`);
}

/** The version is looked at before anything that a newer one may have changed. */
export function readManifest(bytes: Uint8Array, names: readonly string[]): Result<Manifest> {
  let raw: unknown;
  try {
    raw = JSON.parse(strFromU8(bytes));
  } catch {
    return fail(MANIFEST, 'is not JSON');
  }
  if (own(raw, 'format') !== FORMAT) return fail(`${MANIFEST}: format`, `must be "${FORMAT}"`);
  const version = own(raw, 'version');
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1)
    return fail(`${MANIFEST}: version`, 'must be a whole number from 1');
  if (version > VERSION)
    return fail(
      `${MANIFEST}: version`,
      `is ${version}, and this Stubble reads cases up to version ${VERSION}: a newer Stubble is needed for this file`,
    );
  const files = new Map<string, Listed>();
  for (const name of names) {
    const listed = own(own(raw, 'files'), name);
    const [size, sha256] = [own(listed, 'bytes'), own(listed, 'sha256')];
    if (typeof size !== 'number' || typeof sha256 !== 'string' || !/^[0-9a-f]{64}$/.test(sha256))
      return fail(`${MANIFEST}: files`, `does not say size and SHA-256 of ${name}`);
    files.set(name, { bytes: size, sha256 });
  }
  return ok({ version, files });
}

/** A field of the object itself, never one that it has from its prototype. */
function own(object: unknown, name: string): unknown {
  return typeof object === 'object' && object !== null && Object.hasOwn(object, name)
    ? (object as Record<string, unknown>)[name]
    : undefined;
}
