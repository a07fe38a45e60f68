/** Rules on the skin and the hair that are there: moles, no-go areas, hair too long for the look. */
import { between, type Estimate } from '../../estimate.ts';
import { STUBBLE_MM } from '../../measure/tiers.ts';
import { contains, type Point, type Polygon } from '../../polygon.ts';
import { atMost, inWords, type Rule, untold } from './finding.ts';
import type { PlanSeen } from './seen.ts';

/** Skin left free about a mole, so that its rim can be watched [A]. */
const MOLE_MARGIN_MM = 2;
/** A dot so near to a no-go area may land in it by the hand's own error [A]. */
const NO_GO_MARGIN_MM = 1;
const DOT_MARK_MM = 2;
/** Hair of this coverage at most needs no clipping [A]. */
const BARE_COVERAGE = 0.1;

export const moles: Rule<PlanSeen> = {
  reason: 'A mole has to be watched, and ink over it hides how it changes. What is dark on a scalp is never covered.',
  source:
    'Contraindication lists of clinics and training schools (practice), of one voice; spots are found by the program and may be missed.',
  look(seen) {
    const { plan, geometry } = seen;
    const limit = `No dot on a dark spot or within ${MOLE_MARGIN_MM} mm of it; spots in the zone are no-go areas.`;
    const found = plan.measurement.excluded?.moles;
    if (found === undefined) return untold('The plan does not say whether moles were looked for.', limit);
    if (found.length === 0)
      return {
        verdict: 'keeps',
        says: 'No dark spot was found in the photo. Look over the scalp all the same: a photo does not show all of them.',
        measured: countOf(0),
        limit,
      };
    const marginPx = MOLE_MARGIN_MM * plan.surface.pxPerMm;
    const judged = found.map(({ xPx, yPx, radiusPx }) => {
      const reachPx = radiusPx + marginPx;
      let dots = 0;
      for (let i = 0; i < seen.dots.count; i++) {
        const at = geometry.toPhoto(seen.dots.xMm[i], seen.dots.yMm[i]);
        if (at !== null && (at[0] - xPx) ** 2 + (at[1] - yPx) ** 2 < reachPx * reachPx) dots++;
      }
      const chart = geometry.toChart(xPx, yPx);
      const kept = chart !== null && plan.design.excludeMm.some((area) => contains(area, chart[0], chart[1]));
      return {
        circle: { xPx, yPx, reachPx },
        dots,
        open: dots > 0 || (!kept && plan.design.zonePx.some((zone) => contains(zone, xPx, yPx))),
      };
    });
    const dots = judged.reduce((sum, mole) => sum + mole.dots, 0);
    const open = judged.filter((mole) => mole.open);
    const covered = judged.filter((mole) => mole.dots > 0).length;
    const spots = (n: number): string => (n === 1 ? 'one dark spot' : `${n} dark spots`);
    return {
      verdict: dots > 0 ? 'breaks' : open.length > 0 ? 'doubt' : 'keeps',
      says:
        dots > 0
          ? `${dots} dots lie on or close to ${spots(covered)} of the photo, perhaps moles. Draw them as no-go areas, and have them looked at by a doctor before treatment.`
          : open.length > 0
            ? `No dot comes near, but ${spots(open.length)} in the zone should be drawn as no-go areas and looked at by a doctor before treatment.`
            : `The photo shows ${spots(found.length)}, and the dots keep clear.`,
      measured: countOf(dots),
      limit,
      places: open.flatMap(({ circle }) => circlePx(circle, plan.photo)),
    };
  },
};

