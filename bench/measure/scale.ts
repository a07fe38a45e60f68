/** Figures of the scale: what the dermatoscope's burnt-in bars and circles say, what is masked, and the printed marker under a known camera. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Raster, raster, seededRandom } from '@stubble/engine';
import { readPhoto } from '@stubble/files';
import sharp from 'sharp';

const inside = <T>(path: string): Promise<T> => import(new URL(`../../../packages/engine/dist/calibrate/${path}`, import.meta.url).href);
const { findBurntIn } = await inside<typeof import('../../packages/engine/dist/calibrate/burnt-in.js')>('burnt-in.js');
const { findMarker } = await inside<typeof import('../../packages/engine/dist/calibrate/marker.js')>('marker.js');
const { MARKER_CODES } = await inside<typeof import('../../packages/engine/dist/calibrate/marker-codes.js')>('marker-codes.js');

const PHOTOS = fileURLToPath(new URL('../../../../shared/photos/', import.meta.url));
/** The dermatoscope's scale by its circles. */
const DERMOSCOPE_PX_PER_MM = 362.5;

type Photo = Raster<'srgb8'>;
interface Box {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

export async function scaleTable(): Promise<string[]> {
  return [...(existsSync(PHOTOS) ? await onPhotos() : ['(photos absent: burnt-in scales not measured)']), ...(await onMarkers())];
}

async function onPhotos(): Promise<string[]> {
  const boxes = annotations();
  const read = { bar: [] as number[], circle: [] as number[] };
  let [unread, shares, hairPixels, hairMasked, falseMarkers, total] = [0, 0, 0, 0, 0, 0];
  const heads: string[] = [];
  const milliseconds: number[] = [];
  for (const name of photoNames()) {
    const decoded = await readPhoto(join(PHOTOS, name));
    if (!decoded.ok) continue;
    const { photo } = decoded.value;
    const before = process.cpuUsage().user;
    const { mask, maskedShare, scale, notes } = findBurntIn(photo);
    const own = (process.cpuUsage().user - before) / 1000;
    total++;
    if (findMarker(photo, 20) !== null) falseMarkers++;
    if (!boxes.has(name)) {
      if (!name.startsWith('macro'))
        heads.push(`  ${name}: masked ${(100 * maskedShare).toFixed(2)} %, ${scale?.text ?? 'nothing read'}, ${own.toFixed(0)} ms`);
      continue;
    }
    milliseconds.push(own);
    shares += maskedShare;
    if (scale !== null) read[scale.from].push(scale.pxPerMm);
    if (notes.some((note) => note.code === 'burnt-in-scale-unread')) unread++;
    for (const { x0, y0, x1, y1 } of boxes.get(name) ?? [])
      for (let y = Math.min(y0, y1); y < Math.min(photo.height, Math.max(y0, y1)); y++)
        for (let x = Math.min(x0, x1); x < Math.min(photo.width, Math.max(x0, x1)); x++) {
          hairPixels++;
          hairMasked += mask[y * photo.width + x];
        }
  }
  const spread = (values: number[]): string =>
    `${values.length} read, ${Math.min(...values).toFixed(1)} to ${Math.max(...values).toFixed(1)} px/mm, mean ${mean(values).toFixed(1)} (${((100 * mean(values)) / DERMOSCOPE_PX_PER_MM - 100).toFixed(2)} % from ${DERMOSCOPE_PX_PER_MM})`;
  return [
    `Burnt-in scales of ${boxes.size} dermatoscope pictures`,
    `  circles: ${spread(read.circle)}`,
    `  bars: ${spread(read.bar)}`,
    `  captions whose bar or circle was not found: ${unread}`,
    `  masked: ${((100 * shares) / boxes.size).toFixed(2)} % of a picture, ${((100 * hairMasked) / hairPixels).toFixed(2)} % of the hairs' boxes`,
    `  time: ${mean(milliseconds).toFixed(0)} ms a picture of 1280 × 1024`,
    'Photos of heads',
    ...heads,
    `False markers on ${total} photos: ${falseMarkers}`,
  ];
}

function photoNames(): string[] {
  const of = (folder: string): string[] => readdirSync(join(PHOTOS, folder)).filter((name) => name.endsWith('.jpg'));
  return [...of('.'), ...of('dermoscope').map((name) => `dermoscope/${name}`)].sort();
}

function annotations(): Map<string, Box[]> {
  const json = (name: string) => JSON.parse(readFileSync(join(PHOTOS, name), 'utf8')) as Record<string, Record<string, Box[]>>;
  return new Map([
    ...Object.entries(json('dermoscope/annotations.json').pictures).map(([name, b]) => [`dermoscope/${name}`, b] as const),
    ...Object.entries(json('macro-fdu-annotations.json').boxes),
  ]);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, v) => sum + v, 0) / values.length;
}

const SIDES_PX = [20, 30, 48, 90, 160, 400];
const BLURS_PX = [0, 1, 2];
const TILTS = [0, 15, 30, 50];

