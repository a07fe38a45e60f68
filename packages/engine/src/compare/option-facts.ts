/**
 * What is known of each option but its coverage: money, visits, waiting, certainty, harm and the way back. Prices are those of 2024–2025 in US
 * dollars; those of medicines, hair systems and shampoos are our own reading of ordinary shops [A].
 */
import { between, type Estimate } from '../estimate.ts';
import type { Sex } from '../hairloss/terms.ts';
import { DAYS_PER_YEAR } from '../units.ts';
import { GROWTH_MONTHS, operationsFor } from './donor.ts';
import type { Basis, Cell, OptionId } from './option.ts';

export const PRICES_OF = '2024–2025';

export interface OptionFacts {
  readonly name: string;
  readonly evidence: string;
  readonly coverageByYear: Basis;
  readonly cost: Cell<Estimate>;
  readonly sessions: Cell<Estimate>;
  readonly daysToFirst: Cell<Estimate | null>;
  readonly daysToFinal: Cell<Estimate | null>;
  readonly certainty: Cell<string>;
  readonly risks: Cell<readonly string[]>;
  readonly reversibility: Cell<string>;
  readonly onStopping: Cell<string>;
}

export interface FactsOf {
  readonly sex: Sex;
  readonly years: number;
  readonly plannedGrafts: Estimate;
}

const cell =
  (basis: Basis['basis']) =>
  <T>(value: T, ...sources: readonly string[]): Cell<T> => ({ value, basis, sources });
const study = cell('study');
const statement = cell('statement');
const model = cell('model');
const because = (basis: Basis['basis'], ...sources: readonly string[]): Basis => ({ basis, sources });

const usd = (value: number, low: number, high: number): Estimate => between(value, low, high, 'USD');
const visits = (value: number, low: number, high: number): Estimate => between(value, low, high, 'sessions');
const days = (value: number, low: number, high: number): Estimate => between(value, low, high, 'days');
const sum = (a: Estimate, b: Estimate): Estimate => between(a.value + b.value, a.low + b.low, a.high + b.high, a.unit);
const AT_ONCE = days(0, 0, 1);

/** A first course of three (2–4) sessions and a session at each refresh, every 4 (2.5–6) years [P]; prices of a course and of a refresh. */
const SMP = {
  courseSessions: { value: 3, low: 2, high: 4 },
  courseUsd: { value: 3000, low: 1500, high: 4500 },
  refreshUsd: { value: 900, low: 400, high: 1500 },
  refreshEveryYears: { value: 4, low: 6, high: 2.5 },
};
/** Sessions 10 (7–14) days apart, and four to six weeks of healing after the last. */
const SMP_FINAL_DAYS = days(62, 35, 84);
/** USA 6 (4–10), Turkey about 1.2. */
const USD_PER_GRAFT = between(6, 1.2, 10, 'USD/graft');

function smpMoney(years: number): { cost: Estimate; sessions: Estimate } {
  const refreshes = (end: 'value' | 'low' | 'high'): number => Math.floor(years / SMP.refreshEveryYears[end]);
  const money = (end: 'value' | 'low' | 'high'): number => SMP.courseUsd[end] + refreshes(end) * SMP.refreshUsd[end];
  const times = (end: 'value' | 'low' | 'high'): number => SMP.courseSessions[end] + refreshes(end);
  return {
    cost: usd(money('value'), money('low'), money('high')),
    sessions: visits(times('value'), times('low'), times('high')),
  };
}

/** Independent factors: their relative doubts are added in quadrature, as logarithms. */
function productUsd(a: Estimate, b: Estimate): Estimate {
  const factor = (end: 'low' | 'high'): number => Math.exp(Math.hypot(Math.log(a[end] / a.value), Math.log(b[end] / b.value)));
  const value = a.value * b.value;
  return usd(value, value / factor('low'), value * factor('high'));
}

const yearly = (years: number, value: number, low: number, high: number): Estimate => usd(value * years, low * years, high * years);

