/**
 * Draws all dots, with each frame. They are written as bytes into a layer of their own: a context takes ten times as long for as many
 * rectangles. Lengths in here are device pixels unless they are said to be others.
 */
import { type DotCloud, SESSION_RGB, type SessionDots } from './dot-cloud.ts';
import type { View } from './viewport.ts';

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Alpha, blue, green, red from the highest byte down, as a little-endian machine reads RGBA. */
  readonly abgr: Uint32Array;
}

interface Layer extends Pixels {
  readonly canvas: OffscreenCanvas;
  readonly context: OffscreenCanvasRenderingContext2D;
  readonly image: ImageData;
  cloud: DotCloud | null;
  view: View | null;
}

/** As long as there are fewer dots, each may be larger than it is so that it is seen at all. */
const FEW_DOTS = 8_000;
/** A pixel that a dot fills only in part is at least this opaque. */
const LEAST_ALPHA = 0.35;
const ALPHA = 0.9;

let held: Layer | null = null;

export function drawDots(context: CanvasRenderingContext2D, cloud: DotCloud, view: View, devicePxPerPx: number): void {
  const layer = layerOf(context.canvas.width, context.canvas.height);
  if (layer === null) return;
  if (layer.cloud !== cloud || layer.view !== view) {
    layer.abgr.fill(0);
    const diameter = cloud.diameterPx * view.scale * devicePxPerPx;
    const least = cloud.count < FEW_DOTS ? 2 * devicePxPerPx : 1;
    for (const dots of cloud.sessions) stampDots(layer, dots, view, devicePxPerPx, Math.max(least, diameter), diameter);
    layer.context.putImageData(layer.image, 0, 0);
    layer.cloud = cloud;
    layer.view = view;
  }
  context.drawImage(layer.canvas, 0, 0);
}

function layerOf(width: number, height: number): Layer | null {
  if (held !== null && held.width === width && held.height === height) return held;
  if (width === 0 || height === 0) return null;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (context === null) return null;
  const image = new ImageData(width, height);
  held = { width, height, canvas, context, image, abgr: new Uint32Array(image.data.buffer), cloud: null, view: null };
  return held;
}

/** Writes those dots of a session that fall on the pixels; how many. @param trueDiameter below a pixel makes them paler */
export function stampDots(
  pixels: Pixels,
  { session, xPx, yPx }: SessionDots,
  view: View,
  devicePxPerPx: number,
  diameter: number,
  trueDiameter = diameter,
): number {
  const [red, green, blue] = SESSION_RGB[(session - 1) % SESSION_RGB.length];
  const alpha = trueDiameter >= 1 ? ALPHA : Math.max(LEAST_ALPHA, ALPHA * trueDiameter ** 2);
  const { side, coverage } = discOf(diameter);
  const colours = Uint32Array.from(coverage, (c) => ((Math.round(255 * c * alpha) << 24) | (blue << 16) | (green << 8) | red) >>> 0);
  const { width, height, abgr } = pixels;
  const scale = view.scale * devicePxPerPx;
  const dx = view.xPx * devicePxPerPx - side / 2;
  const dy = view.yPx * devicePxPerPx - side / 2;
  let seen = 0;
  for (let i = 0; i < xPx.length; i++) {
    const left = Math.round(xPx[i] * scale + dx);
    if (left <= -side || left >= width) continue;
    const top = Math.round(yPx[i] * scale + dy);
    if (top <= -side || top >= height) continue;
    seen++;
    const x0 = Math.max(0, -left);
    const x1 = Math.min(side, width - left);
    const y1 = Math.min(side, height - top);
    for (let y = Math.max(0, -top); y < y1; y++) {
      const row = (top + y) * width + left;
      for (let x = x0; x < x1; x++) {
        const colour = colours[y * side + x];
        // where two dots meet, the edge of one does not gnaw at the other
        if (colour >>> 24 > abgr[row + x] >>> 24) abgr[row + x] = colour;
      }
    }
  }
  return seen;
}

/** Share of each pixel of a square that a disc in its middle covers, its edge smoothed over a pixel. */
export function discOf(diameter: number): { readonly side: number; readonly coverage: Float32Array } {
  if (diameter <= 1) return { side: 1, coverage: Float32Array.of(1) };
  const side = Math.ceil(diameter);
  const coverage = new Float32Array(side * side);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const fromMiddle = Math.hypot(x + 0.5 - side / 2, y + 0.5 - side / 2);
      coverage[y * side + x] = Math.min(1, Math.max(0, diameter / 2 + 0.5 - fromMiddle));
    }
  }
  return { side, coverage };
}
