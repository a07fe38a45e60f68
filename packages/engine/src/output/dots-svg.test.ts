import { expect, test } from 'vitest';
import { sampleDots, samplePlan } from '../document/sample-plan.test-helper.ts';
import { dotsSvg } from './dots-svg.ts';

const PLAN = samplePlan();
const DOTS = sampleDots(300);
const SVG = dotsSvg(PLAN, DOTS);

function groupOf(svg: string, id: string): string {
  return new RegExp(`<g id="${id}"[^>]*>([\\s\\S]*?)</g>`).exec(svg)?.[1] ?? 'no such group';
}

test('a group a session, in it a circle a dot in working order, at its place and with its healed breadth', () => {
  const found = [1, 2, 3].map((session) =>
    Array.from(
      groupOf(SVG, `session-${session}`).matchAll(/<circle cx="(\S+)" cy="(\S+)" r="(\S+)"\/>/g),
      ([, x, y, r]) => `${x} ${y} ${r}`,
    ),
  );
  const dotsOf = (session: number): number[] => Array.from(DOTS.session.keys()).filter((i) => DOTS.session[i] === session);
  const expected = [1, 2, 3].map((session) =>
    dotsOf(session)
      .sort((i, j) => DOTS.order[i] - DOTS.order[j])
      .map((i) => [DOTS.xMm[i], DOTS.yMm[i], DOTS.diameterMm[i] / 2].map((v) => v.toFixed(3)).join(' ')),
  );
  expect(found).toEqual(expected);
});

test('one unit of the drawing is one millimetre, and everything lies on the sheet', () => {
  const [, width, height, viewBox] = /width="([\d.]+)mm" height="([\d.]+)mm" viewBox="([^"]+)"/.exec(SVG) ?? [];
  const [left, top, boxWidth, boxHeight] = viewBox.split(' ').map(Number);
  const points = Array.from(SVG.matchAll(/cx="(\S+)" cy="(\S+)"|[ML](-?[\d.]+) (-?[\d.]+)/g), (m) => [
    Number(m[1] ?? m[3]),
    Number(m[2] ?? m[4]),
  ]);
  const outside = points.filter(([x, y]) => x < left + 4 || y < top + 4 || x > left + boxWidth - 4 || y > top + boxHeight - 4);
  expect({ size: [Number(width), Number(height)], outside, points: points.length > DOTS.count }).toEqual({
    size: [boxWidth, boxHeight],
    outside: [],
    points: true,
  });
});

test('zone and hairline are paths in groups of their own; what the photo does not show is dashed', () => {
  const plan = { ...PLAN, design: { ...PLAN.design, excludeMm: PLAN.design.zoneMm } };
  const svg = dotsSvg(plan, DOTS);
  const paths = ['zones', 'excluded', 'hairline', 'hairline-hidden'].map((id) => {
    const [path, ...more] = Array.from(groupOf(svg, id).matchAll(/<path d="M([^"]+)"\/>/g), ([, d]) => d);
    return [path.split('L').length, path.endsWith('Z'), more.length];
  });
  expect([paths, /<g id="hairline-hidden"[^>]*stroke-dasharray/.test(svg)]).toEqual([
    [
      [4, true, 0],
      [4, true, 0],
      [31, false, 0],
      [3, false, 0],
    ],
    true,
  ]);
});

test('it says that it is a simulation, holds nothing that runs or that is fetched, and every tag is closed', () => {
  const svg = dotsSvg({ ...PLAN, app: '<script>alert(1)</script>', date: null }, DOTS);
  const open: string[] = [];
  const wrong: string[] = [];
  for (const [, end, name, self] of svg.matchAll(/<(\/?)(\w+)[^>]*?(\/?)>/g)) {
    if (end === '/') {
      if (open.pop() !== name) wrong.push(name);
    } else if (self !== '/') open.push(name);
  }
  expect({
    title: /<title>Simulation plan [0-9a-f]{12}, 300 dots<\/title>\n<desc>Simulation plan, /.test(svg),
    active: svg.match(/script|<image|<use|<text|<style|font|href|on\w+=|url\(/gi),
    decimals:
      svg
        .slice(svg.indexOf('<svg'))
        .match(/"-?\d+\.(?!\d{3}(mm)?")\d*"/g)
        ?.filter((value) => value !== '"0.2"') ?? [],
    wrong,
    open,
  }).toEqual({ title: true, active: null, decimals: [], wrong: [], open: [] });
});

test('a plan without dots, zone or hairline is still a sheet', () => {
  const bare = { ...samplePlan(0), design: { ...PLAN.design, zoneMm: [], hairlineMm: [], hiddenHairlineMm: [] } };
  expect(dotsSvg(bare, sampleDots(0))).toContain('width="10.000mm" height="10.000mm" viewBox="-5.000 -5.000 10.000 10.000"');
});
