/**
 * Scalp micropigmentation beside the other answers to thinning hair: for each option the coverage by year, money, visits, waiting, certainty and
 * harm. Coverage is a model; every cell says where it comes from. There is no score: which of it matters is for the client to say.
 */
import { info, type Note, warning } from '../note.ts';
import { donorBalance } from './donor.ts';
import {
  type Basis,
  CELLS,
  type CellName,
  type Comparison,
  type ComparisonBasis,
  OPTIONS,
  type OptionId,
  type OptionRow,
} from './option.ts';
import { coverageOf, INK_SHARE, type Scene } from './option-coverage.ts';
import { type OptionFacts, optionFacts, PRICES_OF } from './option-facts.ts';
import { citationOf } from './sources.ts';
import { thinRegions } from './thin-area.ts';

export * from './option.ts';

/**
 * The options side by side. Year 0 is when an option has begun: ink and a hair system count, what has to grow does not yet.
 * Coverage in the thin area is 1 − (1 − h)(1 − e·tone): h what lying hair hides, e·tone the share of the rest's contrast that ink takes.
 * @param basis darkness for each whole year from 0 to that asked for; throws a RangeError where one is missing
 */
export function compareOptions({ request, loss, smpDarkness, tattooDarkness }: ComparisonBasis): Comparison {
  const lastYear = Math.floor(request.years);
  if (smpDarkness.length <= lastYear || tattooDarkness.length <= lastYear)
    throw new RangeError(`darkness is needed for years 0 to ${lastYear}`);
  const untreated = loss('none');
  const treated = loss(request.sex === 'female' ? 'minoxidil' : 'both');
  const donor = donorBalance(request, untreated);
  const scene: Scene = { untreated, treated, donor, smpDarkness, tattooDarkness };
  const years = Array.from({ length: lastYear + 1 }, (_, year) => year);
  const options = OPTIONS.map((option) =>
    rowOf(
      option,
      optionFacts(option, { sex: request.sex, years: request.years, plannedGrafts: donor.plannedGrafts }),
      years.map((year) => coverageOf(option, scene, year)),
    ),
  );
  return { options, years: request.years, pricesOf: PRICES_OF, donor, notes: notesOf(request, scene) };
}

function rowOf(option: OptionId, facts: OptionFacts, coverageByYear: OptionRow['coverageByYear']): OptionRow {
  const basis = CELLS.map((name): [CellName, Basis] => [name, { basis: facts[name].basis, sources: unique(facts[name].sources) }]);
  return {
    option,
    name: facts.name,
    coverageByYear,
    cost: facts.cost.value,
    sessions: facts.sessions.value,
    daysToFirst: facts.daysToFirst.value,
    daysToFinal: facts.daysToFinal.value,
    certainty: facts.certainty.value,
    evidence: facts.evidence,
    risks: facts.risks.value,
    reversibility: facts.reversibility.value,
    onStopping: facts.onStopping.value,
    sources: unique(CELLS.flatMap((name) => facts[name].sources)).map(citationOf),
    basis: Object.fromEntries(basis) as OptionRow['basis'],
  };
}

function notesOf({ sex, years, stopAtYears }: ComparisonBasis['request'], { untreated, donor }: Scene): Note[] {
  const area = thinRegions(untreated);
  const grafts = (count: number): string => String(Math.round(count / 100) * 100);
  const notes = [
    info(
      'coverage-meaning',
      `coverage is a model: the share of the scalp that no longer stands out at talking distance where hair thins (${area.map(({ region }) => region).join(', ')}), under hair that lies 25 mm long. Year 0 is when the option has begun: ink and a hair system count, hair that has yet to grow does not`,
    ),
    info(
      'ink-share',
      `healed dots are taken to hide ${percent(INK_SHARE.value)} (${percent(INK_SHARE.low)} to ${percent(INK_SHARE.high)}) % of what bare scalp stands out by: an assumption, measured by nobody. Loss beyond the inked edge is not in it`,
    ),
    info(
      'prices',
      `costs are US dollars over ${years} years, prices of ${PRICES_OF}. Grafts are counted at 6 dollars (USA), 1.2 (Turkey) at the low and 10 at the high end; prices of medicines, hair systems and shampoos are our own estimates`,
    ),
    info(
      'medicines-taken',
      `coverage with medicines is that of people who ${stopAtYears === undefined ? 'keep taking them' : `take them for ${stopAtYears} years`}; the low end holds those who stop earlier, and most do`,
    ),
    info('nothing-to-wait-for', 'doing nothing has no first or final result'),
    info(
      'no-advice',
      'this is no medical advice and no diagnosis. Sudden, patchy, sore or scarring hair loss should be seen by a doctor first',
    ),
  ];
  if (donor.neededGrafts.value > donor.supplyGrafts.value || donor.neededGraftsAtEnd.value > donor.supplyGrafts.value)
    notes.push(
      warning(
        'donor-short',
        `a transplant to half the healthy density needs about ${grafts(donor.neededGrafts.value)} grafts today and ${grafts(donor.neededGraftsAtEnd.value)} after ${years} years of untreated loss; the back of the head gives about ${grafts(donor.supplyGrafts.value)} (${grafts(donor.supplyGrafts.low)} to ${grafts(donor.supplyGrafts.high)}) in a life`,
      ),
    );
  if (sex === 'female')
    notes.push(info('women-minoxidil', 'for women the medicine is topical minoxidil: finasteride was without benefit after menopause'));
  return [...notes, ...untreated.notes.filter(({ code }) => notes.every((note) => note.code !== code))];
}

function percent(share: number): string {
  return (share * 100).toFixed(0);
}

function unique(ids: readonly string[]): readonly string[] {
  return [...new Set(ids)];
}
