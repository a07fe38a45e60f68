/** `stubble render` as a user runs it, on a small synthetic head whose plan and pictures another process has made. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeCase } from '@stubble/case';
import { LIGHTS, OUTLOOKS, type Plan, parsePlan, sealPlan, writePlan } from '@stubble/engine';
import sharp from 'sharp';
import { afterAll, expect, test } from 'vitest';
import { fillPolygon } from '../../engine/src/polygon.ts';
import { MARK_SHARE } from '../../engine/src/render/mark.ts';
import { type Ran, startCommands } from './commands.test-helper.ts';

const BIN = fileURLToPath(new URL('../bin/stubble.js', import.meta.url));
const FOLDER = mkdtempSync(join(tmpdir(), 'stubble-render-'));
const at = (...parts: string[]): string => join(FOLDER, ...parts);
const commands = startCommands(FOLDER);
afterAll(async () => {
  await commands.end();
  rmSync(FOLDER, { recursive: true, force: true });
});

function stubble(...args: string[]): void {
  spawnSync(process.execPath, [BIN, ...args], { cwd: FOLDER });
}

/** Of each of several renders, one after another. */
function rendered(...asked: readonly (readonly string[])[]): Promise<Ran[]> {
  return commands.run(...asked.map((args) => ['render', ...args]));
}

const PLAN = at('plan', 'plan.stubble.json');
const BEFORE = at('plan', 'before.png');
// brown hair: its dots are dilute. Denser ones lose next to nothing of their darkness by spreading (docs/model.md)
stubble('phantom', '--out', 'head', '--stage', '5', '--hair-colour', 'brown', '--px-per-mm', '4', '--json');
stubble('plan', at('head', 'photo.png'), '--out', 'plan', '--px-per-mm', '4', '--no-report', '--json');
const plan = readPlan(PLAN);
const before = readFileSync(BEFORE);
writeFileSync(at('head.stubble'), writeCase(plan, before));
const [plain, day0, day42, day1825, ofCase, small] = await rendered(
  [PLAN, '--out', 'plain.png', '--json'],
  [PLAN, '--out', 'day-0.png', '--at-days', '0', '--json'],
  [PLAN, '--out', 'day-42.png', '--at-days', '42', '--outlook', 'likely', '--scale', '1', '--json'],
  [PLAN, '--out', 'day-1825.png', '--at-days', '1825', '--json'],
  ['head.stubble', '--out', 'case.png'],
  [
    ...[PLAN, '--out', 'small.png', '--at-days', '200.5', '--light', 'sun', '--outlook', 'most'],
    ...['--hair-length-mm', '3', '--distance-m', '1.5', '--scale', '0.5', '--json'],
  ],
);

function readPlan(path: string): Plan {
  const parsed = parsePlan(readFileSync(path, 'utf8'));
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return parsed.value.plan;
}

async function pixelsOf(path: string): Promise<Uint8Array> {
  return sharp(path).raw().toBuffer();
}

/** A folder with a copy of the plan and its photo, to be spoilt. */
function copyOfPlan(name: string): string {
  mkdirSync(at(name));
  copyFileSync(PLAN, at(name, 'plan.stubble.json'));
  copyFileSync(BEFORE, at(name, 'before.png'));
  return join(name, 'plan.stubble.json');
}

const { widthPx, heightPx } = plan.photo;
const zone = new Uint8Array(widthPx * heightPx);
for (const polygon of plan.design.zonePx) fillPolygon(zone, widthPx, heightPx, polygon, 1);

test('in the photo’s own light the zone alone changes, most when fresh and least after years; the mark keeps to its band', async () => {
  const photo = await pixelsOf(BEFORE);
  const band = heightPx - Math.floor(heightPx * MARK_SHARE);
  const means: number[] = [];
  const sizes: unknown[] = [];
  const wrong: string[] = [];
  for (const [days, { code, out }] of [
    [0, day0],
    [42, day42],
    [1825, day1825],
  ] as const) {
    const pixels = await pixelsOf(at(`day-${days}.png`));
    const answer = JSON.parse(out);
    sizes.push([code, answer.widthPx, answer.heightPx, pixels.length]);
    let [sum, count, strayed, marked] = [0, 0, 0, 0];
    for (let p = 0; p < zone.length; p++) {
      const [now, then] = [pixels, photo].map((data) => data.subarray(3 * p, 3 * p + 3));
      const same = now.every((v, k) => v === then[k]);
      if (p >= band * widthPx) marked += same ? 0 : 1;
      else if (zone[p] === 0) strayed += same ? 0 : 1;
      else {
        sum += now[0] + now[1] + now[2];
        count++;
      }
    }
    means.push(sum / count);
    if (strayed > 0) wrong.push(`day ${days}: ${strayed} px outside the zone`);
    if (marked === 0) wrong.push(`day ${days}: no mark`);
  }
  expect({ sizes, wrong, darkestFirst: means.toSorted((a, b) => a - b) }).toEqual({
    sizes: means.map(() => [0, widthPx, heightPx, 3 * widthPx * heightPx]),
    wrong: [],
    darkestFirst: means,
  });
});

