/** `stubble forecast` and `stubble lock` as a user runs them, on a small whole plan and on dots without one. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Plan, sealPlan, sha256Hex, writePlan } from '@stubble/engine';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { samplePlan } from '../../engine/src/document/sample-plan.test-helper.ts';
import { type Ran, startCommands } from './commands.test-helper.ts';

const BIN = fileURLToPath(new URL('../bin/stubble.js', import.meta.url));
const FOLDER = mkdtempSync(join(tmpdir(), 'stubble-years-'));
const at = (name: string): string => join(FOLDER, name);
const commands = startCommands(FOLDER);
afterAll(async () => {
  await commands.end();
  rmSync(FOLDER, { recursive: true, force: true });
});

function stubble(...args: string[]): Ran {
  const done = spawnSync(process.execPath, [BIN, ...args], { encoding: 'utf8', cwd: FOLDER, maxBuffer: 64e6 });
  return { code: done.status, out: done.stdout, err: done.stderr };
}

const [WIDTH, HEIGHT] = [660, 780];
const PIXELS = Uint8Array.from({ length: 3 * WIDTH * HEIGHT }, (_, i) => 150 + ((i * 7) % 40) - 30 * (i % 3));
const PLAN: Plan = sealPlan({ ...samplePlan(), photo: { widthPx: WIDTH, heightPx: HEIGHT, pixelsSha256: sha256Hex(PIXELS) } });
const DOT = ['--type', 'II', '--depth-mm', '0.15', '--diameter-mm', '0.28', '--load-g-per-m2', '0.12'];

beforeAll(async () => {
  writeFileSync(at('a.json'), writePlan(PLAN));
  await sharp(PIXELS, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
    .png()
    .toFile(at('before.png'));
});

test('a dot without a plan: its years, its refresh by date where the last session has one, the same bytes twice', () => {
  const args = ['forecast', ...DOT, '--sun-sed-per-year', '300', '--years', '12', '--date', '2026-03-01', '--json'];
  const [once, twice] = [stubble(...args), stubble(...args)];
  const { zones, notes } = JSON.parse(once.out);
  const [{ zone, series, firstRefresh, firstRefreshDate, refreshCycles }] = zones;
  expect([
    once.code,
    once.out === twice.out,
    zone,
    series.length > 20 && series.at(-1).atDays > 4300,
    series.find((day: { atDays: number }) => day.atDays === 42).darkness.value,
    firstRefresh.value > 3 && firstRefresh.value < 7 && firstRefresh.unit === 'years',
    firstRefreshDate.low < firstRefreshDate.value && firstRefreshDate.value < firstRefreshDate.high,
    refreshCycles.length >= 2 && refreshCycles.every((cycle: { coverage: { low: number } }) => cycle.coverage.low > 0),
    notes.some(({ code }: { code: string }) => code === 'forecast-is-a-model'),
  ]).toEqual([0, true, 'dot', true, 1, true, true, true, true]);
});

test('a plan has a forecast a zone, moved by the sun and by what was seen of the client’s dots', async () => {
  const [usual, sunny, seen] = (
    await commands.run(
      ['forecast', 'a.json', '--json'],
      ['forecast', 'a.json', '--latitude', '10', '--outdoor-hours', '6', '--json'],
      ['forecast', 'a.json', '--seen', '365:0.6:0.05', '--json'],
    )
  ).map(({ out }) => JSON.parse(out).zones);
  expect([
    usual.map(({ zone }: { zone: string }) => zone),
    sunny[0].firstRefresh.value < usual[0].firstRefresh.value,
    seen[0].firstRefresh.value < usual[0].firstRefresh.value,
  ]).toEqual([PLAN.design.zones.map(({ name }) => name), true, true]);
});

test('what cannot be meant is wrong usage, with nothing on standard output', async () => {
  const wrong = await commands.run(
    ['forecast', 'a.json', '--depth-mm', '0.2'],
    ['forecast', '--sun-sed-per-year', '300', '--latitude', '50', '--outdoor-hours', '1'],
    ['forecast', '--latitude', '50'],
    ['forecast', '--preset', 'tattoo', '--depth-mm', '0.3'],
    ['forecast', '--seen', 'often'],
    ['forecast', '--depth-mm', '3'],
  );
  expect(wrong.map(({ code, out }) => [code, out])).toEqual(wrong.map(() => [2, '']));
});

test('a lock holds what was shown and by when it may be judged; it says so again, says what is due, and sees the least change', async () => {
  const made = stubble('lock', 'a.json', '--out', 'a.lock.json', '--date', '2026-03-01', '--json');
  const { sha256, planSha256, shown, heldTo, judgeBy } = JSON.parse(made.out);
  const text = readFileSync(at('a.lock.json'), 'utf8');
  writeFileSync(at('b.lock.json'), text.replace('"judgeByDay": ', '"judgeByDay": 1'));
  const [ofLock, changed] = await commands.run(
    ['lock', 'a.lock.json', '--date', '2027-03-01', '--json'],
    ['lock', 'b.lock.json'],
    ['lock', 'a.json', '--out', 'c.lock.json', '--date', '2026-03-01'],
  );
  const again = JSON.parse(ofLock.out);
  expect([
    made.code,
    planSha256,
    shown.map(({ atDays }: { atDays: number }) => atDays),
    judgeBy > '2030-01-01',
    again.whole && again.sha256 === sha256,
    again.due.length > 0 &&
      again.due.every(
        ({ judgeFrom, judgeBy: by }: { judgeFrom: string; judgeBy: string }) => judgeFrom <= '2027-03-01' && by >= '2027-03-01',
      ),
    heldTo.every(
      ({ estimate: { low, value, high } }: { estimate: { low: number; value: number; high: number } }) => low <= value && value <= high,
    ),
    [changed.code, changed.out],
    changed.err.includes('b.lock.json') && changed.err.includes('changed'),
    readFileSync(at('c.lock.json'), 'utf8') === text,
    readdirSync(FOLDER).filter((name) => name.includes('tmp')),
  ]).toEqual([0, PLAN.sha256, [0, 42, 1825], true, true, true, true, [1, ''], true, true, []]);
});
