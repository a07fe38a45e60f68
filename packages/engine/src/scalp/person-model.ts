/**
 * The optional person model: a small network (MediaPipe Selfie Segmentation, Apache-2.0, a file of some 250 KB)
 * tells which part of a photo is a person. It is run here in plain TypeScript, so the answer is the same in Node and in a browser.
 */
import { type Raster, raster } from '../raster.ts';
import { fail, ok, type Result } from '../result.ts';
import { type Network, planNetwork } from './tflite/network.ts';
import { readTflite } from './tflite/read.ts';

export interface PersonModel {
  /** Size of the pictures that the network reads and writes, in its own pixels. */
  readonly width: number;
  readonly height: number;
  readonly network: Network;
}

/** Problem value (path "" + sentence) if bytes are not such a model or hold an unknown operation. */
export function readPersonModel(bytes: Uint8Array): Result<PersonModel> {
  const graph = readTflite(bytes);
  if (!graph.ok) return graph;
  const planned = planNetwork(graph.value);
  if (!planned.ok) return planned;
  const network = planned.value;
  const [batch, height, width, channels] = network.inputShape;
  if (network.inputShape.length !== 4 || batch !== 1 || channels !== 3)
    return fail('', 'is not a person model: it does not read one colour picture');
  const sameSize = network.outputShape.join() === [1, height, width, 1].join();
  if (!sameSize || network.lastOperation !== 'LOGISTIC')
    return fail('', 'is not a person model: it does not write one probability for each pixel');
  return ok({ width, height, network });
}

/**
 * Probability 0..1 that a pixel belongs to a person, at the model's own resolution. The whole photo is stretched over the model's
 * square, as MediaPipe does, so a point at (x, y) of the photo is at (x · model width / photo width, …) of the answer.
 */
export function personProbability(model: PersonModel, photo: Raster<'srgb8'>): Raster<'density'> {
  const probability = model.network.run(stretched(photo, model.width, model.height));
  // Weights of a damaged file can overflow to "not a number"; that says nothing about a person.
  for (let i = 0; i < probability.length; i++) if (!(probability[i] >= 0)) probability[i] = 0;
  return raster('density', model.width, model.height, probability);
}

/**
 * Photo values / 255 at another size: area average where it shrinks, bilinear where it grows, each axis for itself.
 * Gamma-coded values are averaged as they are, because the network was trained on pictures made so.
 */
function stretched(photo: Raster<'srgb8'>, width: number, height: number): Float32Array {
  const rows = spans(photo.height, height);
  const columns = spans(photo.width, width);
  const rowLength = photo.width * 3;
  const line = new Float64Array(rowLength);
  const out = new Float32Array(width * height * 3);
  let at = 0;
  for (const row of rows) {
    line.fill(0);
    for (const [k, weight] of row.weights.entries()) {
      const start = (row.first + k) * rowLength;
      for (let i = 0; i < rowLength; i++) line[i] += weight * photo.data[start + i];
    }
    for (const { first, weights } of columns) {
      let r = 0;
      let g = 0;
      let b = 0;
      for (let k = 0, i = first * 3; k < weights.length; k++, i += 3) {
        r += weights[k] * line[i];
        g += weights[k] * line[i + 1];
        b += weights[k] * line[i + 2];
      }
      out[at++] = r / 255;
      out[at++] = g / 255;
      out[at++] = b / 255;
    }
  }
  return out;
}

interface Span {
  readonly first: number;
  /** Shares of the pixels from `first` on; they add up to 1. */
  readonly weights: readonly number[];
}

function spans(from: number, to: number): Span[] {
  const scale = from / to;
  return Array.from({ length: to }, (_, i) => {
    if (scale <= 1) {
      const centre = Math.min(Math.max((i + 0.5) * scale - 0.5, 0), from - 1);
      const first = Math.floor(centre);
      return centre === first ? { first, weights: [1] } : { first, weights: [first + 1 - centre, centre - first] };
    }
    const start = i * scale;
    const end = Math.min((i + 1) * scale, from);
    const first = Math.floor(start);
    const weights = Array.from({ length: Math.ceil(end) - first }, (_, k) => Math.min(first + k + 1, end) - Math.max(first + k, start));
    return { first, weights: weights.map((w) => w / (end - start)) };
  });
}
