/** The sections of a report on what lies ahead: the own hair, the plan against it, and the other options. */
import { expect, test } from 'vitest';
import { headOfStage, inked, oval } from '../advise/head-plan.test-helper.ts';
import { type FutureOutlook, outlookOf } from '../advise/outlook.ts';
import { smoothLoss } from '../compare/loss.test-helper.ts';
import type { Plan } from '../document/schema.ts';
import { yearsOfPlan } from '../forecast/outlook.ts';
import type { HairLossRequest } from '../hairloss/terms.ts';
import { changed, PARTS, PICTURES, type Tree, visibleText } from './report.test-helper.ts';
import { type ReportParts, reportHtml } from './report.ts';

const loss = (request: HairLossRequest) => smoothLoss(request, request.treatment);

function headed(stage: number, person: Plan['options']['person']): { plan: Plan; outlook: FutureOutlook } {
  const { plan, dots } = inked(headOfStage(stage, person?.sex ?? 'male'), oval(0, -40, 45, 50));
  const told: Plan = { ...plan, forecast: [...yearsOfPlan(plan)] as NonNullable<Plan['forecast']>, options: { ...plan.options, person } };
  return { plan: told, outlook: outlookOf(told, dots, loss) };
}

const HEAD = headed(4, { ageYears: 38 });
const parts = (future: FutureOutlook): ReportParts => ({ ...PARTS, future });
const PAGE = reportHtml(HEAD.plan, PICTURES, parts(HEAD.outlook));

/** The markup of one section. */
function section(page: string, id: string): string {
  const from = page.indexOf(`<section aria-labelledby="${id}">`);
  return from < 0 ? '' : page.slice(from, page.indexOf('</section>', from));
}

/** What stands in a row of a table, cell by cell. */
function rowsOf(markup: string): readonly (readonly string[])[] {
  return [...markup.matchAll(/<tr[^>]*>(.*?)<\/tr>/gs)].map(([, row]) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell]) => visibleText(cell).trim()),
  );
}

const rounded = (value: number): string => String(Math.round(value < 100 ? value : Number(value.toPrecision(2))));

test('every scenario stands in the table with its intervals', () => {
  const { future } = HEAD.outlook;
  const rows = rowsOf(section(PAGE, 'future')).slice(1);
  const wrong = future.scenarios.flatMap(({ treatment, speed, years }, i) => {
    const named = rows[i][0].endsWith(`, ${speed}`) && (treatment === 'none') === rows[i][0].startsWith('No treatment');
    const areas = years.map(({ bareOutsideInkCm2: { value, low, high } }) => `${rounded(value)} ${rounded(low)} to ${rounded(high)}`);
    const right = named && areas.every((area, k) => rows[i][k + 1] === area);
    return right ? [] : [[treatment, speed, areas, rows[i]]];
  });
  const grows = future.scenarios[1].years[2].bareOutsideInkCm2.value > 5;
  expect({ wrong, rows: rows.length, grows }).toEqual({ wrong: [], rows: 12, grows: true });
});

test('the regret is told with its interval and its parts, and the wider zone with what it takes', () => {
  const { regret, reach } = HEAD.outlook.future;
  const text = visibleText(section(PAGE, 'future'));
  const interval = ({ value, low, high }: { value: number; low: number; high: number }): string =>
    `${rounded(value)} of 100 ( 80 % interval ${rounded(low)} to ${rounded(high)} )`;
  const sized = ({ value, low, high }: { value: number; low: number; high: number }, unit: string): string =>
    `${rounded(value)} ${unit} ( 80 % interval ${rounded(low)} to ${rounded(high)} )`;
  const plain = text.replace(/,(?=\d{3})/g, '').replace(/\u00a0/g, ' ');
  const told = [interval(regret.value), sized(reach!.addedCm2, 'cm²'), sized(reach!.addedDots, 'dots'), interval(reach!.regretThen.value)];
  const untold = told.filter((words) => !plain.includes(words));
  expect(untold).toEqual([]);
  expect(regret.parts.filter(({ says, value }) => !text.includes(says) || !text.includes(`${Math.round(value)} of 100, weight`))).toEqual(
    [],
  );
  expect(section(PAGE, 'future').match(/class="(?:wider|now|front)"/g)).toHaveLength(3);
});

