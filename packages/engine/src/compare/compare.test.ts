import { expect, test } from 'vitest';
import { between, type Estimate } from '../estimate.ts';
import { type HairLossRequest, LAST_STAGE, SEXES, SPEEDS, type Treatment, VARIANTS } from '../hairloss/terms.ts';
import { seededRandom } from '../random.ts';
import { CELLS, type Comparison, compareOptions, OPTIONS, type OptionId, type OptionRow } from './compare.ts';
import { smoothLoss } from './loss.test-helper.ts';

type Person = Omit<HairLossRequest, 'treatment'>;

const MAN: Person = { sex: 'male', ageYears: 40, stage: 4, years: 10, speed: 'average', seed: 1 };

function compared(person: Person, asked: Treatment[] = []): Comparison {
  const years = Array.from({ length: person.years + 1 }, (_, year) => year);
  const fade = (rate: number, year: number): Estimate =>
    between(Math.exp(-rate * year), Math.exp(-2 * rate * year), Math.exp(-0.5 * rate * year), 'ratio');
  return compareOptions({
    request: person,
    loss: (treatment) => {
      asked.push(treatment);
      return smoothLoss(person, treatment);
    },
    smpDarkness: years.map((year) => fade(0.12, year % 4)),
    tattooDarkness: years.map((year) => fade(0.03, year)),
  });
}

function rowOf({ options }: Comparison, option: OptionId): OptionRow {
  return options.find((row) => row.option === option)!;
}

/** Sixty people drawn from all that can be asked, with their comparisons. */
const PEOPLE = Array.from({ length: 60 }, (_, k) => {
  const random = seededRandom(k, 'people');
  const sex = SEXES[k % 2];
  const person: Person = {
    sex,
    ageYears: 20 + Math.floor(60 * random.next()),
    stage: 1 + (LAST_STAGE[sex] - 1) * random.next(),
    variant: sex === 'male' ? VARIANTS[k % 3] : 'usual',
    years: [0, 1, 5, 10, 20][k % 5],
    speed: SPEEDS[k % 3],
    seed: k,
  };
  return { person, comparison: compared(person) };
});

test('all options are there, with every year, every interval in order, and no share outside 0 to 1', () => {
  const wrong: string[] = [];
  for (const { person, comparison } of PEOPLE) {
    if (comparison.options.map(({ option }) => option).join() !== OPTIONS.join()) wrong.push('options');
    for (const row of comparison.options) {
      if (row.coverageByYear.length !== person.years + 1) wrong.push(`${row.option} years`);
      for (const { value, low, high, unit } of row.coverageByYear)
        if (!(low >= 0 && low <= value && value <= high && high <= 1 && unit === 'share'))
          wrong.push(`${row.option} ${low} ${value} ${high}`);
      for (const estimate of [row.cost, row.sessions, row.daysToFirst, row.daysToFinal])
        if (estimate !== null && !(0 <= estimate.low && estimate.low <= estimate.value && estimate.value <= estimate.high))
          wrong.push(`${row.option} ${estimate.unit}`);
      if (row.daysToFirst !== null && row.daysToFinal !== null && row.daysToFirst.value > row.daysToFinal.value) wrong.push('waiting');
    }
  }
  expect(wrong).toEqual([]);
});

test('doing nothing falls with the years, and nothing that adds hair or tone lies below it', () => {
  const wrong: string[] = [];
  for (const { comparison } of PEOPLE) {
    const nothing = rowOf(comparison, 'nothing').coverageByYear;
    nothing.forEach((now, year) => {
      if (year > 0 && now.value >= nothing[year - 1].value) wrong.push(`nothing rises in year ${year}`);
      for (const { option, coverageByYear } of comparison.options)
        if (coverageByYear[year].value < now.value || coverageByYear[year].high < now.high - 1e-9) wrong.push(`${option} in year ${year}`);
    });
    const [smp, both, medicines, tattoo] = (['smp', 'smp-medicines', 'medicines', 'tattoo'] as const).map((id) => rowOf(comparison, id));
    smp.coverageByYear.forEach((_, year) => {
      const at = (row: OptionRow): number => row.coverageByYear[year].value;
      if (at(both) < at(smp) || at(both) < at(medicines)) wrong.push(`together worse in year ${year}`);
      if (year === 0 && !(at(smp) > at(tattoo) && at(tattoo) > at(rowOf(comparison, 'nothing')))) wrong.push('ink at the start');
    });
  }
  expect(wrong).toEqual([]);
});

