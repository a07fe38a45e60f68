/** The scene file (`stubble layout`), version 1: what to lay out, checked with a path for every problem. */
import { z } from 'zod';
import { checkedBy, parsedDocument, parsedJson, type TextLimits } from '../document/checked.ts';
import { migrated } from '../document/migrations.ts';
import { LIMITS, pairTableSchema } from '../document/schema.ts';
import { fail, ok, type Result } from '../result.ts';
import type { PairTarget } from './follicle-statistics.ts';
import { mostDots, type Scene } from './scene.ts';

const FORMAT = 'stubble-scene';
const VERSION = 1;
const CELLS_A_SIDE = 1000;
/** A head's chart is no broader than 300 mm; the tables of places grow with the area, not with what lies on it. */
const LONGEST_MM = 1000;
const FINEST_CELL_MM = 0.01;
const EXISTING = 50_000;
/** Two fields of a million cells with all their digits, and the hairs. */
const SCENE_TEXT: TextLimits = { characters: 64e6, values: 2.5e6, entries: CELLS_A_SIDE * CELLS_A_SIDE };
/** A measurement lists every follicle of a photo in columns. */
const MEASURED_TEXT: TextLimits = { characters: 16e6, values: 2e6, entries: 200_000 };
/** Hairs and dots together never stand closer: ten times a full scalp. */
const MOST_PER_CM2 = 2000;
/** Of hairs and dots within the clearance of a place, which all are looked at for each place that is tried. */
const MOST_WITHIN_CLEARANCE = 500;
/** Of what `newPerCm2` holds, how many times as many dots may be asked for: it then says where, and no longer how many. */
const MOST_OVER_DENSITY = 1e6;
const DEFAULT_SHARE: readonly number[] = [0.3, 0.4, 0.3];

const headSchema = z.looseObject({
  widthMm: z.number().positive().max(LONGEST_MM),
  heightMm: z.number().positive().max(LONGEST_MM),
  cellMm: z.number().min(FINEST_CELL_MM).max(LONGEST_MM),
  columns: z.int().min(1).max(CELLS_A_SIDE),
  rows: z.int().min(1).max(CELLS_A_SIDE),
  clearanceMm: z.number().min(0).max(10),
  count: z.int().min(0).max(LIMITS.dots).optional(),
  sessionShare: z.array(z.number().min(0).max(1)).min(1).max(20).optional(),
  target: pairTableSchema.optional(),
});

export interface SceneFile {
  readonly scene: Scene;
  /** How hairs and dots shall lie together, where the file brings a table of its own. */
  readonly target: PairTarget | null;
}

export function parseScene(text: string): Result<SceneFile> {
  const document = parsedDocument(text, FORMAT, SCENE_TEXT);
  if (!document.ok) return document;
  const current = migrated(document.value, [], VERSION);
  if (!current.ok) return current;
  const head = checkedBy(headSchema, current.value);
  if (!head.ok) return head;
  const { widthMm, heightMm, cellMm, columns, rows, clearanceMm } = head.value;
  const raw = head.value as Readonly<Record<string, unknown>>;
  for (const [side, lengthMm, cells] of [
    ['columns', widthMm, columns],
    ['rows', heightMm, rows],
  ] as const) {
    if (Math.abs(cells * cellMm - lengthMm) >= cellMm) return fail(side, `${cells} cells of ${cellMm} mm do not cover ${lengthMm} mm`);
  }
  const totalPerCm2 = densities(raw, 'totalPerCm2', columns * rows);
  if (!totalPerCm2.ok) return totalPerCm2;
  const newPerCm2 = densities(raw, 'newPerCm2', columns * rows);
  if (!newPerCm2.ok) return newPerCm2;
  const existing = points(raw.existingMm, widthMm, heightMm);
  if (!existing.ok) return existing;
  const crowd = crowded(existing.value, widthMm, heightMm);
  if (crowd !== null) return crowd;
  const share = head.value.sessionShare ?? DEFAULT_SHARE;
  const shares = share.reduce((sum, s) => sum + s, 0);
  if (Math.abs(shares - 1) > 1e-6) return fail('sessionShare', `must sum to 1; it sums to ${Number(shares.toFixed(6))}`);
  const cellCm2 = (cellMm * cellMm) / 100;
  const wanted = newPerCm2.value.reduce((sum, d) => sum + d, 0) * cellCm2;
  const count = head.value.count ?? Math.round(wanted);
  if (count > LIMITS.dots) return fail('newPerCm2', `asks for ${count} dots; ${LIMITS.dots} is the most`);
  if (count > 0 && newPerCm2.value.every((d) => d === 0))
    return fail('count', `is ${count}, but newPerCm2 is 0 everywhere: there is no place for a dot`);
  if (count > MOST_OVER_DENSITY * wanted) return fail('count', `is ${count}, but newPerCm2 is next to 0 everywhere`);
  const scene: Scene = {
    widthMm,
    heightMm,
    cellMm,
    columns,
    rows,
    totalPerCm2: totalPerCm2.value,
    newPerCm2: newPerCm2.value,
    existingXMm: existing.value.xMm,
    existingYMm: existing.value.yMm,
    clearanceMm,
    count,
    sessionShare: share,
  };
  const densest = totalPerCm2.value.reduce((most, d) => Math.max(most, d), 0);
  const within = (Math.PI * clearanceMm * clearanceMm * densest) / 100;
  if (within > MOST_WITHIN_CLEARANCE)
    return fail(
      'clearanceMm',
      `is ${clearanceMm}, within which up to ${Math.round(within)} hairs and dots would lie; ${MOST_WITHIN_CLEARANCE} is the most`,
    );
  const most = mostDots(scene);
  if (count > most) return fail('count', `is ${count}; no more than about ${most} dots fit at 0.36 of the spacings of totalPerCm2`);
  return ok({ target: head.value.target ?? null, scene });
}

