/** Photos of every kind through the studio's own file dialog: the pixels and the refusals of the command line, in a real browser. */
import { decodePhoto } from '@stubble/files';
import type { Page } from 'playwright';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { displayP3Profile } from '../../engine/src/photo-file/icc-profile.ts';
import { codedIn, codedSamples, heifFile } from '../../files/src/heif.test-helper.ts';
import { HEIGHT, largestDifference, sample, samplePixels, storedFor, WIDTH } from '../../files/src/sample.test-helper.ts';
import { NO_STUDIO, type Studio, startedStudio, step } from './studio-page.test-helper.ts';

const SIZE = { width: WIDTH, height: HEIGHT } as const;
const [whole, left, right] = codedSamples();
/** The orientation that undoes each of the eight. */
const TURNED_BACK = [1, 2, 3, 4, 5, 8, 7, 6] as const;

/** What the decoder's worker answered last, as it comes to the page. */
interface Watched {
  stubbleAnswer?: {
    readonly ok: boolean;
    readonly photo?: { width: number; height: number; rgba: Uint8ClampedArray };
    readonly problem?: string;
  };
}

interface Opened {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
  readonly notes: readonly string[];
}

/** Before the page is opened. */
async function watched(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const watched = globalThis as Watched;
    globalThis.Worker = class extends Worker {
      constructor(address: string | URL, options?: WorkerOptions) {
        super(address, options);
        if (options?.name !== 'decoder') return;
        this.addEventListener('message', ({ data }) => {
          if (data !== 'ready') watched.stubbleAnswer = structuredClone(data);
        });
      }
    };
  });
  // pictures are only opened here: a planner that never answers
  await page.route('**/planner.worker*', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }));
}

async function choose(page: Page, name: string, bytes: Buffer): Promise<void> {
  await page.evaluate(() => {
    delete (globalThis as Watched).stubbleAnswer;
  });
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: 'Choose a photo' }).click()]);
  await chooser.setFiles({ name, mimeType: '', buffer: bytes });
}

async function codedAvif(width: number, height: number, stored: Uint8Array) {
  const picture = sharp(stored, { raw: { width, height, channels: 3 } });
  return codedIn(await picture.avif({ quality: 100, chromaSubsampling: '4:4:4', effort: 0 }).toBuffer())[0];
}

/**
 * Turned first and mirrored afterwards: the order that ISO/IEC 23000-22 (7.3.6.7) demands of such files, and that browsers go by whatever the file says.
 * The two marks of the only picture are exchanged, and the turn with them.
 */
function turnedFirst(file: Buffer): Buffer {
  const [mirror, turn] = [file.indexOf('imir'), file.indexOf('irot')];
  if (mirror < 0 || turn < mirror) return file;
  const changed = Buffer.from(file);
  changed[turn + 4] = 4 - changed[turn + 4];
  // version, count, item, then how many marks and the marks
  const marks = changed.indexOf('ipma') + 4 + 4 + 4 + 2;
  const last = marks + changed[marks];
  [changed[last - 1], changed[last]] = [changed[last], changed[last - 1]];
  return changed;
}

