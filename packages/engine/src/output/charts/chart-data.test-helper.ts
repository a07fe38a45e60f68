/** Data as wild as a plan may hold: near-zero rates, ends without end, one zone or eight, and names of strangers. */
import { between, type Estimate } from '../../estimate.ts';
import { type Random, seededRandom } from '../../random.ts';
import { DAYS_PER_YEAR } from '../../units.ts';

export const HOSTILE = `</svg><script>alert(1)</script>&"\u202e\u0007 ${'a name that never ends '.repeat(4)}`;

function around(value: number, random: Random, unit: string, most = Number.POSITIVE_INFINITY): Estimate {
  const middle = Math.min(value, most);
  return between(middle, middle * (0.4 + 0.6 * random.next()), Math.min(most, Math.max(middle, middle * (1 + random.next()))), unit);
}

function yearsFor(random: Random, scale: number): Estimate {
  const value = scale * (0.5 + random.next());
  return between(value, value * 0.5, random.next() < 0.25 ? Number.POSITIVE_INFINITY : value * 2, 'years');
}

export function chartData(seed: number) {
  const random = seededRandom(seed, 'charts');
  const count = 1 + random.below(8);
  const zones = Array.from({ length: count }, (_, i) => (i === 0 ? HOSTILE : `Zone ${i}`));
  const days = [0, 3, 7, 10, 20, 30, 42, ...Array.from({ length: 20 }, (_, i) => Math.round((i + 1) * DAYS_PER_YEAR))];
  const course = () => {
    const fade = random.next() < 0.2 ? 0 : 0.3 * random.next();
    const fresh = 1.1 + 2 * random.next();
    return days.map((atDays) => ({
      atDays,
      darkness: around(
        atDays < 42 ? fresh + ((1 - fresh) * atDays) / 42 : Math.exp((-fade * (atDays - 42)) / DAYS_PER_YEAR),
        random,
        'ratio',
      ),
      diameterMm: around(0.3 + 0.1 * random.next(), random, 'mm'),
    }));
  };
  const share = (): Estimate => around(random.next(), random, 'share', 1);
  const years = 5 + random.below(16);
  return {
    years,
    fade: {
      zones: zones.map((zone) => ({ zone, series: course(), firstRefresh: random.next() < 0.15 ? null : yearsFor(random, years / 2) })),
      refreshAt: 0.6,
      years,
    },
    healing: course(),
    calendar: {
      zones: zones.map((zone) => ({
        zone,
        refreshes: Array.from({ length: random.below(4) }, (_, k) => yearsFor(random, ((k + 1) * years) / 3)),
      })),
      years,
    },
    cycles: Array.from({ length: 1 + random.below(4) }, (_, k) => ({
      atDays: 42 + k * 1500,
      darkness: around(1, random, 'ratio'),
      diameterMm: around(0.3, random, 'mm'),
      coverage: share(),
    })),
    progression: {
      groups: (['front', 'top', 'crown'] as const).map((name) => ({
        name,
        courses: ['none', ...zones].map((treatment) => ({
          treatment,
          series: Array.from({ length: 21 }, (_, atYears) => ({ atYears, coverage: share() })),
        })),
      })),
    },
    comparison: { options: ['Nothing', ...zones].map((name) => ({ name, coverageByYear: Array.from({ length: 11 }, share) })) },
    cost: {
      options: zones.map((name, i) => ({
        name,
        cost: i === 1 ? between(0, 0, 0, 'USD') : around(10 ** (1 + 4 * random.next()), random, 'USD'),
      })),
      date: '2026-11-01',
    },
    reach: {
      scenarios: zones.map((name) => ({
        name,
        years: [5, 10, 20].map((atYears) => ({ atYears, bareOutsideInkCm2: around(atYears * 3 * random.next(), random, 'cm2') })),
      })),
    },
    dose: {
      points: Array.from({ length: 12 }, (_, i) => ({ sedPerYear: 10 + 40 * i, firstRefresh: yearsFor(random, years / 2) })),
      marks: zones.map((label, i) => ({ sedPerYear: 20 + 60 * i, label })),
    },
  };
}
