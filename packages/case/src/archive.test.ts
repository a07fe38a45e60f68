/** Zips that lie, and bombs. */
import { deflateSync } from 'fflate';
import { expect, test } from 'vitest';
import { samplePlan } from '../../engine/src/document/sample-plan.test-helper.ts';
import { entriesOf, type Forged, manifestFor, problem, zipOf } from './case.test-helper.ts';
import { writeCase } from './case.ts';
import { sealed } from './seal.ts';

const PHOTO = Uint8Array.from({ length: 200 }, (_, i) => (i * 7) % 256);
const { 'plan.stubble.json': PLAN } = entriesOf(writeCase(samplePlan(12), PHOTO));

/** A case with one entry forged, sealed as if it were whole. */
function forged(name: 'manifest.json' | 'plan.stubble.json' | 'before.png', lie: Partial<Forged>): Uint8Array {
  const contents = { 'plan.stubble.json': PLAN, 'before.png': PHOTO };
  const whole = { 'manifest.json': manifestFor(contents), ...contents };
  return sealed(zipOf(Object.entries(whole).map(([at, content]) => ({ name: at, content, ...(at === name ? lie : {}) }))));
}

test('a zip whose fields lie is refused in a sentence that says where', () => {
  const said = {
    honest: problem(forged('plan.stubble.json', {})),
    locked: problem(forged('plan.stubble.json', { flags: 1 })),
    method: problem(forged('before.png', { method: 93 })),
    longer: problem(forged('before.png', { unfoldedBytes: 300 })),
    shorter: problem(forged('before.png', { unfoldedBytes: 100 })),
    beyond: problem(forged('before.png', { packedBytes: 4000, unfoldedBytes: 4000 })),
    elsewhere: problem(forged('before.png', { at: 3 })),
    nowhere: problem(forged('before.png', { at: 0xfffffff0 })),
    otherName: problem(forged('before.png', { ownName: '../evil.ts' })),
    noDeflate: problem(forged('before.png', { method: 8, content: new Uint8Array(200).fill(255), unfoldedBytes: 200 })),
    cutDeflate: problem(forged('plan.stubble.json', { method: 8, content: deflateSync(PLAN).slice(0, 900), unfoldedBytes: PLAN.length })),
    moreDeflate: problem(forged('plan.stubble.json', { method: 8, content: deflateSync(PLAN), unfoldedBytes: PLAN.length - 1 })),
    lessDeflate: problem(forged('plan.stubble.json', { method: 8, content: deflateSync(PLAN), unfoldedBytes: PLAN.length + 1 })),
  };
  expect(said).toEqual({
    honest: 'none',
    locked: 'plan.stubble.json: is locked by the zip itself, which an entry of a case never is',
    method: 'before.png: is packed in a way that a case never is (method 93 of zip)',
    longer: 'before.png: is not as large as the zip says',
    shorter: 'before.png: is not as large as the zip says',
    beyond: 'before.png: does not lie where the directory of the zip says',
    elsewhere: 'before.png: does not lie where the directory of the zip says',
    nowhere: 'before.png: does not lie where the directory of the zip says',
    otherName: 'before.png: does not lie where the directory of the zip says',
    noDeflate: 'before.png: cannot be unfolded: it is damaged',
    cutDeflate: 'plan.stubble.json: cannot be unfolded: it is damaged',
    moreDeflate: 'plan.stubble.json: is not as large as the zip says',
    lessDeflate: 'plan.stubble.json: is not as large as the zip says',
  });
});

test('entries that share bytes, the large form of zip and a directory that is not where it should be are refused', () => {
  const contents = { 'plan.stubble.json': PLAN, 'before.png': PHOTO };
  const manifest = { name: 'manifest.json', content: manifestFor(contents) };
  // the plan's content is stretched over the photo's header and the photo
  const photo = zipOf([{ name: 'before.png', content: PHOTO }]).subarray(0, 30 + 10 + PHOTO.length);
  const over = Uint8Array.from(Buffer.concat([PLAN, photo]));
  const long = { 'plan.stubble.json': over, 'before.png': PHOTO };
  const shared = zipOf([
    { name: 'manifest.json', content: manifestFor(long) },
    { name: 'plan.stubble.json', content: PLAN, packedBytes: over.length, unfoldedBytes: over.length },
    { name: 'before.png', content: PHOTO },
  ]);
  const large = zipOf([manifest], 0xffff);
  const shifted = zipOf([manifest]);
  shifted[shifted.length - 6]++;
  const counted = zipOf([manifest], 3);
  expect([shared, large, shifted, counted].map((bytes) => problem(bytes === large ? bytes : sealed(bytes)))).toEqual([
    ': is not a readable case: two entries of the zip share bytes',
    ': is not a readable case: it is a zip of the large form (zip64), which a case never is',
    ': is not a readable case: the zip is damaged',
    ': is not a readable case: the zip is damaged',
  ]);
});

test('bombs are refused by what they declare, or when they unfold beyond it, at once and without the memory', () => {
  const zeros = deflateSync(new Uint8Array(8e6), { level: 9 });
  const bombs = [
    forged('plan.stubble.json', { method: 8, content: zeros, unfoldedBytes: 65e6 }),
    forged('plan.stubble.json', { method: 8, content: zeros, unfoldedBytes: 1000 }),
    forged('plan.stubble.json', { method: 8, content: zeros.slice(0, 1000), unfoldedBytes: 63e6 }),
    forged('before.png', { method: 8, content: zeros, unfoldedBytes: 0xfffffffe }),
    forged('manifest.json', { method: 8, content: zeros, unfoldedBytes: 1000 }),
    sealed(zipOf(Array.from({ length: 5000 }, (_, i) => ({ name: `${i}`, content: new Uint8Array(1) })))),
    sealed(
      zipOf(
        Array.from({ length: 5000 }, () => ({
          name: 'manifest.json',
          content: manifestFor({ 'plan.stubble.json': PLAN, 'before.png': PHOTO }),
        })),
      ),
    ),
  ];
  problem(bombs[1]);
  const timed = bombs.map((bytes) => {
    const from = process.cpuUsage();
    const said = problem(bytes);
    // of this process, not of the clock: other tests run beside this one
    return { said, ms: process.cpuUsage(from).user / 1000 };
  });
  expect({ said: timed.map(({ said }) => said), slow: timed.filter(({ ms }) => ms > 200) }).toEqual({
    said: [
      'plan.stubble.json: is larger than a case may hold (64 MB)',
      'plan.stubble.json: is not as large as the zip says',
      'plan.stubble.json: is not as large as the zip says',
      'before.png: is larger than a case may hold (420 MB)',
      'manifest.json: is not as large as the zip says',
      'manifest.json: is missing from the case',
      'manifest.json: is in the case twice',
    ],
    slow: [],
  });
});
