/** Section 2a: the mean light of a drawn lattice of dots beside a Monte Carlo of the whole lattice. */
import { type Deposit, depositContrast, skinColour, skinLayers, skinOfType } from '@stubble/engine';
import { atMost, type Figure, print } from './bars.js';
import { carbonOptics, colourOfReflectance, dotField, gaussiansOf, latticeRun, onGrid } from './engine-inside.js';

const SKIN = skinOfType('II');
const DEPOSIT: Deposit = { kind: 'fine', depthMm: 0.1, diameterMm: 0.25, loadGPerM2: 0.3 };
const THICKNESS_MM = 0.08;
const DENSITIES_PER_CM2: readonly number[] = [44, 100, 204];
const SCALES_PX_PER_MM: readonly number[] = [16, 4];
/** Where the light is followed, and with how many packets each; between them the contrast is smooth. */
const NM: readonly number[] = [400, 430, 460, 490, 520, 545, 560, 580, 600, 630, 660, 700];
const PACKETS = 6_000;
const SEED = 6;
const MOST = 0.02;
const CHANNELS: readonly string[] = ['red', 'green', 'blue'];

export function latticeFigures(): void {
  const rows = DENSITIES_PER_CM2.flatMap((perCm2): Figure[] => {
    const wanted = monteCarlo(perCm2);
    return SCALES_PX_PER_MM.flatMap((pxPerMm) => {
      const drawn = drawnMean(perCm2, pxPerMm);
      return CHANNELS.map((name, k) =>
        atMost(
          `${perCm2} dots/cm², ${pxPerMm} px/mm, ${name}: ${drawn[k].toFixed(3)} for ${wanted[k].toFixed(3)}`,
          Math.abs(drawn[k] - wanted[k]),
          MOST,
        ),
      );
    });
  });
  print('2a. Mean light of a lattice of dots (0.25 mm, 0.1 mm deep, 0.3 g/m², type II) over that of bare skin, less Monte Carlo', rows);
}

/** R/R₀ in linear sRGB. */
function monteCarlo(perCm2: number): number[] {
  const ratios = NM.map((nm) => {
    const [{ ratio }] = latticeRun({
      layers: skinLayers(SKIN, nm),
      depthMm: DEPOSIT.depthMm,
      thicknessMm: THICKNESS_MM,
      diameterMm: DEPOSIT.diameterMm,
      spacingMm: 10 / Math.sqrt(perCm2),
      opticalLoads: [DEPOSIT.loadGPerM2 * carbonOptics('fine', nm).absorptionM2PerG],
      photons: PACKETS,
      seed: SEED,
      purpose: `picture/${nm}/${perCm2}`,
    });
    return ratio;
  });
  const bare = skinColour(SKIN);
  const spectrum = onGrid(NM, ratios).map((share, l) => share * bare.reflectance[l]);
  return colourOfReflectance(spectrum).linear.map((v, k) => v / bare.linear[k]);
}

/** Farther out no dot takes light. */
const BEYOND_MM = 7;
const CELLS = 8;
/** Of a usual lens and a pixel; the mean does not hang on it. */
const SMEAR_PX2 = 0.6 ** 2 + 1 / 12;

function drawnMean(perCm2: number, pxPerMm: number): number[] {
  const spacingPx = (10 / Math.sqrt(perCm2)) * pxPerMm;
  const margin = Math.ceil(BEYOND_MM * pxPerMm);
  const side = Math.round(CELLS * spacingPx);
  const around = Math.ceil(margin / spacingPx);
  const steps = Array.from({ length: CELLS + 2 * around }, (_, k) => margin + (k - around) * spacingPx);
  const dots = steps.flatMap((y) =>
    steps.map((x) => ({
      at: [x + 0.37 * spacingPx, y + 0.21 * spacingPx] as const,
      cosTilt: 1,
      spread: [1, 0, 1] as const,
      kind: 0,
    })),
  );
  const box = { x: 0, y: 0, width: side + 2 * margin, height: side + 2 * margin };
  const dot = gaussiansOf(depositContrast(SKIN, DEPOSIT));
  const contrast = dotField(dots, () => dot, pxPerMm, SMEAR_PX2, box).contrastIn(box);
  const sum = [0, 0, 0];
  for (let y = margin; y < margin + side; y++)
    for (let x = margin; x < margin + side; x++) for (let k = 0; k < 3; k++) sum[k] += contrast[3 * (y * box.width + x) + k];
  return sum.map((v) => v / side ** 2);
}
