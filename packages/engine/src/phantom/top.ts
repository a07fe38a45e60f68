/** A whole head from above, face at the foot of the picture. */
import { HEAD } from '../head/anthropometry.ts';
import { MAX_TILT_DEGREES, type Surface, type SurfaceGeometry, surfaceGeometry } from '../head/surface.ts';
import type { Point } from '../polygon.ts';
import type { Random } from '../random.ts';
import { smoothstep } from '../smoothstep.ts';
import { photographed } from './camera.ts';
import { FULL_UNITS_PER_CM2, growUnits, hairsOfUnit, TERMINAL_FROM_UM } from './hairs.ts';
import type { Phantom, PhantomOptions } from './make-phantom.ts';
import { type Pattern, patternOf } from './pattern.ts';
import { smoothNoise } from './smooth-noise.ts';
import { type Canvas, drawStrand, type Strand } from './strands.ts';
import { type Rgb, toneOf } from './tones.ts';

/** Light from above the left shoulder, as (left in the picture, up in the picture, towards the camera). */
const LIGHT: readonly [number, number, number] = [-0.38, -0.42, 0.82];
const AMBIENT = 0.45;
const BACKGROUND: Rgb = [0.3, 0.33, 0.36];
const GOWN: Rgb = [0.035, 0.045, 0.06];
/** Hair turns about a whorl on the crown. */
const WHORL: Point = [8, -58];
/** Hair lies down towards the scalp by this much of its length. */
const LYING = 0.85;
const COS_MAX_TILT = Math.cos((MAX_TILT_DEGREES * Math.PI) / 180);
/** Less hair than this is what a treatment is for. */
const THINNED = 0.7;

export function topPhantom(options: PhantomOptions, random: Random): Phantom {
  const { pxPerMm } = options;
  const width = Math.round(options.widthMm * pxPerMm);
  const height = Math.round(options.heightMm * pxPerMm);
  const surface: Surface = {
    centrePx: [width / 2, height * 0.48],
    semiAcrossPx: (HEAD.breadthMm / 2) * pxPerMm,
    semiAlongPx: (HEAD.lengthMm / 2) * pxPerMm,
    semiDepthPx: HEAD.capHeightMm * pxPerMm,
    frontDegrees: 90,
    pxPerMm,
  };
  const geometry = surfaceGeometry(surface);
  const pattern = patternOf(options.sex, options.stage);
  const tone = toneOf(options.skinType);
  const canvas = bareHead(width, height, geometry, tone.skin, pattern, random.fork('skin'));
  const roots = growHair(options, geometry, pattern, tone.hair, width, height, random);
  const order = roots.strands.map((_, i) => i).sort((p, q) => roots.up[p] - roots.up[q]);
  const shade = random.fork('shade');
  for (const i of order) drawStrand(canvas, roots.strands[i], shade);

  let behindFront = 0;
  let hidden = 0;
  const xMaxMm = 120;
  for (let y = -150; y < 150; y++)
    for (let x = -xMaxMm; x < xMaxMm; x++) {
      if (y > pattern.frontYMm(x) || geometry.cosTiltAtChart(x, y) < COS_MAX_TILT) continue;
      const at = geometry.toPhoto(x, y);
      if (at === null || at[0] < 0 || at[1] < 0 || at[0] >= width || at[1] >= height) continue;
      const skin = geometry.skinPerChart(x, y);
      behindFront += skin;
      hidden += skin * canvas.covered[Math.floor(at[1]) * width + Math.floor(at[0])];
    }
  return {
    photo: photographed(width, height, canvas.light, pxPerMm, random.fork('camera')),
    truth: {
      view: 'top',
      pxPerMm,
      hairsPerCm2: (100 * roots.shafts.terminal.filter(Boolean).length) / roots.areaMm2,
      follicularUnitsPerCm2: (100 * roots.units.xPx.length) / roots.areaMm2,
      hairCoverage: behindFront === 0 ? 0 : hidden / behindFront,
      areaMm2: roots.areaMm2,
      skin: { melanin: tone.melanin, blood: tone.blood },
      follicularUnits: roots.units,
      shafts: roots.shafts,
      headPx: clipped(
        around((t) => [Math.cos(t) * surface.semiAcrossPx, Math.sin(t) * surface.semiAlongPx], surface.centrePx),
        width,
        height,
      ),
      ...thinnedZone(geometry, pattern, width, height),
      hairlinePx: Array.from({ length: 41 }, (_, k) => 2 * k - 40).flatMap((x) => {
        const at = geometry.toPhoto(x, pattern.frontYMm(x));
        return at === null ? [] : [at];
      }),
      faceDirectionDegrees: 90,
      surface,
    },
  };
}

