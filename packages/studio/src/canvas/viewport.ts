/** How the photo lies on the stage. Screen lengths are CSS pixels from the stage's upper left corner. */
import type { PicturePart } from '../planner/api.ts';
import type { Point, Polygon } from '../state/inputs.ts';

/** screen = scale · photo + (xPx, yPx) */
export interface View {
  /** CSS pixels per pixel of the photo. */
  readonly scale: number;
  readonly xPx: number;
  readonly yPx: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Free room round a photo that is fitted into the stage. */
const FIT_MARGIN_PX = 12;
/** CSS pixels that one pixel of the photo may fill. */
const LARGEST_SCALE = 24;

export function toScreen({ scale, xPx, yPx }: View, [x, y]: Point): Point {
  return [x * scale + xPx, y * scale + yPx];
}

export function toPhoto({ scale, xPx, yPx }: View, [x, y]: Point): Point {
  return [(x - xPx) / scale, (y - yPx) / scale];
}

export function fitScale(photo: Size, stage: Size): number {
  const width = Math.max(1, stage.width - 2 * FIT_MARGIN_PX);
  const height = Math.max(1, stage.height - 2 * FIT_MARGIN_PX);
  return Math.min(width / photo.width, height / photo.height);
}

export function fitView(photo: Size, stage: Size): View {
  const scale = fitScale(photo, stage);
  return { scale, xPx: (stage.width - photo.width * scale) / 2, yPx: (stage.height - photo.height * scale) / 2 };
}

/** Room about places that are brought into view, in their breadths, and how near they are brought at most, in scales of the fitted photo. */
const GOAL_ROOM = 2.5;
const NEAREST_GOAL = 3;

/** The view that shows places in the middle; the whole photo where that is little smaller. */
export function viewAbout(places: Polygon, photo: Size, stage: Size): View {
  const [xs, ys] = [places.map(([x]) => x), places.map(([, y]) => y)];
  const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const fit = fitScale(photo, stage);
  const wanted = fitScale({ width: GOAL_ROOM * Math.max(1, x1 - x0), height: GOAL_ROOM * Math.max(1, y1 - y0) }, stage);
  const scale = Math.min(NEAREST_GOAL * fit, wanted);
  if (scale <= 1.15 * fit) return fitView(photo, stage);
  return { scale, xPx: stage.width / 2 - ((x0 + x1) / 2) * scale, yPx: stage.height / 2 - ((y0 + y1) / 2) * scale };
}

/** A tiny photo fits magnified; even then it can be brought nearer. */
export function scaleLimits(photo: Size, stage: Size): [least: number, most: number] {
  const fit = fitScale(photo, stage);
  return [Math.min(fit * 0.5, 1), Math.max(fit * 4, LARGEST_SCALE)];
}

/** What of the photo is on the stage, in whole pixels; null where nothing is. */
export function visiblePart(view: View, stage: Size, photo: Size): PicturePart | null {
  const [x0, y0] = toPhoto(view, [0, 0]);
  const [x1, y1] = toPhoto(view, [stage.width, stage.height]);
  const x = Math.max(0, Math.floor(x0));
  const y = Math.max(0, Math.floor(y0));
  const width = Math.min(photo.width, Math.ceil(x1)) - x;
  const height = Math.min(photo.height, Math.ceil(y1)) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : null;
}

/** From where to where the photo is seen on the stage, across. */
export function spanPx(view: View, stage: Size, photo: Size): [left: number, right: number] {
  const left = Math.min(stage.width, Math.max(0, view.xPx));
  const right = Math.max(left, Math.min(stage.width, view.xPx + photo.width * view.scale));
  return [left, right];
}

/** The split runs over what is seen of the photo, so that its handle is never out of reach. */
export function splitPx(split: number, [left, right]: readonly [number, number]): number {
  return left + Math.min(1, Math.max(0, split)) * (right - left);
}

export function splitAt(xPx: number, [left, right]: readonly [number, number]): number {
  return right > left ? Math.min(1, Math.max(0, (xPx - left) / (right - left))) : 0.5;
}

/** Share of the photo's height that the mark in its lower left corner takes, and its breadth in heights. */
const MARK_SHARE = 0.04;
const MARK_BREADTH = 3.6;
/** Below this the word in the picture cannot be read. */
const LEGIBLE_MARK_PX = 13;

/** Whether the treated picture's own mark can be read where it stands. */
export function markIsSeen(view: View, stage: Size, photo: Size, splitXPx: number): boolean {
  const heightPx = MARK_SHARE * photo.height * view.scale;
  if (heightPx < LEGIBLE_MARK_PX) return false;
  const [left, bottom] = toScreen(view, [0, photo.height]);
  return left >= Math.max(0, splitXPx) && left + MARK_BREADTH * heightPx <= stage.width && bottom <= stage.height && bottom - heightPx >= 0;
}

export function insidePhoto([x, y]: Point, photo: Size): Point {
  return [Math.min(photo.width, Math.max(0, x)), Math.min(photo.height, Math.max(0, y))];
}

/** Moves a polygon as a whole, only as far as it stays in the photo. */
export function movedInside(polygon: Polygon, dxPx: number, dyPx: number, photo: Size): Polygon {
  const xs = polygon.map((p) => p[0]);
  const ys = polygon.map((p) => p[1]);
  const dx = Math.min(photo.width - Math.max(...xs), Math.max(-Math.min(...xs), dxPx));
  const dy = Math.min(photo.height - Math.max(...ys), Math.max(-Math.min(...ys), dyPx));
  return polygon.map(([x, y]) => [x + dx, y + dy]);
}
