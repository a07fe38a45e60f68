/** Plans as text: read with every doubt answered, written so that the same plan gives the same bytes. */
import { type Note, warning } from '../note.ts';
import { ok, type Result } from '../result.ts';
import { documentSha256, planSha256 } from './canonical.ts';
import { checkedBy, parsedDocument, type TextLimits } from './checked.ts';
import { migrated, PLAN_MIGRATIONS } from './migrations.ts';
import { unpackDots } from './packed.ts';
import { LIMITS, PLAN_FORMAT, PLAN_VERSION, type Plan, planSchema } from './schema.ts';

/**
 * 100,000 dots take 3 MB as packed columns, a map of 40,000 cells half of one; polygons and unknown fields have room beside them. No list that
 * this version knows is longer than the map.
 */
const PLAN_TEXT: TextLimits = { characters: 24e6, values: 500_000, entries: LIMITS.dots };

/**
 * Reads a plan of this or an older version. Unknown fields are kept. A hash that does not fit is a warning: somebody has edited the file,
 * which is allowed and must be said.
 */
export function parsePlan(text: string): Result<{ readonly plan: Plan; readonly notes: readonly Note[] }> {
  const document = parsedDocument(text, PLAN_FORMAT, PLAN_TEXT);
  if (!document.ok) return document;
  const current = migrated(document.value, PLAN_MIGRATIONS, PLAN_VERSION);
  if (!current.ok) return current;
  const checked = checkedBy(planSchema, current.value);
  if (!checked.ok) return checked;
  const dots = unpackDots(checked.value.dots);
  if (!dots.ok) return dots;
  // by the document as it came: a step to this version changes what the hash is taken of
  const whole = documentSha256(document.value) === document.value.sha256;
  if (!whole) return ok({ plan: checked.value, notes: [warning('plan-edited', EDITED)] });
  const plan = document.value.version === PLAN_VERSION ? checked.value : { ...checked.value, sha256: planSha256(checked.value) };
  return ok({ plan, notes: [] });
}
const EDITED = 'The plan was changed after it was made: its hash does not fit its content.';

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