test('the low end of medicines holds those who stop: no better than no treatment', () => {
  const { options } = compared(MAN);
  const [nothing, medicines] = options;
  const kept = medicines.coverageByYear.map(({ low }, year) => low - nothing.coverageByYear[year].value);
  expect([Math.max(...kept) <= 1e-9, medicines.coverageByYear[10].value > nothing.coverageByYear[10].value]).toEqual([true, true]);
});

test('a transplant grows in within two years, and serves the less of the need the further the loss', () => {
  const stages = [3, 4, 5, 6, 7].map((stage) => compared({ ...MAN, stage }));
  const served = stages.map(({ donor }) => donor.servedShare.value);
  const needed = stages.map(({ donor }) => donor.neededGrafts.value);
  const gain = stages.map((comparison) => {
    const at = (option: OptionId, year: number): number => rowOf(comparison, option).coverageByYear[year].value;
    return [0, 2].map((year) => at('transplant', year) - at('nothing', year));
  });
  const later = stages.map(({ donor }) => donor.neededGraftsAtEnd.value / donor.neededGrafts.value);
  expect({
    rising: needed.every((grafts, k) => k === 0 || grafts > needed[k - 1]),
    falling: served.every((share, k) => k === 0 || share <= served[k - 1]),
    served: served.map((share) => share < 1),
    gain: gain.every(([start, grown]) => Math.abs(start) < 1e-9 && grown > 0.05),
    later: later.every((ratio) => ratio > 1),
    said: stages.map(({ notes }) => notes.some(({ code }) => code === 'donor-short')).at(-1),
    grafts: needed.slice(1).map((grafts) => Math.round(grafts / 100)),
  }).toEqual({
    rising: true,
    falling: true,
    served: [false, false, false, true, true],
    gain: true,
    later: true,
    said: true,
    grafts: [18, 39, 107, 139],
  });
});

test('every cell says where it comes from, and what is called a study or a statement names it', () => {
  const wrong: string[] = [];
  for (const { comparison } of PEOPLE.slice(0, 10))
    for (const row of comparison.options) {
      for (const name of CELLS) {
        const { basis, sources } = row.basis[name];
        if (!['study', 'statement', 'model'].includes(basis) || (basis !== 'model' && sources.length === 0))
          wrong.push(`${row.option} ${name}`);
      }
      if (row.coverageByYear.length > 0 && row.basis.coverageByYear.basis !== 'model') wrong.push(`${row.option}: coverage is a model`);
      if (row.certainty === '' || row.risks.length === 0 || row.reversibility === '') wrong.push(`${row.option} is silent`);
    }
  expect(wrong).toEqual([]);
});

test('ten years cost what the published prices make them, and longer ones more', () => {
  const ten = compared(MAN);
  const twenty = compared({ ...MAN, years: 20 });
  const cost = ({ cost: { low, value, high } }: OptionRow): number[] => [low, value, high];
  expect({
    smp: cost(rowOf(ten, 'smp')),
    medicines: cost(rowOf(ten, 'medicines')),
    woman: cost(rowOf(compared({ ...MAN, sex: 'female', stage: 3 }), 'medicines')),
    system: cost(rowOf(ten, 'hair-system')),
    visits: rowOf(ten, 'smp').sessions.value,
    dearer: ten.options.every(({ cost: { value } }, k) => twenty.options[k].cost.value >= value),
    prices: ten.pricesOf,
  }).toEqual({
    smp: [1900, 4800, 10_500],
    medicines: [1500, 3600, 9500],
    woman: [900, 1800, 3600],
    system: [6000, 15_000, 40_000],
    visits: 5,
    dearer: true,
    prices: '2024–2025',
  });
});

test('hair loss is asked for once a treatment: for women with minoxidil alone', () => {
  const men: Treatment[] = [];
  const women: Treatment[] = [];
  compared(MAN, men);
  compared({ ...MAN, sex: 'female', stage: 3 }, women);
  expect([men, women]).toEqual([
    ['none', 'both'],
    ['none', 'minoxidil'],
  ]);
});

test('darkness for too few years is the caller’s mistake', () => {
  const basis = { request: MAN, loss: (treatment: Treatment) => smoothLoss(MAN, treatment), smpDarkness: [], tattooDarkness: [] };
  expect(() => compareOptions(basis)).toThrow(RangeError);
});
