/** The commands as a user runs them: the built program. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Ran, startCommands } from './commands.test-helper.ts';

const BIN = fileURLToPath(new URL('../bin/stubble.js', import.meta.url));
const FOLDER = mkdtempSync(join(tmpdir(), 'stubble-cli-'));
const at = (...parts: string[]): string => join(FOLDER, ...parts);
const commands = startCommands(FOLDER);
afterAll(async () => {
  await commands.end();
  rmSync(FOLDER, { recursive: true, force: true });
});

function stubble(...args: string[]): Ran {
  const done = spawnSync(process.execPath, [BIN, ...args], { encoding: 'utf8', cwd: FOLDER, maxBuffer: 64e6 });
  return { code: done.status, out: done.stdout, err: done.stderr };
}

const SEVEN = ['before.png', 'fresh.png', 'healed.png', 'plan.stubble.json', 'report.html', 'stencil.pdf', 'year-5.png'];
const hashes = (folder: string): string[] =>
  readdirSync(folder)
    .sort()
    .map(
      (name) =>
        `${name} ${createHash('sha256')
          .update(readFileSync(join(folder, name)))
          .digest('hex')}`,
    );

const phantom = stubble('phantom', '--out', 'head', '--stage', '5', '--px-per-mm', '3', '--json');
const planned = stubble('plan', at('head', 'photo.png'), '--out', 'plan', '--px-per-mm', '3', '--date', '2026-05-04', '--json');
/** For what does not depend on the photo's size. */
const small = at('small.png');
beforeAll(() => sharp(at('head', 'photo.png')).resize({ width: 300 }).png().toFile(small));

test('plan makes its seven files at the photo’s size and answers with one JSON object', async () => {
  const answer = JSON.parse(planned.out);
  const sizes = await Promise.all(
    ['before.png', 'fresh.png', 'healed.png', 'year-5.png'].map(async (name) => {
      const { width, height, exif, icc } = await sharp(at('plan', name)).metadata();
      return [width, height, exif, icc];
    }),
  );
  const { width, height } = await sharp(at('head', 'photo.png')).metadata();
  expect({
    codes: [phantom.code, planned.code],
    err: planned.err,
    files: readdirSync(at('plan')).sort(),
    keys: Object.keys(answer.files).sort(),
    sizes,
    sessions: answer.sessions.map((s: { session: number }) => s.session),
    sum: answer.sessions.reduce((sum: number, s: { dots: number }) => sum + s.dots, 0) === answer.dots,
    mode: answer.mode,
    area: answer.zoneAreaCm2.low < answer.zoneAreaCm2.value && answer.zoneAreaCm2.unit === 'cm2',
    tier: answer.measurement.tier,
    notes: answer.notes.every((n: { code: string; severity: string; message: string }) => n.code && n.severity && n.message),
  }).toEqual({
    codes: [0, 0],
    err: '',
    files: SEVEN,
    keys: ['before', 'fresh', 'healed', 'plan', 'report', 'stencil', 'year5'],
    sizes: sizes.map(() => [width, height, undefined, undefined]),
    sessions: [1, 2, 3],
    sum: true,
    mode: 'density',
    area: true,
    tier: 'T0',
    notes: true,
  });
});

test('the same photo and seed give the same bytes in every file, and no path of the machine is in any', async () => {
  const [again] = await commands.run([
    'plan',
    at('head', 'photo.png'),
    '--out',
    'again',
    '--px-per-mm',
    '3',
    '--date',
    '2026-05-04',
    '--json',
  ]);
  const leaks = SEVEN.filter((name) => readFileSync(at('plan', name)).includes(FOLDER));
  expect([again.code, hashes(at('again')), leaks]).toEqual([0, hashes(at('plan')), []]);
});

