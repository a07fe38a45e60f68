/**
 * Exponential, logarithm and power from + − × ÷ alone. ECMAScript leaves the last bits of Math.exp, Math.log and ** to each engine; where a
 * threshold or a quantile follows them, a browser and the command line could decide differently. These give the same bits everywhere.
 */

/** ln 2 in two parts, the first with 21 trailing zero bits, so that whole multiples of it are exact (fdlibm, e_exp.c). */
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const PER_LN2 = Math.LOG2E;
/** Terms of the Taylor series: |r| ≤ ln 2 / 2 leaves less than 5e-18 after these. */
const EXP_TERMS = 14;
const INVERSE_FACTORIAL = inverseFactorials(EXP_TERMS);
const LEAST_EXPONENT = -1022;
const POWERS_OF_TWO = powersOfTwo();
const SQRT2 = Math.SQRT2;

function inverseFactorials(count: number): Float64Array {
  const out = new Float64Array(count);
  let factorial = 1;
  for (let k = 0; k < count; k++) {
    if (k > 0) factorial *= k;
    out[k] = 1 / factorial;
  }
  return out;
}

function powersOfTwo(): Float64Array {
  const out = new Float64Array(1023 - LEAST_EXPONENT + 1);
  out[-LEAST_EXPONENT] = 1;
  for (let k = -LEAST_EXPONENT + 1; k < out.length; k++) out[k] = 2 * out[k - 1];
  for (let k = -LEAST_EXPONENT - 1; k >= 0; k--) out[k] = out[k + 1] / 2;
  return out;
}

/** eˣ within 1e-15, relative; 0 below −708, infinite above 709. */
export function steadyExp(x: number): number {
  if (!(x > -708)) return Number.isNaN(x) ? x : 0;
  if (x > 709) return Number.POSITIVE_INFINITY;
  const k = Math.floor(x * PER_LN2 + 0.5);
  const r = x - k * LN2_HIGH - k * LN2_LOW;
  let sum = INVERSE_FACTORIAL[EXP_TERMS - 1];
  for (let n = EXP_TERMS - 2; n >= 0; n--) sum = sum * r + INVERSE_FACTORIAL[n];
  return sum * POWERS_OF_TWO[k - LEAST_EXPONENT];
}

const value = new Float64Array(1);
const words = new Uint32Array(value.buffer);
/** Which of the two words holds the exponent. */
const HIGH = highWord();

function highWord(): 0 | 1 {
  value[0] = 1;
  return words[1] === 0 ? 0 : 1;
}

/** ln x within 1e-15 of max(1, |ln x|); −∞ at 0, not a number below. Below 2e-308 it is −∞ too. */
export function steadyLog(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  if (x < POWERS_OF_TWO[0]) return Number.NEGATIVE_INFINITY;
  value[0] = x;
  let k = (words[HIGH] >>> 20) - 1023;
  words[HIGH] = (words[HIGH] & 0xfffff) | (1023 << 20);
  let m = value[0];
  if (m > SQRT2) {
    m /= 2;
    k++;
  }
  // ln m = 2 artanh s, |s| ≤ 0.172
  const s = (m - 1) / (m + 1);
  const q = s * s;
  let sum = 1 / 21;
  for (let n = 19; n >= 1; n -= 2) sum = sum * q + 1 / n;
  return k * LN2_HIGH + (k * LN2_LOW + 2 * s * sum);
}

/** xᵖ of a positive x within 1e-13, relative, for results of ordinary size; 0 of 0 and below. */
export function steadyPower(x: number, power: number): number {
  return x > 0 ? steadyExp(power * steadyLog(x)) : 0;
}
