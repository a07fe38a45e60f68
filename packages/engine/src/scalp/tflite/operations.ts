/**
 * The operations that can be run, by the codes of the TensorFlow Lite schema: for each, whether it fits its operands, the shape that
 * comes out, the work it takes, and the kernel with weights and sizes bound in.
 */
import { conv2d, depthwiseConv2d, transposeConv2d, type Window } from './convolve.ts';
import { type Activation, activate, averagePool, combine, resizeBilinear } from './pointwise.ts';
import type { Operation } from './read.ts';

export interface Planned {
  readonly shape: readonly number[];
  readonly multiplyAdds: number;
  /** The kernel may write over its first input. */
  readonly inPlace: boolean;
  /** Inputs are the computed operands in order; constants are bound into the kernel. */
  readonly kernel: (inputs: readonly Float32Array[], output: Float32Array) => void;
}

export interface Operand {
  readonly shape: readonly number[];
  readonly constant: Float32Array | Int32Array | null;
}
type Plan = (operation: Operation, operands: readonly (Operand | null)[]) => Planned | null;

/** The operation's name, and what it makes of its operands: null when they contradict each other or an option is not supported. */
export function planOperation(
  operation: Operation,
  operands: readonly (Operand | null)[],
): { name: string; known: boolean; planned: Planned | null } {
  const custom = operation.code === CUSTOM_CODE;
  const found = custom ? CUSTOM.get(operation.customName) : BUILTIN.get(operation.code);
  if (found === undefined) return { name: custom ? `“${operation.customName}”` : `number ${operation.code}`, known: false, planned: null };
  return { name: found.name, known: true, planned: found.plan(operation, operands) };
}

const planConv: Plan = (operation, [image, filter, bias]) => {
  const weights = weightsOf(filter, bias, 0);
  if (!isImage(image) || weights === null || weights.channelsIn !== image.shape[3] || !undilated(operation, 4)) return null;
  const window = windowOf(image.shape, weights.kernel, operation);
  const limits = fusedActivation(operation.option(3, 'int8', 0));
  if (window === null || limits === null) return null;
  const shape = [1, window.outHeight, window.outWidth, weights.bias.length];
  return {
    shape,
    multiplyAdds: (size(shape) * weights.values.length) / weights.bias.length,
    inPlace: false,
    kernel: ([input], output) => {
      conv2d(input, window, weights.values, weights.bias, output);
      limit(output, limits);
    },
  };
};

const planDepthwiseConv: Plan = (operation, [image, filter, bias]) => {
  const weights = weightsOf(filter, bias, 3);
  if (!isImage(image) || weights === null || weights.bias.length !== image.shape[3] || filter?.shape[0] !== 1 || !undilated(operation, 5))
    return null;
  const window = windowOf(image.shape, weights.kernel, operation);
  const limits = fusedActivation(operation.option(4, 'int8', 0));
  if (window === null || limits === null) return null;
  const shape = [1, window.outHeight, window.outWidth, weights.bias.length];
  return {
    shape,
    multiplyAdds: size(shape) * weights.kernel[0] * weights.kernel[1],
    inPlace: false,
    kernel: ([input], output) => {
      depthwiseConv2d(input, window, weights.values, weights.bias, output);
      limit(output, limits);
    },
  };
};

/** MediaPipe's own operation; options: padding (1 same, 2 valid), stride across, stride down. */
const planTransposeConv: Plan = (operation, [image, filter, bias]) => {
  const weights = weightsOf(filter, bias, 0);
  const [padding, strideX, strideY] = operation.customOptions;
  if (!isImage(image) || weights === null || weights.channelsIn !== image.shape[3] || operation.customOptions.length !== 3) return null;
  if (!isPlausibleStep(strideX) || !isPlausibleStep(strideY) || (padding !== 1 && padding !== 2)) return null;
  const [, height, width] = image.shape;
  const [kernelHeight, kernelWidth] = weights.kernel;
  const large: readonly number[] =
    padding === 1
      ? [1, height * strideY, width * strideX]
      : [1, (height - 1) * strideY + kernelHeight, (width - 1) * strideX + kernelWidth];
  const window = placeWindow(large, weights.kernel, [strideY, strideX], padding === 1);
  if (window === null || window.outHeight !== height || window.outWidth !== width) return null;
  return {
    shape: [1, large[1], large[2], weights.bias.length],
    multiplyAdds: height * width * weights.values.length,
    inPlace: false,
    kernel: ([input], output) => transposeConv2d(input, window, weights.values, weights.bias, output),
  };
};

