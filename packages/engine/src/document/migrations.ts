/**
 * One-way steps from older versions of a document to the present one. Step n turns version n into n + 1; a step once published never changes.
 */
import { fail, ok, type Result } from '../result.ts';

export interface Migration {
  /** The version it starts from. */
  readonly from: number;
  /** Pure: gets a document of version `from`, gives one of version `from + 1` (the `version` field is set by the caller). */
  readonly migrate: (document: Readonly<Record<string, unknown>>) => Record<string, unknown>;
}

/** Version 1 is the first: there is nothing to migrate from yet. */
export const PLAN_MIGRATIONS: readonly Migration[] = [];

/**
 * @param current version that the program writes
 * @throws RangeError when the steps are not numbered 1, 2, …, current − 1
 */
export function migrated(
  document: Readonly<Record<string, unknown>>,
  migrations: readonly Migration[],
  current: number,
): Result<Record<string, unknown>> {
  if (migrations.length !== current - 1 || migrations.some(({ from }, i) => from !== i + 1))
    throw new RangeError(`migrations must be numbered 1 to ${current - 1} without gaps`);
  const { version } = document;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) return fail('version', 'must be a whole number from 1');
  if (version > current)
    return fail('version', `is ${version}; this program reads versions up to ${current}. A newer one of it is needed for this file`);
  let at: Record<string, unknown> = { ...document };
  for (const { from, migrate } of migrations.slice(version - 1)) at = { ...migrate(at), version: from + 1 };
  return ok(at);
}
