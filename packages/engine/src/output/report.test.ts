import { expect, test } from 'vitest';
import { samplePlan } from '../document/sample-plan.test-helper.ts';
import type { Plan } from '../document/schema.ts';
import { between, type Estimate } from '../estimate.ts';
import { type ReportPictures, reportHtml } from './report.ts';
import { diameterAt } from './report-forecast.ts';

const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const PICTURES: ReportPictures = {
  before: `data:image/png;base64,${PIXEL}`,
  fresh: `data:image/png;base64,AAAA${PIXEL}`,
  healed: `data:image/png;base64,BBBB${PIXEL}`,
  year5: `data:image/jpeg;base64,CCCC${PIXEL}`,
  widthPx: 300,
  heightPx: 400,
};

type Leaf = string | number | boolean | null;
type Tree = Leaf | readonly Tree[] | { readonly [key: string]: Tree };

/** Copies a plan, letting `change` replace any value on the way down; the path is that of the value. */
function changed(tree: Tree, change: (value: Tree, path: string) => Tree, path = ''): Tree {
  const replaced = change(tree, path);
  if (replaced !== tree || typeof tree !== 'object' || tree === null) return replaced;
  if (Array.isArray(tree)) return tree.map((item: Tree, i) => changed(item, change, `${path}[${i}]`));
  return Object.fromEntries(
    Object.entries(tree).map(([key, value]) => [key, changed(value, change, path === '' ? key : `${path}.${key}`)]),
  );
}

function changedPlan(plan: Plan, change: (value: Tree, path: string) => Tree): Plan {
  return changed(plan as unknown as Tree, change) as unknown as Plan;
}

function isEstimate(value: Tree): value is { value: number; low: number; high: number; unit: string } {
  return typeof value === 'object' && value !== null && 'low' in value && 'high' in value && 'unit' in value;
}

