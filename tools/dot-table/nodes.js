/** Where the dot table has its nodes, and the tissue at each. */
import { azimuthsFor } from '../../packages/engine/dist/skin/dot-paths.js';
import { SKIN_DEFAULTS, STRATA, skinLayers } from '../../packages/engine/dist/skin/tissue.js';

/** Raised when the optics of `tissue.ts` or the nodes change. */
export const VERSION = 2;
export const SEED = 4;

export const NODES = {
  nm: [375, 410, 455, 510, 580, 660, 760],
  /** From none to 3.5 % of blood where it absorbs most. */
  bloodPerMm: [0, 0.01, 0.04, 0.13, 0.4, 1.1, 2.8],
  melanin: [0.004, 0.0106, 0.028, 0.075, 0.2],
  depthMm: [0.04, 0.05, 0.06, 0.08, 0.1, 0.12, 0.15, 0.2, 0.25, 0.35, 0.5, 0.75, 1, 1.5],
  diameterMm: [0.1, 0.16, 0.26, 0.42, 0.7, 1.2],
  opticalLoad: [0.05, 0.12, 0.28, 0.65, 1.5, 3.5, 8, 19, 44, 100],
  insideShare: [0, 0.4, 0.65, 0.8, 0.9, 0.97, 1],
  outsideMm: [0, 0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.55, 0.75, 1, 1.35, 1.8, 2.4, 3.2, 4.4, 6],
  thicknessMm: 0.08,
};

/** Packets by wavelength, relative: in the blue they are quick, and few that come back from dark skin count. */
const EFFORT = [2, 2, 1.5, 1.2, 1, 0.8, 0.8];

/** @param packets for effort 1 */
export const photonsByNm = (packets) => EFFORT.map((effort) => Math.round(packets * effort));

export const RADII = NODES.insideShare.length + NODES.outsideMm.length;

/** How far a ring stands off the rim that it is to see from one side. */
const OFF_RIM_MM = 1e-6;

const ringsOf = (diameterMm) => [
  ...NODES.insideShare.map((share) => (share * diameterMm) / 2 - (share === 1 ? OFF_RIM_MM : 0)),
  ...NODES.outsideMm.map((distanceMm) => diameterMm / 2 + (distanceMm === 0 ? OFF_RIM_MM : distanceMm)),
];

export const GRID = {
  depthMm: NODES.depthMm,
  thicknessMm: NODES.thicknessMm,
  rings: NODES.diameterMm.flatMap((diameterMm) =>
    ringsOf(diameterMm).map((radiusMm) => ({ diameterMm, radiusMm, azimuths: azimuthsFor(diameterMm, radiusMm) })),
  ),
};

/** Stacks of one wavelength by melanin, then blood (the quickest). */
export function tissuesAt(nm) {
  return NODES.melanin.flatMap((melanin) => {
    const bare = skinLayers({ ...SKIN_DEFAULTS, melanin, blood: 0 }, nm);
    return NODES.bloodPerMm.map((bloodPerMm) =>
      bare.map((layer, k) => ({ ...layer, muAPerMm: layer.muAPerMm + STRATA[k].bloodRatio * bloodPerMm })),
    );
  });
}

export function runInput(nm, chunk, photons) {
  return {
    tissues: tissuesAt(nm),
    grid: GRID,
    opticalLoads: NODES.opticalLoad,
    photons,
    seed: SEED,
    purpose: `dot-table/${nm}/${chunk}`,
  };
}
