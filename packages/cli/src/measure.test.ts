/** `stubble measure`, `phantom` and `marker` as a user runs them: the built program. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseMeasuredPattern } from '@stubble/engine';
import { afterAll, expect, test } from 'vitest';
import { type Ran, startCommands } from './commands.test-helper.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'stubble-measure-'));
const commands = startCommands(FOLDER);
afterAll(async () => {
  await commands.end();
  rmSync(FOLDER, { recursive: true, force: true });
});

async function stubble(...args: string[]): Promise<Ran> {
  const [ran] = await commands.run(args);
  return ran;
}

const truthOf = (name: string) => JSON.parse(readFileSync(join(FOLDER, name, 'truth.json'), 'utf8'));
const json = async (...args: string[]) => JSON.parse((await stubble(...args, '--json')).out);

test('a patch from close by: shafts, units and the client’s own pattern, which a plan takes; corrections by hand stand beside what was found', async () => {
  await stubble('phantom', '--out', 'patch', '--view', 'macro', '--stage', '1');
  const found = await json('measure', 'patch/photo.png', '--px-per-mm', '60');
  const truth = truthOf('patch');
  const [x, y] = [found.follicles.xPx, found.follicles.yPx];
  const zone = {
    format: 'stubble-design',
    version: 1,
    unit: 'px',
    zone: [
      [0, 0],
      [1320, 0],
      [1320, 960],
      [0, 960],
    ],
    follicles: {
      add: [[10, 10]],
      remove: [
        [x[0], y[0]],
        [x[1], y[1]],
      ],
    },
  };
  writeFileSync(join(FOLDER, 'zone.json'), JSON.stringify(zone));
  const corrected = await json('measure', 'patch/photo.png', '--px-per-mm', '60', '--zone', 'zone.json');
  const kept = corrected.follicles.xPx.length;
  expect({
    what: [found.subject, found.tier, found.zoneAreaMm2.unit],
    near: Math.abs(found.hairsPerCm2.value / truth.hairsPerCm2 - 1) < 0.25,
    units: Math.abs(found.follicularUnitsPerCm2.value / truth.follicularUnitsPerCm2 - 1) < 0.25,
    columns: new Set([x, y, found.follicles.widthUm, found.follicles.tipXPx, found.follicles.unit].map((column) => column.length)).size,
    pattern: parseMeasuredPattern(JSON.stringify(found)).ok,
    marks: [corrected.corrected.added, corrected.corrected.removed],
    ratio: Math.abs(corrected.corrected.hairsPerCm2.value / corrected.hairsPerCm2.value - (kept - 1) / kept) < 1e-9,
  }).toEqual({
    what: ['macro', 'T2', 'mm2'],
    near: true,
    units: true,
    columns: 1,
    pattern: true,
    marks: [1, 2],
    ratio: true,
  });
});

test('a printed marker gives the scale and its own corners and tilt; where it is not found the command says so and ends with 1', async () => {
  await stubble(...'phantom --out marked --px-per-mm 6 --stage 6 --hair-length-mm 1 --marker-mm 20 --seed 3'.split(' '));
  const measured = await json('measure', 'marked/photo.png', '--marker-mm', '20');
  const truth = truthOf('marked');
  const off = measured.marker.cornersPx.map(([x, y]: [number, number], i: number) => {
    const [u, v] = truth.markerPx[i];
    return Math.hypot(x - u, y - v);
  });
  await stubble('phantom', '--out', 'bare', '--px-per-mm', '4', '--seed', '3');
  const lost = await stubble('measure', 'bare/photo.png', '--marker-mm', '20', '--json');
  expect({
    scale: Math.abs(measured.pxPerMm.value / truth.pxPerMm - 1) < 0.02,
    corners: Math.max(...off) < 1.5,
    tilt: measured.marker.tiltDegrees >= 0 && measured.marker.tiltDegrees < 60,
    lost: [lost.code, lost.out, lost.err.split('\n')[0]],
  }).toEqual({
    scale: true,
    corners: true,
    tilt: true,
    lost: [
      1,
      '',
      'stubble: bare/photo.png: --marker-mm: no printed marker is found in it; it must lie flat, whole and sharp in even light, with its white rim',
    ],
  });
});

test('a plan on a patch is refused with one sentence, and nothing is written; the marker’s page is printed', async () => {
  const refused = await stubble('plan', 'patch/photo.png', '--out', 'plan', '--px-per-mm', '60');
  const printed = await stubble('marker', '--mm', '15', '--out', 'marker.pdf', '--json');
  expect({
    refused: [refused.code, refused.out, refused.err.includes('shows a patch of scalp from close by'), existsSync(join(FOLDER, 'plan'))],
    printed: [printed.code, JSON.parse(printed.out).sideMm, readFileSync(join(FOLDER, 'marker.pdf')).subarray(0, 5).toString()],
  }).toEqual({ refused: [1, '', true, false], printed: [0, 15, '%PDF-'] });
});
