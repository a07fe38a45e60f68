/**
 * Reads lines of sans-serif writing that a program burnt into a picture: each spot against the shapes of `burnt-in-glyphs.ts`, by its
 * place in the line, its proportions and its coverage. What is not surely a known character is "?", never a guess.
 */
import { GLYPH_COLUMNS, GLYPH_ROWS, GLYPHS } from './burnt-in-glyphs.ts';
import type { Plane, Spot } from './burnt-in-planes.ts';

export interface TextLine {
  /** Spaces where words part, "?" for what was not read. */
  readonly text: string;
  /** Around the spots of the whole band, both ends included. */
  readonly box: Spot;
  /** Where each character of `text` stands; null for spaces. */
  readonly places: readonly (Spot | null)[];
  /** Height of a digit in working pixels. */
  readonly digitPx: number;
  /** From the first character that was read to the last, with what lies between. */
  readonly spots: readonly Spot[];
  readonly kind: Plane['kind'];
}

const SHAPES = GLYPHS.map(([character, width, height, coverage]) => ({
  character,
  proportion: width / 100,
  height: height / 100,
  coverage: Float32Array.from(coverage, (digit) => Number(digit) / 9),
}));

/** Heights of digits that are looked for, in working pixels. */
const DIGIT_PX = { least: 9, most: 56 };
/** Root-mean-square difference of coverage up to which a character counts as read. [A], with no caption misread in the tests */
const MOST_DIFFERENCE = 0.3;
/** How much worse the second best character must be. [A] */
const LEAST_MARGIN = 1.08;
/** In digit heights: gaps that part words (a space is 0.39), that end a phrase, and that end a band of captions. */
const WORD_GAP = 0.42;
/** A "1" without a foot stands in a wide box of its own. */
const BESIDE_ONE = 0.14;
const PHRASE_GAP = 1.1;
const BAND_GAP = 2.6;
/** Characters of which a line can be recognised: not 1, which any stroke looks like. */
const TELLING = new Set('023456789m');
/** A number with its unit makes a line by itself, however short. */
const A_LENGTH = /(?:^|[ =])[\d.,]*\d ?(?:mm|cm|um|µm)/;

/** @param spots the plane's connected spots; lines come in no order, and each spot belongs to one at most */
export function readLines(plane: Plane, width: number, spots: readonly Spot[]): TextLine[] {
  const small = spots.filter((s) => s.y1 - s.y0 < 1.5 * DIGIT_PX.most && s.x1 - s.x0 < 3 * DIGIT_PX.most && s.area >= 2);
  small.sort((p, q) => p.x0 - q.x0);
  const seeds: { spot: Spot; digitPx: number; difference: number }[] = [];
  for (const spot of small) {
    const heightPx = spot.y1 - spot.y0 + 1;
    if (heightPx < 0.7 * DIGIT_PX.least || heightPx > DIGIT_PX.most || spot.area < 1.5 * heightPx) continue;
    const best = closest(plane, width, spot, () => true);
    if (best === null || !TELLING.has(best.character[0])) continue;
    const digitPx = heightPx / best.height;
    if (digitPx >= DIGIT_PX.least && digitPx <= DIGIT_PX.most) seeds.push({ spot, digitPx, difference: best.difference });
  }
  seeds.sort((p, q) => p.difference - q.difference);
  const used = new Set<Spot>();
  const lines: TextLine[] = [];
  for (const { spot, digitPx } of seeds) {
    if (used.has(spot)) continue;
    const line = lineThrough(plane, width, small, spot, digitPx);
    if (line === null) continue;
    for (const member of line.spots) used.add(member);
    lines.push(line);
  }
  return lines;
}

