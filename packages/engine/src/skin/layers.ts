/** One plane layer of a turbid stack, as light sees it: what tissue and pigment are turned into before any light is followed. */
export interface Layer {
  /** Refractive index. */
  readonly n: number;
  /** Absorption coefficient, natural logarithm. */
  readonly muAPerMm: number;
  /** Scattering coefficient (not the reduced one). */
  readonly muSPerMm: number;
  /** Mean cosine of scattering (Henyey–Greenstein). */
  readonly g: number;
  /** `Infinity`: a half space. */
  readonly thicknessMm: number;
}
