/** Section 2d: a thinned vertex with our dots between its stubble, beside the same scalp with all of its follicles. */

import { bareScalp } from './bare-scalp.js';
import { print } from './bars.js';
import { type DotFigures, dotFigures } from './dot-figures.js';
import { templatePlan, treatedPatch } from './flat-patch.js';
import { beside, enlarged, meanLab, type Picture, save } from './pictures.js';
import { phantom } from './planned.js';

const MACRO = { view: 'macro', hairLengthMm: 0.3, pxPerMm: 16, widthMm: 40, heightMm: 30 } as const;
const STAGE = { thinned: 4, full: 1 } as const;
const HEALED_DAY = 42;
/** Deviation of the dip of a dot and of a cut unit. */
const SIGMA_MM = 0.15;
const NO_GRAIN = { spotPx: 1, deviation: 0 };

export async function stubbleFigures(panels: string | null): Promise<void> {
  const template = await templatePlan();
  const { photo, truth } = phantom({ ...MACRO, stage: STAGE.thinned });
  const full = phantom({ ...MACRO, stage: STAGE.full });
  const sigmaPx = SIGMA_MM * MACRO.pxPerMm;
  const totalPerCm2 = full.truth.follicularUnitsPerCm2;
  const { hairLab } = template.plan.measurement;
  const drawn = treatedPatch(template, {
    bare: photo,
    skinLab: meanLab(bareScalp(photo, sigmaPx, NO_GRAIN)),
    ...(hairLab === null || hairLab === undefined ? {} : { hairLab }),
    pxPerMm: MACRO.pxPerMm,
    totalPerCm2,
    newPerCm2: totalPerCm2 - truth.follicularUnitsPerCm2,
    hairsPx: truth.follicularUnits,
    seed: 1,
  }).at(HEALED_DAY);
  const [before, ours, real] = [photo, drawn, full.photo].map((picture) => numbers(picture, dotFigures(picture, sigmaPx)));
  const text = (name: string, values: Record<string, number>): object => ({
    scalp: name,
    ...Object.fromEntries(Object.entries(values).map(([key, v]) => [key, v.toFixed(key === '/cm²' ? 0 : 2)])),
  });
  print(`2d. Stubble of 0.3 mm at ${MACRO.pxPerMm} px/mm: the vertex of stage 4 with healed dots beside stage 1`, [
    text(`stage 4, ${truth.follicularUnitsPerCm2.toFixed(0)} units/cm²`, before),
    text('stage 4 with dots', ours),
    text(`stage 1, ${totalPerCm2.toFixed(0)} units/cm²`, real),
    text('dots less stage 1', Object.fromEntries(Object.keys(real).map((key) => [key, ours[key] - real[key]]))),
  ]);
  if (panels !== null) await save(panels, 'stubble-thinned-dots-full.png', enlarged(beside(photo, drawn, full.photo), 2));
}

function numbers(picture: Picture, { perPx2, drop, diameterPx, diameterCv, nearest, nearestCv }: DotFigures): Record<string, number> {
  const [L, a, b] = meanLab(picture);
  return {
    'L*': L,
    'a*': a,
    'b*': b,
    '/cm²': 100 * perPx2 * MACRO.pxPerMm ** 2,
    'drop 10 %': drop[0],
    'drop median': drop[1],
    'drop 90 %': drop[2],
    'width mm': diameterPx / MACRO.pxPerMm,
    'width CV': diameterCv,
    'NN·√λ': nearest,
    'NN CV': nearestCv,
  };
}