const planAveragePool: Plan = (operation, [image]) => {
  if (!isImage(image)) return null;
  const kernel = [operation.option(4, 'int32', 0), operation.option(3, 'int32', 0)];
  const window = windowOf(image.shape, kernel, operation);
  if (window === null || operation.option(5, 'int8', 0) !== 0) return null;
  const shape = [1, window.outHeight, window.outWidth, image.shape[3]];
  return {
    shape,
    multiplyAdds: size(shape) * kernel[0] * kernel[1],
    inPlace: false,
    kernel: ([input], output) => averagePool(input, window, output),
  };
};

const planResize: Plan = (operation, [image, target]) => {
  const to = target?.constant;
  // Only the convention "half pixel centres" (field 3), not "align corners" (field 2), nor the old one with neither.
  if (
    !isImage(image) ||
    !(to instanceof Int32Array) ||
    to.length !== 2 ||
    operation.option(2, 'int8', 0) !== 0 ||
    operation.option(3, 'int8', 0) !== 1
  )
    return null;
  const [, height, width, channels] = image.shape;
  const shape = [1, to[0], to[1], channels];
  if (shape.some((n) => n < 1)) return null;
  return {
    shape,
    multiplyAdds: 4 * size(shape),
    inPlace: false,
    kernel: ([input], output) => resizeBilinear(input, { height, width }, { height: to[0], width: to[1] }, output),
  };
};

function planActivation(kind: Activation, [image]: readonly (Operand | null)[]): Planned | null {
  if (!isImage(image)) return null;
  return { shape: image.shape, multiplyAdds: size(image.shape), inPlace: true, kernel: ([input], output) => activate(kind, input, output) };
}

/** Two computed images, the second of the same shape or one pixel (1 × 1) with as many channels. */
function planPair(kind: 'add' | 'multiply', operation: Operation, [image, other]: readonly (Operand | null)[]): Planned | null {
  const limits = fusedActivation(operation.option(0, 'int8', 0));
  if (!isImage(image) || !isImage(other) || limits === null) return null;
  if (!sameShape(image.shape, other.shape) && !sameShape([1, 1, 1, image.shape[3]], other.shape)) return null;
  return {
    shape: image.shape,
    multiplyAdds: size(image.shape),
    inPlace: true,
    kernel: (inputs, output) => {
      combine(kind, inputs[0], inputs[1], output);
      limit(output, limits);
    },
  };
}

function isImage(operand: Operand | null | undefined): operand is Operand & { constant: null } {
  return operand != null && operand.constant === null && operand.shape.length === 4 && operand.shape[0] === 1;
}

/** Constant weights of rank 4 and their bias, zero where the file leaves it out. `channelAxis`: the axis of the output channels. */
function weightsOf(filter: Operand | null | undefined, bias: Operand | null | undefined, channelAxis: 0 | 3) {
  if (!(filter?.constant instanceof Float32Array) || filter.shape.length !== 4) return null;
  const channelsOut = filter.shape[channelAxis];
  const offsets = bias == null ? new Float32Array(channelsOut) : bias.constant;
  if (!(offsets instanceof Float32Array) || offsets.length !== channelsOut) return null;
  return { values: filter.constant, bias: offsets, kernel: [filter.shape[1], filter.shape[2]], channelsIn: filter.shape[3] };
}

