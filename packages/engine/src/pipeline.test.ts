/** The whole treatment on a synthetic head: what the contract says of plans and pictures. */
import { expect, test } from 'vitest';
import { writePlan } from './document/plan.ts';
import { surfaceGeometry } from './head/surface.ts';
import { makePhantom, PHANTOM_DEFAULTS } from './phantom/make-phantom.ts';
import { PICTURE_DAYS, type Request, replanned, STAGES, type Treatment, treat } from './pipeline.ts';
import { contains } from './polygon.ts';
import { seededRandom } from './random.ts';
import { treatedPhoto } from './render/render.ts';

/** Of few pixels, as nothing here depends on detail. */
const PX_PER_MM = 3;
const PHANTOM = makePhantom(
  { ...PHANTOM_DEFAULTS.top, view: 'top', sex: 'male', stage: 5, skinType: 'III', pxPerMm: PX_PER_MM },
  seededRandom(1, 'phantom'),
);

function request(change: Partial<Request> = {}): Request {
  return {
    photo: PHANTOM.photo,
    pixelsSha256: 'b'.repeat(64),
    notes: [],
    person: null,
    options: { view: 'top', style: 'soft', scale: { method: 'px-per-mm', pxPerMm: PX_PER_MM } },
    designFile: null,
    seed: 1,
    date: null,
    app: 'stubble test',
    paper: 'a4',
    encodePreview: null,
    ...change,
  };
}

const first: Treatment = await treat(request());

test('every stage comes after those that it needs', () => {
  const done = new Set<string>(['request']);
  const early: string[] = [];
  for (const { name, needs } of STAGES) {
    for (const need of needs) if (!done.has(need)) early.push(`${name} before ${need}`);
    done.add(name);
  }
  expect(early).toEqual([]);
});

test('the same photo and seed give the same plan, pictures and print; another seed other dots', async () => {
  const again = await treat(request());
  const { plan: other } = (await replanned(request({ seed: 2 }), first)).planning;
  const otherHealed = treatedPhoto(PHANTOM.photo, other.plan, other.dots).at({ atDays: PICTURE_DAYS.healed }).picture();
  const same = (p: Uint8Array, q: Uint8Array): boolean => Buffer.from(p).equals(Buffer.from(q));
  expect([
    writePlan(again.plan.plan) === writePlan(first.plan.plan),
    same(again.render.healed.data, first.render.healed.data),
    same(again.output.stencil, first.output.stencil),
    same(otherHealed.data, first.render.healed.data),
  ]).toEqual([true, true, true, false]);
});

test('above the mark, pixels outside the zone are the photo’s own; dots darken and never lighten; the mark is in the lowest 4 %', () => {
  const { photo } = PHANTOM;
  const zones = first.plan.plan.design.zonePx;
  const markFrom = Math.floor(photo.height * 0.96);
  let [outside, lighter, changed, marked] = [0, 0, 0, 0];
  for (const picture of [first.render.fresh, first.render.healed, first.render.year5])
    for (let i = 0; i < photo.data.length; i += 3) {
      const pixel = i / 3;
      const y = Math.floor(pixel / photo.width);
      const x = pixel % photo.width;
      const differs = [0, 1, 2].some((k) => picture.data[i + k] !== photo.data[i + k]);
      if (!differs) continue;
      if (y >= markFrom) {
        marked++;
        continue;
      }
      changed++;
      if (!zones.some((zone) => contains(zone, x + 0.5, y + 0.5))) outside++;
      if ([0, 1, 2].some((k) => picture.data[i + k] > photo.data[i + k])) lighter++;
    }
  expect({ outside, lighter, changed: changed > 10_000, marked: marked > 100 }).toEqual({
    outside: 0,
    lighter: 0,
    changed: true,
    marked: true,
  });
});

test('fresh is darker than healed, and healed than five years later', () => {
  const darkness = (data: Uint8Array): number => {
    let sum = 0;
    for (let i = 0; i < PHANTOM.photo.width * Math.floor(PHANTOM.photo.height * 0.96) * 3; i++) sum += PHANTOM.photo.data[i] - data[i];
    return sum;
  };
  const [fresh, healed, year5] = [first.render.fresh, first.render.healed, first.render.year5].map((p) => darkness(p.data));
  expect([fresh > 1.2 * healed, healed > 1.02 * year5, year5 > 0]).toEqual([true, true, true]);
});

