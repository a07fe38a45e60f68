/** Draws one frame of the stage. Lengths in here are device pixels unless they are said to be others. */
import type { PicturePart } from '../planner/api.ts';
import type { Point } from '../state/inputs.ts';
import type { DotCloud } from './dot-cloud.ts';
import { drawDots } from './dot-layer.ts';
import type { MapLayer } from './map-layer.ts';
import { type Level, type Levels, outgrows, type Tile } from './picture-loader.ts';
import type { FoundRoots } from './roots.ts';
import { type Size, toScreen, type View, visiblePart } from './viewport.ts';

export interface Frame {
  readonly view: View;
  readonly stage: Size;
  readonly devicePxPerPx: number;
  readonly photo: Size;
  readonly before: Levels;
  readonly treated: Levels;
  readonly tile: Tile | null;
  /** CSS pixels from the stage's left. */
  readonly splitXPx: number;
  readonly dots: DotCloud | null;
  readonly roots: FoundRoots | null;
  readonly map: MapLayer | null;
}

const ROOT_COLOUR = '#19b5fe';
const ROOT_HALO = '#000000a0';

export function paint(context: CanvasRenderingContext2D, frame: Frame): void {
  const { stage, devicePxPerPx, splitXPx, before, treated, tile } = frame;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  const split = Math.round((treated.quick === null ? stage.width : splitXPx) * devicePxPerPx);
  clipped(context, 0, split, () => drawLevels(context, frame, before));
  clipped(context, split, Math.ceil(stage.width * devicePxPerPx), () => {
    drawLevels(context, frame, treated);
    if (tile !== null) drawPart(context, frame, tile.bitmap, 1, tile.part);
  });
  if (frame.map !== null) drawMap(context, frame, frame.map);
  if (frame.dots !== null) drawDots(context, frame.dots, frame.view, frame.devicePxPerPx);
  if (frame.roots !== null) drawRoots(context, frame, frame.roots);
}

function clipped(context: CanvasRenderingContext2D, left: number, right: number, draw: () => void): void {
  if (right <= left) return;
  context.save();
  context.beginPath();
  context.rect(left, 0, right - left, context.canvas.height);
  context.clip();
  draw();
  context.restore();
}

function drawLevels(context: CanvasRenderingContext2D, frame: Frame, levels: Levels): void {
  const level = levelFor(levels, frame.view.scale * frame.devicePxPerPx);
  const part = visiblePart(frame.view, frame.stage, frame.photo);
  if (level !== null && part !== null) drawPart(context, frame, level.bitmap, level.scale, { x: 0, y: 0, ...frame.photo }, part);
}

function drawMap(context: CanvasRenderingContext2D, frame: Frame, { canvas, scale }: MapLayer): void {
  const part = visiblePart(frame.view, frame.stage, frame.photo);
  if (part !== null) drawPart(context, frame, canvas, scale, { x: 0, y: 0, ...frame.photo }, part);
}

/** The smaller bitmap draws faster, and finer where the photo is seen small. */
function levelFor({ quick, fine }: Levels, devicePxPerPhotoPx: number): Level | null {
  if (fine === null || quick === null) return fine ?? quick;
  return outgrows(devicePxPerPhotoPx, quick.scale) ? fine : quick;
}

/** @param holds the part of the photo that the bitmap holds; @param shown what of it is to be drawn */
function drawPart(
  context: CanvasRenderingContext2D,
  { view, devicePxPerPx }: Frame,
  bitmap: ImageBitmap | OffscreenCanvas,
  bitmapScale: number,
  holds: PicturePart,
  shown: PicturePart = holds,
): void {
  const scale = view.scale * devicePxPerPx;
  const [sx, sy] = [bitmap.width / holds.width, bitmap.height / holds.height];
  context.imageSmoothingEnabled = scale / bitmapScale < 6;
  context.imageSmoothingQuality = scale < bitmapScale ? 'medium' : 'low';
  context.drawImage(
    bitmap,
    (shown.x - holds.x) * sx,
    (shown.y - holds.y) * sy,
    shown.width * sx,
    shown.height * sy,
    shown.x * scale + view.xPx * devicePxPerPx,
    shown.y * scale + view.yPx * devicePxPerPx,
    shown.width * scale,
    shown.height * scale,
  );
}

/** CSS pixels. Where few are seen, each is to be found. */
const ROOT_RING_PX = { few: 6, many: 4 } as const;
const FEW_ROOTS = 400;

function drawRoots(context: CanvasRenderingContext2D, { view, stage, devicePxPerPx }: Frame, { xPx, yPx }: FoundRoots): void {
  const reachPx = ROOT_RING_PX.few;
  const seen: Point[] = [];
  for (let i = 0; i < xPx.length; i++) {
    const [x, y] = toScreen(view, [xPx[i], yPx[i]]);
    if (x > -reachPx && y > -reachPx && x < stage.width + reachPx && y < stage.height + reachPx) seen.push([x, y]);
  }
  const isFew = seen.length < FEW_ROOTS;
  const radius = (isFew ? ROOT_RING_PX.few : ROOT_RING_PX.many) * devicePxPerPx;
  context.beginPath();
  for (const [x, y] of seen) {
    context.moveTo(x * devicePxPerPx + radius, y * devicePxPerPx);
    context.arc(x * devicePxPerPx, y * devicePxPerPx, radius, 0, 2 * Math.PI);
  }
  if (isFew) {
    context.strokeStyle = ROOT_HALO;
    context.lineWidth = 3.5 * devicePxPerPx;
    context.stroke();
  }
  context.strokeStyle = ROOT_COLOUR;
  context.lineWidth = (isFew ? 1.75 : 1.25) * devicePxPerPx;
  context.stroke();
}
