import { expect, test } from 'vitest';
import { calibrate } from '../calibrate/calibrate.ts';
import { readRuler } from '../calibrate/ruler.ts';
import { makePhantom, PHANTOM_DEFAULTS, type PhantomOptions } from '../phantom/make-phantom.ts';
import { contains } from '../polygon.ts';
import { seededRandom } from '../random.ts';
import { findScalp } from '../scalp/find-scalp.ts';
import { type Measurement, measure } from './measure.ts';
import { skinTypeOfIta } from './skin-type.ts';

const BASE: PhantomOptions = { ...PHANTOM_DEFAULTS.top, view: 'top', sex: 'male', stage: 4, skinType: 'III' };

function measuredPhantom(change: Partial<PhantomOptions>): { measured: Measurement; truth: ReturnType<typeof makePhantom>['truth'] } {
  const options = { ...BASE, ...change };
  const { photo, truth } = makePhantom(options, seededRandom(3, 'phantom'));
  const scalp = findScalp(photo, 'top', null);
  const scale = { method: 'px-per-mm', pxPerMm: options.pxPerMm } as const;
  const calibration = calibrate(photo, readRuler(photo, 'top', scale), scalp, scale);
  const zone = scalp.zonePx === null ? [] : [scalp.zonePx];
  const measured = measure(photo, scalp, calibration, { kind: 'zone', zonesPx: zone }, undefined);
  // the truth of the same area: units rooted in it
  const inZone = truth.follicularUnits.xPx.filter((x, i) => zone.some((z) => contains(z, x, truth.follicularUnits.yPx[i]))).length;
  return { measured, truth: { ...truth, follicularUnitsPerCm2: (100 * inZone) / (measured.record.zoneAreaMm2?.value ?? 1) } };
}

/** Coarse photos of much bare skin. */
const BARE = (['I', 'III', 'V'] as const).map((skinType) => measuredPhantom({ skinType, stage: 6, pxPerMm: 4 }).measured.record);

test('on clipped synthetic heads the units counted hold the truth in their interval, and every root found lies by a true one', () => {
  const pxPerMm = 9;
  const { measured, truth } = measuredPhantom({ hairLengthMm: 0.5, pxPerMm });
  const found = measured.record.follicularUnitsPerCm2;
  let near = 0;
  const { xPx, yPx } = measured.follicles;
  for (let i = 0; i < xPx.length; i += 5) {
    const d = truth.shafts.rootXPx.reduce(
      (best, x, k) => Math.min(best, Math.abs(x - xPx[i]) + Math.abs(truth.shafts.rootYPx[k] - yPx[i])),
      1e9,
    );
    if (d < 0.6 * pxPerMm) near++;
  }
  const precision = near / Math.ceil(xPx.length / 5);
  expect({
    holds: found !== null && found.low <= truth.follicularUnitsPerCm2 && truth.follicularUnitsPerCm2 <= found.high,
    found,
    truth: truth.follicularUnitsPerCm2,
    precision: precision > 0.85,
    hairs: measured.record.hairsPerCm2,
  }).toMatchObject({ holds: true, precision: true, hairs: null });
});

test('long hair hides its roots: its length is read and nothing is counted', () => {
  const { measured } = measuredPhantom({ hairLengthMm: 14, pxPerMm: 8 });
  const length = measured.hairLengthMm;
  expect([
    measured.record.hairsPerCm2,
    measured.record.follicularUnitsPerCm2,
    measured.follicles.xPx.length,
    measured.record.notes.some((n) => n.code === 'hair-hides-roots'),
    length !== null && length.low < 14 && length.high > 10,
  ]).toEqual([null, null, 0, true, true]);
});

test('a coarse photo gives coverage and no count', () => {
  const told = BARE.map(({ tier, hairsPerCm2, notes }) => [tier, hairsPerCm2, notes.some((n) => n.code === 'too-few-pixels-for-counts')]);
  expect(told).toEqual(BARE.map(() => ['T0', null, true]));
});

test('skin is read from bare places: darker types read darker, with a lower ITA', () => {
  const [light, middle, dark] = BARE.map(({ skin }) => skin);
  const ita = ({ ita }: typeof light): number => ita?.value ?? Number.NaN;
  expect([light.lab[0] > middle.lab[0], middle.lab[0] > dark.lab[0], ita(light) > ita(middle), ita(middle) > ita(dark)]).toEqual([
    true,
    true,
    true,
    true,
  ]);
});

test('classes of ITA give the Fitzpatrick type', () => {
  expect([70, 50, 35, 20, 0, -40].map(skinTypeOfIta)).toEqual(['I', 'II', 'III', 'IV', 'V', 'VI']);
});
