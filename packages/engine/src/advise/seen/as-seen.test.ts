import { expect, test } from 'vitest';
import { linearOfLab } from '../../colour/lab.ts';
import { LINEAR_OF_SRGB8, srgb8OfLinear } from '../../colour/srgb.ts';
import type { DotColumns } from '../../document/packed.ts';
import { sampleDots, samplePlan } from '../../document/sample-plan.test-helper.ts';
import type { Plan } from '../../document/schema.ts';
import { between } from '../../estimate.ts';
import { surfaceGeometry } from '../../head/surface.ts';
import { makePhantom, PHANTOM_DEFAULTS } from '../../phantom/make-phantom.ts';
import { contains, type Polygon } from '../../polygon.ts';
import { seededRandom } from '../../random.ts';
import { type Raster, raster } from '../../raster.ts';
import { treatedPhoto } from '../../render/render.ts';
import { asSeen, contrastOf } from './as-seen.ts';

/** An ellipse in photo pixels about the middle of the head, `share` of its axes. */
function oval({ surface }: Plan, share: number): [number, number][] {
  return Array.from({ length: 90 }, (_, k) => {
    const t = (k / 90) * 2 * Math.PI;
    const [x, y] = surface.centrePx;
    return [x + share * surface.semiAcrossPx * Math.cos(t), y + share * surface.semiAlongPx * Math.sin(t)];
  });
}

/** A map of thinning that says bare within the zone and `full` outside it. */
function mapped(plan: Plan, zonePx: Polygon, full: number): Plan {
  const { toPhoto } = surfaceGeometry(plan.surface);
  const [columns, rows, cellMm] = [94, 120, 3];
  const [xMm0, yMm0] = [(-columns / 2) * cellMm, (-rows / 2) * cellMm];
  const coverage = Array.from({ length: columns * rows }, (_, k) => {
    const at = toPhoto(xMm0 + ((k % columns) + 0.5) * cellMm, yMm0 + (Math.floor(k / columns) + 0.5) * cellMm);
    return at === null ? null : contains(zonePx, ...at) ? 0 : full;
  });
  return {
    ...plan,
    measurement: { ...plan.measurement, subject: 'head', thinning: { cellMm, columns, rows, xMm0, yMm0, coverage } },
    design: { ...plan.design, zonePx: [zonePx.map(([x, y]) => [x, y])], excludeMm: [], hairlineMm: [], hiddenHairlineMm: [] },
  };
}

/** The sample plan's head with a zone in its middle. */
function samplePlanOfZone(full: number = 0.6): Plan {
  const plan = samplePlan();
  return mapped({ ...plan, headPx: oval(plan, 1) }, oval(plan, 0.25), full);
}

function pictureOf({ photo }: Plan, at: (x: number, y: number) => readonly number[]): Raster<'srgb8'> {
  const { widthPx: width, heightPx: height } = photo;
  const data = new Uint8Array(3 * width * height);
  for (let i = 0; i < width * height; i++)
    data.set(
      at(i % width, Math.floor(i / width)).map((v) => srgb8OfLinear(v)),
      3 * i,
    );
  return raster('srgb8', width, height, data);
}

const SKIN = linearOfLab([66, 12, 16]);

/** Dots at random over the polygon's place on the chart. */
function dotsIn(plan: Plan, perCm2: number, tone: number): DotColumns {
  const { toChart, toPhoto, skinPerChart } = surfaceGeometry(plan.surface);
  const [zone] = plan.design.zonePx;
  const corners = zone.flatMap(([x, y]) => [toChart(x, y) ?? [0, 0]]);
  const ends = (k: 0 | 1): readonly [number, number] => [Math.min(...corners.map((p) => p[k])), Math.max(...corners.map((p) => p[k]))];
  const [[x0, x1], [y0, y1]] = [ends(0), ends(1)];
  const random = seededRandom(8, 'dots');
  const places: [number, number][] = [];
  const tries = (((x1 - x0) * (y1 - y0)) / 100) * perCm2;
  for (let k = 0; k < tries; k++) {
    const [x, y] = [x0 + (x1 - x0) * random.next(), y0 + (y1 - y0) * random.next()];
    const at = toPhoto(x, y);
    if (at !== null && contains(zone, ...at) && random.next() * 1.5 < skinPerChart(x, y)) places.push([x, y]);
  }
  return {
    ...sampleDots(places.length),
    xMm: Float32Array.from(places, (p) => p[0]),
    yMm: Float32Array.from(places, (p) => p[1]),
    tone: new Float32Array(places.length).fill(tone),
  };
}

