/** The spectrum of light round one dot: bare skin by adding-doubling, what the dot leaves of it by the Monte Carlo table. */
import { WAVELENGTHS_NM } from '../colour/spectra.ts';
import {
  attenuation,
  contrastRadii,
  dotCoefficients,
  FLOOR,
  lagrange,
  NODES,
  onAxis,
  RADII,
  type TissueRows,
  tissueRows,
} from './dot-table.ts';
import { type CarbonKind, carbonOptics } from './pigment.ts';
import { type SkinColour, skinColour } from './skin-colour.ts';
import { baselineMuAPerMm, melanosomeMuAPerMm, SKIN_DEFAULTS, type Skin, skinLayers } from './tissue.ts';

/** Pigment of one dot: an upright cylinder, 80 µm thick. Of its light only absorption is counted: fine carbon scatters next to nothing. */
export interface Deposit {
  readonly kind: CarbonKind;
  /** Of the deposit's centre below the surface. */
  readonly depthMm: number;
  readonly diameterMm: number;
  readonly loadGPerM2: number;
  /** Share of it that cells have gathered into clumps of 0.5 µm; none where left out. */
  readonly gatheredShare?: number;
}

/** A value that the table does not reach, and the one that was answered for. */
export interface Clamped {
  readonly of: 'melanin' | 'blood' | 'scattering' | 'depthMm' | 'diameterMm' | 'loadGPerM2';
  readonly value: number;
  readonly used: number;
}

/** −ln C round a dot, by wavelength of the common grid. */
export interface DotSpectrum {
  readonly bare: SkinColour;
  readonly clamped: readonly Clamped[];
  /** Into `into`, for each wavelength, at one distance. */
  at(rMm: number, into: Float64Array): void;
}

interface SkinForDots {
  readonly bare: SkinColour;
  readonly clamped: readonly Clamped[];
  readonly tissues: readonly TissueRows[];
  /** Melanin fraction that absorbs at the table's wavelength as the skin's does at its own. */
  readonly melanin: readonly number[];
}

/** Pictures show no more than the middle of the spectrum: beyond it the table's ends will do. */
const SEEN_NM = { first: 430, last: 660 } as const;
/** The layer whose blood names the tissue. */
const PAPILLARY = 3;
/** The same few skins are asked for again and again. */
const KEPT_SKINS = 8;
const skins = new Map<string, SkinForDots>();

function skinForDots(skin: Skin): SkinForDots {
  const key = JSON.stringify([skin.melanin, skin.blood, skin.saturation, skin.scattering]);
  let made = skins.get(key);
  if (made === undefined) {
    made = prepared(skin);
    if (skins.size >= KEPT_SKINS) for (const oldest of [...skins.keys()].slice(0, 1)) skins.delete(oldest);
    skins.set(key, made);
  }
  return made;
}

function prepared(skin: Skin): SkinForDots {
  const clamped: Clamped[] = [];
  const note = (of: Clamped['of'], value: number, used: number): void => {
    if (value !== used && clamped.every((c) => c.of !== of)) clamped.push({ of, value, used });
  };
  note('melanin', skin.melanin, onAxis('melanin', skin.melanin));
  const melanin: number[] = [];
  const tissues = WAVELENGTHS_NM.map((nm) => {
    const seen = nm >= SEEN_NM.first && nm <= SEEN_NM.last;
    const { muAPerMm, muSPerMm, g } = skinLayers(skin, nm)[PAPILLARY];
    // skin that scatters more is like the reference skin at a shorter wavelength, with its own absorption
    const wanted = skin.scattering === SKIN_DEFAULTS.scattering ? nm : likeScatteringNm(muSPerMm * (1 - g));
    const tableNm = onAxis('nm', wanted);
    if (seen && tableNm !== wanted)
      note('scattering', skin.scattering, (skin.scattering * reducedScattering(tableNm)) / (muSPerMm * (1 - g)));
    const blood = Math.max(0, muAPerMm - baselineMuAPerMm(tableNm));
    const reached = onAxis('bloodPerMm', blood);
    if (seen && reached !== blood) note('blood', skin.blood, (skin.blood * reached) / blood);
    melanin.push(onAxis('melanin', (skin.melanin * melanosomeMuAPerMm(nm)) / melanosomeMuAPerMm(tableNm)));
    return tissueRows(tableNm, reached);
  });
  return { bare: skinColour(skin), clamped, tissues, melanin };
}

