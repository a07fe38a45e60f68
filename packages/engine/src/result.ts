/**
 * Expected failures are values: what is wrong with the input, and where. `throw` is for a caller's mistake.
 */
export interface Problem {
  /** Where in the input: `zone[2][0]`, `--two-points`, `dots.xMm`; empty when it is the input as a whole. */
  readonly path: string;
  /** One clear sentence without the path, e.g. "must hold at least three points". */
  readonly message: string;
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function fail(path: string, message: string): { readonly ok: false; readonly problem: Problem } {
  return { ok: false, problem: { path, message } };
}

/** "zone[2]: must hold at least three points" */
export function sentence(problem: Problem): string {
  return problem.path === '' ? problem.message : `${problem.path}: ${problem.message}`;
}