/** Option fields 0 to 2 are the same in all windowed operations: padding (0 same, 1 valid), stride across, stride down. */
function windowOf(image: readonly number[], kernel: readonly number[], operation: Operation): Window | null {
  const padding = operation.option(0, 'int8', 0);
  const strides = [operation.option(2, 'int32', 0), operation.option(1, 'int32', 0)];
  return padding === 0 || padding === 1 ? placeWindow(image, kernel, strides, padding === 0) : null;
}

/** "Same": the output has ⌈size / stride⌉ pixels and the odd zero pixel goes below and right; "valid": only whole windows count. */
function placeWindow(image: readonly number[], kernel: readonly number[], strides: readonly number[], same: boolean): Window | null {
  const [, inHeight, inWidth] = image;
  const [kernelHeight, kernelWidth] = kernel;
  const [strideY, strideX] = strides;
  if (![kernelHeight, kernelWidth, strideY, strideX].every(isPlausibleStep)) return null;
  const count = (length: number, k: number, stride: number): number =>
    same ? Math.ceil(length / stride) : Math.floor((length - k) / stride) + 1;
  const before = (length: number, k: number, stride: number): number =>
    same ? Math.max(0, (count(length, k, stride) - 1) * stride + k - length) >> 1 : 0;
  const outHeight = count(inHeight, kernelHeight, strideY);
  const outWidth = count(inWidth, kernelWidth, strideX);
  if (outHeight < 1 || outWidth < 1) return null;
  const padTop = before(inHeight, kernelHeight, strideY);
  const padLeft = before(inWidth, kernelWidth, strideX);
  return { inHeight, inWidth, outHeight, outWidth, kernelHeight, kernelWidth, strideY, strideX, padTop, padLeft };
}

function isPlausibleStep(n: number): boolean {
  return n >= 1 && n <= 4096;
}

function undilated(operation: Operation, field: number): boolean {
  return operation.option(field, 'int32', 1) === 1 && operation.option(field + 1, 'int32', 1) === 1;
}

/** The schema's ActivationFunctionType as limits: 0 none, 1 relu, 2 relu from -1 to 1, 3 relu up to 6. */
function fusedActivation(code: number): readonly [number, number] | null {
  return (
    (
      [
        [-Infinity, Infinity],
        [0, Infinity],
        [-1, 1],
        [0, 6],
      ] as const
    )[code] ?? null
  );
}

function limit(values: Float32Array, [low, high]: readonly [number, number]): void {
  if (low === -Infinity && high === Infinity) return;
  for (let i = 0; i < values.length; i++) values[i] = Math.min(Math.max(values[i], low), high);
}

export function size(shape: readonly number[]): number {
  return shape.reduce((product, n) => product * n, 1);
}

export function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((n, i) => n === b[i]);
}

const BUILTIN: ReadonlyMap<number, { name: string; plan: Plan }> = new Map([
  [0, { name: 'ADD', plan: (operation, operands) => planPair('add', operation, operands) }],
  [1, { name: 'AVERAGE_POOL_2D', plan: planAveragePool }],
  [3, { name: 'CONV_2D', plan: planConv }],
  [4, { name: 'DEPTHWISE_CONV_2D', plan: planDepthwiseConv }],
  [14, { name: 'LOGISTIC', plan: (_, operands) => planActivation('logistic', operands) }],
  [18, { name: 'MUL', plan: (operation, operands) => planPair('multiply', operation, operands) }],
  [19, { name: 'RELU', plan: (_, operands) => planActivation('relu', operands) }],
  [23, { name: 'RESIZE_BILINEAR', plan: planResize }],
  [117, { name: 'HARD_SWISH', plan: (_, operands) => planActivation('hard-swish', operands) }],
]);
const CUSTOM_CODE = 32;
const CUSTOM: ReadonlyMap<string, { name: string; plan: Plan }> = new Map([
  ['Convolution2DTransposeBias', { name: 'Convolution2DTransposeBias', plan: planTransposeConv }],
]);