function around(at: (t: number) => Point, [cx, cy]: Point): Point[] {
  return Array.from({ length: 180 }, (_, k) => {
    const [x, y] = at((k * Math.PI) / 90);
    return [cx + x, cy + y];
  });
}

function clipped(points: readonly Point[], width: number, height: number): Point[] {
  return points.map(([x, y]) => [Math.min(width, Math.max(0, x)), Math.min(height, Math.max(0, y))]);
}

/** Rays from the middle of the top to the farthest thinned place within 60° of tilt; left out where nothing is thinned. */
function thinnedZone(geometry: SurfaceGeometry, pattern: Pattern, width: number, height: number): { zonePx?: Point[] } {
  const thinned = (x: number, y: number): boolean =>
    y <= pattern.frontYMm(x) - 2 && pattern.left(x, y) < THINNED && geometry.cosTiltAtChart(x, y) > COS_MAX_TILT;
  const rim: Point[] = [];
  for (let k = 0; k < 120; k++) {
    const [ux, uy] = [Math.cos((k * Math.PI) / 60), Math.sin((k * Math.PI) / 60)];
    let reach = 0;
    for (let r = 0; r < 130; r++) if (thinned(r * ux, 15 + r * uy)) reach = r;
    const at = geometry.toPhoto(reach * ux, 15 + reach * uy);
    if (reach > 0 && at !== null) rim.push(at);
  }
  return rim.length < 30 ? {} : { zonePx: clipped(rim, width, height) };
}

/** Background, shoulders in a gown, tips of the ears, and the bare head; under full hair the scalp lies in its shade. */
function bareHead(width: number, height: number, geometry: SurfaceGeometry, skin: Rgb, pattern: Pattern, random: Random): Canvas {
  const { surface } = geometry;
  const { pxPerMm: s, semiAcrossPx: a, semiAlongPx: b, semiDepthPx: c } = surface;
  const [cx, cy] = surface.centrePx;
  const light = new Float32Array(width * height * 3);
  const blotch = smoothNoise(random.fork('blotch'), 14 * s);
  const fine = smoothNoise(random.fork('fine'), 0.9 * s);
  const folds = smoothNoise(random.fork('cloth'), 37 * s);
  const weave = smoothNoise(random.fork('weave'), 0.8 * s);
  const cloth = (x: number, y: number): number => 0.6 * folds(x + 0.5 * y, y - 0.3 * x) + 0.25 * weave(x, y);
  const set = (i: number, colour: Rgb, shade: number): void => {
    for (let k = 0; k < 3; k++) light[3 * i + k] = colour[k] * shade;
  };
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const mx = (x + 0.5 - cx) / s;
      const my = (y + 0.5 - cy) / s;
      const u = ((x + 0.5 - cx) / a) ** 2 + ((y + 0.5 - cy) / b) ** 2;
      if (u < 1) {
        const nx = (x + 0.5 - cx) / (a * a);
        const ny = (y + 0.5 - cy) / (b * b);
        const nz = Math.sqrt(1 - u) / c;
        const length = Math.sqrt(nx * nx + ny * ny + nz * nz);
        const facing = Math.max(0, (nx * LIGHT[0] + ny * LIGHT[1] + nz * LIGHT[2]) / length);
        const chart = geometry.toChart(x + 0.5, y + 0.5);
        const left = chart === null ? 0 : pattern.left(chart[0], chart[1]);
        const shade = (AMBIENT + (1 - AMBIENT) * facing) * (1 - 0.45 * left) * (1 + 0.06 * fine(x, y));
        const red = 1 + 0.09 * blotch(x, y);
        const gloss = 0.16 * facing ** 24 * (1 - left);
        light[3 * i] = skin[0] * shade * (0.5 + 0.5 * red) + gloss;
        light[3 * i + 1] = (skin[1] * shade) / red + gloss;
        light[3 * i + 2] = (skin[2] * shade) / red + gloss;
        continue;
      }
      const ear = ((Math.abs(mx) - 77) / 6.5) ** 2 + ((my - 10 - 0.25 * (Math.abs(mx) - 77)) / 19) ** 2;
      const shoulders = (mx / 225) ** 2 + ((my + 12) / 74) ** 2;
      if (ear < 1) set(i, skin, (0.42 + 0.25 * (1 - ear)) * (1 - 0.2 * smoothstep(1.25, 1, u)));
      else if (shoulders < 1) set(i, GOWN, (0.7 + 0.5 * (1 - shoulders)) * (1 + 0.9 * cloth(x, y)) * (1 - 0.5 * smoothstep(1.3, 1, u)));
      else set(i, BACKGROUND, (1 - 0.25 * (y / height)) * (1 + 0.05 * cloth(x, y)) * (1 - 0.35 * smoothstep(1.35, 1, u)));
    }
  return { width, height, light, covered: new Float32Array(width * height) };
}

