/**
 * What a camera's program burnt into a picture: writing, scale bars, circles, bars along the sides, the black surround of a round field.
 * It is found so that it is never measured as hair, and read for the scale that it states.
 */
import { info, type Note, warning } from '../note.ts';
import type { Raster } from '../raster.ts';
import { barBeside, type ScaleBar } from './burnt-in-bar.ts';
import { type Curve, findCurves } from './burnt-in-curves.ts';
import { markBars, markSurround } from './burnt-in-edges.ts';
import { colouredPlanes, contrastPlanes, type Plane, type Spot, spotsOf, type Working, workingPicture } from './burnt-in-planes.ts';
import { around, readLines, type TextLine } from './burnt-in-text.ts';

export interface BurntIn {
  /** One byte a pixel of the photo, 1 where writing, scale bars, circles, bars at the sides or a black surround lie: never hair, not measured. */
  readonly mask: Uint8Array;
  readonly maskedShare: number;
  /** What a burnt-in bar or circle says, `relative` as one standard deviation; null where none was surely read. */
  readonly scale: BurntInScale | null;
  readonly notes: readonly Note[];
}

export interface BurntInScale {
  readonly pxPerMm: number;
  readonly relative: number;
  readonly from: 'bar' | 'circle';
  /** The caption as read. */
  readonly text: string;
}

/**
 * How far what a device states lies from the truth, relative, one standard deviation: the bars and the circles of one dermatoscope differ
 * by 0.7 %, or 1.2 % where a bar is measured between its strokes. [M] on one device
 */
const DEVICE_RELATIVE = 0.012;
/** The end of a bar is known to about this. */
const END_PX = 0.7;
/** Around what is masked, for the blurred edges of painted strokes. */
const MARGIN_PX = 3;

/** @param photo upright; writing below 1 % of its longer side is not read. Nothing is read or masked on a photo without graphics. */
export function findBurntIn(photo: Raster<'srgb8'>): BurntIn {
  const picture = workingPicture(photo);
  const { width, height } = picture;
  const mask = new Uint8Array(width * height);
  markBars(picture, mask);
  markSurround(picture, mask);
  const spotted = [...colouredPlanes(picture), ...contrastPlanes(picture)].map((plane) => ({
    plane,
    spots: spotsOf(plane.painted, width, height),
  }));
  const curves = spotted.flatMap(({ plane, spots }) => (plane.kind === 'coloured' ? findCurves(plane, spots, width, height) : []));
  for (const curve of curves) for (const i of curve.pixels) mask[i] = 1;
  const lines = bestRead(spotted.flatMap(({ plane, spots }) => readLines(plane, width, spots).map((line) => ({ plane, line }))));
  for (const { plane, line } of lines) markLine(picture, plane, line, mask);
  const { scale, bar, unread } = scaleOf(
    picture,
    lines.map(({ line }) => line),
    curves,
  );
  if (bar !== null) for (const box of [bar.box, ...bar.uprights]) markBox(mask, width, height, box, MARGIN_PX);
  const full = picture.shrink === 1 ? mask : enlarged(mask, picture, photo.width, photo.height);
  let masked = 0;
  for (const value of full) masked += value;
  const maskedShare = masked / full.length;
  return {
    mask: full,
    maskedShare,
    scale: scale === null ? null : { ...scale, pxPerMm: scale.pxPerMm * picture.shrink },
    notes: notesOn(maskedShare, scale, unread),
  };
}

interface Found {
  readonly plane: Plane;
  readonly line: TextLine;
}

/** The same writing stands out in more than one way: kept where fewest of its characters are in doubt. */
function bestRead(found: readonly Found[]): Found[] {
  const doubts = ({ line }: Found): number => line.text.split('?').length;
  const kept: Found[] = [];
  for (const candidate of [...found].sort((p, q) => doubts(p) - doubts(q)))
    if (!kept.some(({ line }) => overlap(around(line.spots), around(candidate.line.spots)))) kept.push(candidate);
  return kept;
}

