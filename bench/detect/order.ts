/** Whether the score ranks what is known to be bad below what is known to be good: marks of one number, breadth and tone, among the same follicles. */

import { seededRandom } from '@stubble/engine';
import { detectabilityOf, dotTraits, ownHair } from './engine-inside.js';
import { type PhantomCase, PLACINGS, type PlacingName, phantomCases, placings } from './placings.js';

export interface Scored {
  readonly phantom: PhantomCase;
  readonly score: Readonly<Record<PlacingName, number>>;
  readonly spacing: Readonly<Record<PlacingName, number>>;
}

export const SIDE_MM = 30;

export function scored(count: number, firstSeed: number, sideMm: number = SIDE_MM): readonly Scored[] {
  return phantomCases(count, firstSeed).map((phantom) => {
    const placed = placings(phantom, sideMm);
    const looks = PLACINGS.map((name) => {
      const { marks, others } = placed[name];
      // the same list of breadths and tones for all, as long as the longest
      const { diameterMm, tone } = dotTraits(marks.xMm.length, seededRandom(phantom.seed, 'traits'));
      const window = {
        x0Mm: 0,
        y0Mm: 0,
        x1Mm: sideMm,
        y1Mm: sideMm,
        inside: (x: number, y: number) => x >= 0 && y >= 0 && x < sideMm && y < sideMm,
      };
      const own = ownHair({ places: others, hairLab: [20, 2, 3], besideLab: [65, 10, 16] });
      const { score, tells } = detectabilityOf(
        { ...marks, diameterMm: equalised(diameterMm), darkness: equalised(tone), window, diameterError: 0, leastShare: 1, colour: null },
        own,
        null,
      );
      return [name, score.value, tells[0].score?.value ?? Number.NaN] as const;
    });
    const of = (k: 1 | 2): Scored['score'] => Object.fromEntries(looks.map((row) => [row[0], row[k]])) as Scored['score'];
    return { phantom, score: of(1), spacing: of(2) };
  });
}

/** Numbers of marks differ by one or two between methods; scatter must not: values by rank of a normal of the same mean and deviation. */
function equalised(values: Float32Array): Float64Array {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length);
  const [wantedMean, wantedCv] = mean > 0.6 ? [1, 0.1] : [0.28, 0.14];
  return Float64Array.from(values, (v) => wantedMean * (1 + (wantedCv * (v - mean)) / deviation));
}

const STEPS: readonly (readonly [PlacingName, PlacingName, 'above' | 'not below'])[] = [
  ['grid', 'white noise', 'above'],
  ['white noise', 'poisson-disk', 'above'],
  ['poisson-disk', 'ours', 'above'],
  ['ours', 'own', 'not below'],
];

export interface Order {
  readonly kept: number;
  readonly steps: readonly { readonly name: string; readonly kept: number }[];
}

/** Phantoms in which each step of the order holds, and all of them. */
export function orderOf(rows: readonly Scored[]): Order {
  const holds = ({ score }: Scored, [above, below, how]: (typeof STEPS)[number]): boolean =>
    how === 'above' ? score[above] > score[below] : score[above] >= score[below] - 1e-9;
  return {
    kept: rows.filter((row) => STEPS.every((step) => holds(row, step))).length,
    steps: STEPS.map((step) => ({ name: `${step[0]} ${step[2]} ${step[1]}`, kept: rows.filter((row) => holds(row, step)).length })),
  };
}
