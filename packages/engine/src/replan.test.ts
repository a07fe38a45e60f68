import { beforeAll, expect, test } from 'vitest';
import type { DesignFile } from './design/design-file.ts';
import { surfaceGeometry } from './head/surface.ts';
import { makePhantom } from './phantom/make-phantom.ts';
import { type Planning, type Request, replanned } from './pipeline.ts';
import { seededRandom } from './random.ts';

/** Of few pixels, as nothing here depends on detail. */
const PX_PER_MM = 3;
const { photo, truth } = makePhantom(
  { view: 'top', sex: 'male', stage: 5, skinType: 'II', hairLengthMm: 12, pxPerMm: PX_PER_MM, widthMm: 196, heightMm: 236 },
  seededRandom(3),
);
const REQUEST: Request = {
  photo,
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
};

const IN_ANOTHER_STYLE: Request = { ...REQUEST, options: { ...REQUEST.options, style: 'defined' } };

let first: Planning;
let restyled: Awaited<ReturnType<typeof replanned>>;
beforeAll(async () => {
  first = (await replanned(REQUEST, null)).planning;
  restyled = await replanned(IN_ANOTHER_STYLE, first);
});

const drawn = (change: Partial<DesignFile>): Request => ({ ...REQUEST, designFile: { unit: 'px', exclude: [], ...change } });
/** Where the middle of the zone lies. */
const middle = (): readonly [number, number] => {
  const zone = truth.zonePx ?? [];
  const mean = (k: 0 | 1): number => zone.reduce((sum, p) => sum + p[k], 0) / zone.length;
  return [mean(0), mean(1)];
};

test('only what depends on a change runs again', async () => {
  /** The first stage of those that run again; there the planning is ended. */
  const firstStageFor = async (change: Partial<Request['options']>): Promise<string> => {
    const begun: string[] = [];
    const planning = replanned({ ...REQUEST, options: { ...REQUEST.options, ...change } }, first, ({ name }) => {
      begun.push(name);
      throw new Error('seen enough');
    });
    await expect(planning).rejects.toThrow('seen enough');
    return begun.join();
  };
  const again = await replanned({ ...REQUEST }, first);
  expect([again.reran, await firstStageFor({ skinType: 'V' }), restyled.reran.slice(0, 4), await firstStageFor({ view: 'front' })]).toEqual(
    [[], 'measure', ['recipe', 'least', 'design', 'layout'], 'scalp'],
  );
});

test('what is planned again is what is planned at once, where all dots are laid anew', async () => {
  const once = await replanned(IN_ANOTHER_STYLE, null);
  expect(restyled.planning.plan.plan.sha256).toBe(once.planning.plan.plan.sha256);
});

test('a stroke of the brush changes dots about it alone: none where it erases, more where it adds', async () => {
  const path = [middle()];
  const [less, more] = await Promise.all(
    [0, 2].map(async (factor) => (await replanned(drawn({ brush: [{ path, radius: 10 * PX_PER_MM, factor }] }), first)).planning),
  );
  const { grid } = first.design;
  const { toChart } = surfaceGeometry(first.calibrate.surface);
  const at = toChart(...middle()) ?? [0, 0];
  const within = ({ layout }: Planning, from: number, to: number): string[] =>
    Array.from(layout.laid.xMm.keys())
      .filter((i) => {
        const r = Math.hypot(layout.laid.xMm[i] + grid.originXMm - at[0], layout.laid.yMm[i] + grid.originYMm - at[1]);
        return r >= from && r < to;
      })
      .map((i) => `${layout.laid.xMm[i]} ${layout.laid.yMm[i]}`)
      .sort();
  const far = (planning: Planning): string => within(planning, 22, 1e9).join();
  expect([
    within(less, 0, 3).length,
    within(more, 0, 4).length > 1.4 * within(first, 0, 4).length,
    far(less) === far(first),
    far(more) === far(first),
  ]).toEqual([0, true, true, true]);
});

test('a no-go area holds no dot, and a root added by hand none near it', async () => {
  const [x, y] = middle();
  const mole = Array.from({ length: 16 }, (_, i): [number, number] => [
    x + 3 * PX_PER_MM * Math.cos((i * Math.PI) / 8),
    y + 3 * PX_PER_MM * Math.sin((i * Math.PI) / 8),
  ]);
  const excluded = (await replanned(drawn({ exclude: [mole] }), first)).planning;
  const rooted = (await replanned(drawn({ follicles: { add: [[x, y]], remove: [] } }), first)).planning;
  const { toPhoto } = surfaceGeometry(first.calibrate.surface);
  const nearest = ({ plan }: Planning): number => {
    let least = 1e9;
    for (let i = 0; i < plan.dots.count; i++) {
      const at = toPhoto(plan.dots.xMm[i], plan.dots.yMm[i]);
      if (at !== null) least = Math.min(least, Math.hypot(at[0] - x, at[1] - y));
    }
    return least;
  };
  expect([nearest(excluded) > 2.5 * PX_PER_MM, nearest(rooted) > 0.3 * PX_PER_MM]).toEqual([true, true]);
});
