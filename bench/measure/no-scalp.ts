/** Pictures without a scalp, drawn: what a gate must not let through. */
import { type Random, type Raster, raster, seededRandom } from '@stubble/engine';

type Shade = (x: number, y: number) => readonly [number, number, number];

/** Smooth values about 0 by sums of waves in random directions. */
function waves(random: Random, wavelength: number, count: number): (x: number, y: number) => number {
  const parts = Array.from({ length: count }, () => {
    const angle = 2 * Math.PI * random.next();
    const k = (2 * Math.PI) / (wavelength * (0.6 + 0.8 * random.next()));
    return [Math.cos(angle) * k, Math.sin(angle) * k, 2 * Math.PI * random.next()] as const;
  });
  return (x, y) => parts.reduce((sum, [kx, ky, phase]) => sum + Math.sin(kx * x + ky * y + phase), 0) / Math.sqrt(count);
}

const SKINS = [
  [214, 170, 145],
  [196, 150, 122],
  [150, 105, 80],
  [92, 62, 48],
] as const;

function mixed(base: readonly [number, number, number], by: number): readonly [number, number, number] {
  return [base[0] * by, base[1] * by, base[2] * by];
}

const KINDS = {
  landscape(random, width, height) {
    const ridge = waves(random, width / 2, 4);
    const leaves = waves(random, 9, 14);
    const clouds = waves(random, 170, 8);
    return (x, y) => {
      const horizon = height * 0.45 + 0.06 * height * ridge(x, 0);
      if (y < horizon) return mixed([135, 175, 225], 1 + 0.12 * clouds(x, 2 * y));
      return mixed([78, 112, 52], 0.8 + 0.3 * leaves(x, y) + 0.2 * (y / height));
    };
  },
  wall(random, width, height) {
    const tone = [
      [205, 198, 185],
      [180, 180, 182],
      [222, 205, 180],
      [170, 150, 130],
    ][random.below(4)] as unknown as readonly [number, number, number];
    const grain = waves(random, 6, 16);
    const stain = waves(random, 300, 5);
    return (x, y) =>
      mixed(tone, 1 + 0.015 * grain(x, y) + 0.03 * stain(x, y) - 0.2 * (((x - width / 2) ** 2 + (y - height / 2) ** 2) / (width * height)));
  },
  page(random, width, height) {
    const words = new Map<number, readonly boolean[]>();
    const line = 22 + random.below(10);
    return (x, y) => {
      const row = Math.floor(y / line);
      let letters = words.get(row);
      if (letters === undefined) {
        letters = Array.from({ length: 400 }, () => random.next() < 0.8);
        words.set(row, letters);
      }
      const inText = x > width * 0.08 && x < width * 0.92 && y > height * 0.06 && y < height * 0.94 && y % line > line * 0.35;
      const column = Math.floor(x / (line * 0.4));
      const stroke = inText && letters[column % 400] && (x + 3 * row) % (line * 0.2) < 2.5 + ((column * 7 + row * 3) % 4);
      return mixed([236, 233, 226], stroke ? 0.15 : 1);
    };
  },
  noise(random) {
    const colour = random.next() < 0.5;
    return () => {
      const v = 255 * random.next();
      return colour ? [v, 255 * random.next(), 255 * random.next()] : [v, v, v];
    };
  },
  fabric(random) {
    const tone = [
      [60, 80, 140],
      [150, 60, 70],
      [190, 180, 165],
      [70, 72, 76],
    ][random.below(4)] as unknown as readonly [number, number, number];
    const period = 7 + random.below(12);
    const folds = waves(random, 260, 5);
    return (x, y) => {
      const over = Math.floor(x / period + Math.floor(y / period)) % 2 === 0;
      const thread = Math.sin(((over ? y : x) * 2 * Math.PI) / period);
      return mixed(tone, 0.85 + 0.2 * thread + 0.25 * folds(x, y) + 0.05 * (random.next() - 0.5));
    };
  },
  hand(random, width, height) {
    const skin = SKINS[random.below(SKINS.length)];
    const ground = 90 + 120 * random.next();
    const lean = 0.3 * (random.next() - 0.5);
    const creases = waves(random, 14, 12);
    const palm = 0.23 * width;
    return (x, y) => {
      const u = x - width / 2 - lean * (y - height / 2);
      const v = y - height * 0.66;
      let inside = (u / palm) ** 2 + (v / (palm * 1.05)) ** 2 < 1 || (Math.abs(u) < palm * 0.62 && v > 0);
      for (let finger = 0; finger < 4; finger++) {
        const fu = u - (finger - 1.5) * palm * 0.5 - (finger - 1.5) * 0.14 * -v;
        if (v < 0 && v > -palm * (2.05 - 0.25 * Math.abs(finger - 1.4)) && Math.abs(fu) < palm * 0.19) inside = true;
      }
      const tu = u + palm * 1.15;
      if (Math.abs(tu + (v + palm * 0.2) * 0.6) < palm * 0.24 && Math.abs(v + palm * 0.2) < palm * 0.75) inside = true;
      return inside ? mixed(skin, 0.92 + 0.04 * creases(x, y) + 0.1 * (u / palm)) : [ground, ground, ground * 0.97];
    };
  },
  screen(random, width, height) {
    const boxes = Array.from({ length: 14 }, () => [
      random.next() * width,
      random.next() * height,
      60 + random.next() * width * 0.4,
      30 + random.next() * height * 0.2,
      random.below(4),
    ]);
    const tones = [
      [245, 246, 250],
      [66, 133, 244],
      [52, 58, 70],
      [219, 68, 55],
    ] as const;
    return (x, y) => {
      for (const [bx, by, bw, bh, tone] of boxes) if (x > bx && x < bx + bw && y > by && y < by + bh) return tones[tone];
      return [250, 250, 252];
    };
  },
  black() {
    return () => [2, 2, 3];
  },
} as const satisfies Readonly<Record<string, (random: Random, width: number, height: number) => Shade>>;

export type NoScalpKind = keyof typeof KINDS;
export const NO_SCALP_KINDS = Object.keys(KINDS) as NoScalpKind[];

/** A phone's picture of something else, with a little noise. */
export function noScalpPicture(kind: NoScalpKind, seed: number, width: number = 1200, height: number = 1400): Raster<'srgb8'> {
  const random = seededRandom(seed, `no-scalp/${kind}`);
  const shade: Shade = KINDS[kind](random.fork('shape'), width, height);
  const grain = random.fork('grain');
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const colour = shade(x, y);
      const noise = 4 * (grain.next() + grain.next() - 1);
      for (let k = 0; k < 3; k++) data[3 * (y * width + x) + k] = Math.min(255, Math.max(0, Math.round(colour[k] + noise)));
    }
  return raster('srgb8', width, height, data);
}