/** The line of writing of this size that a spot stands in; null where too little of it can be read. */
function lineThrough(plane: Plane, width: number, small: readonly Spot[], seed: Spot, digitPx: number): TextLine | null {
  const baseline = seed.y1;
  const band = small.filter(
    ({ y0, y1 }) => y1 <= baseline + 0.4 * digitPx + 1 && y0 >= baseline - 1.35 * digitPx && y1 >= baseline - 0.9 * digitPx,
  );
  const at = band.indexOf(seed);
  if (at < 0) return null;
  let [first, last] = [at, at];
  let left = seed.x0;
  while (first > 0 && left - band[first - 1].x1 <= BAND_GAP * digitPx) left = Math.min(left, band[--first].x0);
  let right = seed.x1;
  while (last + 1 < band.length && band[last + 1].x0 - right <= BAND_GAP * digitPx) right = Math.max(right, band[++last].x1);
  const members = band.slice(first, last + 1);
  const pieces = stacked(members);
  let text = '';
  const places: (Spot | null)[] = [];
  let telling = 0;
  let known = 0;
  let end = Number.NEGATIVE_INFINITY;
  let [firstRead, lastRead] = [pieces.length, -1];
  for (const [k, piece] of pieces.entries()) {
    const gap = (piece.box.x0 - end) / digitPx;
    const character = characterOf(plane, width, piece, baseline, digitPx);
    const wordGap = WORD_GAP + (character === '1' || text.endsWith('1') ? BESIDE_ONE : 0);
    if (end > Number.NEGATIVE_INFINITY && gap > wordGap) text += gap > PHRASE_GAP ? '  ' : ' ';
    text += character;
    while (places.length < text.length) places.push(places.length < text.length - character.length ? null : piece.box);
    if (character !== '?') {
      known += character.length;
      firstRead = Math.min(firstRead, k);
      lastRead = k;
    }
    if (TELLING.has(character[0])) telling += character.length;
    end = piece.box.x1;
  }
  // most of a line of writing is read; between hairs that look like digits most is not
  if (!A_LENGTH.test(text) && (telling < 2 || known < 3 || known < 0.5 * pieces.length)) return null;
  return {
    text,
    places,
    box: around(members),
    digitPx,
    spots: pieces.slice(firstRead, lastRead + 1).flatMap((p) => p.parts),
    kind: plane.kind,
  };
}

interface Piece {
  readonly parts: readonly Spot[];
  readonly box: Spot;
}

/** Spots above one another are one character: "=", ":", "i". */
function stacked(members: readonly Spot[]): Piece[] {
  const pieces: Piece[] = [];
  for (const spot of members) {
    const before = pieces.at(-1);
    // a crumb within a character's box is a gap in its thin stroke
    if (
      before !== undefined &&
      spot.area < 0.1 * before.box.area &&
      spot.x1 <= before.box.x1 &&
      spot.y0 > before.box.y0 &&
      spot.y1 < before.box.y1
    )
      continue;
    const overlap = before === undefined ? 0 : Math.min(before.box.x1, spot.x1) - spot.x0 + 1;
    if (before !== undefined && overlap >= 0.6 * Math.min(spot.x1 - spot.x0 + 1, before.box.x1 - before.box.x0 + 1)) {
      const parts = [...before.parts, spot];
      pieces[pieces.length - 1] = { parts, box: around(parts) };
    } else pieces.push({ parts: [spot], box: spot });
  }
  return pieces;
}

export function around(spots: readonly Spot[]): Spot {
  return spots.reduce((box, s) => ({
    x0: Math.min(box.x0, s.x0),
    y0: Math.min(box.y0, s.y0),
    x1: Math.max(box.x1, s.x1),
    y1: Math.max(box.y1, s.y1),
    area: box.area + s.area,
  }));
}

