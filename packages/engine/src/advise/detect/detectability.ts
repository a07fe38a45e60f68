/**
 * How easily marks on a scalp are told from own hair, looked at closely: five published signs, each measured against what own hair would show, in one score.
 * Across a room the eye resolves no single dot, and none of this but a front edge is seen.
 */
import { between, type Estimate } from '../../estimate.ts';
import { frontTell } from './front.ts';
import { colourTell, sizeTell, toneTell } from './looks.ts';
import { seenMarks } from './merge.ts';
import { spacingTell } from './spacing.ts';
import type { Detectability, Front, Marks, OwnHair, Tell, TellScore } from './terms.ts';

/** The share of lookers whom a tell at its full gives the marks away to [A]: rows and borders are known signs, a cast is hardly seen in small dots. */
export const WEIGHT: Readonly<Record<Tell, number>> = { spacing: 0.8, size: 0.45, tone: 0.3, front: 0.6, colour: 0.35 };

/**
 * @param front null where no front edge is in view
 * @returns a score of 0 (nothing tells the marks from own hair) to 100; tells that cannot be seen here are null and count for nothing
 * @throws RangeError where the columns differ in length
 */
export function detectabilityOf(marks: Marks, own: OwnHair, front: Front | null): Detectability {
  const tells = tellsOf(marks, own, front);
  const worst = worstOf(tells, null);
  return { score: scoreOf(tells), tells, worst: worst === null ? null : { tell: worst.tell, zone: null } };
}

export function tellsOf(marks: Marks, own: OwnHair, front: Front | null): readonly TellScore[] {
  const { xMm, yMm, diameterMm, darkness } = marks;
  if ([yMm, diameterMm, darkness].some((column) => column.length !== xMm.length)) throw new RangeError('columns of marks differ in length');
  const { marks: seen, mergedShare } = seenMarks(marks);
  const size = sizeTell(seen, own);
  const merged = mergedShare < 0.02 ? '' : ` Of the dots ${Math.round(100 * mergedShare)} % have run together with a neighbour.`;
  return [
    spacingTell(seen, own),
    { ...size, says: size.says + merged },
    toneTell(seen, own),
    frontTell(seen, front),
    colourTell(seen, own),
  ];
}

/** A looker is given the marks away by one tell or another, each by itself: 100 (1 − Π (1 − wᵢ sᵢ)). Errors of the tells are taken as independent. */
export function scoreOf(tells: readonly TellScore[]): Estimate {
  const value = share(tells.map(({ tell, score }) => [tell, score?.value ?? 0]));
  const end = (side: 'low' | 'high'): number => {
    let square = 0;
    tells.forEach(({ score }, k) => {
      if (score === null) return;
      const moved = share(tells.map(({ tell, score: s }, i) => [tell, i === k ? score[side] : (s?.value ?? 0)]));
      square += (moved - value) ** 2;
    });
    return Math.sqrt(square);
  };
  return between(value, Math.max(0, value - end('low')), Math.min(100, value + end('high')), 'points of 100');
}

function share(scores: readonly (readonly [Tell, number])[]): number {
  return 100 * (1 - scores.reduce((left, [tell, score]) => left * (1 - WEIGHT[tell] * score), 1));
}

/** @param zone where these tells were looked at */
export function worstOf<Z>(
  tells: readonly TellScore[],
  zone: Z,
): { readonly tell: Tell; readonly zone: Z; readonly counts: number } | null {
  let worst: { readonly tell: Tell; readonly zone: Z; readonly counts: number } | null = null;
  for (const { tell, score } of tells) {
    const counts = WEIGHT[tell] * (score?.value ?? 0);
    if (counts > (worst?.counts ?? 0)) worst = { tell, zone, counts };
  }
  return worst;
}
