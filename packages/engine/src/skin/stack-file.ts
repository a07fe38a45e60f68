/** The stack file (`stubble skin --stack`): plane layers in 1/cm and cm, as the literature gives them, checked with a path for every problem. */
import { z } from 'zod';
import { fail, ok, type Result } from '../result.ts';
import type { Layer } from './layers.ts';

export interface Stack {
  readonly nAbove: number;
  readonly nBelow: number;
  readonly layers: readonly Layer[];
}

const MOST_LAYERS = 1000;
/** Blacker and thicker than any matter; what is larger was mistyped and would only overflow. */
const MOST_PER_CM = 1e9;
const THICKEST_CM = 1e6;

const number = z.number({ error: ({ input }) => (input === undefined ? 'is missing; it must be a number' : 'must be a number') });
const atLeastZero = number.min(0, { error: ({ input }) => `must not be negative; it is ${input}` });
const index = number
  .min(1, { error: ({ input }) => `must be a refractive index from 1 to 3; it is ${input}` })
  .max(3, { error: ({ input }) => `must be a refractive index from 1 to 3; it is ${input}` });
const perCm = atLeastZero.max(MOST_PER_CM, { error: `must be at most ${MOST_PER_CM} per cm` });

const stackSchema = z.looseObject({
  nAbove: index.default(1),
  nBelow: index.default(1),
  layers: z.array(
    z.looseObject(
      {
        n: index,
        muAPerCm: perCm,
        muSPerCm: perCm,
        g: number
          .gt(-1, { error: ({ input }) => `must lie between -1 and 1; it is ${input}` })
          .lt(1, { error: ({ input }) => `must lie between -1 and 1; it is ${input}` }),
        thicknessCm: atLeastZero.max(THICKEST_CM, { error: `must be at most ${THICKEST_CM} cm, or null for a half space` }).nullable(),
      },
      { error: 'must be an object with n, muAPerCm, muSPerCm, g and thicknessCm' },
    ),
  ),
});

export function parseStack(text: string): Result<Stack> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return fail('', 'is not JSON, or cut short');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return fail('', 'must be an object with layers');
  const listed: unknown = (value as { readonly layers?: unknown }).layers;
  // before each layer is looked at: a list may hold millions
  if (!Array.isArray(listed)) return fail('layers', 'must be a list of layers, top layer first');
  if (listed.length === 0) return fail('layers', 'is empty; a stack has at least one layer');
  if (listed.length > MOST_LAYERS) return fail('layers', `must hold at most ${MOST_LAYERS} layers; it holds ${listed.length}`);
  const parsed = stackSchema.safeParse(value);
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0];
    return fail(pathText(path), message);
  }
  const { nAbove, nBelow, layers } = parsed.data;
  const half = layers.findIndex((layer, k) => layer.thicknessCm === null && k < layers.length - 1);
  if (half >= 0) return fail(`layers[${half}].thicknessCm`, 'is null, a half space, and only the last layer can be one');
  return ok({
    nAbove,
    nBelow,
    layers: layers.map(({ n, muAPerCm, muSPerCm, g, thicknessCm }) => ({
      n,
      muAPerMm: muAPerCm / 10,
      muSPerMm: muSPerCm / 10,
      g,
      thicknessMm: thicknessCm === null ? Number.POSITIVE_INFINITY : thicknessCm * 10,
    })),
  });
}

/** `layers[2].g` */
function pathText(path: readonly PropertyKey[]): string {
  return path.map((key, i) => (typeof key === 'number' ? `[${key}]` : `${i === 0 ? '' : '.'}${String(key)}`)).join('');
}