function notesOn(maskedShare: number, scale: BurntInScale | null, unread: string | null): Note[] {
  const notes: Note[] = [];
  if (maskedShare > 0)
    notes.push(
      info(
        'burnt-in-left-out',
        `Writing, bars, circles or a dark surround cover ${(100 * maskedShare).toFixed(1)} % of the picture; nothing is measured there.`,
      ),
    );
  if (scale === null && unread !== null)
    notes.push(
      warning(
        'burnt-in-scale-unread',
        `The picture says “${unread}”, but the bar or circle that it belongs to was not found, so no scale was taken from it.`,
      ),
    );
  return notes;
}

const MM_PER: Readonly<Record<string, number>> = { mm: 1, cm: 10, um: 1e-3, µm: 1e-3 };
/**
 * A number with its unit; nothing behind the unit that would make it an area, nothing before the number that could be its first digits, and
 * no zero in front of it: a point that was not seen leaves a gap or such a zero.
 */
const LENGTH = /(?<![\d.,?=] ?)(?<![\d.,?=])(0[.,]\d{1,4}|[1-9]\d{0,3}(?:[.,]\d{1,4})?) ?(mm|cm|um|µm)(?= |$)/;
const RADIUS = /(?:^| )r=(\d{1,3}[.,]\d{1,4}) ?(mm|cm|um|µm)(?= |$)/;
const CIRCUMFERENCE = /(?:^| )C=(\d{1,3}[.,]\d{1,4}) ?(mm|cm|um|µm)(?= |$)/;

function lengthMm(text: string, pattern: RegExp): number | null {
  const match = pattern.exec(text);
  return match === null ? null : Number(match[1].replace(',', '.')) * MM_PER[match[2]];
}

interface Read {
  readonly scale: BurntInScale | null;
  readonly bar: ScaleBar | null;
  readonly unread: string | null;
}

function scaleOf(picture: Working, lines: readonly TextLine[], curves: readonly Curve[]): Read {
  let unread: string | null = null;
  const radius = radiusOf(lines);
  const circles = curves.filter((curve) => curve.kind === 'circle');
  if (radius !== null) {
    unread = radius.text;
    // with two circles nothing says which one is meant
    if (circles.length === 1) {
      const [{ radiusPx, radiusErrorPx }] = circles;
      const relative = Math.hypot(DEVICE_RELATIVE, radiusErrorPx / radiusPx);
      return { scale: { pxPerMm: radiusPx / radius.mm, relative, from: 'circle', text: radius.text }, bar: null, unread: null };
    }
  }
  for (const line of lines) {
    const { text, digitPx } = line;
    const mm = lengthMm(text, LENGTH);
    if (mm === null || text.includes('=') || !isRound(mm)) continue;
    unread ??= text.trim();
    const match = LENGTH.exec(text);
    if (match === null) continue;
    const written = line.places.slice(match.index, match.index + match[0].length).filter((place) => place !== null);
    const bar = barBeside(picture, around(written), digitPx);
    if (bar === null) continue;
    const relative = Math.hypot(DEVICE_RELATIVE, (Math.SQRT2 * END_PX) / bar.lengthPx);
    return { scale: { pxPerMm: bar.lengthPx / mm, relative, from: 'bar', text: match[0].trim() }, bar, unread: null };
  }
  return { scale: null, bar: null, unread };
}

/** The stated radius; where the circumference stands beside it, only if both say the same. */
function radiusOf(lines: readonly TextLine[]): { mm: number; text: string } | null {
  for (const { text } of lines) {
    const mm = lengthMm(text, RADIUS);
    if (mm === null || mm <= 0) continue;
    const round = lines.map((line) => lengthMm(line.text, CIRCUMFERENCE)).find((c) => c !== null);
    if (round != null && Math.abs(round / (2 * Math.PI * mm) - 1) > 0.01) continue;
    return { mm, text: RADIUS.exec(text)?.[0].trim() ?? text };
  }
  return null;
}

