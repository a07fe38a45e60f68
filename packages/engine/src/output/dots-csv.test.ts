import { expect, test } from 'vitest';
import { sampleDots, samplePlan } from '../document/sample-plan.test-helper.ts';
import { ZONE_NAMES } from '../document/schema.ts';
import { surfaceGeometry } from '../head/surface.ts';
import { dotsCsv } from './dots-csv.ts';

const PLAN = samplePlan();
const DOTS = sampleDots(300);

function table(csv: string): string[][] {
  return csv
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));
}

test('one row a dot, session by session in working order, each number the dot’s own to a thousandth', () => {
  const [header, ...rows] = table(dotsCsv(PLAN, DOTS));
  const geometry = surfaceGeometry(PLAN.surface);
  const depthMm = PLAN.recipes[0].depthMm.value;
  const wrong: string[] = [];
  let last = 0;
  for (const row of rows) {
    const [session, order] = [Number(row[0]), Number(row[1])];
    const i = Array.from(DOTS.session).findIndex((s, k) => s === session && DOTS.order[k] === order);
    const photoPx = geometry.toPhoto(DOTS.xMm[i], DOTS.yMm[i]) ?? [Number.NaN, Number.NaN];
    const expected = [DOTS.xMm[i], DOTS.yMm[i], DOTS.diameterMm[i], DOTS.tone[i], depthMm, ...photoPx];
    const off = Math.max(...expected.map((value, k) => Math.abs(value - Number(row[3 + k]))));
    if (!(off <= 0.0005001) || row[2] !== ZONE_NAMES[DOTS.zone[i]]) wrong.push(row.join());
    if (session * 1e6 + order <= last) wrong.push(`out of order: ${row.join()}`);
    last = session * 1e6 + order;
  }
  expect({ header: header.join(), rows: rows.length, wrong }).toEqual({
    header: 'session,order,zone,x_mm,y_mm,diameter_mm,tone,depth_mm,photo_x_px,photo_y_px',
    rows: DOTS.count,
    wrong: [],
  });
});

test('no cell can be taken for a formula, lines end in LF alone, and nothing reads minus nothing', () => {
  const nearZero = { ...DOTS, xMm: DOTS.xMm.map(() => -0.0001) };
  const csv = dotsCsv({ ...PLAN, app: '=cmd()' }, nearZero);
  const strange = table(csv)
    .slice(1)
    .flat()
    .filter((cell) => !/^(-?\d+(\.\d{3})?|hairline|frontal|mid-scalp|crown|)$/.test(cell));
  expect({ strange, carriage: csv.includes('\r'), minusNothing: csv.includes('-0.000'), end: csv.endsWith('\n') }).toEqual({
    strange: [],
    carriage: false,
    minusNothing: false,
    end: true,
  });
});

test('each zone has the depth of its recipe, or that of the plan without one; a dot on the far side has no place in the photo', () => {
  const recipe = { ...PLAN.recipes[0], zones: ['crown' as const], depthMm: { ...PLAN.recipes[0].depthMm, value: 0.125 } };
  const far = { ...DOTS, xMm: DOTS.xMm.map((x, i) => (i === 0 ? 1000 : x)) };
  const rows = table(dotsCsv({ ...PLAN, recipes: [recipe] }, far)).slice(1);
  const depths = [...new Set(rows.map((row) => `${row[2]} ${row[7]}`))].sort();
  const unseen = rows.filter((row) => row[8] === '' && row[9] === '').map((row) => row[3]);
  expect({ depths, unseen }).toEqual({
    depths: ['crown 0.125', 'frontal 0.150', 'hairline 0.150', 'mid-scalp 0.150'],
    unseen: ['1000.000'],
  });
});

test('a plan without dots is its header', () => {
  expect(dotsCsv(samplePlan(0), sampleDots(0)).split('\n')).toHaveLength(2);
});