function reducedScattering(nm: number): number {
  const { muSPerMm, g } = skinLayers({ ...SKIN_DEFAULTS, melanin: 0, blood: 0 }, nm)[PAPILLARY];
  return muSPerMm * (1 - g);
}

/** Where the reference skin's dermis has this reduced scattering, which falls with wavelength. */
function likeScatteringNm(perMm: number): number {
  let low = 250;
  let high = 1400;
  for (let round = 0; round < 30; round++) {
    const middle = (low + high) / 2;
    if (reducedScattering(middle) > perMm) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

export function dotSpectrum(skin: Skin, deposit: Deposit): DotSpectrum {
  const { bare, clamped, tissues, melanin } = skinForDots(skin);
  const depthMm = onAxis('depthMm', deposit.depthMm);
  const diameterMm = onAxis('diameterMm', deposit.diameterMm);
  const outside: Clamped[] = [...clamped];
  if (depthMm !== deposit.depthMm) outside.push({ of: 'depthMm', value: deposit.depthMm, used: depthMm });
  if (diameterMm !== deposit.diameterMm) outside.push({ of: 'diameterMm', value: deposit.diameterMm, used: diameterMm });
  const y = WAVELENGTHS_NM.map(() => new Float64Array(RADII));
  const coefficientsFor = dotCoefficients(depthMm, diameterMm);
  let coefficients: Float64Array = new Float64Array(0);
  let of = Number.NaN;
  WAVELENGTHS_NM.forEach((nm, l) => {
    // the same for all wavelengths of a skin with the reference scattering
    if (melanin[l] !== of) {
      of = melanin[l];
      coefficients = coefficientsFor(of);
    }
    const perLoad = absorptionM2PerG(deposit, nm);
    const wanted = deposit.loadGPerM2 * perLoad;
    const opticalLoad = Math.min(wanted, NODES.opticalLoad[NODES.opticalLoad.length - 1]);
    if (opticalLoad !== wanted && outside.every((c) => c.of !== 'loadGPerM2'))
      outside.push({ of: 'loadGPerM2', value: deposit.loadGPerM2, used: opticalLoad / perLoad });
    attenuation(tissues[l], coefficients, opticalLoad, y[l]);
    for (let r = 0; r < RADII; r++) y[l][r] = Math.log(y[l][r] + FLOOR);
  });
  const between = radialInterpolation(diameterMm);
  return {
    bare,
    clamped: outside,
    at(rMm, into) {
      const { start, weights } = between(rMm);
      for (let l = 0; l < y.length; l++) {
        const at = y[l];
        const value = weights[0] * at[start] + weights[1] * at[start + 1] + weights[2] * at[start + 2] + weights[3] * at[start + 3];
        into[l] = Math.max(0, Math.exp(value) - FLOOR);
      }
    },
  };
}

function absorptionM2PerG({ kind, gatheredShare = 0 }: Deposit, nm: number): number {
  const as = (one: CarbonKind): number => carbonOptics(one, nm).absorptionM2PerG;
  return gatheredShare === 0 ? as(kind) : (1 - gatheredShare) * as(kind) + gatheredShare * as('aggregated');
}

/** Weights of the four distances round one; inside and outside of the rim are kept apart, as shallow dots have a sharp edge. */
function radialInterpolation(diameterMm: number): (rMm: number) => { start: number; weights: number[] } {
  const radiusMm = diameterMm / 2;
  const count = NODES.insideShare.length;
  const radii = contrastRadii(NODES, diameterMm);
  // even in the middle; quick at the rim, slow far out
  const within = (r: number): number => -Math.sqrt(Math.max(0, 1 - (r / radiusMm) ** 2));
  const inside = radii.slice(0, count).map(within);
  const outside = radii.slice(count).map((r) => Math.sqrt(Math.max(0, r - radiusMm)));
  const last = radii[radii.length - 1];
  return (rMm) => {
    if (rMm < radiusMm) return lagrange(inside, within(rMm));
    const { start, weights } = lagrange(outside, Math.sqrt(Math.min(rMm, last) - radiusMm));
    return { start: start + count, weights };
  };
}
