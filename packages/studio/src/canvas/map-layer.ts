/** The thinning map laid on the photo: drawn once for a plan, then only moved with the view. */
import { surfaceGeometry } from '@stubble/engine';
import type { Planned } from '../planner/api.ts';
import { mapPixels } from './thinning.ts';
import type { Size } from './viewport.ts';

export interface MapLayer {
  readonly canvas: OffscreenCanvas;
  /** Its pixels per pixel of the photo. */
  readonly scale: number;
}

/** Longer side of the layer: fine enough for smooth bands over cells of some millimetres, and made within a few frames. */
const LONGEST_PX = 720;
/** The photo stays seen under the bands. */
const ALPHA = 165;
/** null where the photo gives no map. */
export function mapLayer({ plan }: Pick<Planned, 'plan'>, photo: Size): MapLayer | null {
  const { thinning, hairCoverage } = plan.measurement;
  if (thinning === undefined || hairCoverage === null) return null;
  const scale = Math.min(1, LONGEST_PX / Math.max(photo.width, photo.height));
  const width = Math.max(1, Math.round(photo.width * scale));
  const height = Math.max(1, Math.round(photo.height * scale));
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (context === null) return null;
  // a preview's plan is in pixels of its own smaller copy
  const planPx = plan.photo.widthPx / width;
  const { toChart, cosTiltAtChart } = surfaceGeometry(plan.surface);
  const pixels = mapPixels(thinning, { chartAt: (x, y) => toChart(x * planPx, y * planPx), cosTiltAtChart }, width, height, ALPHA, 1);
  context.putImageData(new ImageData(pixels, width, height), 0, 0);
  return { canvas, scale };
}