test('the same plan gives the same bytes: again, out of a case, and as the plan’s own pictures', () => {
  const same = (name: string, other: string): boolean => readFileSync(at(name)).equals(readFileSync(at(other)));
  expect({
    codes: [plain, day0, day42, day1825, ofCase].map(({ code }) => code),
    files: [plain, day0, day42, day1825].map(({ out }) => JSON.parse(out).file),
    said: ofCase.out.split('\n')[0],
    same: [
      same('plain.png', 'day-42.png'),
      same('plain.png', 'case.png'),
      same('plain.png', 'plan/healed.png'),
      same('day-0.png', 'plan/fresh.png'),
      same('day-1825.png', 'plan/year-5.png'),
    ],
    inputs: [readFileSync(BEFORE).equals(before), existsSync(at('before.png'))],
  }).toEqual({
    codes: [0, 0, 0, 0, 0],
    files: ['plain.png', 'day-0.png', 'day-42.png', 'day-1825.png'],
    said: 'case.png',
    same: [true, true, true, true, true],
    inputs: [true, false],
  });
});

test('the answer says what is shown and at what size', async () => {
  const { code, out, err } = small;
  const { notes, asSeen, ...answer } = JSON.parse(out);
  const { width, height } = await sharp(at('small.png')).metadata();
  expect({
    code,
    err,
    answer,
    asSeen: asSeen.distanceM,
    notes: notes.every((n: { code: string; severity: string; message: string }) => n.code && n.severity && n.message),
    half: Math.max(Math.abs(answer.widthPx - widthPx / 2), Math.abs(answer.heightPx - heightPx / 2)) <= 1,
  }).toEqual({
    code: 0,
    err: '',
    answer: {
      file: 'small.png',
      widthPx: width,
      heightPx: height,
      atDays: 200.5,
      outlook: 'most',
      light: 'sun',
      hairLengthMm: 3,
      distanceM: 1.5,
    },
    asSeen: 1.5,
    notes: true,
    half: true,
  });
});

test('all lights and outlooks of the engine can be asked for; left out, the answer says that nothing was', async () => {
  const [help] = await rendered(['--help']);
  const choices = Array.from(help.out.matchAll(/choices:\s+((?:"[a-z-]+",?\s*)+)/g), ([, list]) => list.match(/[a-z-]+/g));
  const { light, outlook, hairLengthMm, distanceM } = JSON.parse(plain.out);
  expect({ choices, plain: [light, outlook, hairLengthMm, distanceM] }).toEqual({
    choices: [[...LIGHTS], [...OUTLOOKS]],
    plain: [null, 'likely', null, null],
  });
});

test('hair has the length that was planned unless another is asked for, and a length that cannot be shown is said', async () => {
  mkdirSync(at('clipped'));
  copyFileSync(BEFORE, at('clipped', 'before.png'));
  writeFileSync(at('clipped', 'a.json'), writePlan(sealPlan({ ...plan, options: { ...plan.options, hairLengthMm: 2 } })));
  const clipped = [at('clipped', 'a.json'), '--out', 'clipped.png', '--json'];
  const answers = (await rendered(clipped, [...clipped, '--hair-length-mm', '1'])).map(({ out }) => JSON.parse(out));
  expect(answers.map(({ hairLengthMm, notes }) => [hairLengthMm, notes.map((n: { severity: string }) => n.severity)])).toEqual([
    [2, ['refusal']],
    [1, ['refusal']],
  ]);
});

