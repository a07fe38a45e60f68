import { beforeAll, expect, test } from 'vitest';
import { linearOfLab, luminanceOfLightness } from '../colour/lab.ts';
import { LINEAR_OF_SRGB8, srgb8OfLinear } from '../colour/srgb.ts';
import { sampleDots, samplePlan } from '../document/sample-plan.test-helper.ts';
import type { Plan } from '../document/schema.ts';
import { between } from '../estimate.ts';
import { linearOverview } from '../filters.ts';
import { contains } from '../polygon.ts';
import { seededRandom } from '../random.ts';
import { type Raster, raster } from '../raster.ts';
import { MARK_SHARE } from './mark.ts';
import { LIGHTS } from './relight.ts';
import { type Look, type Sight, type TreatedPhoto, treatedPhoto } from './render.ts';

const COUNT = 3000;
const SCALE = 2;

/** The sample plan seen by twice as many pixels. */
function plan(): Plan {
  const small = samplePlan(COUNT);
  const times = (polygon: readonly (readonly number[])[]): [number, number][] => polygon.map(([x, y]) => [SCALE * x, SCALE * y]);
  const { surface } = small;
  return {
    ...small,
    photo: { ...small.photo, widthPx: SCALE * 660, heightPx: SCALE * 780 },
    headPx: times(small.headPx),
    surface: {
      ...surface,
      centrePx: [SCALE * surface.centrePx[0], SCALE * surface.centrePx[1]],
      semiAcrossPx: SCALE * surface.semiAcrossPx,
      semiAlongPx: SCALE * surface.semiAlongPx,
      semiDepthPx: SCALE * surface.semiDepthPx,
      pxPerMm: SCALE * surface.pxPerMm,
    },
    design: { ...small.design, zonePx: small.design.zonePx.map(times) },
  };
}

/** Smooth skin under even light with a little noise; a black strand and a white spark lie across the zone. */
const STRAND = { x: 600, width: 4 };
const SPARK = { x: 700, width: 4 };
function skinPhoto({ photo, measurement }: Plan): Raster<'srgb8'> {
  const { widthPx: width, heightPx: height } = photo;
  const data = new Uint8Array(3 * width * height);
  const random = seededRandom(5, 'skin');
  const skin = linearOfLab(measurement.skin.lab);
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i += 3) {
      const within = ({ x: from, width: w }: typeof STRAND): boolean => x >= from && x < from + w && y % 300 < 200;
      const noise = 1 + 0.01 * random.normal();
      for (let k = 0; k < 3; k++) data[i + k] = within(STRAND) ? 12 : within(SPARK) ? 254 : srgb8OfLinear(skin[k] * noise);
    }
  return raster('srgb8', width, height, data);
}

let given: Plan;
let photo: Raster<'srgb8'>;
let treated: TreatedPhoto;
beforeAll(() => {
  given = plan();
  photo = skinPhoto(given);
  treated = treatedPhoto(photo, given, sampleDots(COUNT));
});

/** Whole pictures, each drawn once for all tests. */
const whole = new Map<string, Raster<'srgb8'>>();
function seen(sight: Sight): Raster<'srgb8'> {
  const key = JSON.stringify(sight);
  const picture = whole.get(key) ?? treated.at(sight).picture();
  whole.set(key, picture);
  return picture;
}

/** Mean linear green over the zone. */
function meanInZone(picture: Raster<'srgb8'>, scale: number = 1): number {
  let [sum, n] = [0, 0];
  const [[x0, y0], , [x1, y1]] = given.design.zonePx[0];
  for (let y = Math.ceil(y0 * scale) + 4; y < y1 * scale - 4; y++)
    for (let x = Math.ceil(x0 * scale) + 4; x < x1 * scale - 4; x++, n++)
      sum += LINEAR_OF_SRGB8[picture.data[3 * (y * picture.width + x) + 1]];
  return sum / n;
}

