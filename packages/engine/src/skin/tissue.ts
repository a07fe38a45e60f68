/**
 * The reference scalp: eight layers from the stratum corneum to the fat, and their optics at one wavelength. All formulae give what light in
 * the visible meets; water and fat absorb nothing there that matters (380–780 nm).
 */
import { tableAt } from '../colour/spectra.ts';
import type { Layer } from './layers.ts';
import { DEOXYHAEMOGLOBIN, OXYHAEMOGLOBIN } from './tables/haemoglobin.ts';

/** What makes one skin differ from another, to light. */
export interface Skin {
  /** Mean volume fraction of melanosomes in the living epidermis. */
  readonly melanin: number;
  /** Mean volume fraction of blood in the dermis. */
  readonly blood: number;
  /** Share of haemoglobin that carries oxygen. */
  readonly saturation: number;
  /** Scale of all reduced scattering; 1 is the average skin. */
  readonly scattering: number;
}

export type FitzpatrickType = 'I' | 'II' | 'III' | 'IV' | 'V' | 'VI';

/** Default oxygen saturation and scattering: the middle of a fit to 488 measured spectra (docs/model.md). */
export const SKIN_DEFAULTS: { readonly saturation: number; readonly scattering: number } = { saturation: 0.7, scattering: 1 };

/**
 * Melanosome fraction that gives each type its colour with this stack (the fractions of the 1998 skin optics summary, Jacques, were for another
 * geometry). II and V are the project's reference skins; the others are the middle of their range.
 */
const MELANIN_OF_TYPE: Readonly<Record<FitzpatrickType, number>> = { I: 0.0075, II: 0.015, III: 0.03, IV: 0.05, V: 0.09, VI: 0.16 };

/** Scalp is assumed at 1 % blood (± 0.5); in-vivo fits on face and forehead run from 0.3 to 1.7 %. */
const SCALP_BLOOD = 0.01;

export function skinOfType(type: FitzpatrickType): Skin {
  return { melanin: MELANIN_OF_TYPE[type], blood: SCALP_BLOOD, ...SKIN_DEFAULTS };
}

/** One index throughout: only the top boundary matters (indices by layer change the reflectance by 1 % of itself). */
export const TISSUE_INDEX = 1.4;

/** Pigmented: its share of the epidermis' melanin. Perfused: its blood relative to the dermal mean. */
interface Stratum {
  readonly name: string;
  readonly thicknessUm: number;
  readonly tissue: 'epidermis' | 'dermis' | 'fat';
  readonly melaninShare: number;
  readonly bloodRatio: number;
}

/**
 * Geometry, top to bottom. Epidermis of 77 µm in all: 60–100 µm is said of the scalp, 99.75 µm (83–116) is the mean of all sites in 56 papers.
 * Blood is densest in the two plexus.
 */
export const STRATA: readonly Stratum[] = [
  { name: 'stratum corneum', thicknessUm: 12, tissue: 'epidermis', melaninShare: 0, bloodRatio: 0 },
  { name: 'upper living epidermis', thicknessUm: 45, tissue: 'epidermis', melaninShare: 0.4, bloodRatio: 0 },
  { name: 'basal epidermis', thicknessUm: 20, tissue: 'epidermis', melaninShare: 0.6, bloodRatio: 0 },
  { name: 'papillary dermis', thicknessUm: 120, tissue: 'dermis', melaninShare: 0, bloodRatio: 1 },
  { name: 'upper plexus', thicknessUm: 80, tissue: 'dermis', melaninShare: 0, bloodRatio: 2.5 },
  { name: 'reticular dermis', thicknessUm: 1400, tissue: 'dermis', melaninShare: 0, bloodRatio: 0.8 },
  { name: 'deep plexus', thicknessUm: 80, tissue: 'dermis', melaninShare: 0, bloodRatio: 2 },
  { name: 'subcutaneous fat', thicknessUm: Number.POSITIVE_INFINITY, tissue: 'fat', melaninShare: 0, bloodRatio: 0.5 },
];

/** Dermo-epidermal junction below the surface; it undulates by about 20 µm, which matters to retention and not to colour. */
export const JUNCTION_UM = 77;

const LIVING_UM = STRATA.reduce((sum, s) => sum + (s.melaninShare > 0 ? s.thicknessUm : 0), 0);

/** Fat absorbs less than the rest between its vessels: assumed, as in the project's reference skins. It shows beyond 600 nm only. */
const BASELINE_SHARE: Readonly<Record<Stratum['tissue'], number>> = { epidermis: 1, dermis: 1, fat: 0.7 };

