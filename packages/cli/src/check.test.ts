/** What `stubble check` answers for a plan file: the function behind the command. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RULES, sealPlan, sentence, writePlan } from '@stubble/engine';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { samplePlan } from '../../engine/src/document/sample-plan.test-helper.ts';
import { check } from './check.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'stubble-check-'));
const at = (name: string): string => join(FOLDER, name);
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

interface Json {
  readonly findings: readonly { readonly rule: string; readonly verdict: string; readonly says: string; readonly source: string }[];
  readonly breaks: number;
  readonly doubts: number;
  readonly keeps: number;
  readonly cannotTell: number;
  readonly notes: readonly { readonly code: string }[];
}

async function answered(path: string, flags: Parameters<typeof check>[1] = {}): Promise<{ json: Json; text: string }> {
  const result = await check(path, flags);
  if (!result.ok) throw new Error(sentence(result.problem));
  return { json: result.value.json as Json, text: result.value.text };
}

beforeAll(() => {
  const head = samplePlan();
  // of a patch no future is foreseen, which takes seconds; the rules on it have their tests in the engine
  const plan = sealPlan({ ...head, measurement: { ...head.measurement, subject: 'macro' } });
  const deep = plan.recipes.map((recipe) => ({ ...recipe, depthMm: { value: 0.8, low: 0.7, high: 0.9, unit: 'mm' } }));
  writeFileSync(at('plan.json'), writePlan(plan));
  writeFileSync(at('deep.json'), writePlan(sealPlan({ ...plan, recipes: deep })));
  writeFileSync(at('broken.json'), writePlan(plan).replace('"recipes"', '"recipe"'));
  writeFileSync(at('dots.json'), writePlan(sealPlan({ ...plan, dots: { ...plan.dots, count: 299 } })));
});

test('every rule has one finding, the counts are theirs, and the same file gives the same', async () => {
  const [{ json }, again] = [await answered(at('plan.json')), await answered(at('plan.json'))];
  const count = (verdict: string): number => json.findings.filter((finding) => finding.verdict === verdict).length;
  expect([
    json.findings.map(({ rule }) => rule),
    [json.breaks, json.doubts, json.keeps, json.cannotTell],
    JSON.stringify(again.json) === JSON.stringify(json),
    json.notes.some(({ code }) => code === 'check-is-a-help'),
  ]).toEqual([[...RULES], ['breaks', 'doubt', 'keeps', 'cannot-tell'].map(count), true, true]);
});

test('the text tells what is broken first, with reason and source, then doubts, what is kept and what cannot be told', async () => {
  const { json, text } = await answered(at('deep.json'));
  const deep = json.findings.find(({ rule }) => rule === 'too-deep')!;
  const order = ['(too-deep), broken:', ', in doubt:', 'Kept: ', 'Cannot be told:'].map((words) => text.indexOf(words));
  expect([
    deep.verdict,
    order.every((place, k) => place > 0 && (k === 0 || place > order[k - 1])),
    text.includes(deep.source),
    /^Of \d+ rules of practice/.test(text),
    /undefined|NaN|\[object/.test(text),
  ]).toEqual(['breaks', true, true, true, false]);
});

test('the middle third of the face, given, is what the thirds are told by', async () => {
  const of = ({ json }: { json: Json }): string => json.findings.find(({ rule }) => rule === 'facial-thirds')!.verdict;
  const [untold, short, long] = [
    await answered(at('plan.json')),
    await answered(at('plan.json'), { middleThirdMm: 50 }),
    await answered(at('plan.json'), { middleThirdMm: 90 }),
  ];
  expect([of(untold), of(short), of(long)]).toEqual(['cannot-tell', 'keeps', 'breaks']);
});

test('a file that is no plan is told in one sentence with its name and the field', async () => {
  const problems = await Promise.all(['broken.json', 'dots.json', 'nowhere.json'].map((name) => check(at(name), {})));
  const told = problems.map((result) => (result.ok ? '' : sentence(result.problem)));
  expect(told.map((text, k) => text.startsWith(at(['broken.json', 'dots.json', 'nowhere.json'][k])) && !text.includes('\n'))).toEqual([
    true,
    true,
    true,
  ]);
});
