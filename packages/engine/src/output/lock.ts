/**
 * What was shown, frozen: the plan, the pictures by their pixels, the forecast, and the statements that it may be held to with the days on which they can be
 * judged. One hash over all of it, so that nobody can say later that something else was shown.
 */
import { z } from 'zod';
import { dayAfter } from '../calendar.ts';
import { documentSha256, sha256Hex } from '../document/canonical.ts';
import { checkedBy, parsedDocument, type TextLimits } from '../document/checked.ts';
import { migrated } from '../document/migrations.ts';
import { parsePlan } from '../document/plan.ts';
import { estimateSchema, LIMITS, type Plan } from '../document/schema.ts';
import { between, type Estimate } from '../estimate.ts';
import { HEALED_DAY } from '../forecast/forecast.ts';
import { yearsOfPlan } from '../forecast/outlook.ts';
import type { DotYears } from '../forecast/years.ts';
import type { Raster } from '../raster.ts';
import { fail, ok, type Result } from '../result.ts';
import { DAYS_PER_YEAR } from '../units.ts';

const LOCK_FORMAT = 'stubble-lock';
const LOCK_VERSION = 1;

const pictureSchema = z.looseObject({
  atDays: z.number().min(0),
  widthPx: z.int().min(1),
  heightPx: z.int().min(1),
  pixelsSha256: z.string(),
});
const heldSchema = z.looseObject({
  zone: z.string(),
  what: z.enum(['darkness', 'diameter', 'refresh']),
  says: z.string(),
  estimate: estimateSchema,
  judgeFromDay: z.number(),
  judgeByDay: z.number(),
  judgeFrom: z.iso.date().nullable(),
  judgeBy: z.iso.date().nullable(),
});
const lockSchema = z.looseObject({
  format: z.literal(LOCK_FORMAT),
  version: z.literal(LOCK_VERSION),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  app: z.string(),
  date: z.iso.date().nullable().describe('of the last session, from which days count'),
  planSha256: z.string(),
  shown: z.array(pictureSchema).max(LIMITS.listed),
  heldTo: z.array(heldSchema).max(LIMITS.listed),
  judgeByDay: z.number(),
  judgeBy: z.iso.date().nullable(),
  plan: z.looseObject({}),
});

export type Lock = z.infer<typeof lockSchema>;
export type HeldTo = Lock['heldTo'][number];

/** A year's statement is judged within so many days of its day. */
const WINDOW_DAYS = 45;
const HEALED_UNTIL_DAY = 90;
const YEARS: readonly number[] = [1, 3, 5];

/**
 * @param shown the pictures that were shown, by day after the last session
 * @param date of the last session; null: days are only counted
 */
export function lockOf(
  plan: Plan,
  shown: readonly { readonly atDays: number; readonly picture: Raster<'srgb8'> }[],
  date: string | null,
  app: string,
): Lock {
  const forecast = plan.forecast ?? yearsOfPlan(plan).map((zone) => ({ ...zone }));
  const heldTo = forecast.flatMap((zone) => statementsOf(zone, date));
  const judgeByDay = Math.max(HEALED_UNTIL_DAY, ...heldTo.map((held) => held.judgeByDay));
  const lock = {
    format: LOCK_FORMAT,
    version: LOCK_VERSION,
    app,
    date,
    planSha256: plan.sha256,
    shown: shown.map(({ atDays, picture }) => ({
      atDays,
      widthPx: picture.width,
      heightPx: picture.height,
      pixelsSha256: sha256Hex(picture.data),
    })),
    heldTo,
    judgeByDay,
    judgeBy: dateOf(date, judgeByDay),
    plan: { ...plan, forecast },
  } as const;
  return { ...lock, sha256: documentSha256(lock) } as Lock;
}

/** A plan, and what was shown and said of it. */
const LOCK_TEXT: TextLimits = { characters: 26e6, values: 600_000, entries: LIMITS.dots };

/** What a lock says, if nothing in it was changed. */
export function parseLock(text: string): Result<Lock> {
  const document = parsedDocument(text, LOCK_FORMAT, LOCK_TEXT);
  if (!document.ok) return document;
  const current = migrated(document.value, [], LOCK_VERSION);
  if (!current.ok) return current;
  const checked = checkedBy(lockSchema, current.value);
  if (!checked.ok) return checked;
  const lock = checked.value;
  if (documentSha256(lock) !== lock.sha256) return fail('sha256', 'does not fit: the lock was changed after it was made');
  const plan = parsePlan(JSON.stringify(lock.plan));
  return plan.ok ? ok(lock) : fail(`plan.${plan.problem.path}`, plan.problem.message);
}

/** Whether a text claims to be a lock. */
export function isLock(text: string): boolean {
  return /^\s*\{\s*"format"\s*:\s*"stubble-lock"/.test(text);
}

export function writeLock(lock: Lock): string {
  const { format, version, ...rest } = lock;
  return `${JSON.stringify({ format, version, ...rest }, null, 1)}\n`;
}

function statementsOf({ zone, series, firstRefresh }: DotYears, date: string | null): HeldTo[] {
  const at = (day: number) => series.find(({ atDays }) => atDays === day);
  const held = (what: HeldTo['what'], says: string, estimate: Estimate, judgeFromDay: number, judgeByDay: number): HeldTo => ({
    zone,
    what,
    says,
    estimate,
    judgeFromDay,
    judgeByDay,
    judgeFrom: dateOf(date, judgeFromDay),
    judgeBy: dateOf(date, judgeByDay),
  });
  const made: HeldTo[] = [];
  const [fresh, healed] = [at(0), at(HEALED_DAY)];
  if (fresh !== undefined && healed !== undefined) {
    const { value, low, high } = fresh.darkness;
    const kept = between(1 / value, 1 / high, 1 / low, 'ratio');
    made.push(
      held(
        'darkness',
        'Healed, the middle of a dot has this share of the darkness that it had on the day.',
        kept,
        HEALED_DAY,
        HEALED_UNTIL_DAY,
      ),
      held('diameter', 'Healed, dots are this wide, at half of their darkness.', healed.diameterMm, HEALED_DAY, HEALED_UNTIL_DAY),
    );
  }
  for (const years of YEARS) {
    const day = Math.round(years * DAYS_PER_YEAR);
    const found = at(day);
    if (found === undefined) continue;
    const name = years === 1 ? 'a year' : `${years} years`;
    made.push(
      held(
        'darkness',
        `After ${name} without a refresh, the middle of a dot has this share of its healed darkness.`,
        found.darkness,
        day - WINDOW_DAYS,
        day + WINDOW_DAYS,
      ),
    );
  }
  if (firstRefresh !== null) {
    const [from, by] = [firstRefresh.low, firstRefresh.high].map((years) => Math.round(years * DAYS_PER_YEAR));
    made.push(
      held(
        'refresh',
        'A first refresh is wanted after so many years: no sooner than the low end, no later than the high one.',
        firstRefresh,
        from,
        by,
      ),
    );
  }
  return made;
}

function dateOf(date: string | null, days: number): string | null {
  return date === null ? null : dayAfter(date, days);
}
