import { expect, test } from 'vitest';
import { parseStack } from './stack-file.ts';

const LAYER = { n: 1.4, muAPerCm: 6, muSPerCm: 260, g: 0.78, thicknessCm: 0.008 };
const HALF = { ...LAYER, thicknessCm: null };

function answer(value: unknown): string {
  const parsed = parseStack(typeof value === 'string' ? value : JSON.stringify(value));
  return parsed.ok ? JSON.stringify(parsed.value.layers.at(-1)) : `${parsed.problem.path}: ${parsed.problem.message}`;
}

test('lengths become millimetres, null a half space, and the surroundings air', () => {
  expect([parseStack(JSON.stringify({ layers: [LAYER, HALF] })), answer({ nBelow: 1.5, layers: [LAYER] })]).toEqual([
    {
      ok: true,
      value: {
        nAbove: 1,
        nBelow: 1,
        layers: [
          { n: 1.4, muAPerMm: 0.6, muSPerMm: 26, g: 0.78, thicknessMm: 0.08 },
          { n: 1.4, muAPerMm: 0.6, muSPerMm: 26, g: 0.78, thicknessMm: Number.POSITIVE_INFINITY },
        ],
      },
    },
    '{"n":1.4,"muAPerMm":0.6,"muSPerMm":26,"g":0.78,"thicknessMm":0.08}',
  ]);
});

test('every problem names its place', () => {
  const spoilt = (change: object): object => ({ layers: [LAYER, { ...LAYER, ...change }] });
  expect(
    [
      '{',
      'null',
      {},
      { layers: [] },
      { layers: Array(1e6).fill(0) },
      { layers: [3] },
      { layers: [HALF, LAYER] },
      { nAbove: 0.5, layers: [LAYER] },
      spoilt({ n: 3.5 }),
      spoilt({ muAPerCm: -1 }),
      spoilt({ muSPerCm: null }),
      spoilt({ muSPerCm: undefined }),
      spoilt({ g: 1 }),
      spoilt({ thicknessCm: -0.1 }),
      spoilt({ thicknessCm: undefined }),
      JSON.stringify(spoilt({})).replace('0.78}', '1e999}').replace('"muAPerCm":6', '"muAPerCm":1e999'),
    ].map(answer),
  ).toEqual([
    ': is not JSON, or cut short',
    ': must be an object with layers',
    'layers: must be a list of layers, top layer first',
    'layers: is empty; a stack has at least one layer',
    'layers: must hold at most 1000 layers; it holds 1000000',
    'layers[0]: must be an object with n, muAPerCm, muSPerCm, g and thicknessCm',
    'layers[0].thicknessCm: is null, a half space, and only the last layer can be one',
    'nAbove: must be a refractive index from 1 to 3; it is 0.5',
    'layers[1].n: must be a refractive index from 1 to 3; it is 3.5',
    'layers[1].muAPerCm: must not be negative; it is -1',
    'layers[1].muSPerCm: must be a number',
    'layers[1].muSPerCm: is missing; it must be a number',
    'layers[1].g: must lie between -1 and 1; it is 1',
    'layers[1].thicknessCm: must not be negative; it is -0.1',
    'layers[1].thicknessCm: is missing; it must be a number',
    'layers[0].muAPerCm: must be a number',
  ]);
});