test('a zone that looks like the hair beside it is near 0, and its interval reaches down there', () => {
  const plan = samplePlanOfZone();
  const found = [1, 2].map((seed) => {
    const random = seededRandom(seed, 'texture');
    const photo = pictureOf(plan, () => {
      const light = random.next() < 0.2 ? 0.3 : 1 + 0.03 * random.normal();
      return SKIN.map((v) => v * light);
    });
    const { deltaE00, tone, ownDeltaE00 } = contrastOf(photo, plan, 1)!;
    return [deltaE00.value < 0.2, tone.value < 0.2, deltaE00.low < 0.05, tone.low < 0.05, ownDeltaE00!.value < 0.2];
  });
  expect(found).toEqual(found.map(() => [true, true, true, true, true]));
});

test('dots on flat skin stand out less the farther the eye, down to the difference of the mean colours; tone does not hang on distance', () => {
  const plan = samplePlanOfZone();
  const skin = pictureOf(plan, () => SKIN);
  const dots = dotsIn(plan, 60, 2.5);
  const { contrasts } = asSeen(skin, plan, dots, { states: ['before'], atDays: [42], outlook: 'likely' });
  const of = (state: string): typeof contrasts => contrasts.filter((c) => c.state === state);
  const healed = of('healed');
  const texture = healed.map((c) => c.deltaE00.value - c.tone.value);
  expect({
    before: of('before').every((c) => c.deltaE00.value < 0.1),
    falls: texture.every((v, i) => i === 0 || v <= texture[i - 1] + 0.02),
    near: texture[0] > 0.1,
    far: Math.abs(texture[2]) < 0.1,
    tone: healed.every((c) => Math.abs(c.tone.value - healed[0].tone.value) < 0.1),
    seen: healed[0].tone.value > 0.5,
  }).toEqual({ before: true, falls: true, near: true, far: true, tone: true, seen: true });
});

/** A synthetic head of full clipped hair with the bare crown of the same head at the last stage. */
function bareCrown(hairLengthMm: number, seed: number): { readonly photo: Raster<'srgb8'>; readonly plan: Plan } {
  const [full, bald] = [1, 7].map((stage) =>
    makePhantom(
      { ...PHANTOM_DEFAULTS.top, view: 'top', sex: 'male', stage, skinType: 'III', hairColour: 'dark-brown', hairLengthMm, pxPerMm: 2 },
      seededRandom(seed, 'phantom'),
    ),
  );
  const plan = samplePlan();
  const surface = full.truth.surface!;
  const head: Plan = {
    ...plan,
    photo: { ...plan.photo, widthPx: full.photo.width, heightPx: full.photo.height },
    surface: { ...surface, centrePx: [surface.centrePx[0], surface.centrePx[1]] },
    headPx: full.truth.headPx!.map(([x, y]) => [x, y]),
    mode: 'shaved',
  };
  const zone = oval(head, 0.25);
  const photo = pictureOf(head, (x, y) => {
    const { width, data } = contains(zone, x + 0.5, y + 0.5) ? bald.photo : full.photo;
    return [0, 1, 2].map((k) => LINEAR_OF_SRGB8[data[3 * (y * width + x) + k]]);
  });
  return { photo, plan: mapped(head, zone, 0.5) };
}

/** Of the light-dark channel a middling pattern is set off against its surround by as much (0.918 + 0.108, over 0.918). */
const MOST_GAIN = 1.118;

test('a bare crown of a synthetic head stands out, and hardly more from farther away; dots bring it nearer to its hair, and far too many take it away again', () => {
  const { photo, plan } = bareCrown(3, 3);
  const [near, far] = [0.3, 1].map((m) => contrastOf(photo, plan, m)!);
  const inked: Plan = { ...plan, dotModel: { ...plan.dotModel, loadGPerM2: between(0.6, 0.5, 0.7, 'g/m2') } };
  const [some, tooMany] = [450, 1600].map((perCm2) => {
    const picture = treatedPhoto(photo, inked, dotsIn(inked, perCm2, 1))
      .at({ atDays: 42 })
      .picture();
    return contrastOf(picture, inked, 1, photo)!.tone.value;
  });
  expect({
    stands: near.deltaE00.low > 3,
    weaker: far.deltaE00.value <= MOST_GAIN * near.deltaE00.value,
    nearer: some < 0.6 * far.tone.value,
    past: tooMany > far.tone.value,
  }).toEqual({ stands: true, weaker: true, nearer: true, past: true });
});

