import { expect, test } from 'vitest';
import { chartData, HOSTILE } from './chart-data.test-helper.ts';
import { type Charts, loadCharts } from './charts.ts';
import { NARROW_PX, WIDE_PX } from './frame.ts';

const SEEDS = Array.from({ length: 12 }, (_, seed) => seed);
const charts = await loadCharts();

function drawnBy(c: Charts, seed: number, widthPx: number): Readonly<Record<keyof Charts, string>> {
  const data = chartData(seed);
  return {
    fadeChart: c.fadeChart(data.fade, widthPx),
    healingChart: c.healingChart(data.healing, widthPx),
    refreshCalendar: c.refreshCalendar(data.calendar, widthPx),
    accumulationChart: c.accumulationChart(data.cycles, 0.3, widthPx),
    progressionChart: c.progressionChart(data.progression, widthPx),
    comparisonChart: c.comparisonChart(data.comparison, widthPx),
    costChart: c.costChart(data.cost, widthPx),
    reachChart: c.reachChart(data.reach, widthPx),
    doseChart: c.doseChart(data.dose, widthPx),
  };
}

const drawings = SEEDS.map((seed) => ({ seed, wide: drawnBy(charts, seed, WIDE_PX), narrow: drawnBy(charts, seed, NARROW_PX) }));
const all = drawings.flatMap(({ seed, wide, narrow }) =>
  [...Object.entries(wide), ...Object.entries(narrow)].map(([name, svg]) => ({ what: `${name} of seed ${seed}`, svg })),
);

