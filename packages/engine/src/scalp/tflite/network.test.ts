import { expect, test } from 'vitest';
import { planNetwork } from './network.ts';
import { readTflite } from './read.ts';
import {
  floatBytes,
  halfBytes,
  intBytes,
  type SmallModel,
  type SmallOperation,
  type SmallTensor,
  writeTflite,
} from './write.test-helper.ts';

const plan = (model: SmallModel) => {
  const graph = readTflite(writeTflite(model));
  return graph.ok ? planNetwork(graph.value) : graph;
};
const run = (model: SmallModel, input: number[]): number[] => {
  const network = plan(model);
  if (!network.ok) throw new Error(network.problem.message);
  return [...network.value.run(Float32Array.from(input))];
};
const complaint = (model: SmallModel): string => {
  const network = plan(model);
  return network.ok ? '' : network.problem.message;
};
const ONE = { int32: 1 };
const TWO = { int32: 2 };
/** One operation from tensor 0 to tensor 1; constants follow. */
const single = (
  input: number[],
  output: number[],
  constants: SmallTensor[],
  operation: Omit<SmallOperation, 'inputs' | 'outputs'>,
): SmallModel => ({
  tensors: [{ shape: input }, { shape: output }, ...constants],
  operations: [{ ...operation, inputs: [0, ...constants.map((_, i) => i + 2)], outputs: [1] }],
  inputs: [0],
  outputs: [1],
});

test('half-float weights are widened: 1, -2, the smallest step 2⁻²⁴ and the largest 65504 come out exactly', () => {
  const model: SmallModel = {
    tensors: [
      { shape: [1, 1, 1, 1] },
      { shape: [1, 1, 1, 4] },
      { shape: [4, 1, 1, 1], type: 1, content: halfBytes([0x3c00, 0xc000, 0x0001, 0x7bff]) },
      { shape: [4, 1, 1, 1] },
      { shape: [4], content: floatBytes([0, 0, 0, 0.5]) },
    ],
    operations: [
      { code: 6, inputs: [2], outputs: [3] },
      { code: 3, inputs: [0, 3, 4], outputs: [1], options: { 1: ONE, 2: ONE } },
    ],
    inputs: [0],
    outputs: [1],
  };
  expect(run(model, [2])).toEqual([2, -4, 2 ** -23, 131008.5]);
});

test('“same” padding at stride 2 puts the odd zero pixel below and right, with a fused relu6 on top', () => {
  const kernel = { shape: [1, 3, 3, 1], content: floatBytes([1, 0, 0, 0, 0, 0, 0, 0, 1]) };
  const bias = { shape: [1], content: floatBytes([-1]) };
  const options = { 1: TWO, 2: TWO, 3: { int8: 3 } };
  const input = Array.from({ length: 16 }, (_, i) => i - 4 + (i === 15 ? 9 : 0));
  // Windows begin at the pixels (0, 0), (2, 0), (0, 2), (2, 2); first and last weight add two pixels, where both exist. The last window
  // holds only the pixel (2, 2) for the first weight.
  const layer = single([1, 4, 4, 1], [1, 2, 2, 1], [kernel, bias], { code: 3, options });
  expect(run(layer, input)).toEqual([-4 + 6 - 1, 0, 3, 5]);
  const doubled = input.map((v) => 2 * v);
  expect(run(layer, doubled)).toEqual([2 * -4 + 2 * 6 - 1, 0, 6, 6]);
});

test('depthwise, pooling, enlarging, transpose convolution and the pairs are wired to their kernels', () => {
  const sizes = { shape: [2], type: 2, content: intBytes([2, 4]) };
  const kernel = { shape: [1, 1, 1, 2], content: floatBytes([3, -1]) };
  const stamp = { shape: [1, 2, 2, 1], content: floatBytes([1, 2, 3, 4]) };
  const bias = { shape: [1], content: floatBytes([0]) };
  const two: SmallModel = {
    tensors: [{ shape: [1, 1, 2, 1] }, { shape: [1, 1, 1, 1] }, { shape: [1, 1, 2, 1] }, { shape: [1, 1, 2, 1] }],
    operations: [
      { code: 1, inputs: [0], outputs: [1], options: { 0: { int8: 1 }, 1: ONE, 2: ONE, 3: TWO, 4: ONE } },
      { code: 18, inputs: [0, 1], outputs: [2] },
      { code: 0, inputs: [2, 0], outputs: [3] },
    ],
    inputs: [0],
    outputs: [3],
  };
  const results = [
    run(
      single([1, 1, 1, 2], [1, 1, 1, 2], [kernel, { shape: [2], content: floatBytes([0, 1]) }], { code: 4, options: { 1: ONE, 2: ONE } }),
      [5, 7],
    ),
    run(single([1, 1, 2, 1], [1, 2, 4, 1], [sizes], { code: 23, options: { 3: { int8: 1 } } }), [0, 4]),
    run(
      single([1, 1, 2, 1], [1, 2, 4, 1], [stamp, bias], {
        code: 32,
        customName: 'Convolution2DTransposeBias',
        customOptions: intBytes([1, 2, 2]),
      }),
      [1, 10],
    ),
    run(two, [2, 6]),
  ];
  expect(results).toEqual([
    [15, -6],
    [0, 1, 3, 4, 0, 1, 3, 4],
    [1, 2, 10, 20, 3, 4, 30, 40],
    [2 * 4 + 2, 6 * 4 + 6],
  ]);
});