test('the own hair is told for today, 1, 5 and 10 years at three places, and whose head it is', () => {
  const text = visibleText(section(PAGE, 'hair'));
  const names = rowsOf(section(PAGE, 'hair')).map(([name]) => name);
  const { stage } = HEAD.outlook.person;
  expect(names).toEqual([
    'Where and when',
    ...['Front', 'Top', 'Crown'].flatMap((at) => ['today', '1 year', '5 years', '10 years'].map((when) => `${at}, ${when}`)),
  ]);
  expect(text).toMatch(/Sex, assumed male Age, given 38 years/);
  expect(text).toContain(`read from this photo ${stage.value.toFixed(1)} ${stage.low.toFixed(1)} to ${stage.high.toFixed(1)}`);
});

test('every cell of every option has a basis, every number of a source leads to one, and every source is cited', () => {
  const markup = section(PAGE, 'else');
  const { options } = HEAD.outlook.comparison;
  const cells = [...markup.matchAll(/<span class="basis">(\w+)/g)].map(([, basis]) => basis);
  const cited = new Set([...PAGE.matchAll(/href="#(source-\d+)"/g)].map(([, id]) => id));
  const listed = [...PAGE.matchAll(/<li id="(source-\d+)"/g)].map(([, id]) => id);
  const missing = options.flatMap(({ name, risks }) => [name, ...risks].filter((words) => !visibleText(markup).includes(words)));
  expect({ cells: cells.length, other: cells.filter((basis) => !['study', 'statement', 'model'].includes(basis)), missing }).toEqual({
    cells: options.length * 10,
    other: [],
    missing: [],
  });
  expect([...cited].sort()).toEqual([...listed].sort());
});

test('all of it is called a model, sends sudden loss to a doctor, and promises nothing', () => {
  const said = ['hair', 'future', 'else'].map((id) => visibleText(section(PAGE, id)));
  const all = said.join(' ').replace(/\bno (?:medical advice and no )?diagnosis\b/g, '');
  expect(said.map((text) => [/\bmodel/.test(text), text.length > 1000])).toEqual([
    [true, true],
    [true, true],
    [true, true],
  ]);
  expect(said[0]).toMatch(/suddenly, in patches[^.]*doctor/);
  expect(all.match(/guarantee|(?<![\d.,])100\s*%|permanent|\bcur(e|es|ed|ing)\b|diagnos|alopecia|patient\b|regrow|for ?ever/gi)).toBeNull();
});

test('of a woman no course of finasteride is drawn', () => {
  const { plan, outlook } = headed(3, { sex: 'female', ageYears: 50 });
  const page = reportHtml(plan, PICTURES, parts(outlook));
  const names = rowsOf(section(page, 'future')).map(([name]) => name);
  const drawn = [section(page, 'hair'), section(page, 'future')].join('').match(/>Finasteride<|>Both medicines/g);
  expect([names.length, names.filter((name) => /finasteride|both/i.test(name)), drawn]).toEqual([7, [], null]);
  expect(visibleText(section(page, 'hair'))).toContain('Sinclair');
});

test('a patch from close by is not held against a future, and that is said', () => {
  const { plan } = HEAD;
  const patch: Plan = { ...plan, measurement: { ...plan.measurement, subject: 'macro' } };
  const { dots } = inked(plan, oval(0, -40, 45, 50));
  const page = reportHtml(patch, PICTURES, parts(outlookOf(patch, dots, loss)));
  expect(rowsOf(section(page, 'future'))).toEqual([]);
  expect(section(page, 'future')).toContain('<li class="note refusal">');
});

test('the same outlook gives the same bytes, loads nothing, and no text of it can become markup', () => {
  const again = headed(4, { ageYears: 38 });
  const canary = `</style></script><script>canary()</script><img src=x onerror="canary()">'"&\u202e`;
  const kept = ['treatment', 'speed', 'sex', 'variant', 'region', 'name', 'option', 'severity', 'basis', 'unit'];
  const poisoned = changed(HEAD.outlook as unknown as Tree, (value, path) => {
    if (typeof value !== 'string' || /\.sources\[|\.assumed\[/.test(path) || kept.includes(path.split('.').at(-1)!)) return value;
    return `${value}${canary}`;
  }) as unknown as FutureOutlook;
  const page = reportHtml(HEAD.plan, PICTURES, parts(poisoned));
  const counts = (text: string): number[] =>
    [/<script/g, /<\/script/g, /<\/style/g, /<img/g, /<[^<>]*onerror="/g, /\u202e/g].map((part) => text.match(part)?.length ?? 0);
  expect(reportHtml(again.plan, PICTURES, parts(again.outlook))).toBe(PAGE);
  expect(counts(page)).toEqual(counts(PAGE));
  expect(page).toContain('&lt;script&gt;canary()&lt;/script&gt;');
  expect(PAGE).not.toMatch(/@import|url\(|<iframe|<object|<embed|\ssrc="(?!data:)/i);
});
