/** Rules on the dots together: how much of the skin they cover, how dense and how evenly they lie. */
import { ZONE_NAMES } from '../../document/schema.ts';
import { between, type Estimate, relativeErrorOf, withRelativeError } from '../../estimate.ts';
import { HEALED_DAY } from '../../forecast/forecast.ts';
import type { DotYears } from '../../forecast/years.ts';
import { DAYS_PER_YEAR, MM2_PER_CM2 } from '../../units.ts';
import { COVERED_AT_YEARS, MOST_COVERED } from '../rails.ts';
import type { ZoneDensity } from './dot-density.ts';
import { atLeast, atMost, inWords, percentInWords, type Rule, untold, worst, ZONE_WORDS } from './finding.ts';
import type { PlanSeen } from './seen.ts';

/** Of skin whose type is not known the stricter bound holds. */
const UNKNOWN_TYPE = 'I';
/** Between two dots one healed diameter of skin stays free [P]; of real follicular units at 70 per cm² one in fifty stands so close [computed from their pair correlation], and a tenth of the dots may [A]. */
const CLOSE_SHARE = 0.1;
/** Healed dots per cm², the most of practice by zone; of a defined look anywhere; between longer hair [P, medium to low]. */
const MOST_PER_CM2 = { hairline: 60, frontal: 85, 'mid-scalp': 85, crown: 70 } as const;
const MOST_DEFINED_PER_CM2 = 110;
const MOST_FILL_PER_CM2 = 70;
/** Hair of this coverage is longer hair to fill between [A]. */
const FILL_FROM_COVERAGE = 0.3;
/** Follicular units of healthy scalp [M]. */
const UNITS_PER_CM2 = '60 to 100';
/** Impressions: 60–85 healed dots per cm² and a tenth to a quarter more for those that are lost [P]; of a whole scalp 50,000 [P]. */
const IMPRESSIONS = { leastPerCm2: 66, mostPerCm2: 106, most: 50_000 };
/** Practice itself plans a crown at 55 beside a mid-scalp at 70 [P]; lighter than this is another matter [A]. */
const CROWN = { least: 0.95, broken: 0.75 };
/** A pattern by chance reaches 0.45 at the most, as measured on plans of this program; rows and lattices lie above 0.7 [A]. */
const RHYTHM = 0.5;
/** Nearer than this part of the spacing follicular units hardly stand [M]; of dots by chance a quarter do [computed]. */
const CLUMP = { spacings: 0.3, share: 0.08 };
const LEAST_DOTS = 60;
const WINDOW_MARK_MM = 6;
const Z80 = 1.2816;

const NO_DOTS = 'The plan lays no dots.';
const FEW_DOTS = 'The plan lays too few dots to judge how they lie.';

export const coverage: Rule<PlanSeen> = {
  reason:
    'Dots widen and each refresh adds to them. Once they run together the scalp looks painted, and there is no texture to bring back.',
  source:
    'Judgement on the arithmetic of dots (low certainty); the growth of dots is our forecast; clients’ fear of build-up on forums (weak).',
  look(seen) {
    const most = MOST_COVERED[seen.skinType?.type ?? UNKNOWN_TYPE];
    const skin =
      seen.skinType === null
        ? 'skin of unknown type'
        : `skin type ${seen.skinType.type}${seen.skinType.given ? '' : ', read from the photo'}`;
    const limit = `Ink covers at most ${100 * most} % of the skin after ${COVERED_AT_YEARS} years (${skin}).`;
    if (seen.dots.count === 0) return untold(NO_DOTS, limit);
    const years = seen.years();
    const zones = seen.density().zones.flatMap((zone) => {
      const course = years.find((one) => one.zone === zone.name);
      if (course === undefined) return [];
      const [healed, later] = [HEALED_DAY, COVERED_AT_YEARS * DAYS_PER_YEAR].map((day) => covered(zone, course, day));
      return [{ name: zone.name, healed, later, refreshed: course.refreshCycles[1] ?? null }];
    });
    if (zones.length === 0) return untold(FEW_DOTS, limit);
    const worstZone = zones.reduce((worse, zone) => (zone.later.value > worse.later.value ? zone : worse));
    const { name, healed, later } = worstZone;
    const refreshes = zones.map((zone) => zone.refreshed).filter((one) => one !== null);
    const twice = refreshes.length === 0 ? null : refreshes.reduce((more, one) => (one.coverage.value > more.coverage.value ? one : more));
    const now = worst([atMost(healed, most), atMost(later, most)]);
    // refreshes lie years ahead and can be made smaller: alone they are a doubt
    const verdict = now === 'keeps' && twice !== null && twice.coverage.low > most ? 'doubt' : now;
    return {
      verdict,
      says: [
        `In the densest part of the ${ZONE_WORDS[name]} ink covers ${percentInWords(healed)} of the skin when healed and ${percentInWords(later)} after ${COVERED_AT_YEARS} years.`,
        ...(twice === null
          ? []
          : [
              `After two refreshes, at ${twice.atYears.value.toFixed(0)} years, it would be ${percentInWords(twice.coverage)} where the full density is laid.`,
            ]),
        ...(verdict === 'keeps' ? [] : ['The width of the client’s own healed dots narrows this down.']),
      ].join(' '),
      measured: later,
      limit,
      places:
        verdict === 'keeps'
          ? []
          : denserThan(
              seen,
              (window) => window.zone === name && window.perCm2 >= densest(seen, name),
              `densest part of the ${ZONE_WORDS[name]}`,
            ),
    };
  },
};

