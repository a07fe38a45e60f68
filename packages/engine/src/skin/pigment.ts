/** Carbon in skin: how a deposit of pigment changes the layers it lies in. */
import { tableAt } from '../colour/spectra.ts';
import type { Layer } from './layers.ts';
import { AGGREGATED, type CarbonTable, COARSE, FINE } from './tables/carbon.ts';

/**
 * Particles of 40 nm (fine: absorb blue more, so that they look warm), what cells gather of them (aggregated, 0.5 µm: neutral, with about half the
 * tinting strength), and clumps of 1 µm (coarse: a third of it).
 */
export type CarbonKind = 'fine' | 'aggregated' | 'coarse';

const CARBON: Readonly<Record<CarbonKind, CarbonTable>> = { fine: FINE, aggregated: AGGREGATED, coarse: COARSE };

/** Of one gram of carbon on one square metre: optical depths, and the mean cosine of its scattering. */
export interface MassOptics {
  readonly absorptionM2PerG: number;
  readonly scatteringM2PerG: number;
  readonly g: number;
}

export function carbonOptics(kind: CarbonKind, nm: number): MassOptics {
  const table = CARBON[kind];
  return {
    absorptionM2PerG: tableAt(table.absorptionM2PerG, nm),
    scatteringM2PerG: tableAt(table.scatteringM2PerG, nm),
    g: tableAt(table.g, nm),
  };
}

/** An even deposit without edges. */
export interface Sheet {
  readonly kind: CarbonKind;
  readonly loadGPerM2: number;
  /** Of the deposit's centre below the surface. */
  readonly depthMm: number;
  readonly thicknessUm: number;
}

/** Thickness of the deposits that the project's reference tables speak of. */
export const SHEET_THICKNESS_UM = 80;

/**
 * The stack with the sheet in it: layers are cut at its faces and take up its absorption and scattering. A sheet that would stick out of the
 * surface is cut off there and keeps its load.
 */
export function withSheet(layers: readonly Layer[], sheet: Sheet, nm: number): Layer[] {
  const half = sheet.thicknessUm / 2000;
  const top = Math.max(0, sheet.depthMm - half);
  const bottom = sheet.depthMm + half;
  if (sheet.loadGPerM2 === 0) return [...layers];
  const { absorptionM2PerG, scatteringM2PerG, g } = carbonOptics(sheet.kind, nm);
  const perMm = sheet.loadGPerM2 / (bottom - top);
  const muAPerMm = absorptionM2PerG * perMm;
  const muSPerMm = scatteringM2PerG * perMm;
  const made: Layer[] = [];
  let start = 0;
  for (const layer of layers) {
    const end = start + layer.thicknessMm;
    const from = Math.min(Math.max(top, start), end);
    const to = Math.min(Math.max(bottom, start), end);
    if (!(to > from)) made.push(layer);
    else {
      if (from > start) made.push({ ...layer, thicknessMm: from - start });
      made.push({ ...mixed(layer, muAPerMm, muSPerMm, g), thicknessMm: to - from });
      if (end > to) made.push({ ...layer, thicknessMm: end - to });
    }
    start = end;
  }
  if (start < bottom) throw new RangeError(`a sheet down to ${bottom} mm does not lie in a stack of ${start} mm`);
  return made;
}

/** Coefficients add; the mean cosine is that of all scattering. */
function mixed(layer: Layer, muAPerMm: number, muSPerMm: number, g: number): Layer {
  const all = layer.muSPerMm + muSPerMm;
  return {
    ...layer,
    muAPerMm: layer.muAPerMm + muAPerMm,
    muSPerMm: all,
    g: all === 0 ? 0 : (layer.muSPerMm * layer.g + muSPerMm * g) / all,
  };
}