interface Roots {
  readonly strands: Strand[];
  /** Height of each root, for drawing the lower ones first. */
  readonly up: number[];
  readonly units: { xPx: number[]; yPx: number[] };
  readonly shafts: { rootXPx: number[]; rootYPx: number[]; widthUm: number[]; terminal: boolean[] };
  /** Skin area on which units grow in the picture. */
  readonly areaMm2: number;
}

function growHair(
  options: PhantomOptions,
  geometry: SurfaceGeometry,
  pattern: Pattern,
  colour: Rgb,
  width: number,
  height: number,
  random: Random,
): Roots {
  const { pxPerMm, hairLengthMm } = options;
  const halfX = 112;
  const halfY = 144;
  const seen = (x: number, y: number): boolean => {
    const at = geometry.toPhoto(x, y);
    return at !== null && at[0] >= 0 && at[1] >= 0 && at[0] < width && at[1] < height;
  };
  let areaMm2 = 0;
  const grown = growUnits(
    2 * halfX,
    2 * halfY,
    (cx, cy) => {
      const x = cx - halfX;
      const y = cy - halfY;
      if (!seen(x, y) || y > pattern.frontYMm(x)) return 0;
      areaMm2 += geometry.skinPerChart(x, y);
      return FULL_UNITS_PER_CM2 * pattern.left(x, y) * geometry.skinPerChart(x, y);
    },
    random.fork('units'),
  );
  const hair = random.fork('hair');
  const lean = smoothNoise(random.fork('lean'), 22);
  const roots: Roots = {
    strands: [],
    up: [],
    units: { xPx: [], yPx: [] },
    shafts: { rootXPx: [], rootYPx: [], widthUm: [], terminal: [] },
    areaMm2,
  };
  for (let i = 0; i < grown.xMm.length; i++) {
    const x = grown.xMm[i] - halfX;
    const y = grown.yMm[i] - halfY;
    const at = geometry.toPhoto(x, y);
    if (at === null) continue;
    roots.units.xPx.push(at[0]);
    roots.units.yPx.push(at[1]);
    const [ux, uy] = growthDirection(x, y, lean(x + halfX, y + halfY));
    const tip = geometry.toPhoto(x + ux, y + uy);
    const up = geometry.onHead(x, y);
    const step = geometry.onHead(x + ux, y + uy);
    const skinMm = Math.sqrt((step[0] - up[0]) ** 2 + (step[1] - up[1]) ** 2 + (step[2] - up[2]) ** 2);
    // px in the picture for a millimetre of hair along the skin; over the rim it goes on as it left
    const px = tip === null ? 0.3 * pxPerMm * ux : (tip[0] - at[0]) / skinMm;
    const py = tip === null ? 0.3 * pxPerMm * uy : (tip[1] - at[1]) / skinMm;
    const left = pattern.left(x, y);
    for (const { xMm, yMm, widthUm } of hairsOfUnit(left, hair)) {
      const rootX = at[0] + xMm * pxPerMm;
      const rootY = at[1] + yMm * pxPerMm;
      const terminal = widthUm >= TERMINAL_FROM_UM;
      roots.shafts.rootXPx.push(rootX);
      roots.shafts.rootYPx.push(rootY);
      roots.shafts.widthUm.push(widthUm);
      roots.shafts.terminal.push(terminal);
      const length = Math.max(widthUm / 1000, hairLengthMm * LYING * (terminal ? 0.75 + 0.35 * hair.next() : 0.4));
      const turn = 0.22 * hair.normal();
      roots.up.push(up[2]);
      roots.strands.push({
        xPx: rootX,
        yPx: rootY,
        dxPx: (px - py * turn) * length,
        dyPx: (py + px * turn) * length,
        bend: 0.12 * hair.normal(),
        widthPx: (widthUm / 1000) * pxPerMm,
        colour: terminal ? colour : [colour[0] + 0.06, colour[1] + 0.045, colour[2] + 0.03],
      });
    }
  }
  return roots;
}

/** Away from the whorl with a turn about it, forward over the top, down at the sides and the back. */
function growthDirection(x: number, y: number, lean: number): Point {
  const rx = x - WHORL[0];
  const ry = y - WHORL[1];
  const r = Math.sqrt(rx * rx + ry * ry) + 1e-6;
  const swirl = 0.9 * Math.exp(-r / 28);
  const angle = Math.atan2(ry, rx) + swirl + 0.8 * lean;
  const forward = 0.5 * smoothstep(20, 70, r) * smoothstep(-60, 0, y);
  const [vx, vy] = [Math.cos(angle) * (1 - forward), Math.sin(angle) * (1 - forward) + forward];
  const length = Math.sqrt(vx * vx + vy * vy) + 1e-9;
  return [vx / length, vy / length];
}
