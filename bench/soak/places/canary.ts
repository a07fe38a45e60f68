/** A place that no photo was taken at, written in every form in which cameras and programs write places, and the bytes by which each form is found again. */
import { type Random, seededRandom } from '@stubble/engine';

/** Degrees, minutes and ten-thousandths of a second, as EXIF counts them. */
type Angle = readonly [degrees: number, minutes: number, secondsE4: number];

export interface Canary {
  readonly latitude: Angle;
  readonly longitude: Angle;
  /** A word that stands wherever text may stand. */
  readonly word: string;
  /** What a phone might have called the file, with the place in it; no extension. */
  readonly name: string;
}

export function canaryOf(seed: number, index: number): Canary {
  const random = seededRandom(seed, `place ${index}`);
  const latitude = angle(random, 89);
  const longitude = angle(random, 179);
  const hex = (): string =>
    random
      .below(2 ** 32)
      .toString(16)
      .padStart(8, '0');
  const [north, east] = [latitude, longitude].map((one) => decimal(one).toFixed(4));
  return { latitude, longitude, word: `place-${hex()}${hex()}`, name: `IMG_${north}_${east}_${hex()}` };
}

/** No coordinate of fewer digits: a short number would be found by chance. */
function angle(random: Random, most: number): Angle {
  return [10 + random.below(most - 10), 1 + random.below(58), 100_000 + random.below(490_000)];
}

function decimal([degrees, minutes, secondsE4]: Angle): number {
  return degrees + minutes / 60 + secondsE4 / 1e4 / 3600;
}

/** With nine decimals: a tenth of a millimetre. */
export function decimalText(angle: Angle): string {
  return decimal(angle).toFixed(9);
}

/** As XMP writes it (exif:GPSLatitude): degrees, minutes with decimals, and the letter of the direction. */
export function xmpText([degrees, minutes, secondsE4]: Angle, direction: string): string {
  return `${degrees},${(minutes + secondsE4 / 1e4 / 60).toFixed(8)}${direction}`;
}

/** Three rationals of EXIF. */
export function rationals([degrees, minutes, secondsE4]: Angle, isLittle: boolean): Buffer {
  const bytes = Buffer.alloc(24);
  for (const [i, value] of [degrees, 1, minutes, 1, secondsE4, 10_000].entries())
    if (isLittle) bytes.writeUInt32LE(value, 4 * i);
    else bytes.writeUInt32BE(value, 4 * i);
  return bytes;
}

export interface Needle {
  readonly says: string;
  readonly bytes: Buffer;
}

/** What must occur nowhere. Digits are cut to seven decimals, so that a rounded copy is found, too. */
export function needlesOf({ latitude, longitude, word }: Canary): readonly Needle[] {
  const needles: Needle[] = [];
  for (const [axis, angle, direction] of [
    ['latitude', latitude, 'N'],
    ['longitude', longitude, 'E'],
  ] as const) {
    needles.push({ says: `${axis} as rationals`, bytes: rationals(angle, true) });
    needles.push({ says: `${axis} as rationals`, bytes: rationals(angle, false) });
    needles.push({ says: `${axis} in degrees`, bytes: Buffer.from(decimalText(angle).slice(0, -2)) });
    needles.push({ says: `${axis} as XMP`, bytes: Buffer.from(xmpText(angle, direction).slice(0, -3)) });
  }
  const text = Buffer.from(word);
  needles.push({ says: 'the word', bytes: text });
  needles.push({ says: 'the word in UTF-16', bytes: Buffer.from(word, 'utf16le') });
  needles.push({ says: 'the word in hexadecimal digits', bytes: Buffer.from(text.toString('hex')) });
  return needles;
}

/** Of the file's name: it may be said to the user who gave it, and stands in no file and in no answer. */
export function nameNeedles({ name }: Canary): readonly Needle[] {
  return [{ says: "the name of the photo's file", bytes: Buffer.from(name) }];
}