async function onMarkers(): Promise<string[]> {
  const rows = ['Printed marker: tilts 0 to 50°, noise 2 levels, JPEG 90, light falling by half across the picture'];
  rows.push('  side px  blur px  found  corner rms px  worst px  scale error %  inside 80 %  tilt error °');
  let seed = 0;
  for (const sidePx of SIDES_PX)
    for (const blurPx of BLURS_PX) {
      const corner: number[] = [];
      const scale: number[] = [];
      const tilts: number[] = [];
      let [inside, made] = [0, 0];
      for (const tilt of TILTS)
        for (let k = 0; k < (sidePx > 200 ? 1 : 3); k++) {
          seed++;
          made++;
          const { photo, corners } = await taken(sidePx, tilt, blurPx, seed);
          const found = findMarker(photo, 20);
          if (found === null) continue;
          found.cornersPx.forEach(([x, y], i) => {
            corner.push(Math.hypot(x - corners[i][0], y - corners[i][1]));
          });
          const error = (found.pxPerMm * 20) / sidePx - 1;
          scale.push(Math.abs(error));
          if (Math.abs(error) < 1.2816 * found.relative) inside++;
          tilts.push(Math.abs(found.tiltDegrees - tilt));
        }
      const worst = corner.length === 0 ? Number.NaN : Math.max(...corner);
      const cells = [
        sidePx,
        blurPx,
        `${scale.length}/${made}`,
        Math.sqrt(mean(corner.map((c) => c * c))).toFixed(3),
        worst.toFixed(3),
        (100 * mean(scale)).toFixed(2),
        `${inside}/${scale.length}`,
        mean(tilts).toFixed(1),
      ];
      rows.push(cells.map((cell, i) => String(cell).padStart([9, 9, 7, 15, 10, 15, 13, 14][i])).join(''));
    }
  return rows;
}

/** A pinhole camera 15 sides away; four by four rays a pixel; blur in linear light. */
async function taken(sidePx: number, tiltDegrees: number, blurPx: number, seed: number): Promise<{ photo: Photo; corners: number[][] }> {
  const random = seededRandom(seed, 'marker bench');
  const [tilt, axis, turn] = [(tiltDegrees * Math.PI) / 180, random.next() * Math.PI, random.next() * 2 * Math.PI];
  const code = MARKER_CODES[random.below(MARKER_CODES.length)];
  const size = Math.max(160, Math.ceil(2.2 * sidePx));
  const centre = [size / 2 + 4 * random.next(), size / 2 + 4 * random.next()];
  const turned = (x: number, y: number, angle: number): [number, number] => [
    x * Math.cos(angle) - y * Math.sin(angle),
    x * Math.sin(angle) + y * Math.cos(angle),
  ];
  const project = (u: number, v: number): number[] => {
    const [along, across] = turned(u, v, turn - axis);
    const depth = 1 + (across * Math.sin(tilt)) / 15;
    const [x, y] = turned(along / depth, (across * Math.cos(tilt)) / depth, axis);
    return [centre[0] + sidePx * x, centre[1] + sidePx * y];
  };
  const light = new Float32Array(size * size);
  for (let i = 0; i < light.length; i++) {
    const [px, py] = [i % size, Math.floor(i / size)];
    for (let s = 0; s < 16; s++) {
      const [x, y] = [(px + ((s % 4) + 0.5) / 4 - centre[0]) / sidePx, (py + (Math.floor(s / 4) + 0.5) / 4 - centre[1]) / sidePx];
      const [p, q] = turned(x, y, -axis);
      const across = q / (Math.cos(tilt) - (q * Math.sin(tilt)) / 15);
      const [u, v] = turned(p * (1 + (across * Math.sin(tilt)) / 15), across, axis - turn);
      light[i] += reflectance(code, u, v) / 16;
    }
    light[i] *= 1 - (0.5 * (px + py)) / (2 * size);
  }
  const blurred = blurPx === 0 ? light : smooth(light, size, blurPx);
  const coded = Buffer.alloc(light.length * 3);
  for (let i = 0; i < light.length; i++) {
    const v = blurred[i];
    const byte = 255 * (v <= 0.0031308 ? 12.92 * v : 1.055 * v ** (1 / 2.4) - 0.055);
    for (let c = 0; c < 3; c++) coded[3 * i + c] = Math.min(255, Math.max(0, Math.round(byte + 2 * random.normal())));
  }
  const jpeg = await sharp(coded, { raw: { width: size, height: size, channels: 3 } })
    .jpeg({ quality: 90 })
    .toBuffer();
  const photo = raster('srgb8', size, size, new Uint8Array(await sharp(jpeg).raw().toBuffer()));
  return { photo, corners: [project(-0.5, -0.5), project(0.5, -0.5), project(0.5, 0.5), project(-0.5, 0.5)] };
}

/** Paper 0.8, ink 0.04, skin 0.35 beyond a white rim of one cell. */
function reflectance(code: number, u: number, v: number): number {
  const [column, row] = [Math.floor((u + 0.5) * 8), Math.floor((v + 0.5) * 8)];
  if (Math.max(Math.abs(u), Math.abs(v)) > 0.625) return 0.35;
  if (column < 0 || row < 0 || column > 7 || row > 7) return 0.8;
  if (column === 0 || row === 0 || column === 7 || row === 7) return 0.04;
  return Math.floor(code / 2 ** (35 - ((row - 1) * 6 + column - 1))) % 2 === 1 ? 0.8 : 0.04;
}

function smooth(values: Float32Array, size: number, sigma: number): Float32Array {
  const reach = Math.ceil(3 * sigma);
  const kernel = Array.from({ length: 2 * reach + 1 }, (_, i) => Math.exp((-0.5 * (i - reach) ** 2) / sigma ** 2));
  const sum = kernel.reduce((a, b) => a + b, 0);
  const along = (from: Float32Array, step: number, lineStep: number): Float32Array =>
    from.map((_, i) => {
      const line = lineStep === size ? Math.floor(i / size) : i % size;
      const p = lineStep === size ? i % size : Math.floor(i / size);
      let total = 0;
      for (let k = -reach; k <= reach; k++)
        total += kernel[k + reach] * from[line * lineStep + Math.min(size - 1, Math.max(0, p + k)) * step];
      return total / sum;
    });
  return along(along(values, 1, size), size, 1);
}