test('a plan that was edited is drawn, with the doubt', async () => {
  const edited = copyOfPlan('edited');
  writeFileSync(at(edited), readFileSync(at(edited), 'utf8').replace(/"app": "[^"]*"/, '"app": "by hand"'));
  const [{ code, out }] = await rendered([edited, '--out', 'edited.png']);
  expect([code, out.split('\n').slice(0, 3)]).toEqual([
    0,
    ['edited.png', '', '  warning: The plan was changed after it was made: its hash does not fit its content.'],
  ]);
});

test('a plan whose photo is missing, another or damaged, and what is no plan, end with 1, one sentence that names it, and no picture', async () => {
  const [missing, other, damaged, resized, broken] = ['missing', 'other', 'damaged', 'resized', 'broken'].map(copyOfPlan);
  rmSync(at('missing', 'before.png'));
  const pixels = await pixelsOf(BEFORE);
  pixels[0] ^= 1;
  await sharp(pixels, { raw: { width: widthPx, height: heightPx, channels: 3 } })
    .png()
    .toFile(at('other', 'before.png'));
  writeFileSync(at('damaged', 'before.png'), readFileSync(BEFORE).subarray(0, 5000));
  writeFileSync(at(resized), readFileSync(at(resized), 'utf8').replace(`"widthPx": ${widthPx}`, `"widthPx": ${widthPx + 1}`));
  writeFileSync(at(broken), readFileSync(PLAN).subarray(0, 5000));
  const spoilt: readonly (readonly [plan: string, named: string, words: string])[] = [
    [missing, 'missing/before.png', 'does not exist'],
    [other, 'other/before.png', `does not belong to ${other}`],
    [damaged, 'damaged/before.png', 'is cut short'],
    [resized, `${resized}: photo`, 'is said to be'],
    [broken, broken, 'JSON'],
    ['head/truth.json', 'head/truth.json: format', 'not a plan'],
    ['plan/before.png', 'plan/before.png', ''],
    ['absent.json', 'absent.json', 'does not exist'],
  ];
  const said = await rendered(...spoilt.map(([path]) => [path, '--out', 'none.png', '--json']));
  const ran = spoilt.map(([path, named, words], i) => {
    const { code, out, err } = said[i];
    return [path, code, out, err.trim().split('\n').length, err.startsWith(`stubble: ${named}: `), err.includes(words)];
  });
  expect(ran).toEqual(spoilt.map(([path]) => [path, 1, '', 1, true, true]));
  expect(existsSync(at('none.png'))).toBe(false);
});

test('neither the plan nor its photo is overwritten, and no picture is so small that its mark could not be read', async () => {
  const linked = copyOfPlan('linked');
  symlinkSync('plan.stubble.json', at('linked', 'plan.png'));
  const asked = await rendered(
    [linked, '--out', 'linked/before.png', '--json'],
    [linked, '--out', at('linked', '..', 'linked', 'before.png'), '--json'],
    ['linked/plan.png', '--out', 'linked/plan.png', '--json'],
    [linked, '--out', 'small.none.png', '--scale', '0.1', '--json'],
    [linked, '--out', 'nowhere/a.png', '--json'],
  );
  expect({
    asked: asked.map(({ code, out, err }) => [code, out, err.trim().split('\n').length]),
    untouched: [readFileSync(at(linked)).equals(readFileSync(PLAN)), readFileSync(at('linked', 'before.png')).equals(readFileSync(BEFORE))],
    left: [existsSync(at('small.none.png')), existsSync(at('nowhere'))],
  }).toEqual({ asked: asked.map(() => [1, '', 1]), untouched: [true, true], left: [false, false] });
});

test('wrong usage ends with 2 and empty standard output', async () => {
  const usages = [
    [],
    ['--out', 'x.jpg'],
    ['--out', PLAN],
    ['--out', 'x.png', '--at-days', '-1'],
    ['--out', 'x.png', '--at-days', '36526'],
    ['--out', 'x.png', '--at-days', 'soon'],
    ['--out', 'x.png', '--light', 'moon'],
    ['--out', 'x.png', '--outlook', 'best'],
    ['--out', 'x.png', '--hair-length-mm', '-0.1'],
    ['--out', 'x.png', '--distance-m', '0'],
    ['--out', 'x.png', '--scale', '0'],
    ['--out', 'x.png', '--scale', '1.01'],
  ];
  const wrong = await rendered(...usages.map((args) => [PLAN, ...args]));
  expect(wrong.map(({ code, out, err }) => [code, out, err.length > 0])).toEqual(wrong.map(() => [2, '', true]));
  expect(existsSync(at('x.png'))).toBe(false);
});

test('a picture says in its metadata that it is a simulation, also in another light and smaller', async () => {
  const said = await Promise.all(
    ['plain.png', 'small.png'].map(async (name) => {
      const { xmp, exif, icc, iptc } = await sharp(at(name)).metadata();
      return [xmp?.includes('simulation, not a photograph'), exif ?? icc ?? iptc];
    }),
  );
  expect(said).toEqual([
    [true, undefined],
    [true, undefined],
  ]);
});
