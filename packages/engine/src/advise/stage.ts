/** Who the plan is for, as far as hair loss goes: sex, age and stage, given or read from the photo's map of thinning. */
import type { Plan } from '../document/schema.ts';
import { between, type Estimate } from '../estimate.ts';
import { LAST_STAGE, type Sex, type Variant } from '../hairloss/terms.ts';
import { info, type Note, warning } from '../note.ts';
import { readStage } from './read-stage.ts';

export interface Person {
  readonly sex: Sex;
  readonly ageYears: Estimate;
  /** Norwood or Sinclair; fractions lie between two stages. */
  readonly stage: Estimate;
  readonly variant: Variant;
  readonly assumed: readonly ('sex' | 'age' | 'stage')[];
}

/** Where nobody says how old the client is [A]. */
const AGE_UNKNOWN = { value: 40, low: 25, high: 60 };
const AGE_LIMITS = { least: 18, most: 90 };
/** A stage that was told is told in whole or half stages. */
const TOLD_WITHIN = 0.25;

/** The person of a plan. What is not given is read from the photo, or else assumed and named in `assumed`; notes say which. */
export function personOf(
  plan: Plan,
  given: { readonly sex?: Sex; readonly ageYears?: number; readonly stage?: number },
): { person: Person; notes: readonly Note[] } {
  const notes: Note[] = [];
  const assumed: ('sex' | 'age' | 'stage')[] = [];
  const sex = given.sex ?? 'male';
  if (given.sex === undefined) {
    assumed.push('sex');
    notes.push(
      info(
        'sex-assumed',
        'A photo does not tell a client’s sex: the outlook is that of a man. Say so if that is wrong, as women lose hair in another way.',
      ),
    );
  }
  const told = given.ageYears ?? plan.design.age;
  const ageYears =
    told === undefined
      ? between(AGE_UNKNOWN.value, AGE_UNKNOWN.low, AGE_UNKNOWN.high, 'years')
      : exactly(Math.min(AGE_LIMITS.most, Math.max(AGE_LIMITS.least, told)), 'years');
  if (told === undefined) {
    assumed.push('age');
    notes.push(
      warning(
        'age-assumed',
        `The client’s age was not given: ${AGE_UNKNOWN.value} is assumed. The younger the client, the more is still to come.`,
      ),
    );
  }
  const last = LAST_STAGE[sex];
  if (given.stage !== undefined) {
    if (!(given.stage >= 1 && given.stage <= last)) throw new RangeError(`stage ${given.stage} is not 1..${last}`);
    const stage = between(given.stage, Math.max(1, given.stage - TOLD_WITHIN), Math.min(last, given.stage + TOLD_WITHIN), 'stage');
    return { person: { sex, ageYears, stage, variant: readStage(plan, sex, ageYears.value, given.stage).variant, assumed }, notes };
  }
  const { stage, variant, seenCount, fullSeen } = readStage(plan, sex, ageYears.value);
  const scale = sex === 'male' ? 'Norwood' : 'Sinclair';
  const range = `${scale} ${stage.low.toFixed(1)} to ${stage.high.toFixed(1)}`;
  if (seenCount === 0) {
    assumed.push('stage');
    notes.push(warning('stage-assumed', `The photo holds no map of thinning to read a stage from: ${range} is what is usual at that age.`));
  } else if (!fullSeen) {
    notes.push(warning('stage-uncertain', `No full hair is in view to compare with, so the stage of loss is known badly: ${range}.`));
  } else {
    notes.push(
      info(
        'stage-read',
        `The stage of loss is read from the map of thinning: ${range}. It is no diagnosis; a stage told by somebody who sees the whole head is better.`,
      ),
    );
  }
  return { person: { sex, ageYears, stage, variant, assumed }, notes };
}

function exactly(value: number, unit: string): Estimate {
  return between(value, value, value, unit);
}