test('every simulated picture says in its metadata that it is one, in the report too; the photo says nothing', async () => {
  const names = ['plan/before.png', 'plan/fresh.png', 'plan/healed.png', 'plan/year-5.png', 'head/photo.png'];
  const uris = Array.from(
    readFileSync(at('plan', 'report.html'), 'utf8').matchAll(/data:image\/jpeg;base64,([A-Za-z0-9+/=]+)/g),
    ([, data]) => Buffer.from(data, 'base64'),
  );
  const said = await Promise.all(
    [...names.map((name) => readFileSync(at(name))), ...uris].map(async (bytes) => {
      const { xmp, exif, icc, iptc } = await sharp(bytes).metadata();
      return [xmp?.includes('simulation, not a photograph') ?? false, exif ?? icc ?? iptc];
    }),
  );
  const [files, previews] = [said.slice(0, names.length), said.slice(names.length)];
  expect({ files, previews }).toEqual({
    files: [false, true, true, true, false].map((mark) => [mark, undefined]),
    // the photo, its three states, and the strips of the first month and of the years
    previews: Array.from({ length: 1 + 3 + 14 }, (_, i) => [i > 0, undefined]),
  });
});

test('phantom: the truth agrees with itself', () => {
  const truth = JSON.parse(readFileSync(at('head', 'truth.json'), 'utf8'));
  const terminal = truth.shafts.terminal.filter((is: boolean, i: number) => is && truth.shafts.inArea[i]).length;
  expect({
    pxPerMm: truth.pxPerMm,
    lengths: new Set([truth.shafts.rootXPx.length, truth.shafts.rootYPx.length, truth.shafts.widthUm.length, truth.shafts.terminal.length])
      .size,
    density: Math.abs(truth.hairsPerCm2 - (100 * terminal) / truth.areaMm2) < 0.01,
    terminal: truth.shafts.widthUm.every((w: number, i: number) => w >= 30 === truth.shafts.terminal[i]),
    coverage: truth.hairCoverage > 0 && truth.hairCoverage < 1,
    skin: [typeof truth.skin.melanin, typeof truth.skin.blood],
  }).toEqual({ pxPerMm: 3, lengths: 1, density: true, terminal: true, coverage: true, skin: ['number', 'number'] });
});

test('a photo in which nothing can be read ends with 1, one sentence that names it, and no folder', async () => {
  writeFileSync(at('empty.jpg'), '');
  writeFileSync(at('text.png'), 'not a picture');
  await sharp({ create: { width: 40, height: 30, channels: 3, background: '#888' } })
    .png()
    .toFile(at('tiny.png'));
  writeFileSync(at('cut.png'), readFileSync(at('head', 'photo.png')).subarray(0, 5000));
  const names = ['empty.jpg', 'text.png', 'cut.png', 'tiny.png', 'absent.jpg'];
  const ran = await commands.run(...names.map((name) => ['plan', name, '--out', 'none', '--json']));
  expect(ran.map(({ code, out, err }, i) => [code, out, err.trim().split('\n').length, err.includes(names[i])])).toEqual(
    names.map(() => [1, '', 1, true]),
  );
  expect(existsSync(at('none'))).toBe(false);
});

test('a folder that the system refuses ends with 1 and a sentence, and does not hang', () => {
  writeFileSync(at('file'), 'x');
  const ran = [at('file'), at('file', 'below'), ...(process.platform === 'linux' ? ['/proc/stubble'] : [])].map((out) =>
    stubble('plan', small, '--out', out, '--no-report', '--json'),
  );
  expect(ran.map(({ code, out, err }) => [code, out, err.trim().split('\n').length])).toEqual(ran.map(() => [1, '', 1]));
});

test('a scale by which the photo would show less than a millimetre, or more than a room, ends with 1 before anything is measured', async () => {
  const ran = await commands.run(
    ['measure', small, '--px-per-mm', '1e9'],
    ['measure', small, '--two-points', '10,10,200,10,1e-9'],
    ['plan', small, '--px-per-mm', '1e-300', '--out', at('none')],
  );
  expect(
    ran.map(({ code, out, err }) => [code, out, err.includes(`${small}: its scale is not possible: by its scale the photo would show`)]),
  ).toEqual(ran.map(() => [1, '', true]));
});