function characterOf(plane: Plane, width: number, { parts, box }: Piece, baseline: number, digitPx: number): string {
  const slack = Math.max(1.6, 0.12 * digitPx);
  const [w, h] = [box.x1 - box.x0 + 1, box.y1 - box.y0 + 1];
  const low = box.y1 - baseline;
  if (parts.length === 2) {
    const flat = parts.every((p) => p.x1 - p.x0 + 1 >= 1.8 * (p.y1 - p.y0 + 1));
    if (flat && w > 0.35 * digitPx && low < -0.05 * digitPx) return '=';
    return parts.every((p) => p.y1 - p.y0 + 1 < 0.32 * digitPx) && Math.abs(low) <= slack ? ':' : '?';
  }
  if (parts.length > 2) return '?';
  if (h <= 0.33 * digitPx && w <= 0.33 * digitPx && Math.abs(low) <= slack) return '.';
  if (h <= 0.5 * digitPx && w <= 0.36 * digitPx && h > 1.2 * w && low > 0 && low <= 0.3 * digitPx) return ',';
  const best = closest(plane, width, box, ({ character, height }) => {
    const descends = character === 'µ';
    return Math.abs(h / digitPx - height) <= 0.09 + 1.1 / digitPx && (descends ? low > 0.08 * digitPx : Math.abs(low) <= slack);
  });
  return best === null ? '?' : best.character;
}

/** The character whose shape fits, if it fits well and clearly better than any other. */
function closest(
  plane: Plane,
  width: number,
  spot: Spot,
  allowed: (shape: (typeof SHAPES)[number]) => boolean,
): { character: string; height: number; difference: number } | null {
  const [w, h] = [spot.x1 - spot.x0 + 1, spot.y1 - spot.y0 + 1];
  // a pixel more or less at either side of a narrow character is much
  const slack = 0.16 + 1.2 / w;
  let coverage: Float32Array | null = null;
  let best: { character: string; height: number; difference: number } | null = null;
  let second = Number.POSITIVE_INFINITY;
  for (const shape of SHAPES) {
    if (Math.abs(Math.log(w / h / shape.proportion)) > slack || !allowed(shape)) continue;
    coverage ??= coverageOf(plane, width, spot);
    let sum = 0;
    for (let k = 0; k < coverage.length; k++) sum += (coverage[k] - shape.coverage[k]) ** 2;
    const difference = Math.sqrt(sum / coverage.length);
    if (best === null || difference < best.difference) {
      if (best !== null && best.character !== shape.character) second = Math.min(second, best.difference);
      best = { character: shape.character, height: shape.height, difference };
    } else if (shape.character !== best.character) second = Math.min(second, difference);
  }
  return best !== null && best.difference <= MOST_DIFFERENCE && second >= LEAST_MARGIN * best.difference ? best : null;
}

/** How much of each cell of the grid over the spot's box is written on. */
function coverageOf({ strength }: Plane, width: number, spot: Spot): Float32Array {
  const [w, h] = [spot.x1 - spot.x0 + 1, spot.y1 - spot.y0 + 1];
  let most = 1;
  for (let y = spot.y0; y <= spot.y1; y++) for (let x = spot.x0; x <= spot.x1; x++) most = Math.max(most, strength[y * width + x]);
  const grid = new Float32Array(GLYPH_COLUMNS * GLYPH_ROWS);
  const weight = new Float32Array(grid.length);
  // pixels are parted among the cells that they overlap
  for (let y = 0; y < h; y++)
    for (let r = Math.floor((y * GLYPH_ROWS) / h); r < Math.min(GLYPH_ROWS, ((y + 1) * GLYPH_ROWS) / h); r++) {
      const down = Math.min(y + 1, ((r + 1) * h) / GLYPH_ROWS) - Math.max(y, (r * h) / GLYPH_ROWS);
      for (let x = 0; x < w; x++) {
        const value = Math.min(1, Math.max(0, (strength[(spot.y0 + y) * width + spot.x0 + x] / most - 0.2) / 0.6));
        for (let c = Math.floor((x * GLYPH_COLUMNS) / w); c < Math.min(GLYPH_COLUMNS, ((x + 1) * GLYPH_COLUMNS) / w); c++) {
          const across = Math.min(x + 1, ((c + 1) * w) / GLYPH_COLUMNS) - Math.max(x, (c * w) / GLYPH_COLUMNS);
          grid[r * GLYPH_COLUMNS + c] += value * across * down;
          weight[r * GLYPH_COLUMNS + c] += across * down;
        }
      }
    }
  return grid.map((v, k) => (weight[k] > 0 ? v / weight[k] : 0));
}
