/** `stubble hairloss` as a user runs it: the built program in a process of its own. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const BIN = fileURLToPath(new URL('../bin/stubble.js', import.meta.url));

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function hairloss(...args: string[]): Ran {
  const done = spawnSync(process.execPath, [BIN, 'hairloss', ...args], { encoding: 'utf8' });
  return { code: done.status, out: done.stdout, err: done.stderr };
}

interface Year {
  readonly atYears: number;
  readonly visibleCount: { readonly value: number; readonly low: number; readonly high: number };
}

function vertex(...args: string[]): readonly Year[] {
  const { regions } = JSON.parse(hairloss('--follicles', '4000', '--json', ...args).out);
  return regions.find(({ region }: { region: string }) => region === 'vertex').series;
}

test('left to itself it is a man of 35 at Norwood III for ten years, and says in text what the JSON says', () => {
  const { regions, notes } = JSON.parse(hairloss('--follicles', '4000', '--json').out);
  const { series, areaCm2, hairsPerCm2Today } = regions.find(({ region }: { region: string }) => region === 'vertex');
  const text = hairloss('--follicles', '4000').out;
  const row = text.split('\n').find((line) => line.trim().startsWith('vertex'));
  expect([
    regions.length,
    areaCm2 > 0 && hairsPerCm2Today.value > 100,
    series.map(({ atYears }: Year) => atYears),
    row?.includes(` ${(100 * series[10].visibleCount.value).toFixed(0)} (`),
    notes.some(({ code }: { code: string }) => code === 'model'),
    text.includes('no diagnosis'),
  ]).toEqual([10, true, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], true, true, true]);
});

test('the same seed gives the same bytes, and speed, medicine and its end each tell', () => {
  const at = (...args: string[]): number => vertex('--stage', '3.5', '--years', '5', ...args)[5].visibleCount.value;
  const plain = at();
  const [once, again] = [1, 2].map(() => hairloss('--follicles', '4000', '--years', '1', '--seed', '7', '--json').out);
  expect([
    once === again,
    at('--speed', 'fast') < plain,
    at('--treatment', 'finasteride') > plain,
    at('--treatment', 'finasteride', '--stop-at-years', '1') < at('--treatment', 'finasteride'),
  ]).toEqual([true, true, true, true]);
});

test('wrong values are wrong usage', () => {
  const said = (...args: string[]): string => {
    const { code, out, err } = hairloss(...args);
    return `${code} ${out}${err.split('\n')[0].slice(0, 24)}`;
  };
  expect(
    [
      ['--sex', 'x'],
      ['--stage', '8'],
      ['--sex', 'female', '--stage', '6'],
      ['--years', '2.5'],
      ['--follicles', '1'],
      ['--sex', 'female', '--variant', 'vertex'],
    ].map((args) => said(...args).slice(0, 8)),
  ).toEqual(Array(6).fill('2 error:'));
});