test('wrong usage ends with 2 and empty standard output', async () => {
  const photo = at('head', 'photo.png');
  const wrong = await commands.run(
    ['plan', photo, '--out', 'x', '--px-per-mm', '-3'],
    ['plan', photo, '--out', 'x', '--px-per-mm', '5', '--head-breadth-mm', '150'],
    ['plan', photo, '--out', 'x', '--view', 'below'],
    ['plan', photo, '--out', 'x', '--skin', 'VII'],
    ['plan', photo, '--out', 'x', '--two-points', '1,2,3'],
    ['plan', photo, '--out', 'x', '--date', '2026-02-30'],
    ['fly'],
    ['stencil', 'plan.json', '--out', 'a.pdf', '--paper', 'a5'],
    ['stencil', 'plan.json', '--out', 'a.pdf', '--bar-mm', '90,100'],
    ['stencil', 'plan.json', '--out', 'a.pdf', '--bar-mm', '99'],
  );
  const all = [stubble('plan', photo), ...wrong];
  expect(all.map(({ code, out, err }) => [code, out, err.length > 0])).toEqual(all.map(() => [2, '', true]));
});

test('problems of a design file name the file and the field, and nothing is left behind', async () => {
  const square = [
    [100, 100],
    [300, 100],
    [300, 300],
    [100, 300],
  ];
  const base = { format: 'stubble-design', version: 1, unit: 'px', zone: square };
  const spoilt: Record<string, [object | string, string]> = {
    'bow.json': [
      {
        ...base,
        zone: [
          [100, 100],
          [300, 300],
          [300, 100],
          [100, 300],
        ],
      },
      'zone',
    ],
    'outside.json': [{ ...base, zone: [...square.slice(0, 3), [99999, 5]] }, 'zone[3]'],
    'two.json': [{ ...base, zone: square.slice(0, 2) }, 'zone'],
    'style.json': [{ ...base, style: 'bold' }, 'style'],
    'broken.json': ['{', ''],
  };
  for (const [name, [content]] of Object.entries(spoilt))
    writeFileSync(at(name), typeof content === 'string' ? content : JSON.stringify(content));
  const ran = await commands.run(...Object.keys(spoilt).map((name) => ['plan', small, '--out', 'none', '--design', name, '--json']));
  const answers = Object.entries(spoilt).map(([name, [, field]], i) => {
    const { code, out, err } = ran[i];
    return [code, out, err.includes(name), err.includes(field)];
  });
  expect(answers).toEqual(answers.map(() => [1, '', true, true]));
  expect(existsSync(at('none'))).toBe(false);
});

test('a design file is the plan: its zone, density and style', async () => {
  const zone = [
    [240, 210],
    [360, 210],
    [360, 336],
    [240, 336],
  ];
  writeFileSync(
    at('design.json'),
    JSON.stringify({ format: 'stubble-design', version: 1, unit: 'px', zone, densityPerCm2: 60, style: 'broken', age: 41 }),
  );
  const [made] = await commands.run([
    'plan',
    at('head', 'photo.png'),
    '--out',
    'drawn',
    '--px-per-mm',
    '3',
    '--design',
    'design.json',
    '--json',
    '--no-report',
  ]);
  const plan = JSON.parse(readFileSync(at('drawn', 'plan.stubble.json'), 'utf8'));
  expect([made.code, plan.design.style, plan.design.age, plan.design.zonePx, readdirSync(at('drawn')).includes('report.html')]).toEqual([
    0,
    'broken',
    41,
    [zone],
    false,
  ]);
});

test('the photo is never overwritten by the plan’s own copy', () => {
  const photo = at('plan', 'before.png');
  const before = readFileSync(photo);
  const { code, out } = stubble('plan', photo, '--out', 'plan', '--json');
  expect([code, out, readFileSync(photo).equals(before)]).toEqual([1, '', true]);
});