describe.skipIf(NO_STUDIO !== null)(`photos of every kind in the studio (skipped: ${NO_STUDIO})`, () => {
  let studio: Studio;
  let page: Page;

  beforeAll(async () => {
    studio = await startedStudio();
    page = await studio.page();
    await watched(page);
    await page.goto(studio.url);
    await page.getByRole('button', { name: 'Skip the tour' }).click();
    await step(page, 'Photo');
  });
  afterAll(async () => studio?.close());

  async function opened(name: string, bytes: Buffer): Promise<Opened> {
    await choose(page, name, bytes);
    await page.waitForFunction(() => (globalThis as Watched).stubbleAnswer !== undefined);
    const { problem, width, height, notes, base64 } = await page.evaluate(() => {
      const answer = (globalThis as Watched).stubbleAnswer as unknown as {
        photo?: { width: number; height: number; rgba: Uint8ClampedArray };
        notes?: string[];
        problem?: string;
      };
      const { photo, notes = [], problem } = answer;
      const text = Array.from(photo?.rgba ?? [], (byte) => String.fromCharCode(byte)).join('');
      return { problem, notes, width: photo?.width ?? 0, height: photo?.height ?? 0, base64: btoa(text) };
    });
    if (problem !== undefined) throw new Error(`${name} ${problem}`);
    return { width, height, notes, rgb: new Uint8Array(Buffer.from(base64, 'base64').filter((_, i) => i % 4 < 3)) };
  }

  /** Largest difference from what the command line reads; infinite where the sizes or the notes that both give are others. */
  async function apart(name: string, bytes: Buffer): Promise<number> {
    const [here, there] = [await opened(name, bytes), await decodePhoto(bytes, name)];
    if (!there.ok) throw new Error(`${name} ${there.problem.message}`);
    const { photo, notes } = there.value;
    const isAlike =
      photo.width === here.width && photo.height === here.height && notes.every(({ message }) => here.notes.includes(message));
    return isAlike ? largestDifference(here.rgb, photo.data) : Number.POSITIVE_INFINITY;
  }

  test('each format in each of eight orientations is upright', async () => {
    const wrong: string[] = [];
    const upright = samplePixels();
    const look = async (name: string, bytes: Buffer, within: number, wanted: Uint8Array = upright): Promise<void> => {
      const by = largestDifference((await opened(name, bytes)).rgb, wanted);
      if (by > within) wrong.push(`${name}: ${by}`);
    };
    for (let orientation = 1; orientation <= 8; orientation++) {
      const { data, width, height } = storedFor(orientation, WIDTH, HEIGHT);
      const stored = () => sharp(data, { raw: { width, height, channels: 3 } }).withMetadata({ orientation });
      await look(`${orientation}.jpg`, await stored().jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).toBuffer(), 6);
      await look(`${orientation}.png`, await stored().png().toBuffer(), 0);
      await look(`${orientation}.webp`, await stored().webp({ lossless: true }).toBuffer(), 0);
      await look(`${orientation}.tif`, await stored().tiff({ compression: 'lzw' }).toBuffer(), 0);
      await look(
        `${orientation}.avif`,
        turnedFirst(heifFile({ pictures: [await codedAvif(width, height, data)], width, height, orientation })),
        8,
      );
      // its coded picture cannot be made anew: upright, it is turned to what turns the other way are stored as
      const turned = storedFor(TURNED_BACK[orientation - 1], WIDTH, HEIGHT).data;
      await look(`${orientation}.heic`, heifFile({ pictures: [whole], ...SIZE, orientation }), 6, turned);
    }
    expect(wrong).toEqual([]);
  });

  test('wide colours, 16 bits, inks, opacity, tiles and moving pictures come out as on the command line', async () => {
    const p3 = sample().withIccProfile('p3');
    const frames = await Promise.all([sample(), sample().negate()].map((frame) => frame.png().toBuffer()));
    const moving = sharp(frames, { join: { animated: true } });
    const avif = await codedAvif(WIDTH, HEIGHT, samplePixels());
    const files: Readonly<Record<string, readonly [bytes: Buffer, within: number]>> = {
      'p3.jpg': [await p3.clone().jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).toBuffer(), 3],
      'p3.png': [await p3.clone().png().toBuffer(), 2],
      'p3.webp': [await p3.clone().webp({ lossless: true }).toBuffer(), 2],
      'p3.tif': [await p3.clone().tiff({ compression: 'lzw' }).toBuffer(), 2],
      'p3.avif': [heifFile({ pictures: [avif], ...SIZE, icc: displayP3Profile() }), 4],
      'p3.heic': [heifFile({ pictures: [whole], ...SIZE, icc: displayP3Profile() }), 2],
      'p3-code.heic': [heifFile({ pictures: [whole], ...SIZE, codes: [12, 13] }), 2],
      'tiles.heic': [heifFile({ pictures: [left, right], ...SIZE, columns: 2 }), 0],
      'deep.png': [await sample().toColourspace('rgb16').png().toBuffer(), 1],
      'deep.tif': [await sample().toColourspace('rgb16').withIccProfile('p3').tiff({ predictor: 'horizontal' }).toBuffer(), 3],
      'jpeg.tif': [await sample().tiff({ compression: 'jpeg', quality: 95, tile: true, tileWidth: 32, tileHeight: 32 }).toBuffer(), 2],
      'deflate.tif': [await sample().tiff({ compression: 'deflate', predictor: 'horizontal' }).toBuffer(), 0],
      'alpha.tif': [await sample().ensureAlpha(0.5).tiff({ compression: 'packbits' }).toBuffer(), 1],
      'alpha.png': [await sample().ensureAlpha(0.5).png().toBuffer(), 1],
      // four inks without a profile have no colours of their own: the command line brings that of a press, browsers multiply
      'inks.jpg': [await sample().toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer(), 80],
      'inks.tif': [await sample().toColourspace('cmyk').tiff({ compression: 'lzw' }).toBuffer(), 80],
      'moving.webp': [await moving.clone().webp({ lossless: true }).toBuffer(), 0],
      'pages.tif': [await moving.clone().tiff({ compression: 'lzw' }).toBuffer(), 0],
    };
    const found: Record<string, number> = {};
    for (const [name, [bytes]] of Object.entries(files)) found[name] = await apart(name, bytes);
    expect(Object.entries(found).filter(([name, by]) => by > files[name][1])).toEqual([]);
  });

  test('what is refused is refused in the same words', async () => {
    const jpeg = await sample().jpeg().toBuffer();
    const png = await sample().png().toBuffer();
    const tiff = await sample().tiff({ compression: 'lzw' }).toBuffer();
    const deflated = await sample().tiff({ compression: 'deflate' }).toBuffer();
    const bomb = Buffer.from(png);
    bomb.writeUInt32BE(60_000, 16);
    bomb.writeUInt32BE(60_000, 20);
    const empty = { ...whole, config: Buffer.concat([whole.config.subarray(0, 8), Buffer.alloc(whole.config.length - 8)]) };
    const files: Readonly<Record<string, Buffer>> = {
      'empty.jpg': Buffer.alloc(0),
      'text.jpg': Buffer.from('not a picture at all'),
      'moving.gif': Buffer.from('GIF89a and more of it'),
      'paper.pdf': Buffer.from('%PDF-1.7 and more of it'),
      'case.zip': Buffer.from('PK\x03\x04 and more of it'),
      'really.png': jpeg,
      'raw.nef': tiff,
      'cut.jpg': jpeg.subarray(0, jpeg.length - 2),
      'cut.png': png.subarray(0, png.length - 20),
      'cut.tif': tiff.subarray(0, tiff.length - 40),
      'cut.heic': heifFile({ pictures: [whole], ...SIZE }).subarray(0, -30),
      'bomb.png': bomb,
      'small.png': await sample(50, 50).png().toBuffer(),
      'hdr.heic': heifFile({ pictures: [whole], ...SIZE, codes: [9, 16] }),
      'damaged.png': Buffer.concat([png.subarray(0, 60), Buffer.alloc(40), png.subarray(100)]),
      'damaged.heic': heifFile({ pictures: [empty], ...SIZE }),
      'damaged.tif': Buffer.from(deflated.map((byte, at) => (at > 20 && at < 60 ? 0 : byte))),
    };
    const told: Record<string, string> = {};
    const wanted: Record<string, string> = {};
    for (const [name, bytes] of Object.entries(files)) {
      await choose(page, name, bytes);
      const dialog = page.getByRole('alertdialog');
      await dialog.waitFor();
      told[name] = await dialog.innerText();
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      const there = await decodePhoto(bytes, name);
      const hint = name === 'case.zip' ? ' (a case is opened with “Open case”)' : '';
      wanted[name] = there.ok ? 'read' : `${name} ${there.problem.message}${hint}.`;
    }
    expect(
      Object.keys(files)
        .filter((name) => !told[name].includes(wanted[name]))
        .map((name) => [told[name], wanted[name]]),
    ).toEqual([]);
  });

  test('a decoder that hangs, dies or does not load is one sentence, and the next photo is read', async () => {
    const good = await sample().png().toBuffer();
    const heic = heifFile({ pictures: [whole], ...SIZE });
    const other = await studio.page();
    await other.clock.install();
    const headers = { 'Cross-Origin-Embedder-Policy': 'require-corp' };
    const decoders = {
      hangs: { contentType: 'text/javascript', headers, body: "postMessage('ready'); onmessage = () => { for (;;); };" },
      dies: {
        contentType: 'text/javascript',
        headers,
        body: "postMessage('ready'); onmessage = () => { throw new RangeError('memory'); };",
      },
      'does not load': { status: 404, headers, body: '' },
    };
    await watched(other);
    await other.route('**/libheif*.wasm', (route) => route.abort());
    await other.goto(studio.url);
    await step(other, 'Photo');
    const told: string[] = [];
    const dialog = other.getByRole('alertdialog');
    const tell = async (): Promise<void> => {
      told.push((await dialog.innerText()).split('\n')[2]);
      await other.keyboard.press('Escape');
    };
    for (const [how, answer] of Object.entries(decoders)) {
      await other.route('**/decode.worker*', (route) => route.fulfill(answer));
      await choose(other, `${how}.png`, good);
      if (how === 'hangs') {
        await other.waitForTimeout(300);
        await other.clock.fastForward('01:01');
      }
      await dialog.waitFor();
      await tell();
      await other.unroute('**/decode.worker*');
    }
    await choose(other, 'a.heic', heic);
    await dialog.waitFor();
    await tell();
    await choose(other, 'good.png', good);
    await other.waitForFunction(() => (globalThis as Watched).stubbleAnswer?.ok === true);
    await other.context().close();
    expect(told).toEqual([
      'hangs.png takes more than 60 seconds to decode here, which no photo should; it was given up.',
      'dies.png needs more memory than this browser gives; a smaller copy of it may be read.',
      'does not load.png cannot be read: the part of this page that decodes photos could not be loaded.',
      'a.heic is a HEIC picture, and the part of this page that reads it could not be loaded.',
    ]);
  });

  test('nothing was asked of any other origin, and no script failed', () => {
    expect([studio.foreign, studio.faults.filter((fault) => !fault.includes('planner.worker'))]).toEqual([[], []]);
  });
});
