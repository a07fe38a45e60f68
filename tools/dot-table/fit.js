/**
 * Packs contrasts into the dot table: y = ln(−ln C + ε) at all nodes as a matrix, tissue and distance by dot, of which the largest components of its
 * singular value decomposition are kept. What tissue does not occur weighs little, and dots and distances that hardly dim weigh less than those
 * that do.
 */
import { baselineMuAPerMm, SKIN_DEFAULTS, skinLayers } from '../../packages/engine/dist/skin/tissue.js';
import { NODES, RADII } from './nodes.js';

const COMPONENTS = 35;
const FLOOR = 3e-5;
/** Weight of tissue with more blood than skin has at that wavelength, against 1. */
const UNREAL = 0.15;
const MOST_BLOOD = 0.03;
/**
 * A dot weighs its mean |C ln C| about itself, what an error of y makes of it in C, to the first power; tissue at a distance its mean over all dots
 * to the second. Chosen for the least error of C near dots with that of their whole area below 1 %.
 */
const DOT_POWER = 0.5;
const TISSUE_POWER = 0.3;
const NEAR_RADII = 10;
const WORD_MAX = 2047;

const size = (name) => NODES[name].length;

/** @param drops 1 − C by wavelength: diameter × distance × depth × melanin × blood × load */
export function packed(drops) {
  const columns = RADII * size('nm') * size('bloodPerMm');
  const rows = size('melanin') * size('depthMm') * size('diameterMm') * size('opticalLoad');
  const y = matrixOf(drops, rows, columns);
  const mean = new Float64Array(columns);
  for (let i = 0; i < y.length; i++) mean[i % columns] += y[i] / rows;
  const real = realTissue();
  const rowWeight = weightsOfDots(y, rows, columns, real);
  const columnWeight = weightsOfTissue(y, rows, columns, real);
  const a = y.map((v, i) => (v - mean[i % columns]) * columnWeight[i % columns] * rowWeight[Math.floor(i / columns)]);
  const v = principal(a, rows, columns);
  const dot = new Float64Array(rows * COMPONENTS);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++)
      for (let c = 0; c < COMPONENTS; c++) dot[i * COMPONENTS + c] += (a[i * columns + j] * v[j * COMPONENTS + c]) / rowWeight[i];
  const tissue = v.map((value, i) => value / columnWeight[Math.floor(i / COMPONENTS)]);
  const tissueStep = steps(tissue);
  const dotStep = steps(dot);
  const meanStep = mean.reduce((most, m) => Math.max(most, Math.abs(m)), 0) / 2 ** 22;
  return {
    components: COMPONENTS,
    floor: FLOOR,
    mean: Array.from(mean, (m) => longWord(Math.round(m / meanStep))).join(''),
    meanStep,
    tissue: Array.from(tissue, (value, i) => word(Math.round(value / tissueStep[i % COMPONENTS]))).join(''),
    tissueStep,
    dot: Array.from(dot, (value, i) => word(Math.round(value / dotStep[i % COMPONENTS]))).join(''),
    dotStep,
  };
}

/** melanin × depth × diameter × load by distance × wavelength × blood. */
function matrixOf(drops, rows, columns) {
  const y = new Float64Array(rows * columns);
  drops.forEach((drop, l) => {
    let i = 0;
    for (let d = 0; d < size('diameterMm'); d++)
      for (let r = 0; r < RADII; r++)
        for (let z = 0; z < size('depthMm'); z++)
          for (let m = 0; m < size('melanin'); m++)
            for (let b = 0; b < size('bloodPerMm'); b++)
              for (let t = 0; t < size('opticalLoad'); t++, i++) {
                const row = ((m * size('depthMm') + z) * size('diameterMm') + d) * size('opticalLoad') + t;
                const column = (r * size('nm') + l) * size('bloodPerMm') + b;
                y[row * columns + column] = Math.log(-Math.log1p(-Math.min(1 - 1e-7, Math.max(0, drop[i]))) + FLOOR);
              }
  });
  return y;
}