test('stencil prints a plan again, also one session with its dots; a plan that is none is named', async () => {
  const plan = at('plan', 'plan.stubble.json');
  const [good, dots, absent, wrong] = await commands.run(
    ['stencil', plan, '--out', 's.pdf', '--json'],
    ['stencil', plan, '--out', 'd.pdf', '--session', '2', '--dots', '--paper', 'letter', '--json'],
    ['stencil', plan, '--out', 'e.pdf', '--session', '9', '--json'],
    ['stencil', 'design.json', '--out', 'f.pdf', '--json'],
  );
  expect({
    codes: [good.code, dots.code, absent.code, wrong.code],
    same: readFileSync(at('s.pdf')).equals(readFileSync(at('plan', 'stencil.pdf'))),
    pdf: readFileSync(at('d.pdf')).subarray(0, 5).toString(),
    left: [existsSync(at('e.pdf')), existsSync(at('f.pdf'))],
    named: wrong.err.includes('design.json'),
  }).toEqual({ codes: [0, 0, 1, 1], same: true, pdf: '%PDF-', left: [false, false], named: true });
});

test('layout places a scene’s dots, the same with and without the optimising compiler; a scene that cannot be is named', async () => {
  const cells = 30 * 20;
  const scene = {
    format: 'stubble-scene',
    version: 1,
    widthMm: 30,
    heightMm: 20,
    cellMm: 1,
    columns: 30,
    rows: 20,
    totalPerCm2: Array(cells).fill(90),
    newPerCm2: Array(cells).fill(70),
    existingMm: Array.from({ length: 100 }, (_, i) => [(i % 12) * 2.4 + 1, Math.floor(i / 12) * 2.2 + 1]),
    clearanceMm: 0.36,
    count: 400,
    sessionShare: [0.4, 0.35, 0.25],
  };
  writeFileSync(at('scene.json'), JSON.stringify(scene));
  writeFileSync(at('full.json'), JSON.stringify({ ...scene, count: 20_000 }));
  writeFileSync(at('negative.json'), JSON.stringify({ ...scene, newPerCm2: [-1, ...Array(cells - 1).fill(70)] }));
  const made = stubble('layout', 'scene.json', '--out', 'dots.json', '--seed', '3', '--json');
  const plain = spawnSync(process.execPath, [
    '--no-opt',
    BIN,
    'layout',
    at('scene.json'),
    '--out',
    at('plain.json'),
    '--seed',
    '3',
    '--json',
  ]);
  const dots = JSON.parse(readFileSync(at('dots.json'), 'utf8'));
  const wrong = await commands.run(...['full.json', 'negative.json'].map((name) => ['layout', name, '--out', 'no.json', '--json']));
  expect({
    codes: [made.code, plain.status],
    same: readFileSync(at('dots.json')).equals(readFileSync(at('plain.json'))),
    format: [dots.format, dots.version, dots.seed],
    lengths: ['xMm', 'yMm', 'session', 'order', 'diameterMm'].map((k) => dots[k].length),
    wrong: wrong.map(({ code, out, err }) => [code, out, err.includes('count') || err.includes('newPerCm2[0]')]),
    left: existsSync(at('no.json')),
  }).toEqual({
    codes: [0, 0],
    same: true,
    format: ['stubble-dots', 1, 3],
    lengths: [400, 400, 400, 400, 400],
    wrong: [
      [1, '', true],
      [1, '', true],
    ],
    left: false,
  });
});

test('measure gives what the contract names', async () => {
  const [{ code, out }] = await commands.run(['measure', at('head', 'photo.png'), '--px-per-mm', '3', '--json']);
  const answer = JSON.parse(out);
  const estimates = ['pxPerMm', 'zoneAreaMm2', 'hairCoverage', 'contrastDeltaE00'];
  expect({
    code,
    estimates: estimates.every(
      (k) => answer[k].low <= answer[k].value && answer[k].value <= answer[k].high && typeof answer[k].unit === 'string',
    ),
    nulls: ['hairsPerCm2', 'follicularUnitsPerCm2', 'shaftWidthUm'].map((k) => answer[k]),
    skin: [answer.skin.lab.length, answer.skin.ita.unit],
    follicles: Object.keys(answer.follicles).sort(),
    said: answer.notes.some((n: { code: string }) => n.code === 'too-few-pixels-for-counts'),
  }).toEqual({
    code: 0,
    estimates: true,
    nulls: [null, null, null],
    skin: [3, 'degrees'],
    follicles: ['widthUm', 'xPx', 'yPx'],
    said: true,
  });
});
