/** CIELAB under D65, 2° observer (CIE 15:2018), from linear sRGB; differences by CIEDE2000. */

export type Lab = readonly [L: number, a: number, b: number];

/** Tristimulus values, Y = 1 for white. */
export type Xyz = readonly [X: number, Y: number, Z: number];

/** D65 white of sRGB (IEC 61966-2-1). */
export const WHITE: Xyz = [0.95047, 1, 1.08883];

function f(t: number): number {
  return t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116;
}

/** Linear sRGB, 1 = white, to L*a*b*. */
export function labOfLinear(r: number, g: number, b: number): Lab {
  return labOfXyz([
    0.4124564 * r + 0.3575761 * g + 0.1804375 * b,
    0.2126729 * r + 0.7151522 * g + 0.072175 * b,
    0.0193339 * r + 0.119192 * g + 0.9503041 * b,
  ]);
}

export function labOfXyz([x, y, z]: Xyz): Lab {
  const fx = f(x / WHITE[0]);
  const fy = f(y);
  const fz = f(z / WHITE[2]);
  return [116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)];
}

/** L*a*b* to linear sRGB, 1 = white; values may leave 0..1 for colours that sRGB cannot show. */
export function linearOfLab(lab: Lab): readonly [number, number, number] {
  return linearOfXyz(xyzOfLab(lab));
}

export function xyzOfLab([L, a, b]: Lab): Xyz {
  const fy = (L + 16) / 116;
  const inverse = (t: number): number => (t > 6 / 29 ? t ** 3 : (116 * t - 16) / (24389 / 27));
  return [WHITE[0] * inverse(fy + a / 500), inverse(fy), WHITE[2] * inverse(fy - b / 200)];
}

export function linearOfXyz([x, y, z]: Xyz): readonly [red: number, green: number, blue: number] {
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

const RAD = Math.PI / 180;
const POW25_7 = 25 ** 7;

/** CIEDE2000 colour difference with unit weights (ISO/CIE 11664-6), in the steps and names of Sharma, Wu & Dalal 2005. */
export function deltaE00([L1, a1, b1]: Lab, [L2, a2, b2]: Lab): number {
  const meanC = (Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2;
  const G = 0.5 * (1 - Math.sqrt(meanC ** 7 / (meanC ** 7 + POW25_7)));
  const C1 = Math.hypot((1 + G) * a1, b1);
  const C2 = Math.hypot((1 + G) * a2, b2);
  const h1 = hueDegrees((1 + G) * a1, b1);
  const h2 = hueDegrees((1 + G) * a2, b2);
  const grey = C1 * C2 === 0;
  const apart = h2 - h1;
  const turn = Math.abs(apart) <= 180 ? 0 : 360;
  const dh = grey ? 0 : apart > 180 ? apart - turn : apart + turn;
  const dL = L2 - L1;
  const dC = C2 - C1;
  const dH = 2 * Math.sqrt(C1 * C2) * Math.sin((dh / 2) * RAD);
  const L = (L1 + L2) / 2;
  const C = (C1 + C2) / 2;
  const h = grey ? h1 + h2 : (h1 + h2 + (h1 + h2 < 360 ? turn : -turn)) / 2;
  const T =
    1 -
    0.17 * Math.cos((h - 30) * RAD) +
    0.24 * Math.cos(2 * h * RAD) +
    0.32 * Math.cos((3 * h + 6) * RAD) -
    0.2 * Math.cos((4 * h - 63) * RAD);
  const SL = 1 + (0.015 * (L - 50) ** 2) / Math.sqrt(20 + (L - 50) ** 2);
  const SC = 1 + 0.045 * C;
  const SH = 1 + 0.015 * C * T;
  const RC = 2 * Math.sqrt(C ** 7 / (C ** 7 + POW25_7));
  const RT = -RC * Math.sin(60 * RAD * Math.exp(-(((h - 275) / 25) ** 2)));
  return Math.sqrt((dL / SL) ** 2 + (dC / SC) ** 2 + (dH / SH) ** 2 + RT * (dC / SC) * (dH / SH));
}

/** 0 to 360; 0 for grey. */
function hueDegrees(a: number, b: number): number {
  const h = Math.atan2(b, a) / RAD;
  return h < 0 ? h + 360 : h;
}

/** Individual typology angle in degrees (Chardon, Cretois & Hourseau 1991). */
export function itaDegrees([L, , b]: Lab): number {
  return (Math.atan2(L - 50, b) * 180) / Math.PI;
}
