/** Samples of a TIFF picture as 8-bit RGB, or RGBA where some of it is see-through (TIFF 6.0; tags and numbers as there). */

export const PHOTOMETRIC = { whiteIsZero: 0, blackIsZero: 1, rgb: 2, palette: 3, cmyk: 5, yCbCr: 6 } as const;

export interface TiffColours {
  readonly photometric: number;
  readonly samples: number;
  readonly bits: 8 | 16;
  /** Red, then green, then blue of each number, 16 bits each. */
  readonly palette: Uint16Array | null;
  /** Colours were multiplied by their opacity. */
  readonly isPremultiplied: boolean;
}

/** Colours of each photometric, opacity not counted. */
const COLOURS: Readonly<Record<number, number>> = { 0: 1, 1: 1, 2: 3, 3: 1, 5: 4 };

export function channelsOf({ photometric, samples }: TiffColours): 3 | 4 {
  return samples > COLOURS[photometric] ? 4 : 3;
}

/** @param raw pixel by pixel, `samples` each */
export function toRgb(raw: Uint8Array | Uint16Array, colours: TiffColours): Uint8Array<ArrayBuffer> {
  const { samples, bits, isPremultiplied, photometric } = colours;
  const channels = channelsOf(colours);
  const pixels = raw.length / samples;
  const out = new Uint8Array(channels * pixels);
  const convert = CONVERTERS[photometric];
  if (convert === undefined) throw new Error(`colours of kind ${photometric}`);
  // palettes are asked by the whole number, colours are cut to their upper eight bits
  const shift = photometric === PHOTOMETRIC.palette ? 0 : bits - 8;
  const rgb: [number, number, number] = [0, 0, 0];
  for (let p = 0; p < pixels; p++) {
    const [at, to] = [p * samples, p * channels];
    convert(raw, at, shift, rgb, colours);
    out[to] = rgb[0];
    out[to + 1] = rgb[1];
    out[to + 2] = rgb[2];
    if (channels === 3) continue;
    const alpha = raw[at + samples - 1] >> shift;
    out[to + 3] = alpha;
    if (isPremultiplied && alpha > 0) for (let c = to; c < to + 3; c++) out[c] = Math.min(255, Math.round((out[c] * 255) / alpha));
  }
  return out;
}

type Raw = Uint8Array | Uint16Array;
type Convert = (raw: Raw, at: number, shift: number, rgb: [number, number, number], colours: TiffColours) => void;

const CONVERTERS: Readonly<Partial<Record<number, Convert>>> = {
  [PHOTOMETRIC.whiteIsZero]: (raw, at, shift, rgb) => rgb.fill(255 - (raw[at] >> shift)),
  [PHOTOMETRIC.blackIsZero]: (raw, at, shift, rgb) => rgb.fill(raw[at] >> shift),
  [PHOTOMETRIC.rgb]: (raw, at, shift, rgb) => {
    for (let c = 0; c < 3; c++) rgb[c] = raw[at + c] >> shift;
  },
  [PHOTOMETRIC.palette]: (raw, at, _, rgb, { palette }) => {
    if (palette === null) throw new Error('a palette picture without its palette');
    for (let c = 0; c < 3; c++) rgb[c] = palette[(c * palette.length) / 3 + raw[at]] >> 8;
  },
  // what browsers make of the four inks of a JPEG without a profile
  [PHOTOMETRIC.cmyk]: (raw, at, shift, rgb) => {
    const light = 255 - (raw[at + 3] >> shift);
    for (let c = 0; c < 3; c++) rgb[c] = Math.round(((255 - (raw[at + c] >> shift)) * light) / 255);
  },
};
