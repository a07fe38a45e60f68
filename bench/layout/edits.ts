/** 200 random gestures on a layout, one after the other: how far they reach, what they cost, and what is left of the pattern. */
import {
  countErrors,
  editedLayout,
  fieldAt,
  layOut,
  nearestDistances,
  pairCorrelation,
  pairMisfit,
  patternOf,
  type Scene,
  seededRandom,
  type Touched,
} from '@stubble/engine';

export interface Edits {
  /** Farthest dot that went or came, beyond the gesture, in spacings of the place. */
  readonly farthestSpacings: number;
  readonly changedElsewhere: number;
  readonly laidAnew: number;
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly mostMs: number;
  readonly offCount: number;
  readonly rel5: number;
  readonly nnMean: number;
  readonly nnCv: number;
  readonly misfit: number;
}

const GESTURES = 200;
const BRUSH_MM = { least: 2, most: 6 };

export function edits(given: Scene, seed: number): Edits {
  let scene = given;
  let layout = layOut(scene, seededRandom(seed, 'layout'));
  const random = seededRandom(seed, 'gestures');
  const ms: number[] = [];
  let farthestSpacings = 0;
  let changedElsewhere = 0;
  let laidAnew = 0;
  for (let k = 0; k < GESTURES; k++) {
    const [next, touched] = gesture(scene, k, random);
    const start = performance.now();
    const edited = editedLayout(next, layout, [touched], seededRandom(k, 'edit'));
    ms.push(performance.now() - start);
    const spacing = 10 / Math.sqrt(Math.max(1e-9, fieldAt(next, next.totalPerCm2, touched.xMm, touched.yMm)));
    const away = (x: number, y: number): number => (Math.hypot(x - touched.xMm, y - touched.yMm) - touched.radiusMm) / spacing;
    const kept = new Set<number>();
    edited.from.forEach((old, i) => {
      const [x, y] = [edited.layout.xMm[i], edited.layout.yMm[i]];
      if (old < 0) {
        laidAnew++;
        farthestSpacings = Math.max(farthestSpacings, away(x, y));
      } else {
        kept.add(old);
        const same = layout.xMm[old] === x && layout.yMm[old] === y && layout.session[old] === edited.layout.session[i];
        if (!same || layout.tone[old] !== edited.layout.tone[i]) changedElsewhere++;
      }
    });
    for (let i = 0; i < layout.xMm.length; i++)
      if (!kept.has(i)) farthestSpacings = Math.max(farthestSpacings, away(layout.xMm[i], layout.yMm[i]));
    scene = next;
    layout = edited.layout;
  }
  ms.sort((a, b) => a - b);
  const pattern = patternOf(scene, layout);
  const nearest = nearestDistances(pattern);
  const densest = scene.newPerCm2.reduce((most, d, i) => (d > 0 ? Math.max(most, scene.totalPerCm2[i]) : most), 0);
  return {
    farthestSpacings,
    changedElsewhere,
    laidAnew,
    medianMs: ms[GESTURES / 2],
    p95Ms: ms[Math.floor(GESTURES * 0.95)],
    mostMs: ms[GESTURES - 1],
    offCount: layout.xMm.length - scene.count,
    rel5: countErrors(pattern, 5, densest / 4).relative,
    nnMean: nearest.mean,
    nnCv: nearest.cv,
    misfit: pairMisfit(pairCorrelation(pattern, seededRandom(1, 'edits'))),
  };
}

/** In turn: a hair more, a hair less, a stroke that adds 15 %, one that takes 15 %. */
function gesture(scene: Scene, k: number, random: ReturnType<typeof seededRandom>): [Scene, Touched] {
  let [xMm, yMm] = [0, 0];
  do [xMm, yMm] = [random.next() * scene.widthMm, random.next() * scene.heightMm];
  while (fieldAt(scene, scene.newPerCm2, xMm, yMm) < 20);
  const { existingXMm: hx, existingYMm: hy } = scene;
  if (k % 4 === 0) {
    const more = { existingXMm: Float64Array.from([...hx, xMm]), existingYMm: Float64Array.from([...hy, yMm]) };
    return [
      { ...scene, ...more },
      { xMm, yMm, radiusMm: 0 },
    ];
  }
  if (k % 4 === 1) {
    const from = (i: number): number => Math.hypot(hx[i] - xMm, hy[i] - yMm);
    const gone = hx.reduce((best, _, i) => (from(i) < from(best) ? i : best), 0);
    const left = (values: Float64Array): Float64Array => values.filter((_, i) => i !== gone);
    return [
      { ...scene, existingXMm: left(hx), existingYMm: left(hy) },
      { xMm: hx[gone], yMm: hy[gone], radiusMm: 0 },
    ];
  }
  const radiusMm = BRUSH_MM.least + random.next() * (BRUSH_MM.most - BRUSH_MM.least);
  const change = k % 4 === 2 ? 0.15 : -0.15;
  const newPerCm2 = scene.newPerCm2.slice();
  const totalPerCm2 = scene.totalPerCm2.slice();
  for (let i = 0; i < newPerCm2.length; i++) {
    const x = ((i % scene.columns) + 0.5) * scene.cellMm;
    const y = (Math.floor(i / scene.columns) + 0.5) * scene.cellMm;
    if (Math.hypot(x - xMm, y - yMm) >= radiusMm) continue;
    totalPerCm2[i] += change * newPerCm2[i];
    newPerCm2[i] *= 1 + change;
  }
  const count = Math.round((newPerCm2.reduce((sum, d) => sum + d, 0) * scene.cellMm * scene.cellMm) / 100);
  return [
    { ...scene, newPerCm2, totalPerCm2, count },
    { xMm, yMm, radiusMm },
  ];
}
