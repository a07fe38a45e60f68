/**
 * The colour profile of Display P3 (SMPTE EG 432-1 primaries, D65, the tone curve of IEC 61966-2-1) as a file of ICC.1:2010: for pictures that name these
 * colours by a code number, which not every decoder heeds.
 */

/** Columns of the matrix to XYZ, adapted to D50 by Bradford, as in the profile that cameras of this kind embed. */
const COLUMNS: readonly (readonly [tag: string, x: number, y: number, z: number])[] = [
  ['rXYZ', 0.51512, 0.2412, -0.00105],
  ['gXYZ', 0.29198, 0.69225, 0.04189],
  ['bXYZ', 0.1571, 0.06657, 0.78407],
];
const WHITE_D50 = ['wtpt', 0.9642, 1, 0.82491] as const;
/** Exponent, scale, offset, slope of the straight part, its end: ICC.1:2010 10.16, type 3. */
const SRGB_CURVE: readonly number[] = [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045];
const NAME = 'Display P3';

const HEAD_BYTES = 128;

export function displayP3Profile(): Uint8Array {
  const curve = joined(letters('para'), [0, 0, 0, 0, 0, 3, 0, 0], ...SRGB_CURVE.map(fixed));
  const text = joined(letters('mluc'), [0, 0, 0, 0], word(1), word(12), letters('enUS'), word(2 * NAME.length), word(28), utf16(NAME));
  const tags: (readonly [tag: string, data: Uint8Array])[] = [
    ['desc', text],
    ['cprt', text],
    ...[WHITE_D50, ...COLUMNS].map(([tag, ...xyz]) => [tag, joined(letters('XYZ '), [0, 0, 0, 0], ...xyz.map(fixed))] as const),
    ...['rTRC', 'gTRC', 'bTRC'].map((tag) => [tag, curve] as const),
  ];
  let at = HEAD_BYTES + 4 + 12 * tags.length;
  const table = tags.map(([tag, data]) => {
    const entry = joined(letters(tag), word(at), word(data.length));
    at += data.length;
    return entry;
  });
  const body = joined(word(tags.length), ...table, ...tags.map(([, data]) => data));
  return joined(head(HEAD_BYTES + body.length), body);
}

/** ICC.1:2010 7.2: version 4.2, a display's, RGB to XYZ, of no date and no maker. */
function head(bytes: number): Uint8Array {
  const made = new Uint8Array(HEAD_BYTES);
  made.set(word(bytes), 0);
  made.set([4, 0x20, 0, 0], 8);
  made.set(letters('mntrRGB XYZ '), 12);
  // a date must be one
  made.set([0x07, 0xd0, 0, 1, 0, 1], 24);
  made.set(letters('acsp'), 36);
  made.set(joined(...WHITE_D50.slice(1).map((value) => fixed(Number(value)))), 68);
  return made;
}

/** s15Fixed16Number */
function fixed(value: number): Uint8Array {
  return word(Math.round(value * 65536));
}

function word(value: number): Uint8Array {
  return Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);
}

function letters(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

function utf16(text: string): Uint8Array {
  return Uint8Array.from(Array.from(text).flatMap((letter) => [0, letter.charCodeAt(0)]));
}

/** Padded to whole words, as tags must be. */
function joined(...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array {
  const bytes = parts.reduce((sum, part) => sum + part.length, 0);
  const whole = new Uint8Array(4 * Math.ceil(bytes / 4));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