test('strides across and down are not mixed up', () => {
  const one = { shape: [1, 1, 1, 1], content: floatBytes([1]) };
  const bias = { shape: [1], content: floatBytes([0]) };
  const custom = { code: 32, customName: 'Convolution2DTransposeBias', customOptions: intBytes([1, 3, 1]) };
  const across = run(single([1, 2, 4, 1], [1, 2, 2, 1], [one, bias], { code: 3, options: { 1: TWO, 2: ONE } }), [1, 2, 3, 4, 5, 6, 7, 8]);
  const stamped = run(single([1, 2, 1, 1], [1, 2, 3, 1], [one, bias], custom), [5, 7]);
  expect([across, stamped]).toEqual([
    [1, 3, 5, 7],
    [5, 0, 0, 7, 0, 0],
  ]);
});

test('an input that is read again later is not written over', () => {
  const shape = [1, 1, 2, 1];
  const model: SmallModel = {
    tensors: Array.from({ length: 4 }, () => ({ shape })),
    operations: [
      { code: 19, inputs: [0], outputs: [1] },
      { code: 14, inputs: [1], outputs: [2] },
      { code: 0, inputs: [2, 1], outputs: [3] },
    ],
    inputs: [0],
    outputs: [3],
  };
  const input = Float32Array.of(-1, 0);
  const network = plan(model);
  const once = network.ok ? [...network.value.run(input)] : [];
  const again = network.ok ? [...network.value.run(input)] : [];
  expect([once, again, [...input]]).toEqual([
    [0.5, 0.5],
    [0.5, 0.5],
    [-1, 0],
  ]);
});

test('what cannot be run is refused with its reason', () => {
  const relu = { code: 19 };
  const square = [1, 2, 2, 1];
  const kernel = (...shape: number[]): SmallTensor => ({
    shape,
    content: floatBytes(Array.from({ length: shape.reduce((a, b) => a * b) }, () => 1)),
  });
  const strides = { 1: ONE, 2: ONE };
  const bigImage = [1, 2048, 2048, 3];
  const cases: [string, SmallModel][] = [
    ['number 40', single(square, square, [], { code: 40 })],
    ['“constructor”', single(square, square, [], { code: 32, customName: 'constructor' })],
    ['“a?b”', single(square, square, [], { code: 32, customName: 'a\nb' })],
    ['RELU contradicts', single(square, [1, 2, 3, 1], [], relu)],
    ['CONV_2D contradicts', single(square, square, [kernel(1, 1, 1, 2)], { code: 3, options: strides })],
    ['CONV_2D contradicts', single(square, square, [kernel(1, 1, 1, 1)], { code: 3 })],
    ['CONV_2D contradicts', single(square, square, [kernel(1, 1, 1, 1)], { code: 3, options: { ...strides, 4: TWO } })],
    ['CONV_2D contradicts', single(square, square, [kernel(1, 1, 1, 1)], { code: 3, options: { ...strides, 3: { int8: 4 } } })],
    ['RESIZE_BILINEAR contradicts', single(square, square, [{ shape: [2], type: 2, content: intBytes([2, 2]) }], { code: 23 })],
    [
      'AVERAGE_POOL_2D contradicts',
      single(square, [1, 1, 1, 1], [], { code: 1, options: { 0: { int8: 1 }, ...strides, 3: { int32: 0 }, 4: ONE } }),
    ],
    ['does not end', { ...single(square, square, [], relu), outputs: [0] }],
    ['does not end', { ...single(square, square, [], relu), operations: [] }],
    ['RELU contradicts', { ...single(square, square, [], relu), operations: [{ ...relu, inputs: [1], outputs: [1] }] }],
    ['one input', { ...single(square, square, [], relu), inputs: [0, 1] }],
    ['damaged', { ...single(square, square, [], relu), outputs: [7] }],
    ['damaged', single(square, square, [{ shape: [2], content: floatBytes([1, 2, 3]) }], relu)],
    ['damaged', single([1, -2, 2, 1], square, [], relu)],
    ['damaged', single(square, square, [{ shape: [1], content: floatBytes([Number.NaN]) }], relu)],
    ['number type 9', single(square, square, [{ shape: [1], type: 9 }], relu)],
    ['too large', single([1, 60000, 60000, 1], [1, 60000, 60000, 1], [], relu)],
    ['too large', single(bigImage, [1, 2048, 2048, 3], [kernel(3, 7, 7, 3)], { code: 3, options: strides })],
  ];
  const wrong = cases.flatMap(([expected, model]) => (complaint(model).includes(expected) ? [] : [`${expected}: “${complaint(model)}”`]));
  expect(wrong).toEqual([]);
});
