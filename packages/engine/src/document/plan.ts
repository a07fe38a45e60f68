/** Plans as text: read with every doubt answered, written so that the same plan gives the same bytes. */
import { type Note, warning } from '../note.ts';
import { fail, ok, type Result } from '../result.ts';
import { planSha256 } from './canonical.ts';
import { checkedBy, parsedJson } from './checked.ts';
import { migrated, PLAN_MIGRATIONS } from './migrations.ts';
import { unpackDots } from './packed.ts';
import { PLAN_FORMAT, PLAN_VERSION, type Plan, planSchema } from './schema.ts';

/** 100,000 dots take 3 MB; polygons and unknown fields have room beside them. */
const TEXT_LIMIT = 64e6;

/**
 * Reads a plan of this or an older version. Unknown fields are kept. A hash that does not fit is a warning: somebody has edited the file,
 * which is allowed and must be said.
 */
export function parsePlan(text: string): Result<{ readonly plan: Plan; readonly notes: readonly Note[] }> {
  if (text.length > TEXT_LIMIT) return fail('', `is too large for a plan: more than ${TEXT_LIMIT / 1e6} million characters`);
  const json = parsedJson(text);
  if (!json.ok) return json;
  const raw = json.value;
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return fail('', 'is not a plan: it holds no object');
  const document = raw as Record<string, unknown>;
  if (document.format !== PLAN_FORMAT) return fail('format', `must be "${PLAN_FORMAT}": this is not a plan of Stubble`);
  const current = migrated(document, PLAN_MIGRATIONS, PLAN_VERSION);
  if (!current.ok) return current;
  const checked = checkedBy(planSchema, current.value);
  if (!checked.ok) return checked;
  const plan = checked.value;
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