test('more dots lower the tone contrast of bare skin beside darker skin until it matches, and not after', () => {
  const plan = samplePlanOfZone();
  const inked: Plan = { ...plan, dotModel: { ...plan.dotModel, loadGPerM2: between(0.6, 0.5, 0.7, 'g/m2') } };
  const [zone] = plan.design.zonePx;
  const photo = pictureOf(plan, (x, y) => SKIN.map((v) => v * (contains(zone, x, y) ? 1 : 0.82)));
  const tones = [0, 150, 320, 700].map((perCm2) => {
    const picture =
      perCm2 === 0
        ? photo
        : treatedPhoto(photo, inked, dotsIn(inked, perCm2, 1))
            .at({ atDays: 42 })
            .picture();
    return contrastOf(picture, inked, 2, photo)!.tone.value;
  });
  const least = tones.indexOf(Math.min(...tones));
  expect({
    falls: tones.every((v, i) => i === 0 || (i <= least ? v < tones[i - 1] : v > tones[i - 1])),
    inside: least > 1 && least < tones.length - 1,
  }).toEqual({ falls: true, inside: true });
});

test('light that falls off over the head is not taken for contrast', () => {
  const plan = samplePlanOfZone();
  const { cosTilt } = surfaceGeometry(plan.surface);
  const found = [0, 0.5].map(
    (fall) =>
      contrastOf(
        pictureOf(plan, (x, y) => SKIN.map((v) => v * (1 - fall + fall * cosTilt(x, y)))),
        plan,
        1,
      )!,
  );
  expect(found.map(({ tone }) => tone.value < 0.7)).toEqual([true, true]);
});

test('the forecast’s ends widen an interval and leave its value; the same input gives the same answer; another day can be asked for', () => {
  const plan = samplePlanOfZone();
  const skin = pictureOf(plan, (x, y) => SKIN.map((v) => v * ((x * 7 + y * 3) % 5 === 0 ? 0.6 : 1)));
  const dots = dotsIn(plan, 15, 4);
  const options = { states: [], atDays: [400], distancesM: [1] } as const;
  const [wide] = asSeen(skin, plan, dots, options).contrasts;
  const [narrow, again] = [0, 1].map(() => asSeen(skin, plan, dots, { ...options, outlook: 'likely' }).contrasts[0]);
  const [w, n, gain] = [wide.deltaE00, narrow.deltaE00, narrow.nearerBy!];
  expect({
    same: JSON.stringify(narrow) === JSON.stringify(again),
    day: [narrow.state, narrow.atDays],
    value: w.value === n.value,
    wider: w.low <= n.low && w.high >= n.high && w.high - w.low > n.high - n.low,
    gain: gain.value < 0 && gain.high - gain.low < 1.3 * (n.high - n.low),
  }).toEqual({ same: true, day: ['day', 400], value: true, wider: true, gain: true });
});

test('where no fuller hair or no head is in view there are no contrasts but the reason', () => {
  const plan = samplePlanOfZone();
  const skin = pictureOf(plan, () => SKIN);
  const bald = samplePlanOfZone(0);
  const macro: Plan = { ...plan, measurement: { ...plan.measurement, subject: 'macro' } };
  const unmapped: Plan = { ...plan, measurement: { ...plan.measurement, thinning: undefined } };
  const answers = [bald, macro, unmapped].map((each) => {
    const { contrasts, reference, notes } = asSeen(skin, each, sampleDots(10));
    return [contrasts.length, reference, notes.map(({ code }) => code), contrastOf(skin, each, 1)];
  });
  expect(answers).toEqual(answers.map(() => [0, null, ['no-hair-beside'], null]));
});

test('a coarse photo says so; a picture of another size is a mistake', () => {
  const plan = samplePlanOfZone();
  const skin = pictureOf(plan, () => SKIN);
  const notes = asSeen(skin, plan, sampleDots(0), { states: ['before'], distancesM: [0.3, 2] }).notes.filter(
    ({ code }) => code === 'photo-coarser-than-eye',
  );
  expect(notes.map(({ message }) => message.startsWith('From 0.3 m '))).toEqual([true]);
  expect(() => contrastOf(raster('srgb8', 2, 2, new Uint8Array(12)), plan, 1)).toThrow(RangeError);
});