test('outside the zone and above the mark the picture is the photo', () => {
  let changed = 0;
  for (const sight of [{ atDays: 0 }, { atDays: 42 }, { atDays: 1825, outlook: 'most' as const }]) {
    const picture = seen(sight);
    for (let y = 0; y < photo.height * (1 - MARK_SHARE) - 1; y++)
      for (let x = 0; x < photo.width; x++) {
        const i = 3 * (y * photo.width + x);
        const same =
          picture.data[i] === photo.data[i] && picture.data[i + 1] === photo.data[i + 1] && picture.data[i + 2] === photo.data[i + 2];
        if (!same && !given.design.zonePx.some((zone) => contains(zone, x + 0.5, y + 0.5))) changed++;
      }
  }
  expect(changed).toBe(0);
});

test('hair and gloss lie over the dots', () => {
  const picture = seen({ atDays: 42 });
  const change = (from: number): number => {
    let [sum, n] = [0, 0];
    for (let y = 620; y < 780; y++)
      for (let x = from; x < from + 4; x++, n++)
        for (let k = 0; k < 3; k++)
          sum += Math.abs(picture.data[3 * (y * photo.width + x) + k] - photo.data[3 * (y * photo.width + x) + k]) / 3;
    return sum / n;
  };
  const [strand, spark, skin] = [change(STRAND.x), change(SPARK.x), change(650)];
  // a spark adds to skin that is dimmed; a black strand hides it
  expect([strand < 0.3, spark < 0.4 * skin, skin > 2.5]).toEqual([true, true, true]);
});

test('a tile is that part of the picture', () => {
  const window = { x: 501, y: 633, width: 128, height: 97 };
  let worst = 0;
  for (const sight of [{ atDays: 0 }, { atDays: 42, light: 'sun' as const }]) {
    const [picture, tile] = [seen(sight), treated.at(sight).tile(window)];
    for (let y = 0; y < window.height; y++)
      for (let x = 0; x < 3 * window.width; x++)
        worst = Math.max(
          worst,
          Math.abs(tile.data[3 * y * window.width + x] - picture.data[3 * ((window.y + y) * picture.width + window.x) + x]),
        );
  }
  expect(worst).toBe(0);
});

test('a close-up is the tile, to a level', () => {
  const window = { x: 501, y: 633, width: 128, height: 97 };
  const off = [0, 42, 3650].map((atDays) => {
    const look = treated.at({ atDays });
    const [tile, near] = [look.tile(window), look.closeUp(window)];
    return tile.data.reduce((most, v, i) => Math.max(most, Math.abs(v - near.data[i])), 0);
  });
  expect(Math.max(...off)).toBeLessThanOrEqual(1);
});

test('a smaller picture is the larger one, shrunk in linear light', () => {
  const off: number[] = [];
  for (const atDays of [0, 42]) {
    const full = seen({ atDays });
    for (const scale of [1 / 2, 1 / 4, 1 / 8]) {
      const small = treated.at({ atDays }).picture(scale);
      const wanted = linearOverview(full, scale);
      let [sum, n] = [0, 0];
      for (let y = Math.ceil(500 * scale); y < 1100 * scale; y++)
        for (let i = 3 * (y * small.width + Math.ceil(440 * scale)); i < 3 * (y * small.width + Math.floor(880 * scale)); i++, n++)
          sum += Math.abs(small.data[i] - srgb8OfLinear(wanted.data[i]));
      off.push(sum / n);
    }
  }
  expect(Math.max(...off)).toBeLessThan(1);
});

test('fresh is darkest and reddest, then healed, then years later; the outlooks lie about the likely one', () => {
  const dark = [0, 42, 1825, 3650].map((atDays) => meanInZone(seen({ atDays })));
  const outlooks = (['most', 'likely', 'least'] as const).map((outlook) => meanInZone(seen({ atDays: 1825, outlook })));
  const rises = (values: readonly number[]): boolean => values.every((v, i) => i === 0 || v > values[i - 1]);
  const redness = (picture: Raster<'srgb8'>): number => {
    let sum = 0;
    for (let y = 520; y < 1080; y++)
      for (let x = 460; x < 860; x++) {
        const i = 3 * (y * picture.width + x);
        sum += LINEAR_OF_SRGB8[picture.data[i]] / LINEAR_OF_SRGB8[picture.data[i + 1]];
      }
    return sum;
  };
  expect([
    rises(dark),
    rises(outlooks),
    dark.every((v) => v < meanInZone(photo)),
    redness(seen({ atDays: 0 })) > redness(seen({ atDays: 42 })),
  ]).toEqual([true, true, true, true]);
});

