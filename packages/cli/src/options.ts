/** The values that commands take, checked where they are typed: a wrong one is wrong usage and ends with exit code 2. */
import type { Light, Outlook, PlanOptions, Printed, PRINTED_MM as PrintedMm, ScaleOption } from '@stubble/engine';
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

/** As far as a plan may ask for, in metres. */
export function viewingDistance(text: string): number {
  const value = numberFrom(text);
  if (!(value >= 0.2 && value <= 10)) throw new InvalidArgumentError('It must be a number of metres from 0.2 to 10.');
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

/** A number from `low` to `high`, for quantities whose range is known. */
export function numberBetween(low: number, high: number): (text: string) => number {
  return (text) => {
    const value = numberFrom(text);
    if (!(value >= low && value <= high)) throw new InvalidArgumentError(`It must be a number from ${low} to ${high}.`);
    return value;
  };
}

export function port(text: string): number {
  const value = wholeNumber(text);
  if (value !== 0 && !(value >= 1024 && value <= 65_535))
    throw new InvalidArgumentError('It must be a whole number from 1024 to 65535, or 0 for any that is free.');
  return value;
}

function shareAboveZero(text: string): number {
  const value = numberFrom(text);
  if (!(value > 0 && value <= 1)) throw new InvalidArgumentError('It must be a number above 0 and up to 1.');
  return value;
}

function pngName(text: string): string {
  if (!/\.png$/i.test(text)) throw new InvalidArgumentError('Its name must end in .png.');
  return text;
}

function streams(text: string): number {
  const value = wholeNumber(text);
  if (value < 4 || value > 64 || value % 2 !== 0) throw new InvalidArgumentError('It must be an even number from 4 to 64.');
  return value;
}

// written out here, as usage is checked before the engine is loaded
const PRINTED_MM: typeof PrintedMm = { least: 96, most: 104 };

/** What the two bars of 100 mm of a print measured. */
export function printedBars(text: string): Printed {
  const [acrossMm, alongMm, ...more] = text.split(',').map(numberFrom);
  const measured = (mm: number): boolean => mm >= PRINTED_MM.least && mm <= PRINTED_MM.most;
  if (more.length > 0 || !measured(acrossMm) || !measured(alongMm))
    throw new InvalidArgumentError(
      `It must be two numbers from ${PRINTED_MM.least} to ${PRINTED_MM.most}: what the bars of 100 mm measured across and along. Farther off, set the printer to 100 %.`,
    );
  return { acrossMm, alongMm };
}

export function dateFrom(text: string): string {
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
  readonly markerMm?: number;
  readonly headBreadthMm?: number;
  readonly circumferenceMm?: number;
  readonly view: PlanOptions['view'];
  readonly face?: NonNullable<PlanOptions['face']>;
  readonly skin?: NonNullable<PlanOptions['skinType']>;
}

const SCALES = ['pxPerMm', 'twoPoints', 'markerMm', 'headBreadthMm', 'circumferenceMm'] as const;

/** Scale, view and skin: the options of every command that reads a photo. */
export function photoOptions(command: Command): Command {
  const scale = (flags: string, text: string, parse: (value: string) => unknown, name: (typeof SCALES)[number]): Option =>
    new Option(flags, text).argParser(parse).conflicts(SCALES.filter((other) => other !== name));
  return command
    .addOption(scale('--px-per-mm <x>', 'scale: pixels per millimetre', positive, 'pxPerMm'))
    .addOption(scale('--two-points <x1,y1,x2,y2,mm>', 'scale: two points of the photo and their distance in mm', twoPoints, 'twoPoints'))
    .addOption(scale('--marker-mm <x>', 'scale: side of a printed marker that lies in the photo', markerSide, 'markerMm'))
    .addOption(scale('--head-breadth-mm <x>', 'scale: breadth of the head, by calliper', numberBetween(80, 250), 'headBreadthMm'))
    .addOption(scale('--circumference-mm <x>', 'scale: tape round the head above the ears', numberBetween(300, 800), 'circumferenceMm'))
    .addOption(
      new Option('--view <view>', 'how the photo looks at the head; macro: a patch from close by')
        .choices(['top', 'front', 'crown', 'macro'])
        .default('top'),
    )
    .addOption(new Option('--face <side>', 'side of the picture to which the face lies').choices(['bottom', 'top', 'left', 'right']))
    .addOption(new Option('--skin <type>', 'Fitzpatrick skin type').choices(['I', 'II', 'III', 'IV', 'V', 'VI']));
}

/** What a synthetic scalp is made by. */
export function phantomOptions(command: Command): Command {
  return command
    .requiredOption('--out <dir>', 'folder for photo.png and truth.json')
    .addOption(
      new Option('--view <view>', 'a head from above or from the front, or a patch from close by')
        .choices(['top', 'front', 'macro'])
        .default('top'),
    )
    .addOption(new Option('--sex <sex>', 'pattern of loss').choices(['male', 'female']).default('male'))
    .addOption(new Option('--type <type>', 'Fitzpatrick skin type').choices(['I', 'II', 'III', 'IV', 'V', 'VI']).default('III'))
    .addOption(
      new Option('--stage <n>', '1 to 7 (Norwood) or 1 to 5 (Sinclair); of a macro: the vertex at that stage').argParser(wholeNumber),
    )
    .addOption(new Option('--hair-length-mm <x>', 'length of the hair').argParser(notNegative))
    .addOption(
      new Option('--hair-colour <colour>', 'left out: as is common with the skin').choices([
        'black',
        'dark-brown',
        'brown',
        'blond',
        'red',
        'grey',
      ]),
    )
    .addOption(new Option('--curl <curl>', 'left out: chance, by skin').choices(['straight', 'wavy', 'coiled']))
    .addOption(new Option('--parting <side>', 'left out: by sex and length').choices(['none', 'left', 'middle', 'right']))
    .addOption(new Option('--px-per-mm <x>', 'pixels per millimetre').argParser(positive))
    .addOption(
      new Option('--blur-px <x>', 'blur of the camera beyond that of a sharp photo, one deviation').argParser(numberBetween(0, 60)),
    )
    .addOption(new Option('--noise <x>', 'multiple of the usual noise').argParser(numberBetween(0, 20)))
    .addOption(new Option('--exposure <x>', 'multiple of the usual light').argParser(numberBetween(0.001, 10)))
    .addOption(new Option('--cast <x>', 'white balance: -1 cold to 1 warm').argParser(numberBetween(-1, 1)))
    .addOption(new Option('--jpeg-quality <n>', 'loss of a JPEG of this quality').argParser(numberBetween(5, 100)))
    .addOption(new Option('--marker-mm <x>', 'side of a printed marker that lies on the skin').argParser(numberBetween(8, 60)))
    .addOption(new Option('--width-mm <x>', 'breadth of the picture').argParser(positive))
    .addOption(new Option('--height-mm <x>', 'height of the picture').argParser(positive));
}

/** Side of a printed marker. */
export const markerSide = numberBetween(8, 60);

/** What commander makes of the options of a skin. */
export interface SkinFlags {
  readonly type?: 'I' | 'II' | 'III' | 'IV' | 'V' | 'VI';
  readonly melanin?: number;
  readonly blood?: number;
  readonly pigment?: 'carbon' | 'carbon-aggregated';
  readonly loadGPerM2?: number;
  readonly depthMm?: number;
  readonly thicknessUm: number;
  readonly dotDiameterMm?: number;
  readonly stack?: string;
  readonly streams: number;
}

const PIGMENT_OPTIONS = ['pigment', 'loadGPerM2', 'depthMm'] as const;

/** A skin, bare or with pigment, or any stack of layers. */
export function skinOptions(command: Command): Command {
  return command
    .addOption(new Option('--type <type>', 'Fitzpatrick skin type').choices(['I', 'II', 'III', 'IV', 'V', 'VI']).conflicts('melanin'))
    .addOption(new Option('--melanin <f>', 'share of melanosomes in the living epidermis').argParser(numberBetween(0, 1)))
    .addOption(new Option('--blood <f>', 'share of blood in the dermis (0.01 unless given)').argParser(numberBetween(0, 1)))
    .addOption(new Option('--pigment <pigment>', 'carbon as fresh, or as cells have gathered it').choices(['carbon', 'carbon-aggregated']))
    .addOption(new Option('--load-g-per-m2 <x>', 'carbon on a square metre').argParser(numberBetween(0, 1000)))
    .addOption(new Option('--depth-mm <x>', 'of the centre of the deposit below the surface').argParser(numberBetween(0, 100)))
    .addOption(
      new Option('--thickness-um <x>', 'of the deposit; a dot is always 80 µm high').argParser(numberBetween(1, 10_000)).default(80),
    )
    .addOption(new Option('--dot-diameter-mm <x>', 'a round dot instead of an even sheet').argParser(numberBetween(0.02, 10)))
    .addOption(
      new Option('--stack <file>', 'a stack file instead of a skin: what it reflects and lets through').conflicts([
        'type',
        'melanin',
        'blood',
        'dotDiameterMm',
        ...PIGMENT_OPTIONS,
      ]),
    )
    .addOption(new Option('--streams <n>', 'directions in which light is followed').argParser(streams).default(32))
    .hook('preAction', () => {
      const flags = command.opts<Partial<SkinFlags>>();
      const some = PIGMENT_OPTIONS.filter((name) => flags[name] !== undefined);
      if (flags.stack === undefined && flags.type === undefined && flags.melanin === undefined)
        command.error('error: one of --type, --melanin and --stack is needed');
      if (some.length > 0 && some.length < PIGMENT_OPTIONS.length)
        command.error('error: --pigment, --load-g-per-m2 and --depth-mm go together');
      if (flags.dotDiameterMm !== undefined && some.length === 0) command.error('error: --dot-diameter-mm goes with --pigment');
      if (flags.dotDiameterMm !== undefined && flags.thicknessUm !== 80)
        command.error('error: with --dot-diameter-mm, --thickness-um must be 80');
    });
}

/** What commander makes of the options of a picture. */
export interface RenderFlags {
  readonly out: string;
  readonly atDays: number;
  readonly light?: Light;
  readonly outlook: Outlook;
  readonly hairLengthMm?: number;
  readonly distanceM?: number;
  readonly scale: number;
}

// written out here, as usage is checked before the engine is loaded
const LIGHTS: readonly Light[] = ['office', 'sun', 'sun-warm', 'flash', 'oily', 'wet'];
const OUTLOOKS: readonly Outlook[] = ['least', 'likely', 'most'];
/** A hundred years. */
const LAST_DAY = 36_525;

/** When, in which light and how a treated scalp is seen. */
export function renderOptions(command: Command): Command {
  return command
    .addOption(new Option('--out <png>', 'file to write').argParser(pngName).makeOptionMandatory())
    .addOption(
      new Option('--at-days <n>', 'days after the last session: 0 fresh, 42 healed, 1825 five years')
        .argParser(numberBetween(0, LAST_DAY))
        .default(42),
    )
    .addOption(new Option('--light <light>', 'light to show it in (left out: that of the photo)').choices(LIGHTS))
    .addOption(
      new Option('--outlook <outlook>', 'pale end, middle or dark end of the 80 % interval of the forecast')
        .choices(OUTLOOKS)
        .default('likely'),
    )
    .addOption(new Option('--hair-length-mm <x>', 'length to which the hair is clipped (left out: as planned)').argParser(notNegative))
    .addOption(new Option('--distance-m <x>', 'as an eye sees it from so far').argParser(positive))
    .addOption(new Option('--scale <x>', 'size of the picture relative to the photo').argParser(shareAboveZero).default(1));
}

/** What commander makes of the options of an export. */
export interface ExportFlags {
  readonly out: string;
  readonly format: 'svg' | 'csv' | 'png';
}

/** The dots in the form of another program. */
export function exportOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--format <format>', 'svg: a drawing at true size; csv: a table; png: the healed picture')
        .choices(['svg', 'csv', 'png'])
        .makeOptionMandatory(),
    )
    .requiredOption('--out <file>', 'file to write')
    .hook('preAction', () => {
      const { out, format } = command.opts<ExportFlags>();
      if (!out.toLowerCase().endsWith(`.${format}`)) command.error(`error: the name of --out must end in .${format}`);
    });
}

export function dateOption(): Option {
  return new Option('--date <yyyy-mm-dd>', 'date to write into the plan and its prints').argParser(dateFrom);
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
  if (flags.markerMm !== undefined) return { method: 'marker', sideMm: flags.markerMm };
  if (flags.headBreadthMm !== undefined) return { method: 'head-breadth', headBreadthMm: flags.headBreadthMm };
  if (flags.circumferenceMm !== undefined) return { method: 'circumference', circumferenceMm: flags.circumferenceMm };
  return { method: 'prior' };
}
