/** A skin-coloured picture with hairs and a scale bar that a program painted into it, as a JPEG has it. */
import sharp from 'sharp';
import { seededRandom } from '../random.ts';
import { type Raster, raster } from '../raster.ts';

export interface BarScene {
  readonly font: string;
  readonly bold: boolean;
  /** Height of a digit. */
  readonly digitPx: number;
  /** White or black on skin, white on a dark backing, blue on skin. */
  readonly look: 'light' | 'dark' | 'backed' | 'blue';
  readonly caption: string;
  readonly seed: number;
}

/** Height of a digit over the font's size, of the fonts that stand for Arial and Helvetica; near enough for the others. */
const DIGIT_PER_EM = 0.716;
const [WIDTH, HEIGHT] = [900, 640];

export async function barPhoto({ font, bold, digitPx, look, caption, seed }: BarScene): Promise<{ photo: Raster<'srgb8'>; barPx: number }> {
  const random = seededRandom(seed, 'bar photo');
  const barPx = Math.round(120 + random.next() * 250);
  const [x, y] = [Math.round(60 + random.next() * 300), Math.round(120 + random.next() * 400)];
  const ink = { light: '#fff', backed: '#fff', dark: '#000', blue: '#0000e0' }[look];
  let hairs = '';
  for (let i = 0; i < 40; i++) {
    const [hx, hy] = [random.next() * WIDTH, random.next() * HEIGHT];
    if (Math.abs(hy - y) < 90 && hx > x - 60 && hx < x + barPx + 60) continue;
    hairs += `<path d="M${hx} ${hy}l${20 + random.next() * 30} ${30 + random.next() * 40}" stroke="#2a2018" stroke-width="${3 + random.next() * 6}"/>`;
  }
  const backing =
    look === 'backed'
      ? `<rect x="${x + 20}" y="${y - 1.9 * digitPx}" width="${6.2 * digitPx}" height="${1.6 * digitPx}" fill="#404040" fill-opacity=".8"/>`
      : '';
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">
    <rect width="100%" height="100%" fill="${look === 'light' ? '#8a6a55' : '#cfae98'}"/>${hairs}
    <rect x="${x}" y="${y}" width="${barPx}" height="${Math.max(2, Math.round(digitPx / 6))}" fill="${ink}"/>${backing}
    <text x="${x + 30}" y="${y - 0.6 * digitPx}" font-family="${font}" font-weight="${bold ? 'bold' : 'normal'}" font-size="${digitPx / DIGIT_PER_EM}" fill="${ink}">${caption}</text></svg>`;
  const painted = await sharp(Buffer.from(svg)).removeAlpha().raw().toBuffer();
  for (let i = 0; i < painted.length; i += 3) {
    const grain = 3 * random.normal();
    for (let c = i; c < i + 3; c++) painted[c] = Math.min(255, Math.max(0, painted[c] + grain));
  }
  const jpeg = await sharp(painted, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
    .jpeg({ quality: 88 })
    .toBuffer();
  return { photo: raster('srgb8', WIDTH, HEIGHT, new Uint8Array(await sharp(jpeg).raw().toBuffer())), barPx };
}

/** "500 µm" in millimetres. */
export function captionMm(caption: string): number {
  const unit = caption.endsWith('cm') ? 10 : caption.endsWith('mm') ? 1 : 1e-3;
  return Number.parseFloat(caption) * unit;
}
