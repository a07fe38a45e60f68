/** Section 1: photographed work beside ours of the same density on the same skin, both read by one detector. */

import { bareScalp, type Grain } from './bare-scalp.js';
import { type Figure, print, shown, within } from './bars.js';
import { type DotFigures, dotFigures } from './dot-figures.js';
import { templatePlan, treatedPatch } from './flat-patch.js';
import { type Box, beside, cut, enlarged, type Picture, save } from './pictures.js';
import { type Planned, realPhoto } from './planned.js';

interface Work {
  readonly name: string;
  readonly photo: string;
  readonly box: Box;
  /** Deviation of a dot's dip, by which the detector looks. */
  readonly sigmaPx: number;
  readonly grain: Grain;
  /** The photos have no scale: px/mm is that at which the dots found are so dense. */
  readonly assumedPerCm2: number;
  readonly atDays: number;
  /** Measured on photographs of real work (research); absent where ink lies on the skin, which we do not draw. */
  readonly drop?: readonly [number, number];
}

const CROWN = 'smp-fresh-vs-settled-crown.jpg';
/** Measured on the untreated foreheads of both halves. */
const FOREHEAD: Grain = { spotPx: 1.1, deviation: 0.035 };
const WORKS: readonly Work[] = [
  {
    name: 'fresh crown',
    photo: CROWN,
    box: { x: 170, y: 440, width: 300, height: 440 },
    sigmaPx: 2,
    grain: FOREHEAD,
    assumedPerCm2: 60,
    atDays: 0,
    drop: [0.29, 0.43],
  },
  {
    name: 'settled crown',
    photo: CROWN,
    box: { x: 665, y: 520, width: 190, height: 360 },
    sigmaPx: 1.5,
    grain: FOREHEAD,
    assumedPerCm2: 90,
    atDays: 42 + 180,
    drop: [0.31, 0.57],
  },
  {
    name: 'fresh needle field',
    photo: 'smp-needle-fresh-dots.jpg',
    box: { x: 480, y: 190, width: 420, height: 240 },
    sigmaPx: 5,
    grain: { spotPx: 2, deviation: 0.02 },
    assumedPerCm2: 60,
    atDays: 0,
  },
];

export async function againstReality(panels: string | null): Promise<void> {
  const template = await templatePlan();
  const rows: object[] = [];
  const figures: Figure[] = [];
  for (const work of WORKS) {
    const photo = await realPhoto(work.photo);
    if (photo === null) continue;
    const real = cut(photo, work.box);
    const found = dotFigures(real, work.sigmaPx);
    const pxPerMm = Math.sqrt(work.assumedPerCm2 / 100 / found.perPx2);
    const bare = bareScalp(real, work.sigmaPx, work.grain);
    const ours = drawn(template, bare, work, pxPerMm);
    const again = dotFigures(ours, work.sigmaPx);
    const onBare = dotFigures(bare, work.sigmaPx).count;
    rows.push(row(`${work.name}, real`, found, pxPerMm), { ...row(`${work.name}, ours`, again, pxPerMm), 'n on bare skin': onBare });
    figures.push(...judged(work, found, again));
    if (panels !== null) await save(panels, `real-ours-${work.name.replaceAll(' ', '-')}.png`, enlarged(beside(real, ours), 2));
  }
  if (rows.length === 0) return;
  print(
    '1. Photographed dots and ours, by one detector. The photos have no scale: px/mm follows from taking fresh work as 60 dots/cm² and settled as 90.',
    rows,
  );
  print(
    '1. Against what was measured on photographs (research: centre drop of fresh work 0.29–0.43, settled 0.38, healed hairline 0.39–0.57)',
    figures,
  );
}

function drawn(template: Planned, bare: Picture, { assumedPerCm2, atDays }: Work, pxPerMm: number): Picture {
  return treatedPatch(template, { bare, pxPerMm, totalPerCm2: assumedPerCm2, newPerCm2: assumedPerCm2, seed: 1 }).at(atDays);
}

function row(work: string, found: DotFigures, pxPerMm: number): object {
  const { count, perPx2, drop, diameterPx, diameterCv, nearest, nearestCv } = found;
  return {
    work,
    n: count,
    'px/mm': pxPerMm.toFixed(1),
    '/cm²': (100 * perPx2 * pxPerMm ** 2).toFixed(0),
    'centre drop (10–90 %)': `${drop[1].toFixed(2)} (${drop[0].toFixed(2)}–${drop[2].toFixed(2)})`,
    'width mm': (diameterPx / pxPerMm).toFixed(2),
    'width CV': diameterCv.toFixed(2),
    'NN·√λ': nearest.toFixed(2),
    'NN CV': nearestCv.toFixed(2),
  };
}

/** Scatter hangs on the detector (the research's own found widths with a CV of 0.27–0.39): ours is held to the real work's by the same one. */
const LEAST_OF_REAL = 0.75;
const MOST_OF_REAL = 1.33;

function judged({ name, drop }: Work, real: DotFigures, ours: DotFigures): Figure[] {
  if (drop === undefined)
    return [shown(`${name}: centre drop, ours over real (ink on the skin)`, (ours.drop[1] / real.drop[1]).toFixed(2))];
  const spread = (found: DotFigures): number => found.drop[2] - found.drop[0];
  const likeReal = [LEAST_OF_REAL, MOST_OF_REAL] as const;
  return [
    within(`${name}: centre drop, median`, ours.drop[1], drop, 2),
    within(`${name}: width CV, ours over real`, ours.diameterCv / real.diameterCv, likeReal, 2),
    within(`${name}: 10–90 % of centre drop, ours over real`, spread(ours) / spread(real), likeReal, 2),
    within(`${name}: width, ours over real`, ours.diameterPx / real.diameterPx, likeReal, 2),
    within(`${name}: NN·√λ, ours over real`, ours.nearest / real.nearest, likeReal, 2),
  ];
}