export const gaps: Rule<PlanSeen> = {
  reason: 'The bare skin between dots is what survives ageing: dots that nearly touch are one blot after a few years.',
  source: 'Practitioners on forums (weak); the share is our judgement.',
  look(seen) {
    const limit = `At most ${100 * CLOSE_SHARE} % of the dots lie nearer to another than one healed diameter, edge to edge.`;
    const { dots, plan } = seen;
    if (dots.count < 2) return untold(FEW_DOTS, limit);
    const { value, low, high } = plan.dotModel.healedDiameterMm;
    const { nearest, nearestMm } = seen.spacing();
    const close = (factor: number): readonly number[] =>
      [...nearestMm.keys()].filter((i) => nearest[i] >= 0 && nearestMm[i] < factor * (dots.diameterMm[i] + dots.diameterMm[nearest[i]]));
    const share = (factor: number): number => close(factor).length / dots.count;
    const measured = between(share(1), share(low / value), share(high / value), 'share');
    const verdict = atMost(measured, CLOSE_SHARE);
    return {
      verdict,
      says: `${percentInWords(measured)} of the dots lie so close; the interval is that of the healed diameter, ${inWords(plan.dotModel.healedDiameterMm, 'mm', 2)}.`,
      measured,
      limit,
      places: verdict === 'breaks' ? seen.mark.about(close(1).map(seen.at), 'dots that nearly touch') : [],
    };
  },
};

export const density: Rule<PlanSeen> = {
  reason: 'More dots than there ever were follicles look like a helmet, and the least widening closes them up.',
  source: 'Practice by zone (medium to low certainty, from memory); Guo 2017 (paper): 74 ± 13 follicular units per cm².',
  look(seen) {
    const { plan } = seen;
    const fill = plan.mode === 'density' && (plan.measurement.hairCoverage?.value ?? 0) >= FILL_FROM_COVERAGE;
    const mostOf = (name: keyof typeof MOST_PER_CM2): number => {
      const own = plan.design.style === 'defined' ? MOST_DEFINED_PER_CM2 : MOST_PER_CM2[name];
      return fill ? Math.min(own, MOST_FILL_PER_CM2) : own;
    };
    const zones = seen.density().zones;
    const told = zones.length === 0 ? ZONE_NAMES : zones.map(({ name }) => name);
    const limit = `Healed dots per cm², at most: ${told.map((name) => `${ZONE_WORDS[name]} ${mostOf(name)}`).join(', ')}.`;
    if (zones.length === 0) return untold(seen.dots.count === 0 ? NO_DOTS : FEW_DOTS, limit);
    const judged = zones.map((zone) => ({ ...zone, most: mostOf(zone.name), verdict: atMost(zone.densePerCm2, mostOf(zone.name)) }));
    const verdict = worst(judged.map((zone) => zone.verdict));
    const shown = judged.reduce((worse, zone) =>
      zone.densePerCm2.value / zone.most > worse.densePerCm2.value / worse.most ? zone : worse,
    );
    return {
      verdict,
      says: `Where they are dense there are ${judged.map(({ name, densePerCm2 }) => `${inWords(densePerCm2, '')} in the ${ZONE_WORDS[name]}`).join(', ')}. Healthy scalp has ${UNITS_PER_CM2} follicular units per cm².`,
      measured: shown.densePerCm2,
      limit,
      places: verdict === 'keeps' ? [] : denserThan(seen, ({ zone, perCm2 }) => perCm2 > mostOf(zone), 'denser than practice'),
    };
  },
};