test('the same plan gives the same picture, and another photo is a mistake', () => {
  const once = seen({ atDays: 42 });
  const again = treatedPhoto(photo, plan(), sampleDots(COUNT)).at({ atDays: 42 }).picture();
  const small = raster('srgb8', 10, 10, new Uint8Array(300));
  expect(again.data.every((v, i) => v === once.data[i])).toBe(true);
  expect(() => treatedPhoto(small, given, sampleDots(COUNT))).toThrow(RangeError);
});

test('a lamp changes light and gloss and not what dots do: their contrast is the same in each', () => {
  const untreated = treatedPhoto(photo, given, sampleDots(0));
  const ratios = [undefined, ...LIGHTS].map((light) => {
    const sight: Sight = { atDays: 42, ...(light === undefined ? {} : { light }) };
    const window = { x: 480, y: 560, width: 100, height: 100 };
    const mean = (tile: Raster<'srgb8'>): number => tile.data.reduce((sum, v) => sum + LINEAR_OF_SRGB8[v], 0);
    return mean(treated.at(sight).tile(window)) / mean(untreated.at(sight).tile(window));
  });
  // gloss, which no dot dims, adds to both where a lamp shines
  expect(ratios.filter((ratio) => Math.abs(ratio - ratios[0]) > 0.01 || ratio > 0.985)).toEqual([]);
});

test('from farther away the same light comes, with less detail', () => {
  const near = seen({ atDays: 42 });
  const far = seen({ atDays: 42, distanceM: 3 });
  const detail = ({ data, width }: Raster<'srgb8'>): number => {
    let sum = 0;
    for (let y = 600; y < 900; y++)
      for (let x = 460; x < 580; x++) sum += Math.abs(data[3 * (y * width + x) + 1] - data[3 * (y * width + x) + 4]);
    return sum;
  };
  expect([detail(far) < 0.6 * detail(near), Math.abs(meanInZone(far) / meanInZone(near) - 1) < 0.02]).toEqual([true, true]);
});

test('hair is shown at a shorter length where the photo has stubble, and refused with the reason where not', () => {
  const photoOf = (changed: Partial<Plan>): TreatedPhoto => treatedPhoto(photo, { ...given, ...changed }, sampleDots(0));
  const at = (shown: TreatedPhoto, hairLengthMm: number): Look => shown.at({ atDays: 42, hairLengthMm });
  const stubbly = (mm: number): Partial<Plan> => ({
    mode: 'shaved',
    measurement: { ...given.measurement, hairLengthMm: between(mm, 0.6 * mm, 1.4 * mm, 'mm'), hairLab: [25, 3, 6] },
  });
  const stubble = photoOf(stubbly(2));
  const looks = [at(photoOf({}), 1), at(photoOf(stubbly(7)), 1), at(photoOf(stubbly(1)), 3), at(stubble, 0.5)];
  const codes = looks.map((look) => look.notes[0].code);
  const strandTone = (picture: Raster<'srgb8'>): number => LINEAR_OF_SRGB8[picture.data[3 * (640 * picture.width + STRAND.x + 1) + 1]];
  const tones = [2, 1, 0.5, 0].map((mm) => strandTone(at(stubble, mm).picture()));
  expect(codes).toEqual(['hair-length-refused', 'hair-length-refused', 'hair-length-refused', 'hair-length-model']);
  expect(tones.every((tone, i) => i === 0 || tone > tones[i - 1])).toBe(true);
  expect(tones[3]).toBeLessThan(luminanceOfLightness(given.measurement.skin.lab[0]));
});
