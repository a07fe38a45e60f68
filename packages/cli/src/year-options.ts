/** Options of what lies years ahead: the sun on the scalp, whose head it is, a dot that somebody has in mind. */
import type { Evidence, PlanOptions, Preset, SkinKind, SkinType, SunOption } from '@stubble/engine';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { dateFrom, numberBetween } from './options.ts';

/** What commander makes of the options of the sun. */
export interface SunFlags {
  readonly sunSedPerYear?: number;
  readonly latitude?: number;
  readonly outdoorHours?: number;
  readonly hat?: number;
  readonly sunscreen?: number;
  readonly skinKind?: SkinKind;
}

const HABITS = ['latitude', 'outdoorHours', 'hat', 'sunscreen'] as const;
// written out here, as usage is checked before the engine is loaded
const SKIN_KINDS: readonly SkinKind[] = ['usual', 'oily', 'dry', 'scar'];
const PRESETS: readonly Preset[] = ['epidermal', 'four-years', 'ten-years', 'tattoo'];
const MOST_SED = 20_000;

/** The dose itself, or where and how a person lives. */
export function sunOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--sun-sed-per-year <x>', 'sunburning dose on the bare top of the head, in units of 100 J/m² (left out: 300)')
        .argParser(numberBetween(0, MOST_SED))
        .conflicts([...HABITS]),
    )
    .addOption(new Option('--latitude <degrees>', 'sun by habits: where the person lives').argParser(numberBetween(-90, 90)))
    .addOption(new Option('--outdoor-hours <x>', 'sun by habits: hours outdoors a day by daylight').argParser(numberBetween(0, 24)))
    .addOption(new Option('--hat <share>', 'sun by habits: share of that time under a hat').argParser(numberBetween(0, 1)))
    .addOption(new Option('--sunscreen <share>', 'sun by habits: share of that time under sunscreen').argParser(numberBetween(0, 1)))
    .addOption(new Option('--skin-kind <kind>', 'how fast the skin loses ink').choices(SKIN_KINDS))
    .hook('preAction', () => {
      const flags = command.opts<SunFlags>();
      if (HABITS.some((name) => flags[name] !== undefined) && (flags.latitude === undefined || flags.outdoorHours === undefined))
        command.error('error: --latitude and --outdoor-hours go together, with --hat and --sunscreen as wanted');
    });
}

/** undefined where nothing was said. */
export function sunOf({ sunSedPerYear, latitude, outdoorHours, hat = 0, sunscreen = 0 }: SunFlags): SunOption | undefined {
  if (sunSedPerYear !== undefined) return { sedPerYear: sunSedPerYear };
  return latitude === undefined || outdoorHours === undefined
    ? undefined
    : { latitudeDegrees: latitude, outdoorHoursPerDay: outdoorHours, hat, sunscreen };
}

/** What commander makes of the options of a person. */
export interface PersonFlags {
  readonly sex?: 'male' | 'female';
  readonly age?: number;
  readonly stage?: number;
}

/** Whose head it is; what is left out is estimated from the photo or assumed, and said. */
export function personOptions(command: Command): Command {
  return command
    .addOption(new Option('--sex <sex>', 'for what the own hair will do (left out: male is assumed, and said)').choices(['male', 'female']))
    .addOption(new Option('--age <years>', 'age in years (left out: that of the design, or unknown)').argParser(numberBetween(15, 90)))
    .addOption(
      new Option('--stage <n>', 'Norwood 1 to 7 or Sinclair 1 to 5 (left out: read from the photo)').argParser(numberBetween(1, 7)),
    )
    .hook('preAction', () => {
      const { sex, stage } = command.opts<PersonFlags>();
      if (sex === 'female' && stage !== undefined && stage > 5) command.error('error: --stage of a woman is Sinclair 1 to 5');
    });
}

/** undefined where nothing was said. */
export function personOf({ sex, age, stage }: PersonFlags): PlanOptions['person'] {
  if (sex === undefined && age === undefined && stage === undefined) return undefined;
  return {
    ...(sex === undefined ? {} : { sex }),
    ...(age === undefined ? {} : { ageYears: age }),
    ...(stage === undefined ? {} : { stage }),
  };
}

/** What commander makes of the options of a forecast. */
export interface ForecastFlags extends SunFlags {
  readonly type?: SkinType;
  readonly depthMm?: number;
  readonly diameterMm?: number;
  readonly loadGPerM2?: number;
  readonly preset?: Preset;
  readonly years: number;
  readonly seen: readonly Evidence[];
  /** Of the last session. */
  readonly date?: string;
  readonly seed: number;
}

const DOT = ['type', 'depthMm', 'diameterMm', 'loadGPerM2', 'preset'] as const;

export function forecastOptions(command: Command): Command {
  return sunOptions(command)
    .addOption(new Option('--type <type>', 'without a plan: Fitzpatrick skin type (III)').choices(['I', 'II', 'III', 'IV', 'V', 'VI']))
    .addOption(new Option('--depth-mm <x>', 'without a plan: of the ink below the surface (0.15)').argParser(numberBetween(0.02, 1.5)))
    .addOption(new Option('--diameter-mm <x>', 'without a plan: of the healed dot (0.28)').argParser(numberBetween(0.1, 1.5)))
    .addOption(
      new Option(
        '--load-g-per-m2 <x>',
        'without a plan: ink that the needle leaves, as the load that it heals to at 0.15 mm (0.12)',
      ).argParser(numberBetween(0.001, 30)),
    )
    .addOption(
      new Option('--preset <case>', 'without a plan: a case of the founding text')
        .choices(PRESETS)
        .conflicts(['depthMm', 'diameterMm', 'loadGPerM2', 'sunSedPerYear', ...HABITS]),
    )
    .addOption(new Option('--years <n>', 'how far to look').argParser(numberBetween(0, 60)).default(10))
    .addOption(
      new Option(
        '--seen <day:ratio>',
        'darkness that was seen of the client’s own dots: 42:0.6 against fresh, later days against healed; an error may follow as a third figure (0.1); may be given several times',
      )
        .argParser((text: string, before: readonly Evidence[]) => [...before, evidence(text)])
        .default([]),
    )
    .addOption(new Option('--date <yyyy-mm-dd>', 'of the last session: the refresh is then told by date too').argParser(dateFrom))
    .hook('preAction', () => {
      const flags = command.opts<ForecastFlags>();
      const given = DOT.filter((name) => flags[name] !== undefined);
      if (command.args.length > 0 && given.length > 0)
        command.error('error: a plan has its own dots: leave out --type, --depth-mm, --diameter-mm, --load-g-per-m2 and --preset');
    });
}

const HEALED_DAY = 42;
const USUAL_ERROR = 0.1;

function evidence(text: string): Evidence {
  const [atDays, ratio, relativeError = USUAL_ERROR, ...more] = text.split(':').map(Number);
  if (more.length > 0 || !(atDays > 0 && ratio > 0 && ratio < 5 && relativeError >= 0.01 && relativeError < 2))
    throw new InvalidArgumentError('It must be a day above 0 and a ratio, as 42:0.6, with an error from 0.01 as a third figure if wanted.');
  return { atDays, ratio, relativeError, sinceDays: atDays <= HEALED_DAY ? 0 : HEALED_DAY };
}