export const totalDots: Rule<PlanSeen> = {
  reason: 'A number of dots far beyond the area says that a density was copied from hair counts, which count something else.',
  source: 'Areas of the patterns and densities of practice (computed from them; medium certainty).',
  look(seen) {
    const { dots, plan } = seen;
    const { value, low, high } = plan.zoneAreaCm2;
    const limit = `At most ${IMPRESSIONS.mostPerCm2} impressions per cm² of the zone, and ${IMPRESSIONS.most.toLocaleString('en')} on a whole scalp.`;
    if (dots.count === 0 || low <= 0) return untold(NO_DOTS, limit);
    const measured = between(dots.count / value, dots.count / high, dots.count / low, '1/cm2');
    const verdict = dots.count > IMPRESSIONS.most ? 'breaks' : atMost(measured, IMPRESSIONS.mostPerCm2);
    const usual = [IMPRESSIONS.leastPerCm2, IMPRESSIONS.mostPerCm2].map((perCm2) =>
      (100 * Math.round((perCm2 * value) / 100)).toLocaleString('en'),
    );
    return {
      verdict,
      says: `${dots.count.toLocaleString('en')} dots on ${inWords(plan.zoneAreaCm2, 'cm²')}: ${inWords(measured, 'per cm²')}. A bare area of that size usually takes ${usual.join(' to ')} impressions; hair that stands there needs fewer.`,
      measured,
      limit,
    };
  },
};

export const crownLighter: Rule<PlanSeen> = {
  reason:
    'The crown faces the sky and fades first. Begun lighter than the mid-scalp, it is the first place to look bald again: tell the client.',
  source: 'Practice (medium certainty, from memory), whose own figures put 55 dots on the crown beside 70 on the mid-scalp.',
  look(seen) {
    const limit = `The crown is planned at least as dense as the mid-scalp; below ${CROWN.broken} of it it is too light.`;
    const of = (name: string): number | null => {
      const zone = seen.plan.design.zones.find((one) => one.name === name && one.dots > 0);
      return zone === undefined ? null : zone.targetPerCm2.value * meanTone(seen, ZONE_NAMES.indexOf(zone.name));
    };
    const [crown, middle] = [of('crown'), of('mid-scalp')];
    if (crown === null || middle === null || middle <= 0) return untold('The plan does not treat both the crown and the mid-scalp.', limit);
    const ratio = crown / middle;
    const measured = between(ratio, ratio, ratio, 'ratio');
    return {
      verdict: ratio < CROWN.broken ? 'breaks' : atLeast(measured, CROWN.least) === 'keeps' ? 'keeps' : 'doubt',
      says: `Dots and hair together are planned at ${crown.toFixed(0)} per cm² on the crown and ${middle.toFixed(0)} on the mid-scalp: ${ratio.toFixed(2)} of it.`,
      measured,
      limit,
      places:
        ratio < CROWN.least
          ? seen.mark.about(
              [...seen.dots.zone.keys()].filter((i) => seen.dots.zone[i] === ZONE_NAMES.indexOf('crown')).map(seen.at),
              'crown',
            )
          : [],
    };
  },
};

