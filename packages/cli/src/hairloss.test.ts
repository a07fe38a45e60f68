/** `stubble hairloss` as a user runs it: the built program. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { type Ran, startCommands } from './commands.test-helper.ts';

const BIN = fileURLToPath(new URL('../bin/stubble.js', import.meta.url));

const commands = startCommands('.');
afterAll(() => commands.end());

async function hairloss(...args: string[]): Promise<Ran> {
  const [ran] = await commands.run(['hairloss', ...args]);
  return ran;
}

/** In a process of its own, which remembers nothing. */
function alone(...args: string[]): string {
  return spawnSync(process.execPath, [BIN, 'hairloss', ...args], { encoding: 'utf8' }).stdout;
}

interface Year {
  readonly atYears: number;
  readonly visibleCount: { readonly value: number; readonly low: number; readonly high: number };
}

async function vertex(...args: string[]): Promise<readonly Year[]> {
  const { regions } = JSON.parse((await hairloss('--follicles', '4000', '--json', ...args)).out);
  return regions.find(({ region }: { region: string }) => region === 'vertex').series;
}

test('left to itself it is a man of 35 at Norwood III for ten years, and says in text what the JSON says', async () => {
  const { regions, notes } = JSON.parse((await hairloss('--follicles', '4000', '--json')).out);
  const { series, areaCm2, hairsPerCm2Today } = regions.find(({ region }: { region: string }) => region === 'vertex');
  const text = (await hairloss('--follicles', '4000')).out;
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

test('the same seed gives the same bytes, and speed, medicine and its end each tell', async () => {
  const at = async (...args: string[]): Promise<number> => (await vertex('--stage', '3.5', '--years', '5', ...args))[5].visibleCount.value;
  const plain = await at();
  const treated = await at('--treatment', 'finasteride');
  const [once, again] = [1, 2].map(() => alone('--follicles', '4000', '--years', '1', '--seed', '7', '--json'));
  expect([
    once.length > 100 && once === again,
    (await at('--speed', 'fast')) < plain,
    treated > plain,
    (await at('--treatment', 'finasteride', '--stop-at-years', '1')) < treated,
  ]).toEqual([true, true, true, true]);
});

test('wrong values are wrong usage', async () => {
  const wrong = [
    ['--sex', 'x'],
    ['--stage', '8'],
    ['--sex', 'female', '--stage', '6'],
    ['--years', '2.5'],
    ['--follicles', '1'],
    ['--sex', 'female', '--variant', 'vertex'],
  ];
  const ran = await commands.run(...wrong.map((args) => ['hairloss', ...args]));
  expect(ran.map(({ code, out, err }) => `${code} ${out}${err}`.slice(0, 8))).toEqual(Array(6).fill('2 error:'));
});