/** What XML asks of a document, as far as these use it; the names of the elements in it, or what is wrong. */
function elementsOf(svg: string): readonly string[] | string {
  const open: string[] = [];
  const names: string[] = [];
  let rest = svg;
  while (rest !== '') {
    const tag = /^<(\/?)([a-zA-Z]+)((?:\s+[a-zA-Z][\w:-]*="[^"<]*")*)\s*(\/?)>/.exec(rest);
    const text = /^(?:[^<&]|&(?:amp|lt|gt|quot|apos|#\d+);)+/.exec(rest);
    if (tag === null && text === null) return `broken at ${rest.slice(0, 40)}`;
    if (tag !== null) {
      const [, closing, name, attributes, closed] = tag;
      const keys = [...attributes!.matchAll(/([\w:-]+)="/g)].map(([, key]) => key);
      if (new Set(keys).size !== keys.length) return `an attribute twice in ${tag[0]}`;
      if (closing === '/') {
        if (open.pop() !== name) return `${name} closed out of turn`;
      } else {
        names.push(name!);
        if (closed !== '/') open.push(name!);
      }
      if (open.length === 0 && rest.length > tag[0].length) return 'something after the end';
    }
    rest = rest.slice((tag ?? text)![0].length);
  }
  return open.length === 0 ? names : `${open.join(' ')} left open`;
}

const count = (svg: string, pattern: RegExp): number => [...svg.matchAll(pattern)].length;

test('every chart of any data is one well-formed drawing of few kinds of elements', () => {
  const allowed = new Set(['svg', 'title', 'desc', 'g', 'path', 'line', 'rect', 'circle', 'text', 'tspan']);
  const wrong = all.flatMap(({ what, svg }) => {
    const names = elementsOf(svg);
    if (typeof names === 'string') return [`${what}: ${names}`];
    return names.filter((name) => !allowed.has(name)).map((name) => `${what}: ${name}`);
  });
  expect(wrong).toEqual([]);
});

test('no number is missing or without end, and none is finer than a hundredth', () => {
  const wrong = all.flatMap(({ what, svg }) => {
    const inTags = (svg.match(/<[^>]*>/g) ?? []).join('');
    return [/NaN|Infinity|undefined|null/.exec(inTags)?.[0], /undefined|NaN|∞/.exec(svg)?.[0], /\d\.\d{3,}/.exec(inTags)?.[0]]
      .filter((found) => found !== undefined)
      .map((found) => `${what}: ${found}`);
  });
  expect(wrong).toEqual([]);
});

test('nothing is fetched, run or styled from within, whatever a name says', () => {
  const wrong = all.filter(({ svg }) =>
    /<(script|style|image|foreignObject)|\shref|\sstyle=|\son[a-z]+=|url\((?!#)|https?:\/\/(?!www\.w3\.org\/2000\/svg")/i.test(svg),
  );
  const disguised = all.filter(({ svg }) => svg.includes('\u202e') || svg.includes('\u0007'));
  expect({
    wrong: wrong.map(({ what }) => what),
    disguised: disguised.map(({ what }) => what),
    hostile: HOSTILE.includes('<script>'),
  }).toEqual({
    wrong: [],
    disguised: [],
    hostile: true,
  });
});

test('each is named and told in words, under ids that no other drawing has', () => {
  const ids = new Map<string, string>();
  const wrong = all.flatMap(({ what, svg }) => {
    const [, name, words] = /role="img" aria-labelledby="([^"]+)" aria-describedby="([^"]+)"/.exec(svg) ?? [];
    const own = svg.includes(`<title id="${name}">`) && svg.includes(`<desc id="${words}">`);
    const told = /<desc[^>]*>([^<]*)/.exec(svg)?.[1] ?? '';
    const figures = count(told, /\d/g) > 5 || /none foreseen/.test(told);
    const twice = ids.has(name!) && ids.get(name!) !== svg;
    ids.set(name!, svg);
    return own && figures && !twice && !/guarantee|100 ?%|permanent|cure/i.test(told) ? [] : [what];
  });
  expect(wrong).toEqual([]);
});

test('the same data give the same bytes, whatever was drawn before', () => {
  const again = [...SEEDS]
    .reverse()
    .map((seed) => ({ seed, wide: drawnBy(charts, seed, WIDE_PX), narrow: drawnBy(charts, seed, NARROW_PX) }));
  expect(JSON.stringify(again.reverse())).toBe(JSON.stringify(drawings));
});

test('each datum has its mark', () => {
  const wrong = drawings.flatMap(({ seed, wide: svg }) => {
    const data = chartData(seed);
    const seen = (svg: string) => count(svg, /<circle/g);
    const areas = (svg: string) => count(svg, /<path d="M[^"]*Z"/g);
    const within = (estimates: readonly ({ readonly value: number } | null)[]) =>
      estimates.filter((estimate) => estimate !== null && estimate.value <= data.years).length;
    const found = [
      seen(svg.fadeChart),
      areas(svg.fadeChart),
      seen(svg.refreshCalendar),
      seen(svg.accumulationChart),
      areas(svg.healingChart),
      areas(svg.progressionChart),
      areas(svg.comparisonChart),
      seen(svg.costChart),
      seen(svg.reachChart),
      areas(svg.doseChart),
    ];
    const due = [
      within(data.fade.zones.map(({ firstRefresh }) => firstRefresh)),
      Math.min(2, data.fade.zones.length),
      within(data.calendar.zones.flatMap(({ refreshes }) => refreshes)),
      data.cycles.length,
      2,
      3,
      data.comparison.options.length - 1,
      data.cost.options.length,
      3 * data.reach.scenarios.length,
      1,
    ];
    return JSON.stringify(found) === JSON.stringify(due) ? [] : [`seed ${seed}: ${found} for ${due}`];
  });
  expect(wrong).toEqual([]);
});

test('an end beyond the years ends in an arrow, and is said', () => {
  const open = { value: 4, low: 2, high: Number.POSITIVE_INFINITY, unit: 'years' };
  const closed = { ...open, high: 9 };
  const drawn = [open, closed].map((first) => charts.refreshCalendar({ zones: [{ zone: 'Crown', refreshes: [first] }], years: 10 }));
  expect(drawn.map((svg) => [svg.includes('>→<'), svg.includes('the other end open')])).toEqual([
    [true, true],
    [false, false],
  ]);
});

test('marks stay inside their drawing', () => {
  const wrong = drawings.flatMap(({ seed, wide, narrow }) =>
    [
      ['fadeChart', wide.fadeChart, WIDE_PX],
      ['fadeChart', narrow.fadeChart, NARROW_PX],
      ['costChart', wide.costChart, WIDE_PX],
      ['costChart', narrow.costChart, NARROW_PX],
      ['reachChart', wide.reachChart, WIDE_PX],
      ['refreshCalendar', narrow.refreshCalendar, NARROW_PX],
      ['doseChart', narrow.doseChart, NARROW_PX],
    ].flatMap(([name, svg, widthPx]) => {
      const heightPx = Number(/ height="([\d.]+)"/.exec(String(svg))![1]);
      const at = [...String(svg).matchAll(/c([xy])="(-?[\d.]+)"|[ML](-?[\d.]+),(-?[\d.]+)/g)].flatMap(([, axis, value, x, y]) =>
        axis === undefined ? [['x', Number(x)] as const, ['y', Number(y)] as const] : [[axis, Number(value)] as const],
      );
      return at.every(([axis, value]) => value >= -0.01 && value <= (axis === 'x' ? Number(widthPx) : heightPx) + 0.01)
        ? []
        : [`${name} of seed ${seed}`];
    }),
  );
  expect(wrong).toEqual([]);
});

test('nothing to draw is the caller’s mistake', () => {
  const calls = [
    () => charts.fadeChart({ zones: [], refreshAt: 0.6, years: 10 }),
    () => charts.healingChart([]),
    () => charts.refreshCalendar({ zones: [], years: 10 }),
    () => charts.accumulationChart([], 0.3),
    () => charts.progressionChart({ groups: [] }),
    () => charts.comparisonChart({ options: [] }),
    () => charts.costChart({ options: [], date: '2026-11-01' }),
    () => charts.reachChart({ scenarios: [] }),
    () => charts.doseChart({ points: [], marks: [] }),
  ];
  for (const call of calls) expect(call).toThrow(RangeError);
});