export const noGoAreas: Rule<PlanSeen> = {
  reason:
    'Scars, sores and moles are left out for a reason: scars blur ink and lose it faster, and what is not sound does not heal over ink.',
  source: 'Contraindication lists (practice); Liu 2025 (paper, ten people): scars lose ink about twice as fast.',
  look(seen) {
    const { dots, plan } = seen;
    const { excludeMm } = plan.design;
    const limit = `No dot in a no-go area or within ${NO_GO_MARGIN_MM} mm of it.`;
    if (excludeMm.length === 0)
      return untold(
        'No no-go areas are drawn, and a photo does not tell scars and sores from sound skin: draw them as "exclude" in the design.',
        limit,
      );
    const inside: number[] = [];
    const close: number[] = [];
    for (let i = 0; i < dots.count; i++) {
      const at = seen.at(i);
      if (excludeMm.some((area) => contains(area, at[0], at[1]))) inside.push(i);
      else if (excludeMm.some((area) => distanceTo(area, at) < NO_GO_MARGIN_MM)) close.push(i);
    }
    const faults = inside.length > 0 ? inside : close;
    const areas = excludeMm.length === 1 ? 'the no-go area' : `the ${excludeMm.length} no-go areas`;
    return {
      verdict: inside.length > 0 ? 'breaks' : close.length > 0 ? 'doubt' : 'keeps',
      says:
        inside.length > 0
          ? `${inside.length} dots lie in ${areas}.`
          : close.length > 0
            ? `${close.length} dots lie within ${NO_GO_MARGIN_MM} mm of ${areas}.`
            : `The dots keep clear of ${areas}.`,
      measured: countOf(inside.length + close.length),
      limit,
      places: seen.mark.about(faults.map(seen.at), 'dots in or at a no-go area'),
    };
  },
};

export const hairLengthForShaved: Rule<PlanSeen> = {
  reason:
    'A dot passes for stubble and not for a hair. Beside longer hair the dots are seen as dots, and the client has to clip every one to three days.',
  source: 'HIS Hair Clinic (practice): a dot cannot mimic long hair; the lengths are practice, medium certainty.',
  look({ plan }) {
    const limit = `For the shaved look hair of no more than ${STUBBLE_MM} mm.`;
    if (plan.mode !== 'shaved') return { verdict: 'keeps', says: 'The plan fills between hair that stays.', measured: null, limit };
    const { hairLengthMm, hairCoverage } = plan.measurement;
    if (hairCoverage !== null && hairCoverage.high <= BARE_COVERAGE)
      return { verdict: 'keeps', says: 'The photo shows next to no hair to clip.', measured: hairLengthMm ?? null, limit };
    if (hairLengthMm === null || hairLengthMm === undefined) return untold('The length of the hair cannot be read in this photo.', limit);
    const verdict = atMost(hairLengthMm, STUBBLE_MM);
    return {
      verdict,
      says: `The hair is ${inWords(hairLengthMm, 'mm', 1)} long.${verdict === 'keeps' ? '' : ' Judge the shaved look on a photo of the clipped head.'}`,
      measured: hairLengthMm,
      limit,
    };
  },
};

function countOf(dots: number): Estimate {
  return between(dots, dots, dots, 'dots');
}

function circlePx(
  { xPx, yPx, reachPx }: { readonly xPx: number; readonly yPx: number; readonly reachPx: number },
  { widthPx, heightPx }: { readonly widthPx: number; readonly heightPx: number },
): readonly { readonly shapePx: Polygon; readonly what: string }[] {
  const radius = Math.max(reachPx, DOT_MARK_MM);
  const shapePx = Array.from({ length: 24 }, (_, k): Point => {
    const angle = (2 * Math.PI * k) / 24;
    return [
      Math.min(widthPx, Math.max(0, xPx + radius * Math.cos(angle))),
      Math.min(heightPx, Math.max(0, yPx + radius * Math.sin(angle))),
    ];
  });
  return [{ shapePx, what: 'dark spot' }];
}

function distanceTo(polygon: Polygon, [x, y]: Point): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const [[ax, ay], [bx, by]] = [polygon[j], polygon[i]];
    const squared = (bx - ax) ** 2 + (by - ay) ** 2;
    const t = squared === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / squared));
    least = Math.min(least, Math.sqrt((x - ax - t * (bx - ax)) ** 2 + (y - ay - t * (by - ay)) ** 2));
  }
  return least;
}
