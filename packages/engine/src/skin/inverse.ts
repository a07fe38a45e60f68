/**
 * From a measured colour or spectrum back to melanin, blood and scattering: the most probable skin, and how well it is known. Three numbers of a
 * colour cannot fix the four of a skin: what they leave open is filled by what skins are like, and shows in the intervals.
 */
import { deltaE00, type Lab, labOfLinear, labOfXyz } from '../colour/lab.ts';
import { sparseWeights } from '../colour/reflectance.ts';
import { FIRST_NM, LAST_NM } from '../colour/spectra.ts';
import { between, type Estimate, withRelativeError } from '../estimate.ts';
import { fail, ok, type Result } from '../result.ts';
import { stackSolver } from './adding-doubling.ts';
import { deviations, mostProbable, type Prior } from './least-squares.ts';
import { specular } from './skin-colour.ts';
import { type Skin, skinLayers, skinOfType, TISSUE_INDEX } from './tissue.ts';

export interface SkinFit {
  readonly skin: Skin;
  /** The same with 80 % intervals. */
  readonly melanin: Estimate;
  readonly blood: Estimate;
  readonly saturation: Estimate;
  readonly scattering: Estimate;
  /** Colour of the fitted skin, and how far it is from the measured one. */
  readonly lab: Lab;
  readonly deltaE00: number;
  /** Root mean square error of the reflectance where a spectrum was given. */
  readonly rms: number | null;
}

export interface InverseOptions {
  /** Standard errors of the measured L*, a*, b*. */
  readonly labError?: Lab;
  /** Standard error of each measured reflectance. */
  readonly reflectanceError?: number;
  /** What is known and not to be fitted. */
  readonly fixed?: Partial<Skin>;
}

/** Repeatability of a colorimeter on skin, put back by hand [A]. */
const INSTRUMENT_LAB_ERROR: Lab = [0.5, 0.5, 0.5];
/** An uncalibrated photo misses L* and b* by 4 each (docs/model.md), a* by less, as white balance moves between blue and yellow [A]. */
export const PHOTO_LAB_ERROR: Lab = [4, 3, 4];
/** Repeatability of a spectrophotometer on skin [A]. */
const REFLECTANCE_ERROR = 0.003;

/** What the model itself misses on 488 measured spectra (median: ΔE00 1.2, RMS 0.010 in reflectance): it widens intervals and moves no fit. */
const MODEL_LAB_SD = 1;
const MODEL_REFLECTANCE_SD = 0.01;
/** Neighbouring wavelengths are missed alike: about one independent value in so many nm [A]. */
const MISSED_ALIKE_NM = 50;

/** A colour within which the fit to a spectrum is drawn, beside its values: the eye's part in what a good fit is. */
const SPECTRUM_LAB_SD = 0.5;

const PARAMETERS = ['melanin', 'blood', 'saturation', 'scattering'] as const;
type Parameter = (typeof PARAMETERS)[number];

/**
 * What skins are like. Melanin spans mankind; blood was 0.3–1.7 % in 80 of 100 in-vivo fits of face and forehead, taken wider for pale and
 * flushed skin; saturation 0.6–0.8; scattering has its median at 1 over 488 spectra, its spread is assumed. Fractions are normal in their
 * logarithm, the saturation in its logit.
 */
const PRIOR: Readonly<Record<Parameter, { readonly mean: number; readonly sd: number }>> = {
  melanin: { mean: Math.log(0.03), sd: 1.3 },
  blood: { mean: Math.log(0.007), sd: 1 },
  saturation: { mean: logit(0.7), sd: 0.4 },
  scattering: { mean: 0, sd: 0.2 },
};

/** Bands by which colours are fitted: 10 nm, which costs ΔE00 0.02 against 5 nm. */
const BANDS_NM: readonly number[] = Array.from({ length: 33 }, (_, i) => 400 + 10 * i);
const FIT_STREAMS = 8;

export function skinFromLab(lab: Lab, { labError = INSTRUMENT_LAB_ERROR, fixed = {} }: InverseOptions = {}): Result<SkinFit> {
  const bad = lab.findIndex((v) => !Number.isFinite(v));
  if (bad >= 0) return fail(`lab[${bad}]`, 'must be a number');
  const wrong = labError.findIndex((v) => !(v > 0 && v < 100));
  if (wrong >= 0) return fail(`labError[${wrong}]`, 'must be a number above 0');
  const predict = labPredictor(BANDS_NM);
  return ok(
    fitted(
      (skin) => predict(skin).lab.map((v, k) => (v - lab[k]) / labError[k]),
      labError.map((error) => Math.hypot(error, MODEL_LAB_SD) / error),
      fixed,
      (skin) => ({ lab: predict(skin).lab, measured: lab, rms: null }),
    ),
  );
}

/** A patch of a photo, linear sRGB with 1 for white. */
export function skinFromPhoto(linear: readonly [number, number, number], options: InverseOptions = {}): Result<SkinFit> {
  return skinFromLab(labOfLinear(...linear), { labError: PHOTO_LAB_ERROR, ...options });
}