test('dots lie in the zone on skin flatter than 60°, in three sessions of 30, 40 and 30 %, and the zones’ counts add up', () => {
  const { plan, dots } = first.plan;
  const geometry = surfaceGeometry(plan.surface);
  let wrong = 0;
  for (let i = 0; i < dots.count; i++) {
    const inside = plan.design.zoneMm.some((zone) => contains(zone, dots.xMm[i], dots.yMm[i]));
    if (!inside || geometry.cosTiltAtChart(dots.xMm[i], dots.yMm[i]) < 0.49) wrong++;
  }
  const shares = plan.sessions.map(({ dots: n }) => Math.round((100 * n) / dots.count));
  const byZone = plan.design.zones.reduce((sum, zone) => sum + zone.dots, 0);
  expect({ wrong, shares, byZone, many: dots.count > 1000 && dots.count < 30_000 }).toEqual({
    wrong: 0,
    shares: [30, 40, 30],
    byZone: dots.count,
    many: true,
  });
});

test('a drawn zone is the zone, and its density and style are kept', async () => {
  const { width, height } = PHANTOM.photo;
  const zone: [number, number][] = [
    [width * 0.4, height * 0.3],
    [width * 0.6, height * 0.3],
    [width * 0.6, height * 0.45],
    [width * 0.4, height * 0.45],
  ];
  const drawn = request({
    designFile: { unit: 'px', zone, exclude: [], densityPerCm2: 80 },
    options: { ...request().options, style: 'defined' },
  });
  const { design } = (await replanned(drawn, first)).planning.plan.plan;
  const target = design.zones.map((z) => z.targetPerCm2.value).reduce((a, b) => Math.max(a, b));
  expect([design.origin, design.style, design.zonePx[0].length, target > 60 && target <= 80.01]).toEqual(['given', 'defined', 4, true]);
});

test('the shaved look on long hair is refused with a reason, and density is planned', async () => {
  const shaved = request({ options: { ...request().options, mode: 'shaved' } });
  const { plan } = (await replanned(shaved, first)).planning.plan;
  expect([plan.mode, plan.notes.filter((n) => n.severity === 'refusal').map((n) => n.code)]).toEqual(['density', ['shaved-mode-refused']]);
});

test('clipped hair is proposed as shaved, and its roots are kept clear', async () => {
  // roots are counted from 6 px/mm on
  const pxPerMm = 7;
  const clipped = makePhantom(
    { ...PHANTOM_DEFAULTS.top, view: 'top', sex: 'male', stage: 4, skinType: 'III', hairLengthMm: 0.6, pxPerMm },
    seededRandom(1, 'phantom'),
  );
  const asked = request({ photo: clipped.photo, options: { ...request().options, scale: { method: 'px-per-mm', pxPerMm } } });
  const made = (await replanned(asked, null)).planning;
  const { follicles } = made.measure;
  const geometry = surfaceGeometry(made.calibrate.surface);
  let nearest = Number.POSITIVE_INFINITY;
  const roots = Array.from(follicles.xPx, (x, i) => geometry.toChart(x, follicles.yPx[i])).filter((p) => p !== null);
  for (let i = 0; i < made.plan.dots.count; i += 7)
    for (const [x, y] of roots) nearest = Math.min(nearest, Math.hypot(made.plan.dots.xMm[i] - x, made.plan.dots.yMm[i] - y));
  expect({ mode: made.plan.plan.mode, roots: roots.length > 300, clear: nearest > 0.359 }).toEqual({
    mode: 'shaved',
    roots: true,
    clear: true,
  });
});

test('only where a report is wanted the plan is held against the future, and the report tells it', async () => {
  const given: Treatment = { ...first, request: request({ encodePreview: async () => 'data:image/png;base64,AAAA' }) };
  const [advising, printing] = ['advise', 'output'].map((wanted) => STAGES.find(({ name }) => name === wanted)!);
  const advise = (await advising.run(given, null)) as Treatment['advise'];
  const { report } = (await printing.run({ ...given, advise }, null)) as Treatment['output'];
  const heads = [
    'As the eye sees it',
    'What a careful practitioner would object to',
    'Your own hair in the years ahead',
    'This plan against the future',
    'What else could be done',
  ];
  expect([first.advise, first.output.report]).toEqual([null, null]);
  expect(advise!.future.future.scenarios.length).toBe(12);
  expect(heads.filter((head) => !report!.includes(`>${head}</h2>`))).toEqual([]);
});
