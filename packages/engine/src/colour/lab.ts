/** CIELAB under D65, 2° observer (CIE 15:2018), from linear sRGB; differences by CIEDE2000. */
import { differenceCiede2000 } from 'culori/fn';

export type Lab = readonly [L: number, a: number, b: number];

/** D65 white of sRGB (IEC 61966-2-1). */
const WHITE: readonly [number, number, number] = [0.95047, 1, 1.08883];

function f(t: number): number {
  return t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116;
}

/** Linear sRGB, 1 = white, to L*a*b*. */
export function labOfLinear(r: number, g: number, b: number): Lab {
  const fx = f((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / WHITE[0]);
  const fy = f(0.2126729 * r + 0.7151522 * g + 0.072175 * b);
  const fz = f((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / WHITE[2]);
  return [116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)];
}

/** L*a*b* to linear sRGB, 1 = white; values may leave 0..1 for colours that sRGB cannot show. */
export function linearOfLab([L, a, b]: Lab): readonly [number, number, number] {
  const fy = (L + 16) / 116;
  const inverse = (t: number): number => (t > 6 / 29 ? t ** 3 : (116 * t - 16) / (24389 / 27));
  const x = WHITE[0] * inverse(fy + a / 500);
  const y = inverse(fy);
  const z = WHITE[2] * inverse(fy - b / 200);
  return [
    3.2404542 * x - 1.5371385 * y - 0.4985314 * z,
    -0.969266 * x + 1.8760108 * y + 0.041556 * z,
    0.0556434 * x - 0.2040259 * y + 1.0572252 * z,
  ];
}

/** Luminance Y (white = 1) of a lightness L*. */
export function luminanceOfLightness(lightness: number): number {
  return lightness > 8 ? ((lightness + 16) / 116) ** 3 : (lightness * 27) / 24389;
}

const ciede2000 = differenceCiede2000();

/** CIEDE2000 colour difference with unit weights (Sharma, Wu & Dalal 2005). */
export function deltaE00(p: Lab, q: Lab): number {
  return ciede2000({ mode: 'lab65', l: p[0], a: p[1], b: p[2] }, { mode: 'lab65', l: q[0], a: q[1], b: q[2] });
}

/** Individual typology angle in degrees (Chardon, Cretois & Hourseau 1991). */
export function itaDegrees([L, , b]: Lab): number {
  return (Math.atan2(L - 50, b) * 180) / Math.PI;
}