/** 1 for tissue that occurs at a wavelength or between it and its neighbours. */
function realTissue() {
  const { nm, bloodPerMm } = NODES;
  const weights = [];
  for (let r = 0; r < RADII; r++)
    nm.forEach((_, l) => {
      let most = 0;
      for (let at = nm[Math.max(0, l - 1)]; at <= nm[Math.min(nm.length - 1, l + 1)]; at += 5) {
        const papillary = skinLayers({ ...SKIN_DEFAULTS, melanin: 0.01, blood: MOST_BLOOD }, at)[3];
        most = Math.max(most, papillary.muAPerMm - baselineMuAPerMm(at));
      }
      for (const b of bloodPerMm) weights.push(b <= 1.5 * most ? 1 : UNREAL);
    });
  return weights;
}

/** |C ln C| relative to its most, 1/e. */
function leverage(y) {
  const x = Math.max(0, Math.exp(y) - FLOOR);
  return x * Math.exp(1 - x);
}

function weightsOfTissue(y, rows, columns, real) {
  return real.map((weight, j) => {
    let sum = 0;
    for (let i = 0; i < rows; i++) sum += leverage(y[i * columns + j]);
    return weight * Math.max(0.001, sum / rows) ** TISSUE_POWER;
  });
}

function weightsOfDots(y, rows, columns, real) {
  const near = NEAR_RADII * size('nm') * size('bloodPerMm');
  return Array.from({ length: rows }, (_, i) => {
    let sum = 0;
    let count = 0;
    for (let j = 0; j < near; j++) {
      if (real[j] < 1) continue;
      sum += leverage(y[i * columns + j]);
      count++;
    }
    return Math.max(0.003, sum / count) ** DOT_POWER;
  });
}

/** The first right singular vectors, column × component, by subspace iteration. */
function principal(a, rows, columns) {
  const spare = COMPONENTS + 16;
  const gram = new Float64Array(columns * columns);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) {
      const v = a[i * columns + j];
      for (let k = j; k < columns; k++) gram[j * columns + k] += v * a[i * columns + k];
    }
  for (let j = 0; j < columns; j++) for (let k = 0; k < j; k++) gram[j * columns + k] = gram[k * columns + j];
  let v = orthonormal(
    Float64Array.from({ length: columns * spare }, (_, i) => ((i * 2654435761) % 4096) / 2048 - 1),
    columns,
    spare,
  );
  for (let round = 0; round < 24; round++) {
    const next = new Float64Array(columns * spare);
    for (let j = 0; j < columns; j++)
      for (let k = 0; k < columns; k++) {
        const g = gram[j * columns + k];
        for (let c = 0; c < spare; c++) next[j * spare + c] += g * v[k * spare + c];
      }
    v = orthonormal(next, columns, spare);
  }
  return Float64Array.from({ length: columns * COMPONENTS }, (_, i) => v[Math.floor(i / COMPONENTS) * spare + (i % COMPONENTS)]);
}

/** Gram-Schmidt, twice over. */
function orthonormal(v, columns, count) {
  for (let c = 0; c < count; c++) {
    for (let k = 0; k < 2 * c; k++) {
      let product = 0;
      for (let j = 0; j < columns; j++) product += v[j * count + c] * v[j * count + (k % c)];
      for (let j = 0; j < columns; j++) v[j * count + c] -= product * v[j * count + (k % c)];
    }
    let norm = 0;
    for (let j = 0; j < columns; j++) norm += v[j * count + c] ** 2;
    norm = Math.sqrt(norm);
    for (let j = 0; j < columns; j++) v[j * count + c] /= norm;
  }
  return v;
}

/** Per component what one unit of a word stands for, to six digits: the module names exactly what was packed with. */
function steps(values) {
  const most = new Array(COMPONENTS).fill(0);
  values.forEach((v, i) => {
    most[i % COMPONENTS] = Math.max(most[i % COMPONENTS], Math.abs(v));
  });
  return most.map((m) => Number(((m / WORD_MAX) * 1.00001).toPrecision(6)));
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** −2048..2047 as two base64 digits. */
function word(value) {
  return DIGITS[(value + 2048) >> 6] + DIGITS[(value + 2048) & 63];
}

function longWord(value) {
  const high = Math.round(value / 4096);
  return word(high) + word(value - 4096 * high === 2048 ? 2047 : value - 4096 * high);
}
