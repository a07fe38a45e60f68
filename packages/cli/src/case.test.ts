/** `stubble export` and `stubble case` as a user runs them, on a small whole plan; and what opens a case that is locked. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decryptCase, isEncryptedCase, readCase } from '@stubble/case';
import { dotsCsv, dotsSvg, type Plan, parsePlan, sealPlan, sha256Hex, unpackDots, writePlan } from '@stubble/engine';
import { unzipSync, zipSync } from 'fflate';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { samplePlan } from '../../engine/src/document/sample-plan.test-helper.ts';
import { type Ran, startCommands } from './commands.test-helper.ts';

const BIN = fileURLToPath(new URL('../bin/stubble.js', import.meta.url));
const FOLDER = mkdtempSync(join(tmpdir(), 'stubble-case-'));
const at = (...parts: string[]): string => join(FOLDER, ...parts);

const PASSPHRASE = 'vier alte Eichen';

const { STUBBLE_PASSPHRASE: _, ...ENV } = process.env;
const commands = startCommands(FOLDER, ENV);
const unlocking = startCommands(FOLDER, { ...ENV, STUBBLE_PASSPHRASE: PASSPHRASE });
afterAll(async () => {
  await commands.end();
  await unlocking.end();
  rmSync(FOLDER, { recursive: true, force: true });
});

/** With another passphrase, in a process of its own. */
function stubble(args: readonly string[], passphrase: string): Ran {
  const env = { ...ENV, STUBBLE_PASSPHRASE: passphrase };
  const done = spawnSync(process.execPath, [BIN, ...args], { encoding: 'utf8', cwd: FOLDER, maxBuffer: 64e6, env });
  return { code: done.status, out: done.stdout, err: done.stderr };
}

const [WIDTH, HEIGHT] = [660, 780];
const PIXELS = Uint8Array.from({ length: 3 * WIDTH * HEIGHT }, (_, i) => 150 + ((i * 7) % 40) - 30 * (i % 3));
const PLAN: Plan = sealPlan({ ...samplePlan(), photo: { widthPx: WIDTH, heightPx: HEIGHT, pixelsSha256: sha256Hex(PIXELS) } });