export const gridLike: Rule<PlanSeen> = {
  reason:
    'Rows show: in a slant light, in a photo, and once the eye has found one it finds them all. Rows of several sessions that fall together are the worst.',
  source: 'Trade pages (weak) and Liu 2025 (paper): placed at random to avoid uniformity; the measure is ours.',
  look(seen) {
    const limit = `No rhythm above ${RHYTHM} in any patch, of all dots or of one session (1 is a lattice; a pattern by chance stays below 0.45).`;
    const { patches } = seen.spacing();
    if (patches.length === 0) return untold(FEW_DOTS, limit);
    const worstPatch = patches.reduce((worse, patch) => (patch.rhythm > worse.rhythm ? patch : worse));
    const { rhythm, dots, session } = worstPatch;
    const sd = Math.sqrt((1 - rhythm * rhythm) / (2 * dots));
    const measured = between(rhythm, Math.max(0, rhythm - Z80 * sd), Math.min(1, rhythm + Z80 * sd), 'ratio');
    // the greatest of a thousand waves lies high by itself: the value has to pass, not its upper end
    const verdict = rhythm <= RHYTHM ? 'keeps' : measured.low > RHYTHM ? 'breaks' : 'doubt';
    const rows = patches.filter((patch) => patch.rhythm > RHYTHM);
    return {
      verdict,
      says:
        verdict === 'keeps'
          ? `The strongest rhythm among ${patches.length} patches and sessions is ${rhythm.toFixed(2)}.`
          : `${rows.length} of ${patches.length} patches and sessions keep time; the strongest reaches ${inWords(measured, '', 2)}${session === null ? '' : `, in session ${session}`}.`,
      measured,
      limit,
      places: rows.slice(0, 12).flatMap(({ centreMm }) => seen.mark.circle(centreMm, WINDOW_MARK_MM, 'dots in rows')),
    };
  },
};

export const clumped: Rule<PlanSeen> = {
  reason: 'Dots thrown at random make clumps and holes. Follicles keep a distance, more than chance and less than a grid.',
  source: 'Our measurement on clipped donor fields of 413 people for how units stand; the share is our judgement.',
  look(seen) {
    const limit = `At most ${100 * CLUMP.share} % of the dots lie nearer to another than ${CLUMP.spacings} of the spacing about them.`;
    const { nearestMm, localMm } = seen.spacing();
    const told = [...localMm.keys()].filter((i) => !Number.isNaN(localMm[i]));
    if (told.length < LEAST_DOTS) return untold(FEW_DOTS, limit);
    const close = told.filter((i) => nearestMm[i] < CLUMP.spacings * localMm[i]);
    const share = close.length / told.length;
    const sd = Math.sqrt((share * (1 - share)) / told.length);
    const measured = between(share, Math.max(0, share - Z80 * sd), share + Z80 * sd, 'share');
    const verdict = atMost(measured, CLUMP.share);
    return {
      verdict,
      says: `${percentInWords(measured)} of the dots lie so close; of dots thrown at random it would be a quarter.`,
      measured,
      limit,
      places: verdict === 'breaks' ? seen.mark.about(close.map(seen.at), 'clumps') : [],
    };
  },
};

/** Share of the skin under a zone's dots on a day: their number now, their width then. */
function covered({ densePerCm2, dotMm2 }: ZoneDensity, { series }: DotYears, days: number): Estimate {
  const at = (day: number): Estimate =>
    series.reduce((best, one) => (Math.abs(one.atDays - day) < Math.abs(best.atDays - day) ? one : best)).diameterMm;
  const wider = (at(days).value / at(HEALED_DAY).value) ** 2;
  const error = Math.sqrt(relativeErrorOf(densePerCm2) ** 2 + (2 * relativeErrorOf(at(days))) ** 2);
  return withRelativeError((densePerCm2.value * dotMm2 * wider) / MM2_PER_CM2, error, 'share');
}

function meanTone({ dots }: PlanSeen, zone: number): number {
  let [tone, count] = [0, 0];
  for (let i = 0; i < dots.count; i++) if (dots.zone[i] === zone) [tone, count] = [tone + dots.tone[i], count + 1];
  return count === 0 ? 1 : tone / count;
}

type WindowTest = (window: ReturnType<PlanSeen['density']>['windows'][number]) => boolean;

function denserThan(seen: PlanSeen, test: WindowTest, what: string): ReturnType<PlanSeen['mark']['about']> {
  return seen.mark.about(
    seen
      .density()
      .windows.filter(test)
      .map(({ atMm }) => atMm),
    what,
  );
}

function densest(seen: PlanSeen, name: string): number {
  return seen.density().zones.find((zone) => zone.name === name)?.densePerCm2.value ?? 0;
}
