/** The model of hair loss for many questions about few people. */
import { type HairLoss, hairLossUnder, type People, peopleOf } from './hair-loss.ts';
import { notesOn } from './notes.ts';
import { type HairLossRequest, TREATMENTS, type Treatment } from './terms.ts';

const MEDICINES: readonly Treatment[] = TREATMENTS.filter((treatment) => treatment !== 'none');

/**
 * Answers as `hairLoss` does, and remembers: the people of a sex and seed, the courses under the medicines, which are followed together, and every
 * answer, whose first years are those of a question for fewer.
 * @param mostKept answers; then it begins again
 */
export function rememberedLoss(mostKept: number = 80): (request: HairLossRequest) => HairLoss {
  const answers = new Map<string, Kept>();
  const populations = new Map<string, People>();
  return (request) => {
    const known = answers.get(keyOf(request));
    if (known !== undefined && known.years >= request.years) return firstYears(known, request);
    const { sex, seed, folliclesPerRegion } = request;
    const population = JSON.stringify([sex, seed, folliclesPerRegion]);
    const people = populations.get(population) ?? peopleOf(request);
    if (answers.size >= mostKept) {
      answers.clear();
      populations.clear();
    }
    populations.set(population, people);
    const treatments: readonly Treatment[] = request.treatment === 'none' ? [request.treatment] : MEDICINES;
    const losses = hairLossUnder(request, treatments, people);
    treatments.forEach((treatment, t) => {
      answers.set(keyOf({ ...request, treatment }), { years: request.years, loss: losses[t] });
    });
    return losses[treatments.indexOf(request.treatment)];
  };
}

interface Kept {
  readonly years: number;
  readonly loss: HairLoss;
}

function keyOf({ years, ...rest }: HairLossRequest): string {
  return JSON.stringify(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function firstYears({ years, loss }: Kept, request: HairLossRequest): HairLoss {
  if (years === request.years) return loss;
  const regions = loss.regions.map((region) => ({ ...region, series: region.series.slice(0, request.years + 1) }));
  return { regions, notes: notesOn(request) };
}
