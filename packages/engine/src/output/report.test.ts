import { expect, test } from 'vitest';
import { samplePlan } from '../document/sample-plan.test-helper.ts';
import type { Plan } from '../document/schema.ts';
import { between, type Estimate } from '../estimate.ts';
import { yearsOfPlan } from '../forecast/outlook.ts';
import { changed, isEstimate, PARTS, PICTURES, type Tree, visibleText } from './report.test-helper.ts';
import { reportHtml } from './report.ts';

function changedPlan(plan: Plan, change: (value: Tree, path: string) => Tree): Plan {
  return changed(plan as unknown as Tree, change) as unknown as Plan;
}

const SHARES = new Set(['measurement.hairCoverage']);

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

const WITHOUT_FORECAST = samplePlan();
/** With its forecast in it, as plans are made. */
const PLAN: Plan = { ...WITHOUT_FORECAST, forecast: [...yearsOfPlan(WITHOUT_FORECAST)] as NonNullable<Plan['forecast']> };

test('every estimate of a plan is shown with its interval and unit', () => {
  let next = 100;
  const intervals: string[] = [];
  const plan = changedPlan(withAllMeasured(PLAN), (value, path) => {
    if (!isEstimate(value) || path.startsWith('forecast')) return value;
    next += 40;
    if (SHARES.has(path)) {
      intervals.push('21 to 31');
      return { value: 0.26, low: 0.21, high: 0.31, unit: value.unit };
    }
    intervals.push(`${next} to ${next + 20}`.replace(/\B(?=(\d{3})+(?!\d))/g, ','));
    return { value: next + 10, low: next, high: next + 20, unit: value.unit };
  });
  const text = visibleText(reportHtml(plan, PICTURES, PARTS));
  const lost = intervals.filter((interval) => !text.includes(interval));
  expect({ lost, some: intervals.length > 40 }).toEqual({ lost: [], some: true });
});

test('a measure that the photo cannot give reads "not from this photo" with the reason of its note', () => {
  const plan = withAllMeasured(PLAN);
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
  const whole = visibleText(reportHtml(plan, PICTURES, PARTS));
  const holed = visibleText(reportHtml(nulled, PICTURES, PARTS));
  const section = holed.slice(holed.indexOf('What could not be had'), holed.indexOf('Sessions', holed.indexOf('What could not be had')));
  expect(whole).not.toContain('not from this photo');
  expect(holed.match(/not from this photo/g)).toHaveLength(4); // two cards, two reasons
  expect(section).toContain('Shaft width not from this photo: A shaft is narrower than one pixel here.');
  expect(section).toContain('Hairs per cm² not from this photo: Long hair hides the skin between shafts.');
});

test('of several notes, the one that names the cause is the reason', () => {
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
  const text = visibleText(reportHtml({ ...PLAN, notes: [], measurement: { ...PLAN.measurement, ...nothing, notes } }, PICTURES, PARTS));
  expect(text).toContain('Hairs per cm² not from this photo: Hair lies over its roots.');
  expect(text).toContain('Follicular units per cm² not from this photo: Hairs are not grouped');
  expect(text).toContain('Shaft width not from this photo: Needs a macro photo.');
});

test('a missing measure without a note still gets a reason', () => {
  const bare: Plan = { ...PLAN, notes: [], measurement: { ...PLAN.measurement, shaftWidthUm: null, notes: [] } };
  expect(visibleText(reportHtml(bare, PICTURES, PARTS))).toContain('Shaft width not from this photo: The plan gives no reason of its own.');
});

test('no text of a plan can become markup', () => {
  const canary = `</style></script><script>canary()</script><img src=x onerror="canary()">'"&\u202e`;
  const plan = withAllMeasured(PLAN);
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
    PARTS,
  );
  // a quotation mark inside the text of a drawing ends nothing
  const counts = (text: string): number[] =>
    [/<script/g, /<\/script/g, /<\/style/g, /<img/g, /<[^<>]*onerror="/g, /\u202e/g].map((part) => text.match(part)?.length ?? 0);
  expect(poisoned).toBeGreaterThan(15);
  expect(counts(page)).toEqual(counts(reportHtml(plan, PICTURES, PARTS)));
  expect(page).toContain('&lt;script&gt;canary()&lt;/script&gt;');
});

test('nothing outside the page is loaded', () => {
  const page = reportHtml(PLAN, PICTURES, PARTS);
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
      reportHtml(PLAN, { ...PICTURES, before }, PARTS);
      return false;
    } catch (problem) {
      return problem instanceof RangeError;
    }
  });
  expect(thrown).toEqual(bad);
});