const FACTS: Readonly<Record<OptionId, (given: FactsOf) => OptionFacts>> = {
  nothing: () => ({
    name: 'Nothing',
    evidence: 'placebo arms of trials and a cohort; only 15 men for as long as five years',
    coverageByYear: because('model', 'kaufman', 'price', 'rushton'),
    cost: model(usd(0, 0, 0)),
    sessions: model(visits(0, 0, 0)),
    daysToFirst: model(null),
    daysToFinal: model(null),
    certainty: study(
      'good that loss goes on, low how fast: published rates run from 2 to 7 % of the hairs a year',
      'price',
      'rushton',
      'kaufman',
    ),
    risks: study(['Loss goes on, and medicines keep hair better than they bring it back.'], 'kaufman', 'price'),
    reversibility: model('nothing to undo'),
    onStopping: model('nothing to stop'),
  }),
  medicines: ({ sex, years }) => (sex === 'female' ? MEDICINE_OF_WOMEN(years) : MEDICINES_OF_MEN(years)),
  transplant: ({ plannedGrafts }) => ({
    name: 'Transplant',
    evidence: 'surgeons’ own series; four years of photos in 112 patients of one clinic',
    coverageByYear: because('model', 'surgeons', 'kumaresan'),
    cost: statement(productUsd(plannedGrafts, USD_PER_GRAFT), 'prices', 'surgeons'),
    sessions: statement(
      visits(operationsFor(plannedGrafts.value), operationsFor(plannedGrafts.low), operationsFor(plannedGrafts.high)),
      'census',
    ),
    daysToFirst: statement(monthsInDays(GROWTH_MONTHS.first), 'surgeons'),
    daysToFinal: statement(monthsInDays(GROWTH_MONTHS.final), 'surgeons'),
    certainty: study('good at one year; after four years most patients of one clinic had lost density again', 'kumaresan', 'surgeons'),
    risks: statement(
      [
        'Donor hair is limited: 4,000 to 8,000 grafts in a life.',
        'Native hair goes on falling around the grafts.',
        'Surgery: scars, infection, and shock loss of about a tenth of the hair around, mostly for some months.',
      ],
      'surgeons',
    ),
    reversibility: model('hardly: scars stay, and what was taken from the back does not grow again'),
    onStopping: statement('grafts stay, the hair between them goes on thinning unless medicines hold it', 'surgeons', 'kumaresan'),
  }),
  smp: ({ years }) => ({
    name: 'Scalp micropigmentation',
    evidence: 'small series without controls, none with figures beyond six months',
    coverageByYear: because('model', 'liu', 'practice'),
    cost: statement(smpMoney(years).cost, 'prices'),
    sessions: statement(smpMoney(years).sessions, 'practice', 'liu'),
    daysToFirst: statement(AT_ONCE, 'practice'),
    daysToFinal: statement(SMP_FINAL_DAYS, 'practice', 'liu'),
    certainty: study('look: good in small series; how long it lasts: low', 'liu', 'park'),
    risks: statement(
      [
        'It is tattooing: infection, allergy, small nodules, scars; dots can blur or look blue-grey.',
        'It adds no hair. When loss passes the inked edge the field has to be extended, and ink under too little hair reads as a flat shadow.',
        'Refreshes for as long as it is to be seen; on a shaved head, shaving every one to three days.',
      ],
      'fda',
      'rassman',
      'practice',
    ),
    reversibility: statement('limited: laser sessions, and a faint trace may stay', 'practice'),
    onStopping: statement('without refreshes it pales over years to a faint shadow', 'practice', 'liu'),
  }),
  'smp-medicines': (given) => {
    const smp = FACTS.smp(given);
    const medicines = FACTS.medicines(given);
    const both = (name: 'cost' | 'sessions'): Cell<Estimate> => model(sum(smp[name].value, medicines[name].value), ...smp[name].sources);
    return {
      ...smp,
      name: `${smp.name} with ${given.sex === 'female' ? 'minoxidil' : 'medicines'}`,
      evidence: 'none for the two together; each as in its own row',
      coverageByYear: because('model', ...smp.coverageByYear.sources, ...medicines.coverageByYear.sources),
      cost: both('cost'),
      sessions: both('sessions'),
      daysToFinal: medicines.daysToFinal,
      certainty: model('medium: the look as for scalp micropigmentation, the hair as for the medicines'),
      risks: {
        ...smp.risks,
        value: [...smp.risks.value, ...medicines.risks.value],
        sources: [...smp.risks.sources, ...medicines.risks.sources],
      },
      onStopping: { ...medicines.onStopping, value: `${medicines.onStopping.value}; ${smp.onStopping.value}` },
    };
  },
  tattoo: () => ({
    name: 'Ordinary tattoo',
    evidence: 'none for this use; what depth does to the colour of pigment is measured',
    coverageByYear: because('model', 'colour', 'baranska'),
    cost: model(usd(1200, 300, 2500)),
    sessions: model(visits(2, 1, 3)),
    daysToFirst: model(AT_ONCE),
    daysToFinal: model(days(42, 28, 60), 'healing'),
    certainty: study('low: pigment so deep looks blue-grey, and dots widen', 'colour', 'fda'),
    risks: statement(
      [
        'Blue-grey cast, blurred and merging dots.',
        'Infection, allergy, small nodules, scars.',
        'It does not follow the hair as it falls or greys.',
      ],
      'fda',
      'colour',
    ),
    reversibility: statement('hard: more laser sessions than for small, shallow dots', 'fda'),
    onStopping: study(
      'nothing to keep up; cells of the dermis hold the pigment and pass it on when they die, and it spreads slowly',
      'baranska',
    ),
  }),
  'hair-system': ({ years }) => ({
    name: 'Hair system',
    evidence: 'none needed for what it covers while worn',
    coverageByYear: because('model'),
    cost: model(yearly(years, 1500, 600, 4000)),
    sessions: model(visits(6 * years, 3 * years, 12 * years)),
    daysToFirst: model(AT_ONCE),
    daysToFinal: model(days(0, 0, 30)),
    certainty: model('high while worn'),
    risks: model(['Upkeep every few weeks, glue, care of the skin beneath.', 'Edges can show, and it can come loose.']),
    reversibility: model('full: it comes off'),
    onStopping: model('the scalp is as it would have been'),
  }),
  shampoo: ({ years }) => ({
    name: 'Shampoos',
    evidence: 'small trials, or trials paid for by makers, without hair counts',
    coverageByYear: because('model', 'caffeine', 'network'),
    cost: model(yearly(years, 70, 30, 150)),
    sessions: model(visits(0, 0, 0)),
    daysToFirst: model(days(180, 90, 365), 'caffeine'),
    daysToFinal: model(days(365, 180, 730), 'caffeine'),
    certainty: study('low', 'caffeine', 'network'),
    risks: model(['Dry or itching scalp.', 'Time passes in which medicines could have kept hair.']),
    reversibility: model('full'),
    onStopping: model('hardly any change'),
  }),
};