/** Scale bars stand for round lengths: one digit, or two of which the second is 5 or 0. Anything else is a misreading or no bar. */
function isRound(mm: number): boolean {
  const mantissa = mm / 10 ** Math.floor(Math.log10(mm) + 1e-9);
  return mm > 0 && Math.abs(mantissa * 2 - Math.round(mantissa * 2)) < 1e-6;
}

/** Writing on a backing of its own hides what lies under it as a whole; without one, only its strokes do. */
function markLine({ width, height, luma }: Working, plane: Plane, line: TextLine, mask: Uint8Array): void {
  if (plane.kind === 'light' && hasBacking(luma, plane, width, line.box)) {
    markBox(mask, width, height, line.box, Math.round(BACKING_PAD * line.digitPx));
    return;
  }
  // captions are blocks of lines; in pure colour all that is painted near one line belongs to them
  const { x0, y0, x1, y1 } = line.box;
  const reach = Math.round(BLOCK_REACH * line.digitPx);
  const block = {
    x0: Math.max(0, x0 - reach),
    y0: Math.max(0, y0 - reach),
    x1: Math.min(width - 1, x1 + reach),
    y1: Math.min(height - 1, y1 + reach),
  };
  for (const spot of plane.kind === 'coloured' ? [block] : line.spots)
    for (let y = spot.y0; y <= spot.y1; y++)
      for (let x = spot.x0; x <= spot.x1; x++)
        if (plane.painted[y * width + x] === 1) markBox(mask, width, height, { x0: x, y0: y, x1: x, y1: y }, MARGIN_PX);
}

/** Levels within which a backing is even, and the share of the box beside its writing that is. */
const BACKING_LUMA = 24;
const BACKING_SHARE = 0.7;
/** In heights of a digit: how far a backing reaches beyond its writing, and how far other lines of a caption lie. */
const BACKING_PAD = 0.45;
const BLOCK_REACH = 5;

function hasBacking(luma: Uint8Array, { painted }: Plane, width: number, box: Spot): boolean {
  const counts = new Uint32Array(256);
  let total = 0;
  for (let y = box.y0; y <= box.y1; y++)
    for (let x = box.x0; x <= box.x1; x++)
      if (painted[y * width + x] === 0) {
        counts[luma[y * width + x]]++;
        total++;
      }
  let [middle, sum] = [0, 0];
  while (middle < 255 && sum + counts[middle] < total / 2) sum += counts[middle++];
  let even = 0;
  for (let v = Math.max(0, middle - BACKING_LUMA); v <= Math.min(255, middle + BACKING_LUMA); v++) even += counts[v];
  return even >= BACKING_SHARE * total;
}

function overlap(a: Spot, b: Spot): boolean {
  return a.x0 <= b.x1 && b.x0 <= a.x1 && a.y0 <= b.y1 && b.y0 <= a.y1;
}

function markBox(mask: Uint8Array, width: number, height: number, { x0, y0, x1, y1 }: Omit<Spot, 'area'>, pad: number): void {
  for (let y = Math.max(0, y0 - pad); y <= Math.min(height - 1, y1 + pad); y++)
    mask.fill(1, y * width + Math.max(0, x0 - pad), y * width + Math.min(width - 1, x1 + pad) + 1);
}

function enlarged(mask: Uint8Array, { width, height, shrink }: Working, fullWidth: number, fullHeight: number): Uint8Array {
  const full = new Uint8Array(fullWidth * fullHeight);
  for (let y = 0; y < fullHeight; y++) {
    const row = Math.min(height - 1, Math.floor(y / shrink)) * width;
    for (let x = 0; x < fullWidth; x++) full[y * fullWidth + x] = mask[row + Math.min(width - 1, Math.floor(x / shrink))];
  }
  return full;
}
