/** Options of the hair's own years: `stubble hairloss` and `stubble compare`. */
import type { HairTreatment, Sex, Speed, Variant } from '@stubble/engine';
import { type Command, Option } from 'commander';
import { notNegative, numberBetween, wholeNumber } from './options.ts';

// written out here, as usage is checked before the engine is loaded
const SEXES: readonly Sex[] = ['male', 'female'];
const SPEEDS: readonly Speed[] = ['slow', 'average', 'fast'];
const TREATMENTS: readonly HairTreatment[] = ['none', 'finasteride', 'minoxidil', 'both'];
const VARIANTS: readonly Variant[] = ['usual', 'anterior', 'vertex'];
const LAST_STAGE: Readonly<Record<Sex, number>> = { male: 7, female: 5 };
const LIMITS = { ageYears: [15, 90], years: [0, 60], follicles: [200, 1_000_000] } as const;

/** A head whose hair is followed through the years. */
export interface HairLossFlags {
  readonly sex: Sex;
  readonly age: number;
  readonly stage: number;
  readonly variant?: Variant;
  readonly years: number;
  readonly speed: Speed;
  readonly treatment: HairTreatment;
  readonly stopAtYears?: number;
  readonly follicles: number;
  readonly seed: number;
}

/** A whole number of a range. */
function wholeBetween([low, high]: readonly [number, number]): (text: string) => number {
  return (text) => numberBetween(low, high)(String(wholeNumber(text)));
}

/** Whose hair, for how long, under which medicine. */
export function hairLossOptions(command: Command): Command {
  const { ageYears, years, follicles } = LIMITS;
  return command
    .addOption(new Option('--sex <sex>', 'pattern of loss').choices(SEXES).default('male'))
    .addOption(new Option('--age <years>', 'age today').argParser(numberBetween(...ageYears)).default(35))
    .addOption(
      new Option('--stage <n>', '1 to 7 (Norwood) or 1 to 5 (Sinclair); fractions lie between').argParser(numberBetween(1, 7)).default(3),
    )
    .addOption(new Option('--variant <variant>', 'anterior: Norwood type A; vertex: III vertex (men; left out: usual)').choices(VARIANTS))
    .addOption(new Option('--years <n>', 'how far ahead').argParser(wholeBetween(years)).default(10))
    .addOption(new Option('--speed <speed>', 'pace of the loss').choices(SPEEDS).default('average'))
    .addOption(new Option('--treatment <treatment>', 'medicine that is taken').choices(TREATMENTS).default('none'))
    .addOption(new Option('--stop-at-years <x>', 'when the medicine ends (left out: it goes on)').argParser(notNegative))
    .addOption(new Option('--follicles <n>', 'simulated in each region').argParser(wholeBetween(follicles)).default(20_000))
    .addOption(new Option('--seed <n>', 'whole number that all chance follows from').argParser(wholeNumber).default(1))
    .hook('preAction', () => {
      const { sex, stage, variant } = command.opts<HairLossFlags>();
      if (stage > LAST_STAGE[sex]) command.error(`error: --stage runs from 1 to ${LAST_STAGE[sex]} for --sex ${sex}`);
      if (sex === 'female' && variant !== undefined && variant !== 'usual') command.error('error: --variant is for --sex male');
    });
}