const MEDICINES_OF_MEN = (years: number): OptionFacts => ({
  name: 'Medicines (finasteride and minoxidil)',
  evidence: 'controlled trials with hair counts to five years; both together in one open trial of a year',
  coverageByYear: because('model', 'kaufman', 'olsen', 'price', 'hu', 'shadi'),
  cost: model(yearly(years, 360, 150, 950)),
  sessions: model(visits(years, 0.5 * years, 2 * years)),
  daysToFirst: study(days(135, 90, 180), 'olsen', 'kaufman'),
  daysToFinal: study(days(365, 300, 730), 'kaufman', 'hu'),
  certainty: study('good while taken: by photos, 90 % of men on finasteride were no worse after five years, 25 % on placebo', 'kaufman'),
  risks: study(
    [
      'Most people stop: of 400, 86 % had left topical minoxidil within five years.',
      'Finasteride: sexual side effects in up to about one man in a hundred beyond placebo, and suicidal thoughts, how often is unknown; prescribed by a doctor.',
      'Minoxidil: itch, shedding in the first weeks, hair where none is wanted.',
    ],
    'shadi',
    'routine',
    'kaufman',
    'ema',
  ),
  reversibility: study('the effect ends with the medicine', 'stopping'),
  onStopping: study('what was gained goes within six to twelve months, then loss goes on', 'stopping'),
});

const MEDICINE_OF_WOMEN = (years: number): OptionFacts => ({
  ...MEDICINES_OF_MEN(years),
  name: 'Medicine (topical minoxidil)',
  evidence: 'controlled trials with hair counts to one year; finasteride was without benefit after menopause',
  coverageByYear: because('model', 'lucky', 'menopause', 'shadi'),
  cost: model(yearly(years, 180, 90, 360)),
  sessions: model(visits(0, 0, years)),
  daysToFirst: study(days(135, 90, 180), 'lucky'),
  daysToFinal: study(days(336, 240, 365), 'lucky'),
  certainty: study('medium, while used', 'lucky'),
  risks: study(
    [
      'Most people stop: of 400, 86 % had left topical minoxidil within five years.',
      'Itch, shedding in the first weeks, hair on the face.',
    ],
    'shadi',
    'lucky',
  ),
});

/** @returns what is known of an option for this person over these years */
export function optionFacts(option: OptionId, given: FactsOf): OptionFacts {
  return FACTS[option](given);
}

function monthsInDays({ value, low, high }: Estimate): Estimate {
  const inDays = (months: number): number => Math.round((months * DAYS_PER_YEAR) / 12);
  return days(inDays(value), inDays(low), inDays(high));
}