/** The stack at one wavelength, top layer first; the last is a half space. */
export function skinLayers(skin: Skin, nm: number): Layer[] {
  const g = anisotropy(nm);
  const bloodPerMm = packedBloodPerMm(nm, skin.saturation);
  const melanosomePerMm = melanosomeMuAPerMm(nm);
  const baselinePerMm = baselineMuAPerMm(nm);
  const melanin = melaninByStratum(skin.melanin);
  return STRATA.map((stratum, k) => {
    const blood = Math.min(1, stratum.bloodRatio * skin.blood);
    return {
      n: TISSUE_INDEX,
      muAPerMm: melanin[k] * melanosomePerMm + (1 - melanin[k]) * baselinePerMm * BASELINE_SHARE[stratum.tissue] + blood * bloodPerMm,
      muSPerMm: (skin.scattering * REDUCED_SCATTERING[stratum.tissue](nm)) / (1 - g),
      g,
      thicknessMm: stratum.thicknessUm / 1000,
    };
  });
}

/** Melanosome fraction of each stratum. None can hold more than its own volume: what does not fit goes to the others, so that the mean stays. */
function melaninByStratum(mean: number): number[] {
  const pigmented = STRATA.map((s) => (s.melaninShare > 0 ? s.thicknessUm : 0));
  const wanted = STRATA.map((s) => (mean * s.melaninShare * LIVING_UM) / s.thicknessUm);
  const over = pigmented.reduce((sum, um, k) => sum + um * Math.max(0, wanted[k] - 1), 0);
  if (over === 0) return wanted;
  const roomUm = pigmented.reduce((sum, um, k) => sum + um * Math.max(0, 1 - wanted[k]), 0);
  return wanted.map((f, k) => (pigmented[k] === 0 ? 0 : Math.min(1, f + Math.max(0, 1 - f) * Math.min(1, over / roomUm))));
}

/** Inside of a melanosome: 6.6·10¹¹ λ^−3.33 1/cm (Jacques, skin optics summary 1998). Melanin per melanosome varies tenfold. */
export function melanosomeMuAPerMm(nm: number): number {
  return 6.6e10 * nm ** -3.33;
}

/** Skin without blood and melanin: 0.244 + 85.3 exp(−(λ − 154)/66.2) 1/cm (Jacques, skin optics summary 1998, after Saidi 1992). */
export function baselineMuAPerMm(nm: number): number {
  return 0.0244 + 8.53 * Math.exp(-(nm - 154) / 66.2);
}

const HAEMOGLOBIN_G_PER_L = 150;
const HAEMOGLOBIN_G_PER_MOL = 64_500;

/** Whole blood of 150 g/L haemoglobin. */
export function bloodMuAPerMm(nm: number, saturation: number): number {
  const perCmPerM = saturation * tableAt(OXYHAEMOGLOBIN, nm) + (1 - saturation) * tableAt(DEOXYHAEMOGLOBIN, nm);
  return (Math.LN10 * (HAEMOGLOBIN_G_PER_L / HAEMOGLOBIN_G_PER_MOL) * perCmPerM) / 10;
}

const VESSEL_RADIUS_MM = 0.006;

/** Blood comes in vessels whose inside is shaded: (1 − exp(−2 µa r)) / (2 µa r) of it counts (Svaasand et al. 1995; van Veen et al. 2002). */
function packedBloodPerMm(nm: number, saturation: number): number {
  const muAPerMm = bloodMuAPerMm(nm, saturation);
  const across = 2 * muAPerMm * VESSEL_RADIUS_MM;
  return muAPerMm * (-Math.expm1(-across) / across);
}

/** g = 0.62 + 0.29·10⁻³ λ (van Gemert et al. 1989, IEEE Trans. Biomed. Eng. 36:1146; measured from 302 to 633 nm). */
export function anisotropy(nm: number): number {
  return 0.62 + 2.9e-4 * nm;
}

/** Reduced scattering in 1/mm. */
const REDUCED_SCATTERING: Readonly<Record<Stratum['tissue'], (nm: number) => number>> = {
  /** Rayleigh and Mie part of epidermis (S. L. Jacques 2013, Phys. Med. Biol. 58:R37). */
  epidermis: (nm) => 6.67 * (0.29 * (nm / 500) ** -4 + 0.71 * (nm / 500) ** -0.689),
  /** Average of skin, the same review. Agrees with the dermis of Salomatina et al. 2006 within 1.5 % at 400, 500 and 700 nm. */
  dermis: (nm) => 4.6 * (0.409 * (nm / 500) ** -4 + 0.591 * (nm / 500) ** -0.702),
  /** Assumed power, through the hypodermis of Salomatina et al. 2006 at 500 nm. */
  fat: (nm) => 3.42 * (nm / 500) ** -1,
};