/** A reflectance spectrum, specular reflection excluded, at rising wavelengths; those outside 380–780 nm are left out. */
export function skinFromSpectrum(
  nm: readonly number[],
  reflectance: readonly number[],
  { reflectanceError = REFLECTANCE_ERROR, fixed = {} }: InverseOptions = {},
): Result<SkinFit> {
  if (nm.length !== reflectance.length) return fail('reflectance', `must hold one value for each of ${nm.length} wavelengths`);
  const rises = nm.findIndex((v, k) => !Number.isFinite(v) || (k > 0 && !(v > nm[k - 1])));
  if (rises >= 0) return fail(`nm[${rises}]`, 'must be a number above the one before it');
  const bad = reflectance.findIndex((v) => !(v >= 0 && v <= 1));
  if (bad >= 0) return fail(`reflectance[${bad}]`, `must lie between 0 and 1; it is ${reflectance[bad]}`);
  if (!(reflectanceError > 0 && reflectanceError < 1)) return fail('reflectanceError', 'must lie between 0 and 1');
  const seen = nm.flatMap((v, k) => (v >= FIRST_NM && v <= LAST_NM ? [k] : []));
  if (seen.length < PARAMETERS.length)
    return fail('nm', `must hold at least ${PARAMETERS.length} wavelengths from ${FIRST_NM} to ${LAST_NM} nm`);
  const bands = seen.map((k) => nm[k]);
  const values = seen.map((k) => reflectance[k]);
  const measured = labOfBands(sparseWeights(bands), values);
  const predict = labPredictor(bands);
  const alike = Math.max(1, (MISSED_ALIKE_NM * bands.length) / (bands[bands.length - 1] - bands[0]));
  const widening = Math.hypot(reflectanceError, MODEL_REFLECTANCE_SD * Math.sqrt(alike)) / reflectanceError;
  return ok(
    fitted(
      (skin) => {
        const { reflected, lab } = predict(skin);
        return [...values.map((v, k) => (reflected[k] - v) / reflectanceError), ...lab.map((v, k) => (v - measured[k]) / SPECTRUM_LAB_SD)];
      },
      // the colour repeats what the bands say: it counts for the fit and not for how well it is known
      [...values.map(() => widening), 1e6, 1e6, 1e6],
      fixed,
      (skin) => {
        const { reflected, lab } = predict(skin);
        return { lab, measured, rms: Math.sqrt(values.reduce((sum, v, k) => sum + (reflected[k] - v) ** 2, 0) / values.length) };
      },
    ),
  );
}

interface Compared {
  readonly lab: Lab;
  readonly measured: Lab;
  readonly rms: number | null;
}

function fitted(
  residuals: (skin: Skin) => readonly number[],
  widening: readonly number[],
  fixed: Partial<Skin>,
  compare: (skin: Skin) => Compared,
): SkinFit {
  const free = PARAMETERS.filter((name) => fixed[name] === undefined);
  const prior: Prior = { mean: free.map((name) => PRIOR[name].mean), sd: free.map((name) => PRIOR[name].sd) };
  const skinAt = (at: ArrayLike<number>): Skin => {
    const skin = { ...skinOfType('III'), ...fixed };
    for (let k = 0; k < free.length; k++) skin[free[k]] = parameterAt(free[k], at[k]);
    return skin;
  };
  const asArray = (at: Float64Array): Float64Array => Float64Array.from(residuals(skinAt(at)));
  const fit = mostProbable(asArray, prior, bestStart(asArray, free, prior));
  const spread = deviations(fit, widening, prior);
  const skin = skinAt(fit.at);
  const { lab, measured, rms } = compare(skin);
  const estimate = (name: Parameter): Estimate => {
    const k = free.indexOf(name);
    const unit = name === 'scattering' ? 'ratio' : 'fraction';
    if (k < 0) return between(skin[name], skin[name], skin[name], unit);
    if (name !== 'saturation') return withRelativeError(skin[name], spread[k], unit);
    const { low, high } = withRelativeError(Math.exp(fit.at[k]), spread[k], unit);
    return between(skin[name], low / (1 + low), high / (1 + high), unit);
  };
  return {
    skin,
    melanin: estimate('melanin'),
    blood: estimate('blood'),
    saturation: estimate('saturation'),
    scattering: estimate('scattering'),
    lab,
    deltaE00: deltaE00(lab, measured),
    rms,
  };
}

/** The best of a few amounts of melanin, all else as usual. */
function bestStart(residuals: (at: Float64Array) => Float64Array, free: readonly Parameter[], prior: Prior): Float64Array {
  const usual = Float64Array.from(prior.mean);
  const k = free.indexOf('melanin');
  if (k < 0) return usual;
  const starts = [0.005, 0.015, 0.04, 0.1, 0.25].map((melanin) => usual.map((v, i) => (i === k ? Math.log(melanin) : v)));
  const badness = starts.map((at) => residuals(at).reduce((sum, r) => sum + r * r, 0));
  return starts[badness.indexOf(Math.min(...badness))];
}

function parameterAt(name: Parameter, at: number): number {
  if (name === 'saturation') return 1 / (1 + Math.exp(-at));
  return name === 'scattering' ? Math.exp(at) : Math.min(1, Math.exp(at));
}

function logit(share: number): number {
  return Math.log(share / (1 - share));
}

function labPredictor(bands: readonly number[]): (skin: Skin) => { readonly reflected: readonly number[]; readonly lab: Lab } {
  const solve = stackSolver({ streams: FIT_STREAMS });
  const weights = sparseWeights(bands);
  const mirrored = specular(TISSUE_INDEX);
  return (skin) => {
    const reflected = bands.map((nm) => solve(skinLayers(skin, nm)).UR1 - mirrored);
    return { reflected, lab: labOfBands(weights, reflected) };
  };
}

function labOfBands(weights: readonly Float64Array[], values: readonly number[]): Lab {
  const [x, y, z] = weights.map((w) => w.reduce((sum, v, k) => sum + v * values[k], 0));
  return labOfXyz([x, y, z]);
}