test('the report promises nothing and names what it is', () => {
  const plan: Plan = { ...withAllMeasured(PLAN), notes: [], modeReason: '' };
  const whole: Plan = { ...plan, measurement: { ...plan.measurement, notes: [], hairCoverage: between(0.998, 0.99, 1, 'share') } };
  const page = reportHtml(whole, PICTURES, PARTS);
  const text = visibleText(page);
  // lengths of the style sheet are no promise
  const promised = page
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .match(/guarantee|100\s*%|permanent|\bcur(e|es|ed|ing)\b|diagnos|alopecia|patient\b/gi);
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

test('the forecast is that of the plan, told of the zone that wants a refresh first', () => {
  const made = PLAN.forecast!;
  const { darkness: _, ...rest } = made[1].series[0];
  const dayOf = (atDays: number, darkness: Estimate): (typeof made)[0]['series'][0] => ({ ...rest, atDays, darkness });
  const fresh = between(1 / 0.65, 1 / 0.8, 1 / 0.5, 'ratio');
  const five = between(0.577, 0.37, 0.74, 'ratio');
  const told = (firstRefresh: Estimate | null): Plan['forecast'] =>
    made.map((zone, i) => ({
      ...zone,
      firstRefresh: i === 1 ? firstRefresh : between(6, 5, 7, 'years'),
      series: i === 1 ? [dayOf(0, fresh), dayOf(42, between(1, 1, 1, 'ratio')), dayOf(1826, five)] : zone.series,
    })) as unknown as Plan['forecast'];
  const text = visibleText(reportHtml({ ...PLAN, forecast: told(between(4.64, 2.57, 8.51, 'years')) }, PICTURES, PARTS));
  const endless = visibleText(reportHtml({ ...PLAN, forecast: told(between(4.9, 2.4, 60, 'years')) }, PICTURES, PARTS));
  const lasting = { ...PLAN, forecast: made.map((zone) => ({ ...zone, firstRefresh: null, refreshCycles: [] })) } as unknown as Plan;
  // 1 − 0.65 (1 − 0.8 to 1 − 0.5)
  expect(text).toMatch(/4\.6\syears 2\.6 to 8\.5/);
  expect(text).toMatch(/fresh to healed 35\s% 20 to 50/);
  expect(text).toMatch(/after five years, of healed 58\s% 37 to 74/);
  expect(text).toMatch(/ 5 years 0\.58 0\.37 to 0\.74/);
  expect(endless).toMatch(/4\.9\syears 2\.4 to more than 30/);
  expect(visibleText(reportHtml(lasting, PICTURES, PARTS))).toMatch(/first refresh is usually wanted more than 30\syears open/);
  expect(reportHtml(WITHOUT_FORECAST, PICTURES, PARTS)).toBe(reportHtml(PLAN, PICTURES, PARTS));
});

test('sessions add up and landmarks out of sight are marked', () => {
  const seen = PLAN.design.landmarks.filter(({ visible }) => !visible).length;
  const page = reportHtml(PLAN, PICTURES, PARTS);
  const total = PLAN.sessions.reduce((sum, { dots }) => sum + dots, 0);
  expect(page.match(/class="unseen"/g)?.length ?? 0).toBe(seen);
  expect(visibleText(page)).toContain(`Together ${String(total).replace(/\B(?=(\d{3})+$)/g, ',')}`);
  expect(PLAN.design.zones.filter(({ needle, dilution }) => !page.includes(needle) || !page.includes(dilution))).toEqual([]);
});

test('notes are shown once each, what was not done first', () => {
  const note = { code: 'twice', severity: 'info' as const, message: 'Said by two stages.' };
  const page = reportHtml(
    {
      ...PLAN,
      notes: [
        note,
        { code: 'doubt', severity: 'warning', message: 'A doubt.' },
        { code: 'no', severity: 'refusal', message: 'Not placed.' },
      ],
      measurement: { ...PLAN.measurement, notes: [note] },
    },
    PICTURES,
    PARTS,
  );
  expect([...page.matchAll(/<li class="note (\w+)">/g)].map((match) => match[1])).toEqual(['refusal', 'warning', 'info']);
});

test('the same plan gives the same bytes; a plan without a date has none', () => {
  const dated = reportHtml({ ...PLAN, date: '2026-03-04' }, PICTURES, PARTS);
  expect(reportHtml({ ...PLAN, date: '2026-03-04' }, PICTURES, PARTS)).toBe(dated);
  expect(dated).toContain('<time datetime="2026-03-04">4 March 2026</time>');
  expect(reportHtml({ ...PLAN, date: null }, PICTURES, PARTS)).not.toContain('<time');
});