function densities(raw: Readonly<Record<string, unknown>>, name: string, cells: number): Result<Float64Array> {
  const values = raw[name];
  if (!Array.isArray(values)) return fail(name, 'must be a list of numbers');
  if (values.length !== cells) return fail(name, `must hold ${cells} numbers, one for each cell; it holds ${values.length}`);
  for (let i = 0; i < cells; i++) {
    const value: unknown = values[i];
    if (typeof value !== 'number' || !Number.isFinite(value)) return fail(`${name}[${i}]`, 'must be a number');
    if (value < 0) return fail(`${name}[${i}]`, `must not be negative; it is ${value}`);
    if (value > MOST_PER_CM2) return fail(`${name}[${i}]`, `must be at most ${MOST_PER_CM2}; it is ${value}`);
  }
  return ok(Float64Array.from(values));
}

function points(raw: unknown, widthMm: number, heightMm: number): Result<{ xMm: Float64Array; yMm: Float64Array }> {
  if (!Array.isArray(raw)) return fail('existingMm', 'must be a list of points');
  if (raw.length > EXISTING) return fail('existingMm', `must hold at most ${EXISTING} points; it holds ${raw.length}`);
  const xMm = new Float64Array(raw.length);
  const yMm = new Float64Array(raw.length);
  for (let i = 0; i < raw.length; i++) {
    const point: unknown = raw[i];
    if (!Array.isArray(point) || point.length !== 2 || !point.every((v) => typeof v === 'number' && Number.isFinite(v)))
      return fail(`existingMm[${i}]`, 'must be two numbers');
    const [x, y] = point as [number, number];
    if (x < 0 || y < 0 || x > widthMm || y > heightMm)
      return fail(`existingMm[${i}]`, `(${x}, ${y}) lies outside the scene of ${widthMm} × ${heightMm} mm`);
    xMm[i] = x;
    yMm[i] = y;
  }
  return ok({ xMm, yMm });
}

/** Problem of hairs that are listed many times over in one place; null where there is none. */
function crowded(
  { xMm, yMm }: { readonly xMm: Float64Array; readonly yMm: Float64Array },
  widthMm: number,
  heightMm: number,
): Result<never> | null {
  const columns = Math.ceil(widthMm / SQUARE_MM) + 1;
  const found = new Uint32Array(columns * (Math.ceil(heightMm / SQUARE_MM) + 1));
  for (let i = 0; i < xMm.length; i++) {
    if (++found[Math.floor(yMm[i] / SQUARE_MM) * columns + Math.floor(xMm[i] / SQUARE_MM)] > MOST_PER_CM2)
      return fail(`existingMm[${i}]`, `is one of more than ${MOST_PER_CM2} points in one square centimetre`);
  }
  return null;
}
const SQUARE_MM = 10;

const measuredSchema = z.looseObject({ pattern: z.looseObject({ pairs: pairTableSchema.nullable() }).nullish() });

/** The client's own pattern out of what `stubble measure --json` printed for a patch. */
export function parseMeasuredPattern(text: string): Result<PairTarget> {
  const json = parsedJson(text, MEASURED_TEXT);
  if (!json.ok) return json;
  const measured = checkedBy(measuredSchema, json.value);
  if (!measured.ok) return measured;
  const pairs = measured.value.pattern?.pairs ?? null;
  return pairs === null
    ? fail('pattern.pairs', 'is missing: it takes a patch with 150 follicular units or more, measured with --json')
    : ok({ binSpacings: pairs.binSpacings, g: pairs.g, source: pairs.source });
}
