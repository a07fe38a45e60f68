/** sRGB bytes and linear light (IEC 61966-2-1), by table. */

/** Byte → linear light 0..1. */
export const LINEAR_OF_SRGB8: Float32Array = Float32Array.from({ length: 256 }, (_, i) => {
  const s = i / 255;
  return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
});

const STEPS = 65_535;
const SRGB8_OF_STEP = Uint8Array.from({ length: STEPS + 1 }, (_, i) => {
  const v = i / STEPS;
  return Math.round(255 * (v <= 0.0031308 ? 12.92 * v : 1.055 * v ** (1 / 2.4) - 0.055));
});

/** Linear light → nearest byte; clipped to 0..1. The inverse of the table above for every byte. */
export function srgb8OfLinear(linear: number): number {
  // clipped after the step to an integer: this runs for every pixel
  const step = (linear * STEPS + 0.5) | 0;
  return SRGB8_OF_STEP[step < 0 ? 0 : step > STEPS ? STEPS : step];
}