/** What a reader sees: without tags, style, script and entities. */
function visibleText(page: string): string {
  return page
    .replace(/<(style|script)>[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ');
}

const SHARES = new Set(['measurement.hairCoverage', 'dotModel.healedOverFreshDarkness']);

function withAllMeasured(plan: Plan): Plan {
  const estimate = (value: number, unit: string): Estimate => between(value, value * 0.8, value * 1.3, unit);
  return {
    ...plan,
    measurement: {
      ...plan.measurement,
      hairsPerCm2: estimate(120, '1/cm2'),
      follicularUnitsPerCm2: estimate(70, '1/cm2'),
      shaftWidthUm: estimate(65, 'um'),
      contrastDeltaE00: estimate(30, 'deltaE00'),
    },
  };
}

test('every estimate of a plan is shown with its interval and unit', () => {
  let next = 100;
  const intervals: string[] = [];
  const plan = changedPlan(withAllMeasured(samplePlan()), (value, path) => {
    if (!isEstimate(value)) return value;
    next += 40;
    if (SHARES.has(path)) {
      const low = path.startsWith('dotModel') ? 0.51 : 0.21;
      intervals.push(`${Math.round(low * 100)} to ${Math.round(low * 100) + 10}`);
      return { value: low + 0.05, low, high: low + 0.1, unit: value.unit };
    }
    intervals.push(`${next} to ${next + 20}`.replace(/\B(?=(\d{3})+(?!\d))/g, ','));
    return { value: next + 10, low: next, high: next + 20, unit: value.unit };
  });
  const text = visibleText(reportHtml(plan, PICTURES));
  const lost = intervals.filter((interval) => !text.includes(interval));
  expect({ lost, some: intervals.length > 20 }).toEqual({ lost: [], some: true });
});

test('a measure that the photo cannot give reads "not from this photo" with the reason of its note', () => {
  const plan = withAllMeasured(samplePlan());
  const nulled: Plan = {
    ...plan,
    measurement: {
      ...plan.measurement,
      hairsPerCm2: null,
      shaftWidthUm: null,
      notes: [
        { code: 'shaft-width-too-coarse', severity: 'info', message: 'A shaft is narrower than one pixel here.' },
        { code: 'density-hidden', severity: 'warning', message: 'Long hair hides the skin between shafts.' },
      ],
    },
  };
  const whole = visibleText(reportHtml(plan, PICTURES));
  const holed = visibleText(reportHtml(nulled, PICTURES));
  const section = holed.slice(holed.indexOf('What could not be had'), holed.indexOf('Sessions', holed.indexOf('What could not be had')));
  expect(whole).not.toContain('not from this photo');
  expect(holed.match(/not from this photo/g)).toHaveLength(4); // two cards, two reasons
  expect(section).toContain('Shaft width not from this photo: A shaft is narrower than one pixel here.');
  expect(section).toContain('Hairs per cm² not from this photo: Long hair hides the skin between shafts.');
});

test('of several notes, the one that names the cause is the reason', () => {
  const plan = samplePlan();
  const notes = [
    {
      code: 'no-grouping',
      severity: 'info' as const,
      message: 'Hairs are not grouped into follicular units here; shaft width and density are another matter.',
    },
    { code: 'no-calibre', severity: 'info' as const, message: 'Needs a macro photo.' },
    { code: 'hair-hides-roots', severity: 'warning' as const, message: 'Hair lies over its roots.' },
  ];
  const nothing = { hairsPerCm2: null, follicularUnitsPerCm2: null, shaftWidthUm: null };
  const text = visibleText(reportHtml({ ...plan, notes: [], measurement: { ...plan.measurement, ...nothing, notes } }, PICTURES));
  expect(text).toContain('Hairs per cm² not from this photo: Hair lies over its roots.');
  expect(text).toContain('Follicular units per cm² not from this photo: Hairs are not grouped');
  expect(text).toContain('Shaft width not from this photo: Needs a macro photo.');
});

test('a missing measure without a note still gets a reason', () => {
  const plan = samplePlan();
  const bare: Plan = { ...plan, notes: [], measurement: { ...plan.measurement, shaftWidthUm: null, notes: [] } };
  expect(visibleText(reportHtml(bare, PICTURES))).toContain('Shaft width not from this photo: The plan gives no reason of its own.');
});

test('no text of a plan can become markup', () => {
  const canary = `</style></script><script>canary()</script><img src=x onerror="canary()">'"&\u202e`;
  const plan = withAllMeasured(samplePlan());
  const ends = [
    'format',
    'sha256',
    'date',
    'base64',
    'type',
    'pixelsSha256',
    'tier',
    'mode',
    'severity',
    'style',
    'origin',
    'view',
    'skinType',
  ];
  let poisoned = 0;
  const page = reportHtml(
    changedPlan(plan, (value, path) => {
      if (typeof value !== 'string' || ends.includes(path.split('.').at(-1)!) || path.endsWith('.method')) return value;
      poisoned++;
      return `${value}${canary}`;
    }),
    PICTURES,
  );
  const counts = (text: string): number[] =>
    ['<script', '</script', '</style', '<img', 'onerror="', '\u202e'].map((part) => text.split(part).length - 1);
  expect(poisoned).toBeGreaterThan(15);
  expect(counts(page)).toEqual(counts(reportHtml(plan, PICTURES)));
  expect(page).toContain('&lt;script&gt;canary()&lt;/script&gt;');
});

test('nothing outside the page is loaded', () => {
  const page = reportHtml(samplePlan(), PICTURES);
  const sources = [...page.matchAll(/\s(?:src|srcset|poster|data|action|background)\s*=\s*"([^"]*)"/g)].map((match) => match[1]!);
  const links = [...page.matchAll(/<link\b[^>]*>/g)].map((match) => match[0]);
  const away = [...page.matchAll(/href="(https?:[^"]*)"/g)].map((match) => match[1]!);
  expect(sources).toHaveLength(4);
  expect(sources.filter((source) => !source.startsWith('data:image/'))).toEqual([]);
  expect(page).not.toMatch(/@import|url\(|<iframe|<object|<embed|http-equiv="refresh"/i);
  expect(page).toContain(
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'">`,
  );
  expect(links).toEqual(['<link rel="icon" href="data:,">']);
  expect(away.filter((address) => !address.startsWith('https://doi.org/10.'))).toEqual([]);
});

test('pictures that are not embedded are refused', () => {
  const bad = [
    'https://example.org/a.png',
    'data:image/svg+xml;base64,AAAA',
    'data:image/png;base64,',
    'data:image/png;base64,AA" onload="x',
    'before.png',
  ];
  const thrown = bad.filter((before) => {
    try {
      reportHtml(samplePlan(), { ...PICTURES, before });
      return false;
    } catch (problem) {
      return problem instanceof RangeError;
    }
  });
  expect(thrown).toEqual(bad);
});

test('the report promises nothing and names what it is', () => {
  const plan: Plan = { ...withAllMeasured(samplePlan()), notes: [], modeReason: '' };
  const whole: Plan = { ...plan, measurement: { ...plan.measurement, notes: [], hairCoverage: between(0.998, 0.99, 1, 'share') } };
  const page = reportHtml(whole, PICTURES);
  const text = visibleText(page);
  const promised = page.match(/guarantee|100\s*%|permanent|\bcur(e|es|ed|ing)\b|diagnos|alopecia|patient\b/gi);
  const said = [
    'a form of tattooing',
    'upper dermis',
    'No result is promised',
    'the same-day look is not the result',
    'uncertain factor',
    'plan.stubble.json',
    plan.sha256,
  ];
  expect(promised).toBeNull();
  expect(said.filter((words) => !text.includes(words))).toEqual([]);
  expect([...page.matchAll(/<figcaption>(Simulation|Photo): /g)].map((match) => match[1])).toEqual([
    'Photo',
    'Simulation',
    'Simulation',
    'Simulation',
  ]);
});

test('the forecast is that of the dot model', () => {
  const plan = samplePlan();
  const dotModel: Plan['dotModel'] = {
    ...plan.dotModel,
    fadePerYear: between(0.11, 0.06, 0.2, '1/year'),
    healedOverFreshDarkness: between(0.65, 0.5, 0.8, 'share'),
    healedDiameterMm: between(0.3, 0.3, 0.3, 'mm'),
    spreadMm2PerYear: between(0.0013, 0.0013, 0.0013, 'mm2/year'),
  };
  const text = visibleText(reportHtml({ ...plan, dotModel }, PICTURES));
  const endless = visibleText(reportHtml({ ...plan, dotModel: { ...dotModel, fadePerYear: between(0.05, 0, 0.1, '1/year') } }, PICTURES));
  // −ln 0.6 / k = 4.64 (2.55 to 8.51); 1 − 0.65; e^(−0.55) = 0.577; √(0.09 + 16 ln 2 · 0.0013 · 5) = 0.4026.
  expect(text).toMatch(/4\.6\syears 2\.6 to 8\.5/);
  expect(text).toMatch(/fresh to healed 35\s% 20 to 50/);
  expect(text).toMatch(/5 years 0\.58 0\.37 to 0\.74/);
  expect(diameterAt(dotModel, 5).value).toBeCloseTo(0.4026, 4);
  expect(endless).toMatch(/10\.2\syears 5\.1 to more than 30/);
});

test('sessions add up and landmarks out of sight are marked', () => {
  const plan = samplePlan();
  const seen = plan.design.landmarks.filter(({ visible }) => !visible).length;
  const page = reportHtml(plan, PICTURES);
  const total = plan.sessions.reduce((sum, { dots }) => sum + dots, 0);
  expect(page.match(/class="unseen"/g)?.length ?? 0).toBe(seen);
  expect(visibleText(page)).toContain(`Together ${String(total).replace(/\B(?=(\d{3})+$)/g, ',')}`);
  expect(plan.design.zones.filter(({ needle, dilution }) => !page.includes(needle) || !page.includes(dilution))).toEqual([]);
});

test('notes are shown once each, what was not done first', () => {
  const plan = samplePlan();
  const note = { code: 'twice', severity: 'info' as const, message: 'Said by two stages.' };
  const page = reportHtml(
    {
      ...plan,
      notes: [
        note,
        { code: 'doubt', severity: 'warning', message: 'A doubt.' },
        { code: 'no', severity: 'refusal', message: 'Not placed.' },
      ],
      measurement: { ...plan.measurement, notes: [note] },
    },
    PICTURES,
  );
  expect([...page.matchAll(/<li class="note (\w+)">/g)].map((match) => match[1])).toEqual(['refusal', 'warning', 'info']);
});

test('the same plan gives the same bytes; a plan without a date has none', () => {
  const plan = samplePlan();
  const dated = reportHtml({ ...plan, date: '2026-03-04' }, PICTURES);
  expect(reportHtml({ ...plan, date: '2026-03-04' }, PICTURES)).toBe(dated);
  expect(dated).toContain('<time datetime="2026-03-04">4 March 2026</time>');
  expect(reportHtml({ ...plan, date: null }, PICTURES)).not.toContain('<time');
});
