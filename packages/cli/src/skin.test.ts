/** `stubble skin` as a user runs it: the built program. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type Ran, startCommands } from './commands.test-helper.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'stubble-skin-'));
const commands = startCommands(FOLDER);
afterAll(async () => {
  await commands.end();
  rmSync(FOLDER, { recursive: true, force: true });
});

async function skin(...args: string[]): Promise<Ran> {
  const [ran] = await commands.run(['skin', ...args]);
  return ran;
}

function stackFile(name: string, value: unknown): string {
  writeFileSync(join(FOLDER, name), JSON.stringify(value));
  return name;
}

test('a bare skin has its spectrum, Lab, sRGB and ITA', async () => {
  const { nm, reflectance, lab, srgb, ita } = JSON.parse((await skin('--melanin', '0.015', '--blood', '0.01', '--json')).out);
  expect([
    [nm.length, reflectance.length, nm[0], nm[80]],
    lab.map(Math.round),
    /^#b[34]9[34]8[45]$/.test(srgb),
    Math.round(ita),
    JSON.parse((await skin('--type', 'II', '--json')).out).lab,
  ]).toEqual([[81, 81, 380, 780], [63, 10, 12], true, 48, lab]);
});

test('a sheet of carbon is told beside the bare skin, 80 µm thick unless given', async () => {
  const carbon = ['--type', 'II', '--pigment', 'carbon', '--load-g-per-m2', '0.3', '--depth-mm', '0.15'];
  const { lab, bare, deltaE00, deltaBOverDeltaL } = JSON.parse((await skin(...carbon, '--json')).out);
  expect([
    lab.map(Math.round),
    bare.lab.map(Math.round),
    Math.round(deltaE00),
    deltaBOverDeltaL.toFixed(2),
    JSON.parse((await skin(...carbon, '--thickness-um', '80', '--json')).out).lab,
    (await skin(...carbon)).out.includes('ΔE00'),
  ]).toEqual([[34, -1, -9], [63, 10, 12], 35, '0.72', lab, true]);
});

test('a stack gives its four totals, with 32 streams unless asked otherwise', async () => {
  const layers = [{ n: 1.5, muAPerCm: 10, muSPerCm: 90, g: 0, thicknessCm: 0.01 }];
  const slab = JSON.parse((await skin('--stack', stackFile('slab.json', { layers }), '--json')).out);
  const half = JSON.parse((await skin('--stack', stackFile('half.json', { layers: [{ ...layers[0], thicknessCm: null }] }), '--json')).out);
  const few = JSON.parse((await skin('--stack', 'slab.json', '--streams', '4', '--json')).out);
  expect([
    slab.UR1.toFixed(3),
    slab.UT1.toFixed(3),
    slab.URU > slab.UR1,
    half.UR1.toFixed(3),
    half.UT1,
    half.UTU,
    slab.streams,
    few.UR1 !== slab.UR1,
  ]).toEqual(['0.222', '0.506', true, '0.260', 0, 0, 32, true]);
});

test('wrong values and combinations are wrong usage and name the option; a wrong stack is a fault of the input with its place', async () => {
  const said = async (...args: string[]): Promise<string> => {
    const { code, err } = await skin(...args);
    return `${code} ${err.split('\n')[0]}`;
  };
  expect([
    await said(),
    await said('--melanin', '-0.1'),
    await said('--blood', '2', '--type', 'II'),
    await said('--type', 'II', '--melanin', '0.1'),
    await said('--type', 'II', '--pigment', 'carbon', '--depth-mm', '0.1'),
    await said('--type', 'II', '--pigment', 'carbon', '--depth-mm', 'NaN', '--load-g-per-m2', '1'),
    await said('--type', 'II', '--streams', '5'),
    await said('--stack', stackFile('empty.json', { layers: [] })),
    await said('--stack', stackFile('many.json', { layers: Array(1e6).fill(0) })),
  ]).toEqual([
    '2 error: one of --type, --melanin and --stack is needed',
    "2 error: option '--melanin <f>' argument '-0.1' is invalid. It must be a number from 0 to 1.",
    "2 error: option '--blood <f>' argument '2' is invalid. It must be a number from 0 to 1.",
    "2 error: option '--type <type>' cannot be used with option '--melanin <f>'",
    '2 error: --pigment, --load-g-per-m2 and --depth-mm go together',
    "2 error: option '--depth-mm <x>' argument 'NaN' is invalid. It must be a number.",
    "2 error: option '--streams <n>' argument '5' is invalid. It must be an even number from 4 to 64.",
    '1 stubble: empty.json: layers: is empty; a stack has at least one layer',
    '1 stubble: many.json: layers: must hold at most 1000 layers; it holds 1000000',
  ]);
});
