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

/**
 * 1 to 2: dots were given by the contrast of their centre, and are by the ink and the skin that make it. A first-form dot is what this load does at
 * its depth; the skin follows from the measured lightness, on the line through the two skins that the first form knew (types II and V).
 */
const FIRST_FORM = { loadGPerM2: { value: 0.12, low: 0.05, high: 0.3, unit: 'g/m2' }, depositDiameterMm: 0.25 } as const;

function lightToDeposit(document: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { contrastRgb: _, ...model } = (document.dotModel ?? {}) as Record<string, unknown>;
  const measurement = document.measurement as { skin?: { lab?: readonly unknown[] } } | undefined;
  const lightness = Number(measurement?.skin?.lab?.[0] ?? 55);
  const darkness = Math.min(1.5, Math.max(-0.5, (63.4 - lightness) / (63.4 - 45.4)));
  const skin = { melanin: 0.015 * (0.09 / 0.015) ** darkness, blood: 0.01, saturation: 0.7, scattering: 1 };
  return { ...document, dotModel: { ...model, skin, ...FIRST_FORM }, recipes: [] };
}

/**
 * 2 to 3: one rate of fading became the ways in which ink is lost. The old rate held for a scalp in average sun, so that the new ones are those that every
 * plan began with; where the healed dot had been changed it stays changed.
 */
const FIRST_LIFE: Readonly<Record<string, readonly [value: number, low: number, high: number, unit: string]>> = {
  lymphShare: [0.15, 0.09, 0.22, 'share'],
  clumpDays: [60, 43, 73, 'days'],
  clumpedTint: [0.65, 0.53, 0.77, 'ratio'],
  drainPerYear: [0.077, 0.052, 0.103, '1/year'],
  migrationMm2PerYear: [0.0005, 0.00032, 0.0012, 'mm2/year'],
  sunFloor: [0.2, 0.1, 0.35, 'ratio'],
  sunPower: [0.6, 0.45, 0.75, 'power'],
  skinFactor: [1, 0.9, 1.1, 'ratio'],
  palePhase: [0.3, 0.12, 0.45, 'share'],
};

function rateToLife(document: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const {
    healedOverFreshDarkness: _,
    fadePerYear: __,
    spreadMm2PerYear: ___,
    ...model
  } = (document.dotModel ?? {}) as Record<string, unknown>;
  const life = Object.fromEntries(Object.entries(FIRST_LIFE).map(([name, [value, low, high, unit]]) => [name, { value, low, high, unit }]));
  return { ...document, dotModel: { ...model, sunSedPerYear: { value: 300, low: 168.5, high: 534.1, unit: 'SED/year' }, life } };
}

export const PLAN_MIGRATIONS: readonly Migration[] = [
  { from: 1, migrate: lightToDeposit },
  { from: 2, migrate: rateToLife },
];

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
    return fail('version', `is ${version}, and this Stubble reads versions up to ${current}: a newer Stubble is needed for this file`);
  let at: Record<string, unknown> = { ...document };
  for (const { from, migrate } of migrations.slice(version - 1)) at = { ...migrate(at), version: from + 1 };
  return ok(at);
}