beforeAll(async () => {
  writeFileSync(at('a.json'), writePlan(PLAN));
  // with metadata of its own, as if somebody had saved the photo anew
  await sharp(PIXELS, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
    .withExif({ IFD0: { Artist: 'somebody at home' } })
    .png()
    .toFile(at('before.png'));
  await commands.run(['case', 'a.json', '--out', 'plain.stubble']);
  await unlocking.run(['case', 'a.json', '--out', 'locked.stubble', '--encrypt']);
});

test('export writes the engine’s drawing and table, and the healed picture as render draws it', async () => {
  const dots = unpackDots(PLAN.dots);
  if (!dots.ok) throw new Error(dots.problem.message);
  const ran = await commands.run(
    ...['svg', 'csv', 'png'].map((format) => ['export', 'a.json', '--format', format, '--out', `dots.${format}`, '--json']),
  );
  const [rendered] = await commands.run(['render', 'a.json', '--out', 'day-42.png']);
  const drawn = await sharp(at('dots.svg')).metadata();
  const { xmp } = await sharp(at('dots.png')).metadata();
  expect({
    codes: [...ran, rendered].map(({ code }) => code),
    answers: ran.slice(0, 2).map(({ out }) => JSON.parse(out)),
    png: JSON.parse(ran[2].out).atDays,
    svg: readFileSync(at('dots.svg'), 'utf8') === dotsSvg(PLAN, dots.value),
    csv: readFileSync(at('dots.csv'), 'utf8') === dotsCsv(PLAN, dots.value),
    healed: readFileSync(at('dots.png')).equals(readFileSync(at('day-42.png'))),
    marked: String(xmp).includes('simulation, not a photograph'),
    drawn: [drawn.format, (drawn.width ?? 0) > 200],
  }).toEqual({
    codes: [0, 0, 0, 0],
    answers: ['svg', 'csv'].map((format) => ({ file: `dots.${format}`, format, dots: 300, notes: [] })),
    png: 42,
    svg: true,
    csv: true,
    healed: true,
    marked: true,
    drawn: ['svg', true],
  });
});

test('what an export would write over, cannot write or does not know is refused, and nothing is left', async () => {
  writeFileSync(at('plan.csv'), writePlan(PLAN));
  const inputs = [
    ['plan.csv', '--format', 'csv', '--out', 'plan.csv'],
    ['a.json', '--format', 'png', '--out', 'before.png'],
    ['a.json', '--format', 'csv', '--out', 'nowhere/none.csv'],
    ['before.png', '--format', 'svg', '--out', 'none.svg'],
  ];
  const usages = [
    ['a.json', '--format', 'svg'],
    ['a.json', '--out', 'none.svg'],
    ['a.json', '--format', 'pdf', '--out', 'none.pdf'],
    ['a.json', '--format', 'svg', '--out', 'none.csv'],
  ];
  const input = await commands.run(...inputs.map((args) => ['export', ...args, '--json']));
  const usage = await commands.run(...usages.map((args) => ['export', ...args]));
  expect({
    input: input.map(({ code, out, err }) => [code, out, err.trim().split('\n').length]),
    usage: usage.map(({ code, out }) => [code, out]),
    untouched: readFileSync(at('plan.csv'), 'utf8') === writePlan(PLAN),
    left: readdirSync(FOLDER).filter((name) => name.startsWith('none')),
  }).toEqual({ input: input.map(() => [1, '', 1]), usage: usage.map(() => [2, '']), untouched: true, left: [] });
});

test('a case holds the plan and the photo’s pixels, and of the photo nothing else', async () => {
  const read = readCase(readFileSync(at('plain.stubble')));
  if (!read.ok) throw new Error(read.problem.message);
  const pixels = await sharp(read.value.photoPng).raw().toBuffer();
  const { exif } = await sharp(read.value.photoPng).metadata();
  await commands.run(['case', 'plain.stubble', '--out', 'again.stubble']);
  expect({
    plan: read.value.planText === writePlan(PLAN),
    pixels: pixels.equals(PIXELS),
    exif,
    again: readFileSync(at('again.stubble')).equals(readFileSync(at('plain.stubble'))),
  }).toEqual({ plan: true, pixels: true, exif: undefined, again: true });
});

test('a locked case is the same case once opened, and every command that takes a plan opens it', async () => {
  const locked = readFileSync(at('locked.stubble'));
  const opened = await decryptCase(locked, PASSPHRASE);
  const ran = await unlocking.run(
    ['export', 'locked.stubble', '--format', 'csv', '--out', 'locked.csv'],
    ['render', 'locked.stubble', '--out', 'locked.png'],
    ['stencil', 'locked.stubble', '--out', 'locked.pdf'],
    ['case', 'locked.stubble', '--out', 'unlocked.stubble'],
  );
  await commands.run(['export', 'a.json', '--format', 'csv', '--out', 'unlocked.csv']);
  expect({
    encrypted: isEncryptedCase(locked),
    same: opened.ok && Buffer.from(opened.value).equals(readFileSync(at('plain.stubble'))),
    ran: ran.map(({ code }) => code),
    csv: readFileSync(at('locked.csv')).equals(readFileSync(at('unlocked.csv'))),
    unlocked: readFileSync(at('unlocked.stubble')).equals(readFileSync(at('plain.stubble'))),
  }).toEqual({ encrypted: true, same: true, ran: [0, 0, 0, 0], csv: true, unlocked: true });
});

test('another passphrase, none at all, or a changed file end with 1 and one sentence that names the file', async () => {
  const changed = readFileSync(at('locked.stubble'));
  changed[changed.length - 9] ^= 4;
  writeFileSync(at('changed.stubble'), changed);
  const export_ = (name: string): string[] => ['export', name, '--format', 'csv', '--out', 'none.csv', '--json'];
  const ran = [
    stubble(export_('locked.stubble'), 'vier alte Buchen'),
    ...(await commands.run(export_('locked.stubble'))),
    stubble(export_('locked.stubble'), ''),
    ...(await unlocking.run(export_('changed.stubble'))),
    ...(await commands.run(['case', 'a.json', '--out', 'none.stubble', '--encrypt', '--json'])),
  ];
  expect({
    ran: ran.map(({ code, out }) => [code, out]),
    said: ran.map(({ err }) => err),
    left: [existsSync(at('none.csv')), existsSync(at('none.stubble'))],
  }).toEqual({
    ran: ran.map(() => [1, '']),
    said: [
      'stubble: locked.stubble: cannot be opened with this passphrase; if it is the right one, the file was damaged\n',
      'stubble: locked.stubble: is encrypted; set STUBBLE_PASSPHRASE, or run this on a terminal, where it is asked for\n',
      'stubble: locked.stubble: is encrypted; set STUBBLE_PASSPHRASE, or run this on a terminal, where it is asked for\n',
      'stubble: changed.stubble: cannot be opened: the encrypted file is damaged, cut off or was changed\n',
      'stubble: --encrypt: needs a passphrase; set STUBBLE_PASSPHRASE, or run this on a terminal, where it is asked for\n',
    ],
    left: [false, false],
  });
});

test('an edited plan is packed with the doubt written into it; neither plan nor photo is written over', async () => {
  writeFileSync(at('edited.json'), writePlan(PLAN).replace('"seed": 7', '"seed": 8'));
  const [{ code, out }] = await commands.run(['case', 'edited.json', '--out', 'edited.stubble', '--json']);
  const read = readCase(readFileSync(at('edited.stubble')));
  const parsed = read.ok ? parsePlan(read.value.planText) : read;
  const refused = await commands.run(...['a.json', 'before.png', './a.json'].map((name) => ['case', 'a.json', '--out', name]));
  expect({
    code,
    said: JSON.parse(out).notes.map((note: { code: string }) => note.code),
    written: parsed.ok && [parsed.value.plan.seed, parsed.value.plan.notes.at(-1)?.code, parsed.value.notes],
    refused: refused.map((ran) => ran.code),
  }).toEqual({ code: 0, said: ['plan-edited'], written: [8, 'plan-edited', []], refused: [1, 1, 1] });
});

const OLD_CASE = fileURLToPath(new URL('../../case/src/fixtures/case-version-1.stubble', import.meta.url));

test('a case of an older version is opened and packed as one of today, with the same photo', async () => {
  const [{ code, out }] = await commands.run(['case', OLD_CASE, '--out', 'renewed.stubble', '--json']);
  const [old, renewed] = [readCase(readFileSync(OLD_CASE)), readCase(readFileSync(at('renewed.stubble')))];
  if (!old.ok || !renewed.ok) throw new Error('not read');
  const plans = [old.value, renewed.value].map(({ planText }) => JSON.parse(planText));
  expect({
    code,
    notes: JSON.parse(out).notes,
    versions: plans.map(({ version }) => version),
    samePhoto: plans[0].photo.pixelsSha256 === plans[1].photo.pixelsSha256,
    sealed: readFileSync(at('renewed.stubble')).subarray(-71).toString('latin1').startsWith('sha256:'),
  }).toEqual({ code: 0, notes: [], versions: [2, 3], samePhoto: true, sealed: true });
});

test('a case that was changed, packed anew, comes from a newer program or holds a path ends with 1 and one sentence, and nothing is written', async () => {
  const whole = readFileSync(at('plain.stubble'));
  const entries = unzipSync(whole);
  const flipped = Buffer.from(whole);
  // the time of the first entry: a field that nobody reads
  flipped[11] ^= 1;
  const newer = zipSync({ ...entries, 'manifest.json': Buffer.from('{"format":"stubble-case","version":99}') });
  const files = {
    flipped,
    anew: zipSync(entries),
    newer,
    evil: zipSync({ ...entries, '../../evil.txt': new Uint8Array(4) }),
    cut: whole.subarray(0, 4000),
  };
  for (const [name, bytes] of Object.entries(files)) writeFileSync(at(`${name}.stubble`), bytes);
  const ran = await commands.run(
    ...Object.keys(files).map((name) => ['export', `${name}.stubble`, '--format', 'csv', '--out', 'none.csv', '--json']),
  );
  expect({
    ran: ran.map(({ code, out }) => [code, out]),
    said: ran.map(({ err }) => err.trim()),
    left: readdirSync(FOLDER).filter((name) => name.startsWith('none') || name.includes('evil.txt')),
  }).toEqual({
    ran: ran.map(() => [1, '']),
    said: [
      'stubble: flipped.stubble: is damaged or was changed: its seal does not fit',
      'stubble: anew.stubble: has lost its seal: another program packed it anew or changed it; only the file as Stubble saved it can be opened',
      'stubble: newer.stubble: manifest.json: version: is 99, and this Stubble reads cases up to version 2: a newer Stubble is needed for this file',
      'stubble: evil.stubble: holds an entry that a case does not have: "../../evil.txt"',
      'stubble: cut.stubble: is not a readable case: the end of the zip is missing, so that it is cut short or damaged',
    ],
    left: [],
  });
});

const hasTerminals = process.platform === 'linux' && spawnSync('script', ['--version']).error === undefined;

/** Runs on a terminal, and types each word when its question stands there. */
async function typing(args: readonly string[], answers: readonly (readonly [question: string, word: string])[]): Promise<Ran> {
  const running = spawn('script', ['-qec', [process.execPath, BIN, ...args].join(' '), '/dev/null'], { cwd: FOLDER, env: ENV });
  let out = '';
  let asked = 0;
  running.stdout.on('data', (data) => {
    out += data;
    if (asked < answers.length && out.includes(answers[asked][0])) running.stdin.write(`${answers[asked++][1]}\r`);
  });
  const code = await new Promise<number | null>((resolve) => running.once('close', resolve));
  return { code, out, err: '' };
}

test.skipIf(!hasTerminals)(
  'on a terminal a passphrase is asked for and not shown, a new one twice (skipped without script of util-linux)',
  async () => {
    const anew = (second: string): [string, string][] => [
      ['New passphrase: ', PASSPHRASE],
      ['The same again: ', second],
    ];
    const good = await typing(['case', 'a.json', '--out', 'typed.stubble', '--encrypt'], anew(PASSPHRASE));
    const slip = await typing(['case', 'a.json', '--out', 'slip.stubble', '--encrypt'], anew('vier alte Eichne'));
    const opened = await typing(['stencil', 'typed.stubble', '--out', 'typed.pdf'], [['Passphrase of typed.stubble: ', PASSPHRASE]]);
    expect({
      codes: [good, slip, opened].map(({ code }) => code),
      shown: [good, slip, opened].some(({ out }) => out.includes('Eich')),
      slip: [slip.out.includes('the two passphrases differ; nothing was written'), existsSync(at('slip.stubble'))],
    }).toEqual({ codes: [0, 1, 0], shown: false, slip: [true, false] });
  },
);
