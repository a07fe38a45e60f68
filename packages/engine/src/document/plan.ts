/** Plans as text: read with every doubt answered, written so that the same plan gives the same bytes. */
import type { z } from 'zod';
import { type Note, warning } from '../note.ts';
import { fail, ok, type Result } from '../result.ts';
import { planSha256 } from './canonical.ts';
import { migrated, PLAN_MIGRATIONS } from './migrations.ts';
import { unpackDots } from './packed.ts';
import { PLAN_FORMAT, PLAN_VERSION, type Plan, planSchema } from './schema.ts';

/** 100,000 dots take 3 MB; polygons and unknown fields have room beside them. */
const TEXT_LIMIT = 64e6;
/** Deeper nesting than any plan needs, and far less than a parser's stack holds. */
const DEPTH_LIMIT = 64;

/**
 * Reads a plan of this or an older version. Unknown fields are kept. A hash that does not fit is a warning: somebody has edited the file,
 * which is allowed and must be said.
 */
export function parsePlan(text: string): Result<{ readonly plan: Plan; readonly notes: readonly Note[] }> {
  if (text.length > TEXT_LIMIT) return fail('', `is too large for a plan: more than ${TEXT_LIMIT / 1e6} million characters`);
  const json = parseJson(text);
  if (!json.ok) return json;
  const raw = json.value;
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return fail('', 'is not a plan: it holds no object');
  const document = raw as Record<string, unknown>;
  if (document.format !== PLAN_FORMAT) return fail('format', `must be "${PLAN_FORMAT}": this is not a plan of Stubble`);
  const current = migrated(document, PLAN_MIGRATIONS, PLAN_VERSION);
  if (!current.ok) return current;
  const parsed = planSchema.safeParse(current.value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return fail(pathText(issue.path), sentenceOf(issue));
  }
  const plan = parsed.data;
  const dots = unpackDots(plan.dots);
  if (!dots.ok) return dots;
  const notes =
    planSha256(plan) === plan.sha256
      ? []
      : [warning('plan-edited', 'The plan was changed after it was made: its hash does not fit its content.')];
  return ok({ plan, notes });
}

/** Sets the hash, with the fields in the order of the schema; throws when the plan does not fit the schema. */
export function sealPlan(plan: Omit<Plan, 'sha256'>): Plan {
  return planSchema.parse({ ...plan, sha256: planSha256(plan) });
}

/** Readable JSON, packed columns on one line each; throws a RangeError when the plan is not sealed. */
export function writePlan(plan: Plan): string {
  if (planSha256(plan) !== plan.sha256) throw new RangeError('the plan was changed after it was sealed');
  return `${written(plan, 0)}\n`;
}

/** Objects a field a line; arrays of numbers, and of pairs of numbers, on one line. */
function written(value: unknown, depth: number): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const pad = '  '.repeat(depth + 1);
  const end = '  '.repeat(depth);
  if (Array.isArray(value)) {
    if (value.every((v) => typeof v !== 'object' || v === null || (Array.isArray(v) && v.every((w) => typeof w === 'number'))))
      return JSON.stringify(value);
    return `[\n${value.map((v) => pad + written(v, depth + 1)).join(',\n')}\n${end}]`;
  }
  const entries = Object.entries(value).filter(([, v]) => v !== undefined);
  if (entries.length === 0) return '{}';
  return `{\n${entries.map(([key, v]) => `${pad}${JSON.stringify(key)}: ${written(v, depth + 1)}`).join(',\n')}\n${end}}`;
}

function parseJson(text: string): Result<unknown> {
  if (nestingOf(text) > DEPTH_LIMIT) return fail('', `is nested more than ${DEPTH_LIMIT} levels deep, which no plan is`);
  let forbidden = false;
  try {
    const value: unknown = JSON.parse(text, (key, v) => {
      // a key that would reach an object's prototype when it is copied
      if (key === '__proto__') forbidden = true;
      return v;
    });
    return forbidden ? fail('', 'holds the key "__proto__", which no plan does') : ok(value);
  } catch {
    return fail('', 'is not JSON, or cut short');
  }
}

/** Deepest nesting of brackets outside strings. */
function nestingOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (quoted) {
      if (c === 0x5c) i++;
      else if (c === 0x22) quoted = false;
    } else if (c === 0x22) quoted = true;
    else if (c === 0x5b || c === 0x7b) deepest = Math.max(deepest, ++depth);
    else if (c === 0x5d || c === 0x7d) depth--;
  }
  return deepest;
}

/** `design.zones[2].areaCm2` */
export function pathText(path: readonly PropertyKey[]): string {
  return path.map((key, i) => (typeof key === 'number' ? `[${key}]` : `${i === 0 ? '' : '.'}${String(key)}`)).join('');
}

/** The library's message as the rest of a sentence that starts with the path. */
export function sentenceOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type')
    return issue.input === undefined ? `is missing; it must be ${issue.expected}` : `must be ${issue.expected}`;
  if (issue.code === 'invalid_value') return `must be ${issue.values.map((v) => JSON.stringify(v)).join(' or ')}`;
  return issue.message.charAt(0).toLowerCase() + issue.message.slice(1);
}
