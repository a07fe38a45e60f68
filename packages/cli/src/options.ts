/** The values that commands take, checked where they are typed: a wrong one is wrong usage and ends with exit code 2. */
import type { PlanOptions, ScaleOption } from '@stubble/engine';
import { type Command, InvalidArgumentError, Option } from 'commander';

export function positive(text: string): number {
  const value = numberFrom(text);
  if (!(value > 0)) throw new InvalidArgumentError('It must be a number above 0.');
  return value;
}

export function notNegative(text: string): number {
  const value = numberFrom(text);
  if (!(value >= 0)) throw new InvalidArgumentError('It must be a number of 0 or more.');
  return value;
}

export function wholeNumber(text: string): number {
  const value = numberFrom(text);
  if (!Number.isSafeInteger(value)) throw new InvalidArgumentError('It must be a whole number.');
  return value;
}

export function sessionNumber(text: string): number {
  const value = wholeNumber(text);
  if (value < 1) throw new InvalidArgumentError('Sessions count from 1.');
  return value;
}

function date(text: string): string {
  const parsed = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  if (parsed === null || Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== text)
    throw new InvalidArgumentError('It must be a day of the calendar, as YYYY-MM-DD.');
  return text;
}

interface TwoPoints {
  readonly points: readonly [readonly [number, number], readonly [number, number]];
  readonly lengthMm: number;
}

function twoPoints(text: string): TwoPoints {
  const values = text.split(',').map(numberFrom);
  if (values.length !== 5) throw new InvalidArgumentError('It must be five numbers: x1,y1,x2,y2,MM.');
  const [x1, y1, x2, y2, lengthMm] = values;
  if (Math.hypot(x2 - x1, y2 - y1) < 10) throw new InvalidArgumentError('The two points must lie at least 10 px apart.');
  if (!(lengthMm > 0)) throw new InvalidArgumentError('The fifth number is the distance in mm, above 0.');
  return {
    points: [
      [x1, y1],
      [x2, y2],
    ],
    lengthMm,
  };
}

/** Digits as people type them; hexadecimal, blanks and the like are not numbers here. */
function numberFrom(text: string): number {
  const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text.trim()) ? Number(text) : Number.NaN;
  if (!Number.isFinite(value)) throw new InvalidArgumentError('It must be a number.');
  return value;
}

/** What commander makes of the options of a photo. */
export interface PhotoFlags {
  readonly pxPerMm?: number;
  readonly twoPoints?: TwoPoints;
  readonly headBreadthMm?: number;
  readonly circumferenceMm?: number;
  readonly view: PlanOptions['view'];
  readonly face?: NonNullable<PlanOptions['face']>;
  readonly skin?: NonNullable<PlanOptions['skinType']>;
}

const SCALES = ['pxPerMm', 'twoPoints', 'headBreadthMm', 'circumferenceMm'] as const;

/** Scale, view and skin: the options of every command that reads a photo. */
export function photoOptions(command: Command): Command {
  const scale = (flags: string, text: string, parse: (value: string) => unknown, name: (typeof SCALES)[number]): Option =>
    new Option(flags, text).argParser(parse).conflicts(SCALES.filter((other) => other !== name));
  return command
    .addOption(scale('--px-per-mm <x>', 'scale: pixels per millimetre', positive, 'pxPerMm'))
    .addOption(scale('--two-points <x1,y1,x2,y2,mm>', 'scale: two points of the photo and their distance in mm', twoPoints, 'twoPoints'))
    .addOption(scale('--head-breadth-mm <x>', 'scale: breadth of the head, by calliper', positive, 'headBreadthMm'))
    .addOption(scale('--circumference-mm <x>', 'scale: tape round the head above the ears', positive, 'circumferenceMm'))
    .addOption(new Option('--view <view>', 'how the photo looks at the head').choices(['top', 'front', 'crown']).default('top'))
    .addOption(new Option('--face <side>', 'side of the picture to which the face lies').choices(['bottom', 'top', 'left', 'right']))
    .addOption(new Option('--skin <type>', 'Fitzpatrick skin type').choices(['I', 'II', 'III', 'IV', 'V', 'VI']));
}

/** What a synthetic scalp is made by. */
export function phantomOptions(command: Command): Command {
  return command
    .requiredOption('--out <dir>', 'folder for photo.png and truth.json')
    .addOption(new Option('--view <view>', 'a head from above, or a patch from close by').choices(['top', 'macro']).default('top'))
    .addOption(new Option('--sex <sex>', 'pattern of loss').choices(['male', 'female']).default('male'))
    .addOption(new Option('--type <type>', 'Fitzpatrick skin type').choices(['I', 'II', 'III', 'IV', 'V', 'VI']).default('III'))
    .addOption(
      new Option('--stage <n>', '1 to 7 (Norwood) or 1 to 5 (Sinclair); of a macro: the vertex at that stage').argParser(wholeNumber),
    )
    .addOption(new Option('--hair-length-mm <x>', 'length of the hair').argParser(notNegative))
    .addOption(new Option('--px-per-mm <x>', 'pixels per millimetre').argParser(positive))
    .addOption(new Option('--width-mm <x>', 'breadth of the picture').argParser(positive))
    .addOption(new Option('--height-mm <x>', 'height of the picture').argParser(positive));
}

export function dateOption(): Option {
  return new Option('--date <yyyy-mm-dd>', 'date to write into the plan and its prints').argParser(date);
}

export function scaleOf(flags: PhotoFlags): ScaleOption {
  if (flags.pxPerMm !== undefined) return { method: 'px-per-mm', pxPerMm: flags.pxPerMm };
  if (flags.twoPoints !== undefined) {
    const [[x1, y1], [x2, y2]] = flags.twoPoints.points;
    return {
      method: 'two-points',
      points: [
        [x1, y1],
        [x2, y2],
      ],
      lengthMm: flags.twoPoints.lengthMm,
    };
  }
  if (flags.headBreadthMm !== undefined) return { method: 'head-breadth', headBreadthMm: flags.headBreadthMm };
  if (flags.circumferenceMm !== undefined) return { method: 'circumference', circumferenceMm: flags.circumferenceMm };
  return { method: 'prior' };
}
